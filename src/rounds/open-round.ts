/** Opens a round: a request and a prompt for everybody who owns something in it. */
import { RefusedError } from '../errors';
import { loadRegister } from '../goals/register';
import { enqueue } from '../outbox/message';
import { loadDirectory } from '../people/directory';
import { insert, readRow, replace, retryOnConflict, type Row } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import { fanOut } from './asked';
import { openGates } from './gate';
import { type Request, type Round } from './round';
import {
  indexKey,
  indexPartition,
  loadRequests,
  readRound,
  requestKey,
  roundKey,
  type RoundName,
  roundPartition,
} from './round-store';

export interface Opening extends RoundName {
  readonly opens: Date;
  readonly deadline: Date;
  /** A person's id, or `schedule`. */
  readonly by: string;
}

/** Persons a page; a request and a prompt each, so a page is one commit of at most 100 changes. */
const personsPerPage = 50;

/**
 * Can be repeated at any time: after a crash it goes on where it stopped, and an open round stays as it is.
 * @throws RefusedError `unknown-programme`, `nothing-to-ask`, `round-closed`.
 */
export async function openRound(store: EntityStore, opening: Opening, now: Date): Promise<Round> {
  const register = await loadRegister(store, opening.programmeId);
  if (!register) throw new RefusedError('unknown-programme', { programme: opening.programmeId });
  const asked = fanOut(register, await loadDirectory(store));
  if (asked.size === 0) throw new RefusedError('nothing-to-ask', { programme: opening.programmeId });
  return retryOnConflict(async () => {
    const planned = await plan(store, opening);
    if (planned.value.status === 'closed') throw new RefusedError('round-closed', { period: opening.period });
    if (planned.value.status !== 'planned') return planned.value;
    await askAll(store, opening, asked, now);
    const event = { what: 'opened' as const, by: opening.by, at: now.toISOString() };
    const open: Round = { ...planned.value, status: 'open', events: [...planned.value.events, event] };
    await store.commit(roundPartition(opening), [replace(planned, open), ...openGates()]);
    return open;
  });
}

async function plan(store: EntityStore, opening: Opening): Promise<Row<Round>> {
  const { programmeId, period } = opening;
  const listed = await readRow(store, indexPartition, indexKey(opening));
  if (!listed) await store.commit(indexPartition, [insert(indexKey(opening), { programmeId, period })]);
  const known = await readRound(store, opening);
  if (known) return known;
  const round: Round = {
    programmeId,
    period,
    status: 'planned',
    opens: opening.opens.toISOString(),
    deadline: opening.deadline.toISOString(),
    events: [],
  };
  await store.commit(roundPartition(opening), [insert(roundKey, round)]);
  return (await readRound(store, opening))!;
}

async function askAll(
  store: EntityStore,
  name: RoundName,
  asked: ReadonlyMap<string, readonly string[]>,
  now: Date,
): Promise<void> {
  const known = new Set((await loadRequests(store, name)).map((request) => request.personId));
  const missing = [...asked].filter(([personId]) => !known.has(personId));
  for (let start = 0; start < missing.length; start += personsPerPage) {
    const page = missing.slice(start, start + personsPerPage);
    const changes = page.flatMap(([personId, goalIds]) => askOne(name, personId, goalIds, now));
    await store.commit(roundPartition(name), changes);
  }
}

function askOne(name: RoundName, personId: string, goalIds: readonly string[], now: Date): Change[] {
  const request: Request = { personId, goalIds, createdAt: now.toISOString() };
  const prompt = {
    key: promptKey(name, personId),
    kind: 'prompt',
    recipient: { type: 'person' as const, personId },
    data: { programmeId: name.programmeId, period: name.period },
  };
  return [insert(requestKey(personId), request), enqueue(prompt, now)];
}

/** The prompt's deduplication key; its row holds where the prompt stands in Teams. */
export function promptKey({ programmeId, period }: RoundName, personId: string): string {
  return `${programmeId}|${period}|${personId}|prompt`;
}
