/** "No change": last period's answers confirmed as this period's, and recorded as such. */
import { RefusedError } from '../errors';
import { type Answer, answerTo, parseAnswer } from '../goals/answers/answer';
import { type Field, type Goal, locales, type Programme } from '../goals/schema';
import { type GoalName } from '../rounds/open-goal';
import { type RoundName } from '../rounds/round-name';
import { retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { completeness, type Reply } from './reply';
import { otherMeasures } from './other-measures';
import { answerableGoal, type ReadGoal } from './answerable-goal';
import { writeReply } from './write-reply';
import { loadPreviousReply } from './reply-store';

/**
 * Repeats last period's answers to all fields that the person may answer. Allowed only if none is answered yet, since
 * something answered this period is not "no change".
 * @throws RefusedError `unknown-round`, `round-not-open`, `unknown-goal`, `not-yours`; `nothing-to-repeat` if last
 *   period's answers are incomplete or no longer fit the form, or if something is answered already.
 * @param read what the press has read already; default: it is read
 */
export async function repeatReply(
  store: EntityStore,
  name: GoalName & { readonly by: string },
  now: Date,
  read?: ReadGoal,
): Promise<Reply> {
  return retryOnConflict(async (attempt) => {
    const known = attempt === 1 ? read : undefined;
    const [open, previous] = await Promise.all([
      answerableGoal(store, name, now, known),
      known ? known.previous : loadPreviousReply(store, name, name.goalId),
    ]);
    const { programme, fields, current } = open;
    const given = previous && (await repeatable(store, open, programme, { ...name, ...previous }));
    const done = current && completeness(fields, current.value.answers) !== 'unanswered';
    if (done && given && saysThat(current.value, given)) return current.value;
    if (!previous || !given || done) throw new RefusedError('nothing-to-repeat');
    return writeReply(store, open, { given, name, unchangedFrom: previous.period }, now);
  }, 20);
}

/**
 * Last period's answers if they are complete, still fit the form, and no figure among them is one of another unit.
 * @param before last period's reply, with its round
 */
export async function repeatable(
  store: EntityStore,
  { goal, fields }: { readonly goal: Goal; readonly fields: readonly Field[] },
  programme: Programme,
  before: RoundName & { readonly reply: Reply },
): Promise<Map<string, Answer> | undefined> {
  const { answers } = before.reply;
  if (completeness(fields, answers, goal.fields) !== 'answered') return undefined;
  const given = fields.flatMap((field) => {
    const answer = answerTo(answers, field.id);
    return answer ? [[field, answer] as const] : [];
  });
  if (!given.every(([field, answer]) => stillFits(field, programme, answer))) return undefined;
  const others = await otherMeasures(store, before, goal);
  if (given.some(([{ id }]) => others.has(id))) return undefined;
  return new Map(
    given.map(([{ id }, { raw, value, comparator }]) => [
      id,
      { raw, value, ...(comparator && { comparator }) },
    ]),
  );
}

/** Whether the reply already has these answers, as after a double click. */
function saysThat({ answers }: Reply, given: ReadonlyMap<string, Answer>): boolean {
  return [...given].every(
    ([id, { raw }]) => JSON.stringify(answerTo(answers, id)?.raw) === JSON.stringify(raw),
  );
}

/** Parses it again, since options or limits may have changed; the text may be in any of our languages. */
function stillFits(field: Field, programme: Programme, before: Answer): boolean {
  return locales.some((locale) => {
    const result = parseAnswer(field, programme, before.raw, locale);
    return result.ok && JSON.stringify(result.answer?.value) === JSON.stringify(before.value);
  });
}
