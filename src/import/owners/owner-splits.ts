/** The ways in which a cell may name several owners. Pure. */
import { namesFunction } from './owner-words';

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

/** A comma, a slash and "and" may belong to the name of a unit: "Lasten, nuorten ja perheiden palvelut". */
export function ownerSplits(text: string): OwnerSplit[] {
  const splits: readonly (readonly [parts: string[], isSure: (parts: readonly string[]) => boolean])[] = [
    // "Virtanen, Aino" may be one person.
    [partsOf(text, /,/), (parts) => parts.every(isOwnerLike) || (parts.length > 2 && isListOfWords(parts))],
    [partsOf(text, /\//), (parts) => parts.every(isCapital)],
    [partsOf(text, conjunction), (parts) => parts.every(isOwnerLike)],
    [partsOf(text, sentence), () => false],
    [initialled(text), () => true],
  ];
  const those = splits.filter(([parts]) => parts.length > 1);
  return [...those.map(([parts, isSure]) => ({ parts, isSure: isSure(parts) })), ...halves(text)];
}

/** An address, a title, or words that all begin with a capital like a full name. */
function isOwnerLike(part: string): boolean {
  const words = part.split(/\s+/u);
  if (part.includes('@')) return true;
  const isName = words.length > 1 && words.every((word) => isCapital(word) || particles.test(word));
  return isName || (words.length <= mostWords && words.some(namesFunction));
}

const particles = /^(?:af|av|da|de|del|der|di|du|la|le|van|von|zu)$/i;

const isCapital = (part: string) => /^[^\p{L}]*\p{Lu}/u.test(part) || part.includes('@');

/** "Virtanen, Korhonen, Ek", but not "Kulttuuri, liikunta, nuoriso" or "Talous-, henkilöstö- ja hallintopalvelut". */
function isListOfWords(parts: readonly string[]): boolean {
  return parts.every((part) => isCapital(part) && !part.endsWith('-') && !conjunction.test(part));
}

function partsOf(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((part) => withoutMarks(part.trim()))
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
}

/** "mailto:aino@example.org" and "aino@example.org." are an address. */
function withoutMarks(part: string): string {
  if (!part.includes('@')) return part;
  const address = part.toLowerCase().startsWith('mailto:') ? part.slice('mailto:'.length) : part;
  return address.endsWith('.') ? address.slice(0, -1) : address;
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
