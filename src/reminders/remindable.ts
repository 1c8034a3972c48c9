/** An open round, and who gets a message to those who have not answered. */
import { RefusedError } from '../errors';
import { loadActiveSubstitutions } from '../people/substitutions';
import { localDay } from '../periods/local-time';
import { type AskedPersonsSource, loadAskedPersonsSource } from '../replies/asked-persons';
import { type Round, takesRepliesAt } from '../rounds/round';
import { readRound, type RoundName } from '../rounds/round-store';
import { type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { type Reminded, type ReminderRecipients, reminderRecipients } from './reminder-recipients';

export interface Remindable {
  readonly row: Row<Round>;
  readonly source: AskedPersonsSource;
}

/** @throws RefusedError `unknown-round`, `round-not-open`. */
export async function readRemindable(store: EntityStore, name: RoundName, now: Date): Promise<Remindable> {
  const row = await readRound(store, name);
  const source = row && (await loadAskedPersonsSource(store, row.value));
  if (!row || !source)
    throw new RefusedError('unknown-round', { programme: name.programmeId, period: name.period });
  if (!takesRepliesAt(row.value, now)) throw new RefusedError('round-not-open', { period: name.period });
  return { row, source };
}

/** With today's substitutes. */
export async function recipientsNow(
  store: EntityStore,
  { source }: Remindable,
  whom: Reminded,
  now: Date,
): Promise<ReminderRecipients> {
  const today = localDay(now, source.form.programme.timeZone);
  return reminderRecipients(source, await loadActiveSubstitutions(store, today), whom);
}
