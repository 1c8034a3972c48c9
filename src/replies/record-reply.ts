/** Records what a person answered to one goal: guard, parse, write. */
import { retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { answersMeasuredAlike } from './other-measures';
import { answerableGoal, type ReadGoal } from './answerable-goal';
import { parseTyped, submittedFields, untouched } from './parse-submission';
import {
  changed,
  lockToken,
  refuseLocked,
  refuseUnconfirmed,
  refuseUnreasoned,
  refuseUnseen,
  refuseUnsure,
} from './refuse-reply';
import { type Reply, saysNothingNew } from './reply';
import { loadPreviousReply, readVersion } from './reply-store';
import { InvalidReplyError, type Submission } from './submission';
import { writeReply } from './write-reply';

export type { Typed } from './draft';
export { InvalidReplyError, type Submission, UnconfirmedReplyError, UnsureReplyError } from './submission';

/**
 * Writes the next version of the goal's reply together with its history row, and removes the answered fields from the
 * person's draft. Submitting the same again writes nothing and returns the current reply.
 * @throws RefusedError `unknown-round`, `round-not-open`, `unknown-goal`, `not-yours`, `unknown-field`,
 *   `locked`, `changed-meanwhile` (details name who, and the field ids).
 * @throws InvalidReplyError with a problem for each field.
 * @throws UnconfirmedReplyError with the warnings that were not confirmed.
 * @throws UnsureReplyError if saving locks the answers and the person was not asked.
 * @param read what the press has read already; default: it is read
 */
export async function recordReply(
  store: EntityStore,
  submission: Submission,
  now: Date,
  read?: ReadGoal,
): Promise<Reply> {
  return retryOnConflict(async (attempt) => {
    const known = attempt === 1 ? read : undefined;
    const [open, before] = await Promise.all([
      answerableGoal(store, submission, now, known),
      known ? known.previous : loadPreviousReply(store, submission, submission.goalId),
    ]);
    const { programme, current } = open;
    const asked = submittedFields(open, submission);
    const seen = await readVersion(store, submission, submission.seenVersion, current?.value);
    const kept = untouched(asked, submission.typed, seen, current?.value);
    const { given, notes } = parseTyped({ ...open, asked, kept, current: current?.value }, submission);
    if (!current && [...given.values()].every((answer) => answer === undefined))
      throw new InvalidReplyError(new Map([[asked[0]!.id, { code: 'required', details: {} }]]));
    refuseUnreasoned(open, asked, submission.period, {
      ...current?.value.answers,
      ...Object.fromEntries(given),
    });
    if (!saysNothingNew(current?.value, given)) {
      await refuseLocked(store, current?.value, open, asked, submission);
      await refuseUnseen(store, current?.value, given, submission);
      const previous = await answersMeasuredAlike(store, submission, before, open.goal);
      const lock = lockToken(programme, submission, given);
      refuseUnconfirmed(submission, asked, { given: changed(current?.value, given), notes, previous, lock });
      refuseUnsure(submission, lock);
    }
    return writeReply(store, open, { given, name: submission }, now);
  }, 20);
}

/**
 * Checks one page of a goal whose other pages are still to come; nothing is written.
 * @throws RefusedError and InvalidReplyError as recordReply does; conflicts and warnings are thrown on the last page.
 */
export async function checkPage(
  store: EntityStore,
  submission: Submission,
  now: Date,
  read?: ReadGoal,
): Promise<void> {
  const open = await answerableGoal(store, submission, now, read);
  const asked = submittedFields(open, submission);
  const current = open.current?.value;
  const seen = await readVersion(store, submission, submission.seenVersion, current);
  const kept = untouched(asked, submission.typed, seen, current);
  parseTyped({ ...open, asked, kept, current, isPart: true }, submission);
  await refuseLocked(store, current, open, asked, submission);
}
