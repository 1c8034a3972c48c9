/** The colour of an organisation, in which reports write headings on white. Pure. */

/** WCAG 2.1 AA, 1.4.3: text against its background. */
const leastContrast = 4.5;

/** Why a colour cannot be used, in words, or nothing. @param colour `#rrggbb` */
export function accentProblem(colour: string): string | undefined {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return 'is no colour; write it as #1F5C99';
  const contrast = contrastWithWhite(colour);
  return contrast < leastContrast
    ? `is too light for text on white: contrast ${contrast.toFixed(1)}, at least ${leastContrast} is needed`
    : undefined;
}

/** 1–21, as WCAG defines it. @param colour `#rrggbb` */
export function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

/** The colour on white. @param colour `#rrggbb` @param share 0 (white) to 1 (the colour) */
export function tinted(colour: string, share: number): string {
  const channels = channelsOf(colour).map((value) => Math.round(255 - share * (255 - value)));
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}

function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}
