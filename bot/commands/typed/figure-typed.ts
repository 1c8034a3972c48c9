/** A goal's code and a figure in a chat message. Its field decides how a figure is read. Pure. */
import { parseNumber } from '../../../src/goals/answers/parse-number';
import { type Locale } from '../../../src/locales';
import { foldTyped } from './words-typed';

/** A longer message is about something else. */
const longestTyped = 100;
const longestFigure = 40;
/** Most words in a code: "1.1 b" has two. */
const mostWords = 5;

/** Words and signs between a code and its figure. */
const links = new Set(['on', 'nyt', 'is', 'now', 'ar', 'nu', '=', ':', '-', '–', '→', '->']);

/**
 * What was typed after the code, which may be written without its spaces.
 * @returns `undefined` if the text does not begin with the code as whole words; `length` counts the code's characters
 */
export function codedText(
  typed: string,
  code: string,
): { readonly rest: string; readonly length: number } | undefined {
  if (typed.length > longestTyped) return undefined;
  const words = typed
    .replace(/(?<=\S)[:=](?=\s|\S)/, ' ')
    .split(/\s+/)
    .filter(Boolean);
  const wanted = joined(code.split(/\s+/));
  if (wanted === '') return undefined;
  for (let count = 1; count <= Math.min(mostWords, words.length); count += 1) {
    if (joined(words.slice(0, count)) !== wanted) continue;
    const after = words.slice(count);
    while (after[0] !== undefined && links.has(foldTyped(after[0]))) after.shift();
    return { rest: withoutEnd(after.join(' ')), length: wanted.length };
  }
  return undefined;
}

function joined(words: readonly string[]): string {
  const text = foldTyped(words.join(''));
  return text.replace(/(?<![:;,.!?=])[:;,.!?=]+$/, '').replace(/^[#"'“”„«»(]+/, '');
}

/** Without the full stop or exclamation mark of a sentence. */
function withoutEnd(text: string): string {
  return text.replace(/(?<![.!?;,])[.!?;,]+$/, '').trim();
}

/** Whether it may be meant as a figure; the field then says whether it is one. */
export function isMaybeFigure(text: string): boolean {
  const isShort = text.length <= longestFigure;
  return (
    (isShort && /^[^\p{L}\d]{0,3}\d/u.test(text)) ||
    /^(?:n\.|noin|ca|cirka|about|alle|yli|under|over|över|below|above|enintään|vähintään|minst|högst) ?\d/iu.test(
      text.slice(0, longestFigure),
    )
  );
}

/** Whether the whole message is one figure, perhaps with a unit. */
export function isFigureAlone(typed: string, locale: Locale): boolean {
  const text = withoutEnd(typed);
  return text.length <= longestFigure && isMaybeFigure(text) && parseNumber(text, locale).kind === 'number';
}

/** Whether the code is in the text as a word of its own. */
export function mentions(text: string, code: string): boolean {
  const padded = ` ${foldTyped(text.slice(0, 1000)).replace(/\s+/g, ' ')} `;
  const wanted = foldTyped(code).replace(/\s+/g, ' ');
  return wanted !== '' && (padded.includes(` ${wanted} `) || padded.includes(` ${wanted}: `));
}
