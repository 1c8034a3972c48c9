/** Substitutes, who may answer on a person's behalf on certain days. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { enqueue, findMessage, type NewMessage } from '../outbox/message';
import { localDay, localMoment, usualZone } from '../periods/local-time';
import {
  insert,
  loadRows,
  put,
  readRow,
  readValues,
  remove,
  replace,
  retryOnConflict,
} from '../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../storage/store';
import { loadPerson, peoplePartition } from './directory';

/** On these days (`yyyy-mm-dd`, both inclusive), the substitute may answer everything that the person is asked. */
export interface Substitution {
  readonly personId: string;
  readonly substituteId: string;
  readonly from: string;
  readonly to: string;
}

const substitutionsOf = (personId: string) => withPrefix(`substitution|${personId}|`);
const substitutionKey = ({ personId, from }: Pick<Substitution, 'personId' | 'from'>) =>
  `substitution|${personId}|${from}`;

const guardKey = (personId: string) => `substituted|${personId}`;

/** A substitute is told in the morning, not at midnight. */
const toldAt = '08:00';

export function isActive({ from, to }: Substitution, day: string): boolean {
  return from <= day && day <= to;
}

/** All substitutions, past and future. */
export function loadSubstitutions(store: EntityStore): Promise<Substitution[]> {
  return readValues<Substitution>(store, peoplePartition, withPrefix('substitution|'));
}

/** All substitutions that apply on the day. */
export async function loadActiveSubstitutions(store: EntityStore, day: string): Promise<Substitution[]> {
  return (await loadSubstitutions(store)).filter((substitution) => isActive(substitution, day));
}

/** A person's current and future substitutes, the earliest first. */
export async function loadSubstitutionsOf(
  store: EntityStore,
  personId: string,
  now: Date,
): Promise<Substitution[]> {
  const all = await readValues<Substitution>(store, peoplePartition, substitutionsOf(personId));
  return all.filter(({ to }) => to >= localDay(now, usualZone));
}

/**
 * Names a substitute and tells them on the first day. Naming the same again changes nothing.
 * @throws RefusedError `unknown-colleague`, `own-substitute`, `days-reversed`, `days-over`, `days-taken`.
 */
export async function setSubstitute(store: EntityStore, wanted: Substitution, now: Date): Promise<void> {
  if (!(await loadPerson(store, wanted.substituteId))) throw new RefusedError('unknown-colleague');
  if (wanted.substituteId === wanted.personId) throw new RefusedError('own-substitute');
  if (wanted.to < wanted.from) throw new RefusedError('days-reversed');
  if (wanted.to < localDay(now, usualZone)) throw new RefusedError('days-over');
  await retryOnConflict(async () => {
    const range = substitutionsOf(wanted.personId);
    const rows = await loadRows<Substitution>(store, peoplePartition, range);
    if (rows.some(({ value }) => same(value, wanted))) return;
    if (rows.some(({ value }) => value.from <= wanted.to && wanted.from <= value.to))
      throw new RefusedError('days-taken');
    // Two substitutes named at the same time both replace this row: one of the writes fails and is tried again.
    const guard = await readRow(store, peoplePartition, guardKey(wanted.personId));
    const told = await findMessage(store, peoplePartition, messageKey(wanted));
    const over = rows.filter(({ value }) => value.to < localDay(now, usualZone)).slice(0, mostRemoved);
    await store.commit(peoplePartition, [
      insert(substitutionKey(wanted), wanted),
      put(guard, guardKey(wanted.personId), {}),
      ...(told ? [] : [telling(wanted, now)]),
      ...over.map(remove),
      audit({ ...actorOf(wanted), what: 'substitute-named', to: { ...wanted } }, now),
    ]);
  });
}

/** A commit may have 99 changes; the rest is removed the next time. */
const mostRemoved = 50;

/** @returns the removed substitution; `undefined` if there was none */
export async function removeSubstitute(
  store: EntityStore,
  personId: string,
  from: string,
  now: Date,
): Promise<Substitution | undefined> {
  return retryOnConflict(async () => {
    const row = await readRow<Substitution>(store, peoplePartition, substitutionKey({ personId, from }));
    if (!row) return undefined;
    const untold = await untoldOf(store, row.value);
    const entry = { ...actorOf(row.value), what: 'substitute-removed' as const, from: { ...row.value } };
    await store.commit(peoplePartition, [remove(row), ...untold, audit(entry, now)]);
    return row.value;
  });
}

/**
 * Somebody else takes a person's place as a substitute, on the days that are not over; the person's own absences are
 * removed, since there is nothing left to answer for. The new substitute is told on the first day. Idempotent.
 */
export async function succeedAsSubstitute(
  store: EntityStore,
  { from, to }: { readonly from: string; readonly to: string },
  actor: Actor,
  now: Date,
): Promise<void> {
  for (const known of await substitutionsNaming(store, from, now))
    await retryOnConflict(async () => {
      const row = await readRow<Substitution>(store, peoplePartition, substitutionKey(known));
      if (!row || !names(row.value, from)) return;
      const isOver = row.value.personId === from || row.value.personId === to;
      const next: Substitution = { ...row.value, substituteId: to };
      const entry = { ...actor, personId: row.value.personId, from: { ...row.value } };
      const untold = await untoldOf(store, row.value);
      if (isOver)
        return store.commit(peoplePartition, [
          remove(row),
          ...untold,
          audit({ ...entry, what: 'substitute-removed' }, now),
        ]);
      const told = await findMessage(store, peoplePartition, messageKey(next));
      await store.commit(peoplePartition, [
        replace(row, next),
        ...untold,
        ...(told ? [] : [telling(next, now)]),
        audit({ ...entry, what: 'substitute-named', to: { ...next } }, now),
      ]);
    });
}

/** Removes the message that has not been sent yet. */
async function untoldOf(store: EntityStore, substitution: Substitution): Promise<Change[]> {
  const told = await findMessage(store, peoplePartition, messageKey(substitution));
  return told?.value.state === 'pending' ? [remove(told)] : [];
}

/** Absences that are not over and in which the person is absent or the substitute. */
export async function substitutionsNaming(
  store: EntityStore,
  personId: string,
  now: Date,
): Promise<Substitution[]> {
  const today = localDay(now, usualZone);
  return (await loadSubstitutions(store)).filter((each) => names(each, personId) && each.to >= today);
}

function names({ personId, substituteId }: Substitution, id: string): boolean {
  return personId === id || substituteId === id;
}

/** People name their own substitutes. */
function actorOf({ personId }: Substitution) {
  return { by: personId, way: 'card' as const };
}

function same(a: Substitution, b: Substitution): boolean {
  return a.substituteId === b.substituteId && a.from === b.from && a.to === b.to;
}

/** The message is drawn when it is sent, so a substitution that was removed meanwhile sends nothing. */
function telling(substitution: Substitution, now: Date) {
  const { personId, substituteId, from, to } = substitution;
  const morning = localMoment(from, toldAt, usualZone).toJSDate();
  const message: NewMessage = {
    key: messageKey(substitution),
    kind: 'substitution',
    recipient: { type: 'person', personId: substituteId },
    data: { personId, from, to },
  };
  return enqueue(message, now, morning > now ? morning : now);
}

/** The substitute is told once for the same person and days, even if the substitution was removed in between. */
function messageKey({ personId, substituteId, from, to }: Substitution): string {
  return `people|${substituteId}|substitute-for-${personId}-${from}-${to}`;
}
