/** What one person may answer of a goal. */
import { RefusedError } from '../errors';
import { type Field } from '../goals/schema';
import { readGate } from '../rounds/close-guard';
import { type GoalName, type OpenGoal, openGoalBehind } from '../rounds/open-goal';
import { fieldsAnswerableBy, onBehalf } from '../rounds/responsibility';
import { loadResponsibilities } from '../rounds/responsibility-store';
import { takesRepliesAt } from '../rounds/round';
import { type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { type AskedGoal, type AskedRound } from './asked-goals';
import { type Draft, readDraft } from './draft';
import { type Reply } from './reply';
import { type PreviousReply, readReply } from './reply-store';

/** An open goal with the fields that one person may answer and the current reply, all read after its gate. */
export interface AnswerableGoal extends OpenGoal {
  readonly fields: readonly Field[];
  /** Field id → the person on whose behalf it is answered, without one's own fields. */
  readonly onBehalfOf: ReadonlyMap<string, string>;
  readonly current: Row<Reply> | undefined;
  readonly draft: Row<Draft> | undefined;
}

/** @throws RefusedError `unknown-round`, `round-not-open`, `unknown-goal`, `not-yours`. */
export async function loadAnswerableGoal(
  store: EntityStore,
  name: GoalName & { readonly by: string },
  now: Date,
): Promise<AnswerableGoal> {
  const gate = await readGate(store, name, name.goalId);
  const [open, responsibilityOn, current, draft] = await Promise.all([
    openGoalBehind(store, gate, name, now),
    loadResponsibilities(store, name, name.goalId),
    readReply(store, name, name.goalId),
    readDraft(store, { ...name, personId: name.by }),
  ]);
  const { goal, programme } = open;
  const held = fieldsAnswerableBy(name.by, goal, responsibilityOn(programme.timeZone, now));
  if (held.size === 0) throw new RefusedError('not-yours', { goal: goal.code });
  const fields = goal.fields.filter(({ id }) => held.has(id));
  return { ...open, fields, onBehalfOf: onBehalf(held), current, draft };
}

/** What a press has read of the goal that it answers, all of it after the goal's gate. */
export interface ReadGoal {
  readonly gate: Row<object>;
  readonly asked: AskedRound;
  readonly own: AskedGoal;
  /** Last period's reply. */
  readonly previous: PreviousReply | undefined;
}

/**
 * The first attempt of a press works on what the press has read; whatever has changed since makes its commit fail, and
 * the next attempt reads everything.
 * @throws as loadAnswerableGoal
 */
export async function answerableGoal(
  store: EntityStore,
  name: GoalName & { readonly by: string },
  now: Date,
  read: ReadGoal | undefined,
): Promise<AnswerableGoal> {
  const round = read?.own.rows.round;
  if (!read || !round) return loadAnswerableGoal(store, name, now);
  const { gate, asked, own } = read;
  if (!takesRepliesAt(asked.round, now)) throw new RefusedError('round-not-open', { period: name.period });
  const { goal, fields, onBehalfOf, rows } = own;
  return {
    ...{ programme: asked.programme, round, goal, gate, fields, onBehalfOf },
    current: rows.reply,
    draft: rows.draft,
  };
}
