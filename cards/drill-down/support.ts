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
  /** Missing if the goal itself asks, which has no other request. */
  readonly task?: LocalizedText;
}

const longest = { task: 40, text: 160 } as const;
/** A goal has two or three tasks; the rest are on the card of the request. */
const mostNotes = 3;

/** The task is named if several of the goal's tasks ask. */
export function supportNotes(shown: readonly ShownSupport[], wording: Wording): string[] {
  const several = shown.length > 1;
  const lines = shown.slice(0, mostNotes).map(({ request: { since, decided }, task }) => {
    const name = task && { task: shorten(wording.of(task), longest.task) };
    if (!decided) {
      const day = wording.shortDay(since);
      return several && name
        ? wording.text('support.rowOpenTask', { ...name, day })
        : wording.text('support.rowOpen', { day });
    }
    const said = { day: wording.shortDay(decided.since), text: shorten(decided.text, longest.text) };
    return several && name
      ? wording.text('support.rowDecidedTask', { ...name, ...said })
      : wording.text('support.rowDecided', said);
  });
  // What a task needs is said beside the goal's flag.
  const wanted = shown.flatMap(({ request, task }) => (task ? [] : request.wanted));
  const needs = wanted.map((text) => wording.text('light.wanted', { text: shorten(text, longest.text) }));
  const rest = shown.length - lines.length;
  return rest > 0 ? [...lines, wording.text('support.more', { count: rest })] : [...needs, ...lines];
}

/** Whether a request waits for the reader's decision. */
export function maySettle({ id }: GoalStanding, { support, decidable }: DrillDownSource): boolean {
  return decidable?.has(id) === true && (support?.get(id) ?? []).some(({ request }) => isOpen(request));
}

/** To the first request that is open. @param mode in the overflow menu, so that the row keeps its width on a phone */
export function supportButtons(
  mode: 'primary' | 'secondary',
  goal: GoalStanding,
  source: DrillDownSource,
  wording: Wording,
): object[] {
  const { id, code } = goal;
  const { place, support } = source;
  const requests = (support?.get(id) ?? []).map(({ request }) => request);
  const request = requests.find(isOpen) ?? requests[0];
  if (!request || (isOpen(request) && !maySettle(goal, source))) return [];
  const name = wording.text(isOpen(request) ? 'support.button' : 'support.show');
  const title = mode === 'primary' ? wording.text('support.inRow') : name;
  const { programmeId } = place;
  const { period, fieldId, askedAt } = request;
  const data = { programmeId, period, goalId: id, fieldId, askedAt };
  return buttonsIn(mode, [{ verb: 'support', title, tooltip: `${name}: ${code}`, data }]);
}
