/** What one person may answer of a goal. */
import { RefusedError } from '../errors';
import { type Field } from '../goals/schema';
import { readGate } from '../rounds/close-guard';
import { type GoalName, type OpenGoal, openGoalBehind } from '../rounds/open-goal';
import { fieldsAnswerableBy, type HeldFields } from '../rounds/responsibility';
import { loadResponsibilities } from '../rounds/responsibility-store';
import { type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { type Draft, readDraft } from './draft';
import { type Reply } from './reply';
import { readReply } from './reply-store';

/** An open goal with the fields that one person may answer and the current reply, all read after its gate. */
export interface AnswerableGoal extends OpenGoal {
  readonly held: HeldFields;
  readonly fields: readonly Field[];
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
  return { ...open, held, fields: goal.fields.filter(({ id }) => held.has(id)), current, draft };
}
