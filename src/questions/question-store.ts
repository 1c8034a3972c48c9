/** Storage of questions: in the partition of the round that they are about. */
import { RefusedError } from '../errors';
import { type Round, sentUntil } from '../rounds/round';
import { existingRound, type RoundName, roundPartition } from '../rounds/round-store';
import { unsettle } from '../rounds/settled/settle-rounds';
import { loadRows, readRow, readValues, replace, type Row } from '../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../storage/store';
import { type AskedInRound, type Question, type QuestionName } from './question';

const questionPrefix = 'question|';
export const questionKey = (goalId: string, id: string) => `${questionPrefix}${goalId}|${id}`;

export function readQuestion(store: EntityStore, name: QuestionName): Promise<Row<Question> | undefined> {
  return readRow<Question>(store, roundPartition(name), questionKey(name.goalId, name.questionId));
}

/** @throws RefusedError `unknown-question` */
export async function existingQuestion(store: EntityStore, name: QuestionName): Promise<Row<Question>> {
  const row = await readQuestion(store, name);
  if (!row) throw new RefusedError('unknown-question', { programmeId: name.programmeId });
  return row;
}

/** The questions of a round, or about one of its goals, the oldest first. */
export async function loadQuestions(
  store: EntityStore,
  name: RoundName,
  goalId?: string,
): Promise<Question[]> {
  const found = await readValues<Question>(store, roundPartition(name), rangeOf(goalId));
  return found.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The questions of these rounds, or about one goal in them, each with its round; in the order of the rounds. */
export async function loadAskedIn(
  store: EntityStore,
  rounds: readonly RoundName[],
  goalId?: string,
): Promise<AskedInRound[]> {
  const found = rounds.map(async ({ programmeId, period }) => {
    const questions = await loadQuestions(store, { programmeId, period }, goalId);
    return questions.map((question) => ({ programmeId, period, question }));
  });
  return (await Promise.all(found)).flat();
}

export function loadQuestionRows(
  store: EntityStore,
  name: RoundName,
  goalId?: string,
): Promise<Row<Question>[]> {
  return loadRows<Question>(store, roundPartition(name), rangeOf(goalId));
}

function rangeOf(goalId: string | undefined) {
  return withPrefix(goalId === undefined ? questionPrefix : questionKey(goalId, ''));
}

/**
 * A round that can be asked about: one that was opened, also after it was closed.
 * @throws RefusedError `unknown-round`, `round-discarded`; `round-not-open` before its opening.
 */
export async function askableRound(store: EntityStore, name: RoundName): Promise<Row<Round>> {
  const row = await existingRound(store, name);
  const { period } = name;
  if (row.value.discarded) throw new RefusedError('round-discarded', { period });
  if (row.value.status === 'planned') throw new RefusedError('round-not-open', { period });
  return row;
}

/** The round for a commit about a question. A closed one has something following from it again. @throws as askableRound */
export async function roundToMark(store: EntityStore, name: RoundName): Promise<Row<Round>> {
  const row = await askableRound(store, name);
  if (row.value.status === 'closed') await unsettle(store, name);
  return row;
}

/**
 * Part of every commit about a question. The round's row is replaced, so that a closing, a reopening or a discarding
 * cannot succeed beside it unseen; the mark keeps a closed round's messages being sent, and tells that its digest changed.
 * @param due the day of the question, `yyyy-mm-dd`
 */
export function markAsked(row: Row<Round>, due: string, now: Date): Change {
  const until = sentUntil(new Date(Math.max(now.getTime(), new Date(due).getTime())));
  const before = row.value.asked?.until ?? '';
  const asked = { at: now.toISOString(), until: until > before ? until : before };
  return replace(row, { ...row.value, asked });
}
