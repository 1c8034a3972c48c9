/** Draws the form of one person's goals in a round. */
import { formCardData, type FormRow, type RowAlerts } from '../../cards/form/data';
import { type Banner } from '../../cards/parts/banner';
import { type Card, render } from '../../cards/render';
import { RefusedError } from '../../src/errors';
import { type AskedGoal } from '../../src/replies/asked-goals';
import { fitsRow, overtakenFields } from '../../src/replies/form/form-goals';
import { repeatable } from '../../src/replies/repeat-reply';
import { noAnswers, type Reply, wasCorrectedSince } from '../../src/replies/reply';
import { readReply } from '../../src/replies/reply-store';
import { isLocked } from '../../src/replies/review';
import { lateTimes, type Round, takesRepliesAt } from '../../src/rounds/round';
import { previousRound } from '../../src/rounds/round-store';
import { loadNames, type Turn } from './turn';

export interface ShownForm {
  readonly banner?: Banner;
  /** Id of a goal on the page to show; default: the first that waits. */
  readonly at?: string;
  /** Why rows were not saved, by goal id. */
  readonly alerts?: ReadonlyMap<string, RowAlerts>;
}

/** @throws RefusedError `round-not-open`. */
export async function formCard(turn: Turn, { banner, at, alerts }: ShownForm = {}): Promise<Card> {
  const { asked, deps, now, wording } = turn;
  const { programme, round } = asked;
  if (!takesRepliesAt(round, now)) throw new RefusedError('round-not-open');
  const before = await previousRound(deps.store, round);
  const [rows, names] = await Promise.all([
    Promise.all(asked.goals.map((goal) => rowOf(turn, goal, before, alerts?.get(goal.goal.id)))),
    loadNames(deps.store, asked.goals.flatMap(peopleOf), wording),
  ]);
  const late = lateTimes(round, now);
  const source = {
    ...{ programme, round, rows, names },
    ...(before && { before: before.period }),
    ...(at !== undefined && { at }),
    ...(late && { late }),
    ...(banner && { banner }),
  };
  return render('form', formCardData(source, wording));
}

async function rowOf(
  { asked: { programme }, deps }: Turn,
  asked: AskedGoal,
  before: Round | undefined,
  alerts: RowAlerts | undefined,
): Promise<FormRow> {
  const { goal, completeness, draft } = asked;
  const previous = before && (await readReply(deps.store, before, goal.id))?.value;
  const isFree = completeness === 'unanswered' && draft === undefined;
  const last = isFree && previous && { ...before, reply: previous };
  return {
    asked,
    state: stateOf(asked, programme),
    canRepeat: last ? (await repeatable(deps.store, asked, programme, last)) !== undefined : false,
    ...(previous && { previous, isOfOtherForm: wasCorrectedSince(goal, previous) }),
    ...(alerts && { alerts }),
  };
}

function stateOf(asked: AskedGoal, programme: Turn['asked']['programme']): FormRow['state'] {
  if (isLocked(asked.completeness, asked.review, programme)) return 'locked';
  if (overtakenFields(asked).length > 0) return 'conflict';
  return fitsRow(asked) ? 'open' : 'own-card';
}

/** Those who answered, and those in whose name the person answers. */
function peopleOf({
  reply,
  onBehalfOf,
}: { readonly reply?: Reply } & Pick<AskedGoal, 'onBehalfOf'>): string[] {
  return [...Object.values(reply?.answers ?? noAnswers).map(({ by }) => by), ...onBehalfOf.values()];
}
