/** Tells what a text with digits is, if it is certainly not one plain figure. Pure. */
import { typedDate } from './typed-date';

export type OtherThanFigure =
  'no-such-date' | 'date' | 'time' | 'power' | 'other-digits' | 'bracket' | 'no-figure';

/** @param body at most 100 characters, with plain spaces and hyphens */
export function otherThanFigure(body: string): OtherThanFigure | undefined {
  const [first = ''] = body.split(/ (?=\p{L})/u);
  const date = typedDate(body) ?? typedDate(first);
  if (date) return date.exists ? 'date' : 'no-such-date';
  // Which part is the month differs by country.
  if (/^\d{1,2}\/\d{1,2}\/\d{4}$/.test(body)) return 'date';
  if (/^(?:klo|kl|kl\.|at)? ?(?:[01]?\d|2[0-4]):[0-5]\d(?!\d)/i.test(body)) return 'time';
  if (/\d ?\^|\d[⁰¹²³⁴-⁹⁺⁻]|\d[eE][+-]?\d/.test(body)) return 'power';
  // "m²" and "m³" are units.
  if (/[^\P{N}0-9]/u.test(body.replace(/(?<=\p{L})[²³]/gu, ''))) return 'other-digits';
  if (!/\d/.test(body)) return 'no-figure';
  return /[()[\]{}]/.test(body) ? 'bracket' : undefined;
}

const halves: Readonly<Record<string, string>> = {
  ...{ '½': '5', '¼': '25', '¾': '75', '⅕': '2', '⅖': '4', '⅗': '6', '⅘': '8' },
  ...{ '⅛': '125', '⅜': '375', '⅝': '625', '⅞': '875' },
};

/** "½" becomes 0,5 and "1 ½" becomes 1,5. Thirds have no exact decimal and stay as they are. */
export function withDecimals(text: string): string {
  return text.replace(
    /(?<![\d.,/])(?:(\d{1,9}) ?)?([½¼¾⅕⅖⅗⅘⅛⅜⅝⅞])(?![\d½¼¾⅕⅖⅗⅘⅛⅜⅝⅞])/,
    (_all, whole: string | undefined, half: string) => `${whole ?? '0'},${halves[half]}`,
  );
}
