/** What heads wrote about their units, as digests and lists of goals show it. Pure. */
import { type UnitComment } from '../../../src/comments/unit-comment';
import { personName } from '../person-name';
import { shorten, shortenWords } from '../shorten';
import { type Wording } from '../wording';

/** Units that a channel's digest names, and characters of each name; the divisions behind its button have the texts. */
const named = { units: 2, name: 34 } as const;

/** "Yksiköiden kommentteja 3: Pelastustoimi, Terveydenhuolto ja 1 muu"; nothing if there are none. */
export function commentsLine(comments: readonly UnitComment[], wording: Wording): string[] {
  if (comments.length === 0) return [];
  const shown = comments
    .slice(0, named.units)
    .map(({ unitText }) => shorten(wording.of(unitText), named.name));
  const rest = comments.length - shown.length;
  return [wording.text('unitComment.inDigest', { count: comments.length, units: shown.join(', '), rest })];
}

/** On one line, cut off between two words. */
export function briefComment({ text }: Pick<UnitComment, 'text'>, length: number): string {
  return shortenWords(text.replace(/\s+/g, ' '), length);
}

/** "Aino Aho 3.11.2026 klo 10.15". @param names by id; the id is shown if one is missing */
export function commentAuthor(
  { by, at }: Pick<UnitComment, 'by' | 'at'>,
  names: ReadonlyMap<string, string>,
  wording: Wording,
): string {
  return wording.text('unitComment.by', {
    name: shorten(personName({ names }, by), 60),
    at: wording.moment(at),
  });
}
