/** Opens a round: a request and a prompt for everybody who owns something in it. */
import { type Actor, audit } from '../audit/audit';
import { ConflictError, RefusedError } from '../errors';
import { existingRegister } from '../goals/register';
import { type Programme } from '../goals/schema';
import { enqueue } from '../outbox/message';
import { loadDirectory } from '../people/directory';
import { loadActiveSubstitutions, type Substitution } from '../people/substitutions';
import { type RoundTimes } from '../periods/calendar';
import { localDay } from '../periods/local-time';
import { insert, put, readRow, replace, retryOnConflict, type Row } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import { askedAtOpening, fanOut } from './asked';
import { openGates } from './close-guard';
import { type Request, type Round, type RoundStage, skipped, wasSkipped } from './round';
import { omit } from '../omit';
import {
  indexKey,
  indexPartition,
  type ListedRound,
  loadRequests,
  readRound,
  requestKey,
  roundKey,
  type RoundName,
  roundPartition,
} from './round-store';

/** Without `closes`, the round closes at its deadline. */
type OpeningTimes = Pick<RoundTimes, 'opens' | 'deadline'> & Partial<RoundTimes>;

export interface Opening extends RoundName, OpeningTimes, Actor {
  /** Earliest time at which its prompts may be sent; default: at once. */
  readonly sendFrom?: Date;
}

/** Each has a request, a prompt and perhaps a substitute's prompt, and a commit holds at most 99 changes. */
const personsPerPage = 33;

/**
 * Can be repeated at any time: after a crash it resumes, and an open round stays as it is.
 * @throws RefusedError `unknown-programme`, `programme-not-started`, `nothing-to-ask`, `round-closed`, `round-closing`;
 *   `round-discarding` while it is being taken back.
 */
export async function openRound(store: EntityStore, opening: Opening, now: Date): Promise<Round> {
  const register = await existingRegister(store, opening.programmeId);
  if (register.programme.awaitsStart)
    throw new RefusedError('programme-not-started', { programme: opening.programmeId });
  const directory = await loadDirectory(store);
  const asked = fanOut(register, directory);
  const stage = stageOf(opening, register.programme, now);
  const prompted = askedAtOpening(register, directory, stage?.of);
  const today = localDay(now, register.programme.timeZone);
  const substitutions = await loadActiveSubstitutions(store, today);
  if (asked.size === 0) throw new RefusedError('nothing-to-ask', { programme: opening.programmeId });
  return retryOnConflict(async () => {
    const planned = await plan(store, opening);
    if (planned.value.status === 'closed') throw new RefusedError('round-closed', { period: opening.period });
    if (planned.value.status === 'closing')
      throw new RefusedError('round-closing', { period: opening.period });
    if (planned.value.status !== 'planned') return planned.value;
    if (planned.value.discarded?.unfinished)
      throw new RefusedError('round-discarding', { period: opening.period });
    await askAll(store, opening, { asked, prompted, substitutions }, now);
    const open = { ...opened(planned.value, opening, now), ...(stage && { stage }) };
    const { by, way, programmeId, period } = opening;
    const to = { persons: asked.size, deadline: open.deadline };
    const entry = audit({ by, way, what: 'round-opened', programmeId, period, to }, now);
    await store.commit(roundPartition(opening), [replace(planned, open), ...openGates(), entry]);
    return open;
  });
}

/** The opening's times replace those of a round planned or skipped earlier, its later closing included. */
function opened(planned: Round, { by, ...times }: Opening, now: Date): Round {
  const event = { what: 'opened' as const, by, at: now.toISOString() };
  const events = [...planned.events, event];
  const before = omit(planned, 'closes', 'stage', 'discarded');
  return { ...before, ...storedTimes(times), status: 'open', events };
}

/** None if it is over before the opening: everything is asked for at once. */
function stageOf({ stage }: OpeningTimes, { calendar }: Programme, now: Date): RoundStage | undefined {
  if (!stage || !calendar.stage || stage <= now) return undefined;
  return { of: calendar.stage.of, until: stage.toISOString() };
}

