/** Opens a round: a request and a prompt for everybody who owns something in it. */
import { RefusedError } from '../errors';
import { loadRegister } from '../goals/register';
import { enqueue } from '../outbox/message';
import { loadDirectory } from '../people/directory';
import { loadActiveSubstitutions, type Substitution } from '../people/substitutions';
import { localDay } from '../periods/local-time';
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

/** Persons a page; a request, a prompt and perhaps a substitute's prompt each: one commit of at most 100 changes. */
const personsPerPage = 33;

/**
 * Can be repeated at any time: after a crash it goes on where it stopped, and an open round stays as it is.
 * @throws RefusedError `unknown-programme`, `nothing-to-ask`, `round-closed`.
 */
export async function openRound(store: EntityStore, opening: Opening, now: Date): Promise<Round> {
  const register = await loadRegister(store, opening.programmeId);
  if (!register) throw new RefusedError('unknown-programme', { programme: opening.programmeId });
  const asked = fanOut(register, await loadDirectory(store));
  const today = localDay(now, register.programme.timeZone);
  const substitutions = await loadActiveSubstitutions(store, today);
  if (asked.size === 0) throw new RefusedError('nothing-to-ask', { programme: opening.programmeId });
  return retryOnConflict(async () => {
    const planned = await plan(store, opening);
    if (planned.value.status === 'closed') throw new RefusedError('round-closed', { period: opening.period });
    if (planned.value.status !== 'planned') return planned.value;
    await askAll(store, opening, asked, substitutions, now);
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
  substitutions: readonly Substitution[],
  now: Date,
): Promise<void> {
  const known = new Set((await loadRequests(store, name)).map((request) => request.personId));
  const missing = [...asked].filter(([personId]) => !known.has(personId));
  for (let start = 0; start < missing.length; start += personsPerPage) {
    const page = missing.slice(start, start + personsPerPage);
    const changes = page.flatMap(([personId, goalIds]) => {
      const substitute = substitutions.find((each) => each.personId === personId)?.substituteId;
      return askOne(name, { personId, goalIds, createdAt: now.toISOString() }, substitute, now);
    });
    await store.commit(roundPartition(name), changes);
  }
}

/** The person's request and prompt; the substitute of today is told as well. */
function askOne(name: RoundName, request: Request, substitute: string | undefined, now: Date): Change[] {
  const { programmeId, period } = name;
  const { personId } = request;
  const prompt = (key: string, recipient: string, data: object) =>
    enqueue(
      {
        key,
        kind: 'prompt',
        recipient: { type: 'person', personId: recipient },
        data: { programmeId, period, ...data },
      },
      now,
    );
  const forSubstitute = `${programmeId}|${period}|${substitute}|prompt-for-${personId}`;
  return [
    insert(requestKey(personId), request),
    prompt(promptKey(name, personId), personId, {}),
    ...(substitute === undefined ? [] : [prompt(forSubstitute, substitute, { onBehalfOf: personId })]),
  ];
}

/** The prompt's deduplication key; its row holds where the prompt stands in Teams. */
export function promptKey({ programmeId, period }: RoundName, personId: string): string {
  return `${programmeId}|${period}|${personId}|prompt`;
}
