/** Font and colours of slides: dark enough to read on white (WCAG AA), and distinct in grey print. */
import { tinted } from '../../../goals/accent';
import { type Light } from '../../../goals/schema';
import { childrenOf, type Document, elementFrom, elementsIn } from '../../office/xml';

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

/** Names of the theme's colours, so that an organisation can change them in the finished file too. */
const scheme = { dark: 'tx2', accent: 'accent1', accentText: 'accent2', pale: 'bg2' } as const;

export const colours = {
  lights,
  ...scheme,
  line: 'BFC7D1',
  ...{ text: '222222', quiet: '595959', white: 'FFFFFF', empty: 'E3E6EA' },
};

/** By the names that a theme's own part has for the colours. */
function themeColours(accent: string | undefined): Readonly<Record<string, string>> {
  if (accent === undefined) return { dk2: '14375E', lt2: 'E8EFF7', accent1: '2E75B6', accent2: '1F5C99' };
  const own = accent.slice(1).toUpperCase();
  return { dk2: own, lt2: tinted(accent, 0.1).slice(1), accent1: own, accent2: own };
}

/** @param accent `#rrggbb`, dark enough for text on white */
export function colourTheme(document: Document, accent: string | undefined): void {
  for (const [name, value] of Object.entries(themeColours(accent)))
    for (const colour of elementsIn(document, `a:${name}`)) {
      for (const child of childrenOf(colour)) colour.removeChild(child);
      const namespace = 'http://schemas.openxmlformats.org/drawingml/2006/main';
      colour.appendChild(elementFrom(`<a:srgbClr xmlns:a="${namespace}" val="${value}"/>`, colour));
    }
}
