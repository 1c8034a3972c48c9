/** Reminds those who have not answered: one message a person and step, however often it runs. */
import { RefusedError } from '../errors';
import { enqueue, messageKeys, type NewMessage } from '../outbox/message';
import { loadActiveSubstitutions } from '../people/substitutions';
import { localDay } from '../periods/local-time';
import { takesRepliesAt } from '../rounds/round';
import { loadHandovers } from '../rounds/responsibility-store';
import { loadForm, loadRequests, readRound, type RoundName, roundPartition } from '../rounds/round-store';
import { commitInPages, replace, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { askedPersons } from './asked-persons';
import { loadReplies } from './reply-store';

/**
 * Whoever put the request off to a later day is left alone until then; who has a substitute today is reminded
 * together with them. The mark is moved last: after a crash the rest is reminded, and nobody twice.
 * @param step names the reminder; ISO 8601, so that a later one is a greater text
 * @returns how many messages were put into the outbox
 * @throws RefusedError `unknown-round`, `round-not-open`.
 */
export async function remindRound(
  store: EntityStore,
  name: RoundName,
  step: string,
  now: Date,
): Promise<number> {
  return retryOnConflict(async () => {
    const row = await readRound(store, name);
    const form = row && (await loadForm(store, row.value));
    if (!row || !form) throw new RefusedError('unknown-round', { programme: name.programmeId });
    if (!takesRepliesAt(row.value, now)) throw new RefusedError('round-not-open', { period: name.period });
    if (row.value.lastReminder !== undefined && row.value.lastReminder >= step) return 0;
    const persons = askedPersons({
      form,
      requests: await loadRequests(store, name),
      replies: await loadReplies(store, name),
      handovers: await loadHandovers(store, name),
    });
    const late = persons.filter(
      ({ request, done }) => !done && (request.snoozedUntil ?? '') <= now.toISOString(),
    );
    const today = localDay(now, form.programme.timeZone);
    const substitutions = await loadActiveSubstitutions(store, today);
    const messages = late.flatMap(({ request: { personId } }) => [
      reminder(name, step, personId),
      ...substitutions
        .filter((each) => each.personId === personId)
        .map(({ substituteId }) => reminder(name, step, substituteId, personId)),
    ]);
    const known = await messageKeys(store, roundPartition(name));
    const missing = messages.filter(({ key }) => !known.has(key));
    await commitInPages(
      store,
      roundPartition(name),
      missing.map((message) => enqueue(message, now)),
    );
    await store.commit(roundPartition(name), [replace(row, { ...row.value, lastReminder: step })]);
    return missing.length;
  });
}

function reminder(
  { programmeId, period }: RoundName,
  step: string,
  personId: string,
  onBehalfOf?: string,
): NewMessage {
  const who = onBehalfOf === undefined ? '' : `-for-${onBehalfOf}`;
  return {
    key: `${programmeId}|${period}|${personId}|reminder-${step}${who}`,
    kind: 'reminder',
    recipient: { type: 'person', personId },
    data: { programmeId, period },
  };
}
