/** The lists of goals behind a digest's buttons: what they are called, and how many goals they have. Pure. */
import { type Digest } from '../../../src/digest/digest';
import { redGoals, supportListed } from '../../../src/digest/named';
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
  const count = listCount(list, digest);
  if (list === 'changes') return wording.text('digest.showChanges', { count });
  const asks = list === 'support' || byState(digest);
  return wording.text(asks ? 'digest.showSupport' : 'digest.showReds', { count });
}

/** `undefined` if the list has no goals. */
export function listButton(list: GoalList, digest: Digest, wording: Wording): ListButton | undefined {
  if (list !== 'all' && listCount(list, digest) === 0) return undefined;
  const data = { ...digestPlace(digest, wording.locale), list };
  return { verb: 'goals', title: listTitle(list, digest, wording), data };
}

function listCount(list: Exclude<GoalList, 'all'>, digest: Digest): number {
  if (list === 'support') return supportListed(digest).length;
  if (list === 'reds') return redGoals(digest).length;
  return digest.worse.length + digest.better.length;
}
