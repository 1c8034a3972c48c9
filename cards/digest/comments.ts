/** What the heads of the units that an own digest covers wrote about them. Pure. */
import { type Digest } from '../../src/digest/digest';
import { type Names } from '../parts/goals/words';
import { personName } from '../parts/person-name';
import { shorten } from '../parts/shorten';
import { briefComment } from '../parts/goals/unit-comments';
import { type Wording } from '../parts/wording';
import { type Block } from './data';

/** Comments that are shown, and characters of each; the divisions behind the button have all of them. */
const shown = { comments: 2, text: 160, unit: 40, name: 30 } as const;

/** Nothing in a channel's digest, which only says whose comments there are. */
export function commentBlocks({ only, comments = [] }: Digest, { names }: Names, wording: Wording): Block[] {
  if (!only || comments.length === 0) return [];
  const rest = comments.length - shown.comments;
  const entries = comments.slice(0, shown.comments).map((comment) => {
    const text = wording.text('digest.words', { text: briefComment(comment, shown.text) });
    const who = shorten(personName({ names }, comment.by), shown.name);
    return { title: shorten(wording.of(comment.unitText), shown.unit), runs: [], said: `${text} · ${who}` };
  });
  const title = wording.text(comments.length > 1 ? 'reportFile.unitComments' : 'unitComment.ofUnit');
  const more = rest > 0 ? [wording.text('digest.more', { count: rest })] : [];
  return [{ title, entries, lines: more }];
}
