/** Tells the people who have not answered that the deadline has been moved. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { enqueue, messageKeys, type NewMessage } from '../outbox/message';
import { loadActiveSubstitutions } from '../people/substitutions';
import { localDay } from '../periods/local-time';
import { loadAskedPersonsSource } from '../replies/asked-persons';
import { takesRepliesAt } from '../rounds/round';
import { readRound, type RoundName, roundPartition } from '../rounds/round-store';
import { commitInPages } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { reminderRecipients } from './reminder-recipients';

export interface TellMoved extends RoundName, Actor {
  /** Earliest time at which it may be sent; default: at once. */
  readonly sendFrom?: Date;
}

/**
 * Also those who snoozed the request, since they planned by the old deadline. Can be repeated: nobody is told twice of the
 * same deadline.
 * @returns how many messages it sends
 * @throws RefusedError `unknown-round`, `round-not-open`.
 */
export async function tellMovedDeadline(
  store: EntityStore,
  { programmeId, period, by, way, sendFrom }: TellMoved,
  now: Date,
): Promise<number> {
  const name = { programmeId, period };
  const round = (await readRound(store, name))?.value;
  const source = round && (await loadAskedPersonsSource(store, round));
  if (!source) throw new RefusedError('unknown-round', { programme: programmeId, period });
  if (!takesRepliesAt(round, now)) throw new RefusedError('round-not-open', { period });
  const today = localDay(now, source.form.programme.timeZone);
  const substitutions = await loadActiveSubstitutions(store, today);
  const { responsible, putOff, substitutes } = reminderRecipients(source, substitutions, { day: today });
  const known = await messageKeys(store, roundPartition(name));
  const messages = [...new Set([...responsible, ...putOff, ...substitutes])]
    .map((personId): NewMessage => ({
      key: `${programmeId}|${period}|${personId}|moved-${round.deadline}`,
      kind: 'reminder',
      recipient: { type: 'person', personId },
      data: { programmeId, period, byHand: true, moved: true },
    }))
    .filter(({ key }) => !known.has(key));
  if (messages.length === 0) return 0;
  const about = { by, way, programmeId, period, what: 'reminded' as const };
  await commitInPages(store, roundPartition(name), [
    ...messages.map((message) => enqueue(message, now, sendFrom)),
    audit({ ...about, to: { persons: messages.length, deadline: round.deadline } }, now),
  ]);
  return messages.length;
}
