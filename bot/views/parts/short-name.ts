/** What to type for a programme: the fewest words that name only it. Pure. */
import { type Wording } from '../../../cards/parts/wording';
import { type Programme } from '../../../src/goals/schema';

/** More words than these are no shorter than the id. */
const mostWords = 6;

/**
 * The first words of the programme's name in the reader's language; its id if they name another one too.
 * @param means whether words, if typed, name this programme alone
 */
export function shortName(
  { id, name }: Pick<Programme, 'id' | 'name'>,
  wording: Wording,
  means: (words: string) => boolean,
): string {
  const words = wording.of(name).split(/\s+/).filter(Boolean);
  const beginnings = words
    .slice(0, mostWords)
    .map((_, index) => words.slice(0, index + 1).join(' '))
    // Nobody types the punctuation at the end.
    .map((beginning) => beginning.replace(/[^\p{L}\p{N}]+$/u, ''));
  return beginnings.find((beginning) => beginning !== '' && means(beginning)) ?? id;
}
