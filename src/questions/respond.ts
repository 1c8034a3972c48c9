/** Responds to a question; no figure changes. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { loadGoal, loadProgramme } from '../goals/register';
import { type Goal, type Programme } from '../goals/schema';
import { loadResponsibility } from '../rounds/responsibility-store';
import { roundPartition } from '../rounds/round-store';
import { replace, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { textOf } from './ask';
import { tellAsker } from './messages';
import { longestResponse, mostResponses, type Question, type QuestionName } from './question';
import { existingQuestion, markAsked, roundToMark } from './question-store';
import { type Respondent, respondentTo } from './respondents';

export interface Responding extends QuestionName, Actor {
  readonly text: string;
  /** How many responses the writer had seen. */
  readonly seen: number;
  /** Earliest time at which the asker may get a message; default: at once. */
  readonly sendFrom?: Date;
}

/**
 * Also after the round was closed or the goal retired. Sending the same text again changes nothing.
 * @throws RefusedError `unknown-round`, `round-discarded`, `unknown-question`; `question-not-yours`;
 *   `response-missing`, `response-too-long`; `responded-meanwhile` if there are more responses than the writer had
 *   seen; `responses-full`.
 */
export async function respondToQuestion(store: EntityStore, act: Responding, now: Date): Promise<Question> {
  const text = textOf(act.text, longestResponse, 'response');
  return retryOnConflict(async () => {
    const round = await roundToMark(store, act);
    const row = await existingQuestion(store, act);
    const { responses } = row.value;
    const respondent = await responding(store, act, row.value, now);
    if (responses.some((each) => each.by === act.by && each.text === text)) return row.value;
    if (responses.length > act.seen) throw meanwhile(row.value);
    if (responses.length >= mostResponses)
      throw new RefusedError('responses-full', { most: String(mostResponses) });
    const { programmeId, period, goalId, questionId, by, way } = act;
    const response = { text, by, ...respondent, at: now.toISOString() };
    const next: Question = { ...row.value, responses: [...responses, response] };
    await store.commit(roundPartition(act), [
      replace(row, next),
      markAsked(round, row.value.due, now),
      tellAsker(act, row.value.by, next.responses.length, now, act.sendFrom),
      audit({ by, way, what: 'question-responded', programmeId, period, goalId, to: { questionId } }, now),
    ]);
    return next;
  }, 20);
}

function meanwhile({ responses }: Question): RefusedError {
  const { by, at } = responses.at(-1)!;
  return new RefusedError('responded-meanwhile', { by, at });
}

/** @throws RefusedError `question-not-yours` */
async function responding(
  store: EntityStore,
  act: QuestionName & Pick<Actor, 'by'>,
  question: Question,
  now: Date,
): Promise<Respondent> {
  const { programmeId, goalId } = act;
  const [programme, goal] = await Promise.all([
    loadProgramme(store, programmeId),
    loadGoal(store, programmeId, goalId),
  ]);
  const found = programme && (await loadRespondent(store, act, { programme, goal, question }, now));
  if (!found) throw new RefusedError('question-not-yours', { programmeId });
  return found;
}

/**
 * `undefined` if the person does not answer for what the question is about, or does so no longer. Once the goal was
 * retired, those who were asked may still respond.
 * @param about the goal is missing if it was retired
 */
export async function loadRespondent(
  store: EntityStore,
  { programmeId, period, goalId, by }: QuestionName & Pick<Actor, 'by'>,
  about: {
    readonly programme: Programme;
    readonly goal: Goal | undefined;
    readonly question: Pick<Question, 'part' | 'to'>;
  },
  now: Date,
): Promise<Respondent | undefined> {
  const { programme, goal, question } = about;
  if (!goal) return question.to.includes(by) ? {} : undefined;
  const round = { programmeId, period };
  const responsibility = await loadResponsibility(store, round, programme.timeZone, now, goalId);
  return respondentTo(by, goal, question.part, responsibility);
}
