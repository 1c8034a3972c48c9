/** The ways in which a cell may name several owners. Pure. */

export interface OwnerSplit {
  readonly parts: readonly string[];
  /** Whether these are several owners even if none of them is known. */
  readonly isSure: boolean;
}

/** Line breaks, semicolons and bullets always separate owners. */
export function splitSurely(text: string): string[] {
  return partsOf(text, /[;\n\r|•\u2028\u2029]+/u);
}

/** "Hallinto- ja talousjohtaja" is one function. */
const conjunction = /(?<![-\s])\s+(?:ja|och|and|sekä|samt|&|\+)\s+/iu;
/** "Aino Virtanen. Bo Ek", but not the full stop of an initial. */
const sentence = /(?<=\p{L}{3})\.\s*(?=\p{L})/u;
const name = "\\p{Lu}[\\p{L}'’-]+";
/** "Virtanen A. Korhonen B.", "A. Virtanen B. Korhonen"; five initials at most. */
const withInitials = new RegExp(
  `(?<![\\p{L}'’-])${name}\\s+(?:\\p{Lu}(?:\\.|(?![\\p{L}]))[\\s-]*){1,5}|(?:\\p{Lu}\\.[\\s-]*){1,5}${name}`,
  'gu',
);
const mostWords = 12;

export function ownerSplits(text: string): OwnerSplit[] {
  const commas = partsOf(text, /,/);
  const slashes = partsOf(text, /\//);
  const both = partsOf(text, conjunction);
  const isNames = (part: string) => /\S\s+\S/.test(part);
  const splits = [
    // "Virtanen, Aino" may be one person.
    { parts: commas, isSure: commas.length > 2 || commas.some(isNames) },
    { parts: slashes, isSure: true },
    { parts: both, isSure: both.every(isNames) },
    { parts: partsOf(text, sentence), isSure: false },
    { parts: initialled(text), isSure: true },
    ...halves(text),
  ];
  return splits.filter(({ parts }) => parts.length > 1);
}

function partsOf(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
}

/** Names with initials, if the text has nothing else. */
function initialled(text: string): string[] {
  const names = text.match(withInitials) ?? [];
  const rest = names.reduce((left, each) => left.replace(each, ' '), text);
  return /[\p{L}\p{N}]/u.test(rest) ? [] : names.map((each) => each.trim());
}

/** "Aino Virtanen Bo Ek": two adjacent names, the first of two or three words. */
function halves(text: string): OwnerSplit[] {
  const words = text.trim().split(/\s+/u);
  if (words.length < 4 || words.length > mostWords || /[@,;/]/.test(text)) return [];
  return [2, 3]
    .filter((count) => words.length - count >= 2)
    .map((count) => ({
      parts: [words.slice(0, count).join(' '), words.slice(count).join(' ')],
      isSure: false,
    }));
}
