/** Asks the owners of a goal, or of one of its tasks, a question. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { isAskedOf } from '../goals/answers/asked-fields';
import { loadProgramme } from '../goals/register';
import { type Goal, type Programme } from '../goals/schema';
import { type Access } from '../people/access';
import { localDay } from '../periods/local-time';
import { type HolidayCalendar } from '../periods/working-days';
import { typedText } from '../plain-text';
import { type GoalName } from '../rounds/open-goal';
import { mayAskAbout } from '../rounds/permissions';
import { type Round } from '../rounds/round';
import { loadResponsibility } from '../rounds/responsibility-store';
import { loadRoundGoal, roundPartition } from '../rounds/round-store';
import { insert, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { countToday } from './asked-today';
import { reminderTime, requireDue, usualDue } from './due-day';
import { tellRespondent } from './messages';
import { longestQuestion, type Question } from './question';
import { askableRound, markAsked, questionKey, readQuestion, roundToMark } from './question-store';
import { loadRespondents } from './respondents';

export interface Asking extends GoalName, Actor {
  /** The asker's rights now: those of when the card was drawn do not count. */
  readonly access: Access;
  /** Made when the card was drawn. */
  readonly questionId: string;
  /** The group of the goal; default: the whole goal. */
  readonly part?: string;
  readonly text: string;
  /** `yyyy-mm-dd`; default: five working days from today. */
  readonly due?: string;
  /** Earliest time at which the owners may get a message; default: at once. */
  readonly sendFrom?: Date;
}

/**
 * Also about a closed round, whose figures do not change any more. Asking again with the same id changes nothing.
 * @throws RefusedError `unknown-round`, `round-discarded`, `round-not-open`; `goal-retired`; `not-permitted`;
 *   `question-missing`, `question-too-long`, `question-day`, `question-part`; `nobody-to-ask`; `questions-too-many`.
 */
export async function askQuestion(
  store: EntityStore,
  act: Asking,
  now: Date,
  holidays: HolidayCalendar,
): Promise<Question> {
  const text = textOf(act.text, longestQuestion, 'question');
  const found = await loadAskable(store, act, now);
  const due =
    act.due === undefined
      ? usualDue(found.programme, now, holidays)
      : requireDue(act.due, found.programme, now);
  const before = await readQuestion(store, act);
  if (before) return before.value;
  await countToday(store, act.by, localDay(now, found.programme.timeZone));
  const telling = { remindAt: reminderTime(due, found.programme, holidays), ...sendFromOf(act) };
  return retryOnConflict(async () => {
    const round = await roundToMark(store, act);
    const known = await readQuestion(store, act);
    if (known) return known.value;
    const { programmeId, period, goalId, questionId, part, by, way } = act;
    const question: Question = {
      ...{ id: questionId, goalId, ...(part !== undefined && { part }), text, by },
      ...{ at: now.toISOString(), due, to: found.to, responses: [] },
    };
    const to = { questionId, due };
    await store.commit(roundPartition(act), [
      insert(questionKey(goalId, questionId), question),
      markAsked(round, due, now),
      ...found.to.flatMap((personId) => tellRespondent(act, personId, telling, now)),
      audit({ by, way, what: 'question-asked', programmeId, period, goalId, to }, now),
    ]);
    return question;
  }, 20);
}

interface Askable {
  readonly programme: Programme;
  readonly round: Round;
  readonly goal: Goal;
  /** Who is told. */
  readonly to: readonly string[];
}

/** The goal, and everybody who would be asked. @throws RefusedError as askQuestion, except about the text and the day. */
export async function loadAskable(
  store: EntityStore,
  act: Pick<Asking, 'programmeId' | 'period' | 'goalId' | 'access' | 'by' | 'part'>,
  now: Date,
): Promise<Askable> {
  const { programmeId, goalId, part, access, by } = act;
  const programme = await loadProgramme(store, programmeId);
  if (!programme) throw new RefusedError('not-permitted', { programmeId });
  const round = (await askableRound(store, act)).value;
  const goal = await loadRoundGoal(store, act, goalId, programme);
  if (!goal || !isAskedOf(goal, programme)) throw new RefusedError('goal-retired', { programmeId });
  if (!mayAskAbout(access, programme, goal)) throw new RefusedError('not-permitted', { programmeId });
  if (part !== undefined && !goal.groups.some(({ id }) => id === part))
    throw new RefusedError('question-part', { programmeId });
  const responsibility = await loadResponsibility(store, act, programme.timeZone, now, goalId);
  const told = await loadRespondents(store, goal, part, responsibility);
  const to = told.filter((id) => id !== by);
  if (to.length === 0) throw new RefusedError('nobody-to-ask', { programmeId });
  return { programme, round, goal, to };
}

/** @throws RefusedError `question-missing`, `question-too-long`, `response-missing`, `response-too-long`. */
export function textOf(typed: string, longest: number, what: 'question' | 'response'): string {
  const text = typedText(typed);
  if (text === '') throw new RefusedError(`${what}-missing`);
  if (text.length > longest) throw new RefusedError(`${what}-too-long`, { maximum: String(longest) });
  return text;
}

function sendFromOf({ sendFrom }: Pick<Asking, 'sendFrom'>) {
  return sendFrom ? { sendFrom } : {};
}
