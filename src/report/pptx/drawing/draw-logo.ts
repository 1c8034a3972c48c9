/** The organisation's logo, as large as its place allows. */
import type PptxGenJS from 'pptxgenjs';
import { fittingLogo, type Logo } from '../../content/logo';
import { asDecoration } from './marks';
import { colours } from './theme';

/** In inches. */
export interface LogoPlace {
  readonly right: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** White around the logo, which may be dark, on a dark slide. */
  readonly plate?: number;
}

export function drawLogo(drawn: PptxGenJS.Slide, logo: Logo, place: LogoPlace): void {
  const { right, top, plate = 0 } = place;
  const { width: w, height: h } = fittingLogo(logo, place);
  const [x, y] = [right - w - plate, top + (place.height - h) / 2];
  if (plate > 0)
    drawn.addShape('rect', {
      ...{ x: x - plate, y: y - plate, w: w + 2 * plate, h: h + 2 * plate },
      ...{ fill: { color: colours.white }, ...asDecoration },
    });
  drawn.addImage({
    data: `image/${logo.type};base64,${Buffer.from(logo.bytes).toString('base64')}`,
    altText: logo.text,
    ...{ x, y, w, h },
  });
}
