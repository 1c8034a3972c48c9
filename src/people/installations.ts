/** Persons whom a message could not reach because they lack the app, and the state of installing it for them. */
import { put, readRow, readValues, remove, replace, retryOnConflict } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { peoplePartition } from './directory';

/** `wanted`: not tried yet. `asked`: Teams accepted the request and will report when done. `refused`: it did not. */
export interface Installation {
  readonly personId: string;
  readonly state: 'wanted' | 'asked' | 'refused';
  /** The local day, `yyyy-mm-dd`, of the latest attempt. */
  readonly triedOn?: string;
  /** Graph's reason for the refusal. */
  readonly reason?: string;
}

const prefix = 'installation|';
export const installationKey = (personId: string) => `${prefix}${personId}`;

/** A message has just shown that the app is missing. */
export async function wantInstallation(store: EntityStore, personId: string): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readRow<Installation>(store, peoplePartition, installationKey(personId));
    if (row?.value.state === 'wanted') return;
    const triedOn = row?.value.triedOn;
    const wanted: Installation = { personId, state: 'wanted', ...(triedOn !== undefined && { triedOn }) };
    await store.commit(peoplePartition, [put(row, installationKey(personId), wanted)]);
  });
}

/** By the person's id. */
export async function loadInstallations(store: EntityStore): Promise<ReadonlyMap<string, Installation>> {
  const all = await readValues<Installation>(store, peoplePartition, withPrefix(prefix));
  return new Map(all.map((each) => [each.personId, each]));
}

/** Records the outcome of an attempt, unless the app has been installed meanwhile. */
export async function recordAttempt(store: EntityStore, attempt: Installation): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readRow<Installation>(store, peoplePartition, installationKey(attempt.personId));
    if (!row) return;
    await store.commit(peoplePartition, [replace(row, attempt)]);
  });
}

/** The person has the app. */
export async function forgetInstallation(store: EntityStore, personId: string): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readRow(store, peoplePartition, installationKey(personId));
    if (row) await store.commit(peoplePartition, [remove(row)]);
  });
}
