/** Which of a person's goals are answered together in a form: a row for each, with at most two inputs. Pure. */
import { fieldKindRules } from '../../goals/field-kinds';
import { type Field, type Programme } from '../../goals/schema';
import { answerTo } from '../../goals/answers/answer';
import { type AskedGoal, type AskedRound, isWaiting } from '../asked-goals';
import { type Draft } from '../draft';
import { noAnswers, type Reply } from '../reply';

/** More inputs than these do not fit on a row. */
const mostInputs = 2;

/**
 * Whether the programme may be answered in a form. What a form turns down is kept as drafts, so it needs them; and
 * nothing may lock without the person having seen it, which a row is too small for.
 */
export function allowsForm({ policy }: Pick<Programme, 'policy'>): boolean {
  return policy.drafts && !policy.lockOnSubmit;
}

/** Whether the person's part of the goal fits on a row. A survey question has guidance to read, so it never does. */
export function fitsRow({ goal, fields }: Pick<AskedGoal, 'goal' | 'fields'>): boolean {
  return (
    fields.length > 0 &&
    fields.length <= mostInputs &&
    fields.every(isPlain) &&
    fields.some(({ kind }) => fieldKindRules[kind].answeredBy !== 'words') &&
    goal.fields.some(({ role }) => role !== undefined)
  );
}

/** Without a condition, a table, a language or several choices. */
function isPlain({ kind, askedWhen, row, language }: Field): boolean {
  return (
    askedWhen === undefined && row === undefined && language === undefined && !fieldKindRules[kind].isMultiple
  );
}

/** Whether the person is offered the form: several of their goals fit on a row, and one of those still waits. */
export function hasForm({ programme, goals }: Pick<AskedRound, 'programme' | 'goals'>): boolean {
  const rows = goals.filter(fitsRow);
  return allowsForm(programme) && rows.length > 1 && rows.some(isWaiting);
}

/** The fields of the person's draft that somebody else has answered since the person saw the reply. */
export function overtakenFields({
  draft,
  reply,
  fields,
}: {
  readonly draft?: Draft;
  readonly reply?: Reply;
  readonly fields: readonly Field[];
}): Field[] {
  if (!draft) return [];
  return fields.filter(({ id }) => {
    const answer = answerTo(reply?.answers ?? noAnswers, id);
    const isLater =
      answer !== undefined && answer.by !== draft.personId && answer.version > draft.seenVersion;
    return isLater && Object.hasOwn(draft.typed, id);
  });
}
