/** Font and colours of slides: dark enough to read on white (WCAG AA), and distinct in grey print. */
import { type Light } from '../../goals/schema';

/** Every office program has it, or a font of the same widths. */
export const font = 'Arial';

interface LightLook {
  readonly fill: string;
  readonly letters: string;
  /** The colour of the sign on white. */
  readonly sign: string;
}

const lights: Readonly<Record<Light, LightLook>> = {
  green: { fill: '1E7B34', letters: 'FFFFFF', sign: '1E7B34' },
  yellow: { fill: 'FFD24D', letters: '222222', sign: '8A6100' },
  red: { fill: 'B3261E', letters: 'FFFFFF', sign: 'B3261E' },
  'not-assessable': { fill: 'D9D9D9', letters: '222222', sign: '595959' },
  'not-answered': { fill: 'FFFFFF', letters: '222222', sign: '595959' },
};

export const colours = {
  lights,
  ...{ dark: '14375E', accent: '2E75B6', accentText: '1F5C99', pale: 'E8EFF7', line: 'BFC7D1' },
  ...{ text: '222222', quiet: '595959', white: 'FFFFFF', empty: 'E3E6EA' },
};
