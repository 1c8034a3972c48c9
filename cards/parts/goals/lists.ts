/** The lists of goals behind a digest's buttons: what they are called, and how many goals they have. Pure. */
import { type Digest } from '../../../src/digest/digest';
import { falls, redGoals, rises, supportListed } from '../../../src/digest/named';
import { digestPlace } from './divisions';
import { type ListButton } from '../list-row';
import { type Wording } from '../wording';

export const goalLists = ['support', 'reds', 'changes', 'all'] as const;
export type GoalList = (typeof goalLists)[number];

/** Whether the lights are the programme's own states, of which the red one asks for support. */
export function byState({ publishes, withTaskStates }: Digest): boolean {
  return publishes === 'states' && withTaskStates === 0;
}

/** "Tuki (5)": the title of the list, and of the button that leads to it. */
export function listTitle(list: GoalList, digest: Digest, wording: Wording): string {
  if (list === 'all') return wording.text(digest.judged ? 'digest.showAll' : 'digest.showQuestions');
  const count = idsIn(list, digest).length;
  if (list === 'changes') return wording.text('digest.showChanges', { count });
  const asks = list === 'support' || byState(digest);
  return wording.text(asks ? 'digest.showSupport' : 'digest.showReds', { count });
}

/** `undefined` if the list has no goals. */
export function listButton(list: GoalList, digest: Digest, wording: Wording): ListButton | undefined {
  if (list !== 'all' && idsIn(list, digest).length === 0) return undefined;
  const data = { ...digestPlace(digest, wording.locale), list };
  return { verb: 'goals', title: listTitle(list, digest, wording), data };
}

/** The ids of a list's goals, in its order. Where red asks for support, the one list of it is that of the red goals. */
export function idsIn(list: Exclude<GoalList, 'all'>, digest: Digest): readonly string[] {
  if (list === 'changes') return [...falls(digest), ...rises(digest)].map(({ id }) => id);
  if (list === 'support') return byState(digest) ? [] : supportListed(digest);
  const reds = redGoals(digest).map(({ id }) => id);
  return byState(digest) ? [...new Set([...reds, ...(digest.oldSupport?.goals ?? [])])] : reds;
}
