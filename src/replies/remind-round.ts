/** Reminds those who have not answered: one message a person and step, however often it runs. */
import { RefusedError } from '../errors';
import { enqueue, messageKeys, type NewMessage } from '../outbox/message';
import { loadActiveSubstitutions } from '../people/substitutions';
import { localDay } from '../periods/local-time';
import { type Request, takesRepliesAt } from '../rounds/round';
import { loadHandovers } from '../rounds/responsibility-store';
import { loadForm, loadRequests, readRound, type RoundName, roundPartition } from '../rounds/round-store';
import { commitInPages, replace, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { askedPersons } from './asked-persons';
import { loadReplies } from './reply-store';

/**
 * Whoever put the request off to this day or a later one gets the reminder they asked for instead; a substitute of
 * today is reminded too, once for all that they stand for. The mark is moved last: after a crash the rest is reminded, and nobody twice.
 * @param step names the reminder; ISO 8601, so that a later one is a greater text
 * @returns how many persons this reminder goes to; 0 when it was done before
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
    if (!row || !form)
      throw new RefusedError('unknown-round', { programme: name.programmeId, period: name.period });
    if (!takesRepliesAt(row.value, now)) throw new RefusedError('round-not-open', { period: name.period });
    if (row.value.lastReminder !== undefined && row.value.lastReminder >= step) return 0;
    const persons = askedPersons({
      form,
      requests: await loadRequests(store, name),
      replies: await loadReplies(store, name),
      handovers: await loadHandovers(store, name),
    });
    const { timeZone } = form.programme;
    const day = localDay(new Date(step), timeZone);
    const isPutOff = ({ snoozedUntil }: Request) =>
      snoozedUntil !== undefined && localDay(new Date(snoozedUntil), timeZone) >= day;
    const late = persons.filter(({ request, done }) => !done && !isPutOff(request));
    const ids = new Set(late.map(({ request }) => request.personId));
    const substitutes = (await loadActiveSubstitutions(store, localDay(now, timeZone)))
      .filter(({ personId }) => ids.has(personId))
      .map(({ substituteId }) => substituteId);
    const recipients = new Set([...ids, ...substitutes]);
    const messages = [...recipients].map((personId) => reminder(name, step, personId));
    const known = await messageKeys(store, roundPartition(name));
    const missing = messages.filter(({ key }) => !known.has(key));
    await commitInPages(
      store,
      roundPartition(name),
      missing.map((message) => enqueue(message, now)),
    );
    await store.commit(roundPartition(name), [replace(row, { ...row.value, lastReminder: step })]);
    return messages.length;
  });
}

function reminder({ programmeId, period }: RoundName, step: string, personId: string): NewMessage {
  return {
    key: `${programmeId}|${period}|${personId}|reminder-${step}`,
    kind: 'reminder',
    recipient: { type: 'person', personId },
    data: { programmeId, period },
  };
}
