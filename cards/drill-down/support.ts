/** The requests for support in a goal's row: since when they wait or what was decided, and the way to decide. Pure. */
import { type GoalStanding } from '../../src/digest/goal-standings';
import { type LocalizedText } from '../../src/goals/schema';
import { isOpen, type SupportRequest } from '../../src/support/request';
import { buttonsIn } from '../parts/list-row';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { type DrillDownSource } from './rows';

export interface ShownSupport {
  readonly request: SupportRequest;
  readonly task: LocalizedText;
}

const longest = { task: 40, text: 160 } as const;
/** A goal has two or three tasks; the rest are on the card of the request. */
const mostNotes = 3;

/** The task is named if several of the goal's tasks ask. */
export function supportNotes(shown: readonly ShownSupport[], wording: Wording): string[] {
  const several = shown.length > 1;
  const lines = shown.slice(0, mostNotes).map(({ request: { since, decided }, task }) => {
    const name = { task: shorten(wording.of(task), longest.task) };
    if (!decided) {
      const day = wording.shortDay(since);
      return several
        ? wording.text('support.rowOpenTask', { ...name, day })
        : wording.text('support.rowOpen', { day });
    }
    const said = { day: wording.shortDay(decided.since), text: shorten(decided.text, longest.text) };
    return several
      ? wording.text('support.rowDecidedTask', { ...name, ...said })
      : wording.text('support.rowDecided', said);
  });
  const rest = shown.length - lines.length;
  return rest > 0 ? [...lines, wording.text('support.more', { count: rest })] : lines;
}

/** To the first request that is open; in the overflow menu, so that the row keeps its width on a phone. */
export function supportButtons(
  { id, code }: GoalStanding,
  { place, support, decidable }: DrillDownSource,
  wording: Wording,
): object[] {
  const requests = (support?.get(id) ?? []).map(({ request }) => request);
  const request = requests.find(isOpen) ?? requests[0];
  if (!request) return [];
  const mayDecide = decidable?.has(id) === true;
  if (isOpen(request) && !mayDecide) return [];
  const title = wording.text(isOpen(request) ? 'support.button' : 'support.show');
  const data = {
    programmeId: place.programmeId,
    ...{ period: request.period, goalId: id, fieldId: request.fieldId, askedAt: request.askedAt },
  };
  return buttonsIn('secondary', [{ verb: 'support', title, tooltip: `${title}: ${code}`, data }]);
}