function storedTimes({ opens, deadline, closes = deadline }: OpeningTimes) {
  return {
    opens: opens.toISOString(),
    deadline: deadline.toISOString(),
    ...(closes > deadline && { closes: closes.toISOString() }),
  };
}

/**
 * Records that a round's closing had passed before it could be opened. An existing round is left alone; a skipped one
 * can still be opened by hand.
 */
export async function skipRound(
  store: EntityStore,
  { by, way, reason, ...act }: RoundName & OpeningTimes & Actor & { readonly reason: string },
  now: Date,
): Promise<void> {
  const { programmeId, period } = act;
  await retryOnConflict(async () => {
    const planned = await plan(store, act);
    if (planned.value.status !== 'planned' || wasSkipped(planned.value)) return;
    await store.commit(roundPartition(act), [
      replace(planned, skipped(planned.value, { by, reason, at: now.toISOString() })),
      audit({ by, way, what: 'round-skipped', programmeId, period, reason }, now),
    ]);
  });
}

async function plan(store: EntityStore, opening: RoundName & OpeningTimes): Promise<Row<Round>> {
  const { programmeId, period } = opening;
  const listed = await readRow<ListedRound>(store, indexPartition, indexKey(opening));
  // A mark may be left from a round whose removal was interrupted.
  if (!listed || listed.value.settled)
    await store.commit(indexPartition, [put(listed, indexKey(opening), { programmeId, period })]);
  const known = await readRound(store, opening);
  if (known) return known;
  const round: Round = {
    programmeId,
    period,
    status: 'planned',
    ...storedTimes(opening),
    events: [],
  };
  await store.commit(roundPartition(opening), [insert(roundKey, round)]);
  return (await readRound(store, opening))!;
}

interface Asked {
  /** Person → goals. */
  readonly asked: ReadonlyMap<string, readonly string[]>;
  /** Those who get a prompt; the others wait for the first stage. */
  readonly prompted: ReadonlySet<string>;
  readonly substitutions: readonly Substitution[];
}

async function askAll(
  store: EntityStore,
  name: Opening,
  { asked, prompted, substitutions }: Asked,
  now: Date,
): Promise<void> {
  const stillToAsk = async () => {
    const known = new Set((await loadRequests(store, name)).map((request) => request.personId));
    return [...asked].filter(([personId]) => !known.has(personId));
  };
  let missing = await stillToAsk();
  while (missing.length > 0) {
    const changes = missing.slice(0, personsPerPage).flatMap(([personId, goalIds]) => {
      const request: Request = { personId, goalIds, createdAt: now.toISOString() };
      if (!prompted.has(personId)) return [insert(requestKey(personId), request)];
      const substitute = substitutions.find((each) => each.personId === personId)?.substituteId;
      return askOne(name, request, substitute, now);
    });
    try {
      await store.commit(roundPartition(name), changes);
      missing = missing.slice(personsPerPage);
    } catch (error) {
      // Another opening may win every page: as long as it makes progress, this one only watches.
      const left = error instanceof ConflictError ? await stillToAsk() : missing;
      if (left.length === missing.length) throw error;
      missing = left;
    }
  }
}

/** The person's request and prompt, and a prompt for today's substitute. */
function askOne(name: Opening, request: Request, substitute: string | undefined, now: Date): Change[] {
  const { programmeId, period, sendFrom } = name;
  const { personId } = request;
  const prompt = (key: string, recipient: string, data: { readonly onBehalfOf?: string }) =>
    enqueue(
      {
        key,
        kind: 'prompt',
        recipient: { type: 'person', personId: recipient },
        data: { programmeId, period, ...data },
      },
      now,
      sendFrom,
    );
  const forSubstitute = `${programmeId}|${period}|${substitute}|prompt-for-${personId}`;
  return [
    insert(requestKey(personId), request),
    prompt(promptKey(name, personId), personId, {}),
    ...(substitute === undefined ? [] : [prompt(forSubstitute, substitute, { onBehalfOf: personId })]),
  ];
}

/** The prompt's deduplication key; its row also holds the prompt's location in Teams. */
export function promptKey({ programmeId, period }: RoundName, personId: string): string {
  return `${programmeId}|${period}|${personId}|prompt`;
}
