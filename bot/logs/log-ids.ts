/** Adds the ids of the current request or tick, and of its round, to everything logged during it. */
import { AsyncLocalStorage } from 'node:async_hooks';

/** Ids only: nothing that a person typed, and nobody's name or address. */
export interface LogIds {
  requestId?: string;
  /** Names a tick or a run of the sender. */
  runId?: string;
  /** The kind of activity, work or message. */
  kind?: string;
  /** The verb of a card's button. */
  verb?: string;
  command?: string;
  programme?: string;
  period?: string;
  /** Why a request was refused. */
  refused?: string;
}

const current = new AsyncLocalStorage<LogIds>();

/** Lines logged during the work have these ids, and those of the work around it. */
export function within<T>(ids: LogIds, work: () => T): T {
  return current.run({ ...current.getStore(), ...ids }, work);
}

/** The same, but ids learnt during the work are added to this object. */
export function noting<T>(ids: LogIds, work: () => T): T {
  return current.run(ids, work);
}

/** Adds to the ids of the current work. */
export function note(ids: LogIds): void {
  const noted = current.getStore();
  if (noted) Object.assign(noted, ids);
}

export function currentIds(): LogIds {
  return { ...current.getStore() };
}
