/** Reminds those who have not answered: one message a person and step, however often it runs. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { enqueue, messageKeys, type NewMessage } from '../outbox/message';
import { loadActiveSubstitutions } from '../people/substitutions';
import { localDay } from '../periods/local-time';
import { type Round, takesRepliesAt } from '../rounds/round';
import { readRound, type RoundName, roundPartition } from '../rounds/round-store';
import { commitInPages, replace, retryOnConflict, type Row } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import { type AskedPersonsSource, loadAskedPersonsSource } from '../replies/asked-persons';
import { reminderRecipients } from './reminder-recipients';

export interface Reminding extends RoundName, Actor {
  /** Names the reminder; ISO 8601, so that a later one is a greater text. */
  readonly step: string;
  /** Moments of earlier reminders that were missed and are left out (ISO 8601, UTC). */
  readonly missed?: readonly string[];
  /** Only those who have something to answer in this unit; the calendar's reminders go on as if it had not been. */
  readonly unit?: string;
  /** Only this person. */
  readonly personId?: string;
  /** When it may be sent, where that is not at once. */
  readonly sendFrom?: Date;
}

/**
 * Whoever put the request off to this day or a later one gets the reminder they asked for instead; a substitute of
 * today is reminded too, once for all that they stand for. The mark is moved last: after a crash the rest is
 * reminded, and nobody twice.
 * @returns how many persons this reminder goes to; 0 when it was done before
 * @throws RefusedError `unknown-round`, `round-not-open`.
 */
export async function remindRound(store: EntityStore, act: Reminding, now: Date): Promise<number> {
  return retryOnConflict(async () => {
    const { row, source } = await openRow(store, act, now);
    const isForAll = act.unit === undefined && act.personId === undefined;
    if (isForAll && row.value.lastReminder !== undefined && row.value.lastReminder >= act.step) return 0;
    const recipients = await recipientsOf(store, act, source, now);
    const known = await messageKeys(store, roundPartition(act));
    const messages = recipients.map((personId) => reminder(act, personId));
    const missing = messages.filter(({ key }) => !known.has(key));
    await commitInPages(
      store,
      roundPartition(act),
      missing.map((message) => enqueue(message, now, act.sendFrom)),
    );
    const mark = isForAll ? [replace(row, { ...row.value, lastReminder: act.step })] : [];
    // A reminder of some that was done before has nothing left to say.
    if (isForAll || missing.length > 0)
      await store.commit(roundPartition(act), [...mark, ...entries(act, messages.length, now)]);
    return messages.length;
  });
}

async function openRow(
  store: EntityStore,
  name: RoundName,
  now: Date,
): Promise<{ row: Row<Round>; source: AskedPersonsSource }> {
  const row = await readRound(store, name);
  const source = row && (await loadAskedPersonsSource(store, row.value));
  if (!row || !source)
    throw new RefusedError('unknown-round', { programme: name.programmeId, period: name.period });
  if (!takesRepliesAt(row.value, now)) throw new RefusedError('round-not-open', { period: name.period });
  return { row, source };
}

async function recipientsOf(
  store: EntityStore,
  { step, unit, personId }: Reminding,
  source: AskedPersonsSource,
  now: Date,
): Promise<readonly string[]> {
  const { timeZone } = source.form.programme;
  const substitutions = await loadActiveSubstitutions(store, localDay(now, timeZone));
  const only = { ...(unit !== undefined && { unit }), ...(personId !== undefined && { personId }) };
  const day = localDay(new Date(step), timeZone);
  const { responsible, substitutes } = reminderRecipients(source, substitutions, { ...only, day });
  return [...responsible, ...substitutes];
}

function entries(act: Reminding, persons: number, now: Date): Change[] {
  const { by, way, programmeId, period, unit, personId, missed = [] } = act;
  const about = { by, way, programmeId, period, ...(personId !== undefined && { personId }) };
  const to = { persons, ...(unit !== undefined && { unit }) };
  const skipped = { ...about, what: 'steps-skipped' as const, to: [...missed] };
  return [
    audit({ ...about, what: 'reminded', to }, now),
    ...(missed.length > 0 ? [audit(skipped, now)] : []),
  ];
}

function reminder({ programmeId, period, step }: Reminding, personId: string): NewMessage {
  return {
    key: `${programmeId}|${period}|${personId}|reminder-${step}`,
    kind: 'reminder',
    recipient: { type: 'person', personId },
    data: { programmeId, period },
  };
}
