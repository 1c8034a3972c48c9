/** Records what a person typed into a form of several goals. Each goal is a commit of its own, as on its own card. */
import { isRepeatable, RefusedError } from '../../errors';
import { answerTo } from '../../goals/answers/answer';
import { type Locale } from '../../goals/schema';
import { type RoundName, roundNameOf } from '../../rounds/round-name';
import { type EntityStore } from '../../storage/store';
import { asInput, type Typed, typedIn } from '../draft';
import { recordReply } from '../record-reply';
import { repeatReply } from '../repeat-reply';
import { noAnswers, type Reply } from '../reply';
import { readReply, readVersion } from '../reply-store';
import { InvalidReplyError, UnconfirmedReplyError, UnsureReplyError } from '../submission';

/** What was typed into the row of one goal. */
export interface TypedRow {
  readonly goalId: string;
  /** Field id → what was typed. A client sends nothing for a list in which nothing is chosen. */
  readonly typed: Typed;
  /** Fields that must be answered and are not yet: in a touched row they are part of the answer. Default: none */
  readonly missing?: readonly string[];
  /** The version of the reply that the row showed; 0 for none. */
  readonly seenVersion: number;
  /** The token of the warnings that the person has seen on this row and confirmed. */
  readonly confirmed?: string;
}

/** The outcome of a row. `failed`: the store failed, so the answer may be saved or not; sending it again is safe. */
export type RowOutcome =
  | { readonly type: 'saved'; readonly reply: Reply }
  | { readonly type: 'untouched' }
  | { readonly type: 'invalid'; readonly error: InvalidReplyError }
  | { readonly type: 'unconfirmed'; readonly error: UnconfirmedReplyError }
  | { readonly type: 'refused'; readonly error: RefusedError }
  | { readonly type: 'failed' };

interface Sender extends RoundName {
  readonly by: string;
  /** The language whose number format the person types in. */
  readonly locale: Locale;
}

/**
 * Saves the touched rows; a row that is as it was shown is not saved. A row that fails does not keep the others from
 * being saved, and sending the same form again writes nothing twice.
 * @returns the outcome of each row by goal id
 */
export async function recordRows(
  store: EntityStore,
  sender: Sender,
  rows: readonly TypedRow[],
  now: Date,
): Promise<ReadonlyMap<string, RowOutcome>> {
  const { by, locale } = sender;
  return outcomesOf(rows, async ({ goalId, typed, missing = [], seenVersion, confirmed }) => {
    const name = { ...roundNameOf(sender), goalId };
    if (!(await isTouched(store, name, typed, seenVersion))) return { type: 'untouched' };
    const submission = {
      ...{ ...name, by, locale, typed, seenVersion },
      // Where saving locks the answer, a form saves nothing: nobody was asked.
      lock: '',
      shown: [...new Set([...Object.keys(typed), ...missing])],
      ...(confirmed !== undefined && { confirmed }),
    };
    return { type: 'saved', reply: await recordReply(store, submission, now) };
  });
}

/** "Nothing has changed in these": last period's answers again, each goal in a commit of its own. */
export async function repeatRows(
  store: EntityStore,
  sender: Omit<Sender, 'locale'>,
  goalIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, RowOutcome>> {
  const rows = [...new Set(goalIds)].map((goalId) => ({ goalId }));
  return outcomesOf(rows, async ({ goalId }) => ({
    type: 'saved',
    reply: await repeatReply(store, { ...roundNameOf(sender), goalId, by: sender.by }, now),
  }));
}

/** The rows on which an input differs from the answer that they showed. */
export async function touchedRows<Row extends Pick<TypedRow, 'goalId' | 'typed' | 'seenVersion'>>(
  store: EntityStore,
  round: RoundName,
  rows: readonly Row[],
): Promise<Row[]> {
  const touched = await Promise.all(
    rows.map(({ goalId, typed, seenVersion }) =>
      isTouched(store, { ...roundNameOf(round), goalId }, typed, seenVersion),
    ),
  );
  return rows.filter((_, index) => touched[index]);
}

async function isTouched(
  store: EntityStore,
  name: RoundName & { readonly goalId: string },
  typed: Typed,
  seenVersion: number,
): Promise<boolean> {
  const current = seenVersion > 0 ? await readReply(store, name, name.goalId) : undefined;
  const seen = await readVersion(store, name, seenVersion, current?.value);
  const answers = seen?.answers ?? noAnswers;
  return Object.keys(typed).some((id) => asInput(typedIn(typed, id)) !== asInput(answerTo(answers, id)?.raw));
}

/** Records all rows at the same time: one after the other, twelve would take longer than Teams waits. */
async function outcomesOf<Row extends { readonly goalId: string }>(
  rows: readonly Row[],
  record: (row: Row) => Promise<RowOutcome>,
): Promise<ReadonlyMap<string, RowOutcome>> {
  const settled = await Promise.allSettled(rows.map(record));
  return new Map(
    settled.map((result, index) => [
      rows[index]!.goalId,
      result.status === 'fulfilled' ? result.value : failure(result.reason),
    ]),
  );
}

function failure(error: unknown): RowOutcome {
  if (error instanceof InvalidReplyError) return { type: 'invalid', error };
  if (error instanceof UnconfirmedReplyError) return { type: 'unconfirmed', error };
  if (error instanceof RefusedError) return { type: 'refused', error };
  if (error instanceof UnsureReplyError) return { type: 'refused', error: new RefusedError('locked') };
  if (isRepeatable(error)) return { type: 'failed' };
  throw error;
}
