/** One Save for all rows of a form: each goal is saved on its own, and its row shows the outcome. */
import { z } from 'zod';
import { RefusedError, StorageError } from '../../../src/errors';
import { type Field, idSchema } from '../../../src/goals/schema';
import { answerTo } from '../../../src/goals/answers/answer';
import { type AskedGoal, isWaiting } from '../../../src/replies/asked-goals';
import { noAnswers } from '../../../src/replies/reply';
import { allowsForm } from '../../../src/replies/form/form-goals';
import { recordRows } from '../../../src/replies/form/record-rows';
import { takesRepliesAt } from '../../../src/rounds/round';
import { formCard } from '../../views/form-card';
import { type ShownRow, typedRows } from '../parts/typed-rows';
import { nextCard, requestCard } from '../../views/round-cards';
import { type ActionResult, readAgain, type Turn } from '../../views/turn';
import { theAsked } from '../may/asked';
import { action } from '../parts/action';
import { anyInput, roundData } from '../parts/data';
import { keepRows } from '../parts/kept';
import { shown, shownOnce } from '../parts/results';
import { alertsOf, type Outcomes, resultBanner } from './form-results';

const savedData = roundData
  .extend({ at: idSchema, sure: z.record(idSchema, z.string().max(100)).default({}) })
  .catchall(anyInput);

export const formSave = action('form-save', savedData, theAsked, async (turn, data) => {
  const { asked, deps, person, now } = turn;
  refuseForm(turn);
  const rows = typedRows(data);
  const confirmed = new Map(Object.entries(data.sure));
  const typed = rows.map(({ goalId, typed, version }) => {
    const token = confirmed.get(goalId);
    const missing = missingIn(asked.goals.find(({ goal }) => goal.id === goalId));
    return { goalId, typed, missing, seenVersion: version, ...(token !== undefined && { confirmed: token }) };
  });
  const sender = { ...asked.round, by: person.id, locale: person.language };
  const outcomes = await recordRows(deps.store, sender, typed, now);
  return afterRows({ ...turn, inForm: true }, rows, outcomes, { at: data.at, key: 'form.saved' });
});

/** The person's required fields without an answer. */
function missingIn(asked: AskedGoal | undefined): string[] {
  const { fields = [], reply } = asked ?? {};
  const isMissing = ({ id, required }: Field) => required && !answerTo(reply?.answers ?? noAnswers, id);
  return fields.filter(isMissing).map(({ id }) => id);
}

/**
 * What was typed is then kept as drafts.
 * @throws RefusedError `round-not-open`; `no-form` if the programme has changed its policy since.
 */
export function refuseForm({ asked: { round, programme }, now }: Turn): void {
  if (!takesRepliesAt(round, now)) throw new RefusedError('round-not-open');
  if (!allowsForm(programme)) throw new RefusedError('no-form');
}

/** The form with what was not saved, else its next rows, else the next card. */
export async function afterRows(
  turn: Turn,
  rows: readonly ShownRow[],
  outcomes: Outcomes,
  { at, key }: { readonly at: string; readonly key: 'form.saved' | 'form.unchangedSaved' },
): Promise<ActionResult> {
  const areKept = await keepRows(
    turn,
    rows.filter((row) => isLeft(row, outcomes)),
  );
  const alerts = alertsOf(turn, rows, outcomes, areKept);
  const isSaved = [...outcomes.values()].some(({ type }) => type === 'saved');
  try {
    const after = await readAgain(turn);
    const banner = await resultBanner(after, outcomes, key);
    const card = await cardAfterRows(after, rows, { alerts, at, banner });
    return isSaved ? shown(card) : shownOnce(card);
  } catch (error) {
    // While something is only on the person's card, that card stays; saving again repeats nothing.
    if (!(error instanceof StorageError) || alerts.size > 0 || !isSaved) throw error;
    const banner = await resultBanner(turn, outcomes, key);
    return shown(await requestCard(turn, { banner, withoutStore: true }));
  }
}

/** Includes a row whose draft was emptied, so that the draft is deleted. */
function isLeft({ goalId, draft }: ShownRow, outcomes: Outcomes): boolean {
  const type = outcomes.get(goalId)?.type;
  return type === 'untouched' ? draft : type !== 'saved';
}

function cardAfterRows(
  after: Turn,
  rows: readonly ShownRow[],
  { alerts, at, banner }: Required<NonNullable<Parameters<typeof formCard>[1]>>,
) {
  const { goals, round } = after.asked;
  if (!takesRepliesAt(round, after.now)) return requestCard(after, { banner });
  if (goals.some(({ goal }) => alerts.has(goal.id))) return formCard(after, { alerts, at, banner });
  const stays = goals.some(
    (asked) => rows.some(({ goalId }) => goalId === asked.goal.id) && isWaiting(asked),
  );
  return nextCard(after, stays ? at : undefined, { banner });
}
