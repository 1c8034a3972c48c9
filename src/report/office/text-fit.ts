/** Estimates how much room a text takes on a slide, rather too large than too small. Pure. */

export interface Lettering {
  /** In points. */
  readonly size: number;
  readonly bold?: boolean;
}

/** Where a line of a text starts and ends (UTF-16 units); a blank line is empty. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/** In inches. */
export function lineHeight({ size }: Lettering): number {
  return (size * 1.22) / 72;
}

/** The lines of a text in a box of this inner width (inches), broken as a presentation program breaks them. */
export function linesOf(text: string, width: number, lettering: Lettering): Line[] {
  const room = (width * 72) / (lettering.size * (lettering.bold ? 1.1 : 1.03));
  const lines: Line[] = [];
  let start = 0;
  for (const paragraph of text.split('\n')) {
    lines.push(
      ...wrapped(paragraph, room).map((line) => ({ start: line.start + start, end: line.end + start })),
    );
    start += paragraph.length + 1;
  }
  return lines;
}

/** In inches, without the box's margins. */
export function textHeight(text: string, width: number, lettering: Lettering): number {
  return linesOf(text, width, lettering).length * lineHeight(lettering);
}

/** Whether a word is too long for a line, so that it continues on the next. */
export function breaksWord(text: string, width: number, lettering: Lettering): boolean {
  const lines = linesOf(text, width, lettering);
  return lines.some(({ end }, index) => lines[index + 1]?.start === end);
}

/** The width of the text's longest word, in inches. */
export function wordWidth(text: string, { size, bold }: Lettering): number {
  const longest = Math.max(0, ...text.split(/[ \t\n]+/).map(widthOf));
  return (longest * size * (bold ? 1.1 : 1.03)) / 72;
}

/** The text on one line, its end replaced by an ellipsis if it is longer. */
export function onOneLine(text: string, width: number, lettering: Lettering): string {
  const [line, ...more] = linesOf(text, width - lettering.size / 72, lettering);
  return more.length === 0 ? text : `${text.slice(0, line!.end).trimEnd()}…`;
}

/** The part of the text that fits, to the end of a sentence if one fits, and the rest; together they have every letter. */
export function splitText(
  text: string,
  { width, height }: { readonly width: number; readonly height: number },
  lettering: Lettering,
): { readonly fits: string; readonly rest: string } {
  const lines = linesOf(text, width, lettering);
  const count = Math.floor(height / lineHeight(lettering) + 1e-9);
  const next = lines[count];
  if (!next) return { fits: text, rest: '' };
  const cut = lastSentenceEnd(text, next.start);
  return { fits: text.slice(0, cut).trimEnd(), rest: text.slice(cut) };
}

/** Where the last sentence or paragraph before this place ends; the place itself if none does. */
function lastSentenceEnd(text: string, place: number): number {
  // A full stop before a small letter belongs to an abbreviation.
  const ends = text.slice(0, place + 1).matchAll(/[.!?:;][”"')\]]?[^\S\n]+(?=[^\p{Ll}\s])|\n(?=\S)/gu);
  let last = 0;
  for (const { index, 0: end } of ends) if (index + end.length <= place) last = index + end.length;
  return text.slice(0, last).trim() === '' ? place : last;
}

/** The largest of the sizes (largest first) at which the text fits; the smallest if none does. */
export function fittingSize(
  text: string,
  { width, height }: { readonly width: number; readonly height: number },
  sizes: readonly number[],
  bold = false,
): number {
  return sizes.find((size) => textHeight(text, width, { size, bold }) <= height) ?? sizes.at(-1)!;
}

/** @param room in ems */
function wrapped(paragraph: string, room: number): Line[] {
  const lines: Line[] = [];
  let line = { start: 0, end: 0, used: 0 };
  const close = (start: number) => {
    lines.push({ start: line.start, end: line.end });
    line = { start, end: start, used: 0 };
  };
  for (const { index, 0: word } of paragraph.matchAll(/[\S\u00a0]+/g)) {
    const gap = line.end > line.start ? (index - line.end) * space : 0;
    if (line.end > line.start && line.used + gap + widthOf(word) > room) close(index);
    else line.used += gap;
    let at = index;
    // A word longer than a line is broken anywhere, but never within a character.
    for (const letter of word) {
      const width = letterWidth(letter);
      if (line.used + width > room && at > line.start) {
        line.end = at;
        close(at);
      }
      line.used += width;
      at += letter.length;
      line.end = at;
    }
  }
  close(paragraph.length);
  return lines;
}

const space = 0.29;

function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return width;
}

/** Caches each character's width, since a slide's texts are tried at several sizes. */
const widths = new Map<string, number>();

function letterWidth(letter: string): number {
  const known = widths.get(letter);
  if (known !== undefined) return known;
  const width = emsOf(letter);
  widths.set(letter, width);
  return width;
}

/** The widths of Arial, which is wider than Calibri. */
function emsOf(letter: string): number {
  if (/[iljtfrI.,:;|!'’()[\]/\u00a0-]/.test(letter)) return 0.36;
  if (/[mwMW@%—…&]/.test(letter)) return 0.95;
  if (/[A-ZÅÄÖ]/.test(letter)) return 0.74;
  return letter.codePointAt(0)! < 0x250 || /[–”“]/.test(letter) ? 0.57 : 1.05;
}
