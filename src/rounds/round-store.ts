/** Storage of rounds: everything that changes together with a round is in its partition. */
import { RefusedError } from '../errors';
import { goalInPeriod } from '../goals/in-period';
import { loadGoal, loadProgramme, loadRegister } from '../goals/register';
import { type KeptByName, keptByName, keptWith } from '../kept';
import { type AddedFieldRules, withAddedFields } from '../goals/stages/added-fields';
import { type Goal } from '../goals/schema';
import { loadRoles } from '../people/directory';
import { comparePeriods } from '../periods/period';
import { readRow, readValues, type Row } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { type Request, type Round, takesReplies } from './round';
import { indexKey, type RoundName, roundPartition } from './round-name';
import { readSnapshot, type RoundForm } from './snapshot';

export { indexKey, type RoundName, roundPartition };

export const roundKey = 'round';
export const requestKey = (personId: string) => `request|${personId}`;

/** Index of all rounds; a round is listed here before it exists. Its marks are set and cleared in settled/. */
export const indexPartition = 'rounds';

/** An entry of the index. */
export interface ListedRound extends RoundName {
  /** Set on a closed round from which nothing follows by itself any more; without it, the round has to be read. */
  readonly settled?: Settled;
}

/** What is known of a closed round without reading it. All times: ISO 8601, UTC. */
export interface Settled {
  readonly closedAt: string;
  /** No entry of its audit that retention may remove is earlier. */
  readonly auditFrom: string;
  /** The same for its messages to persons and its drafts. Default: `closedAt`, since until then none are removed. */
  readonly messagesFrom?: string;
  readonly draftsFrom?: string;
}

export function readRound(store: EntityStore, name: RoundName): Promise<Row<Round> | undefined> {
  return readRow<Round>(store, roundPartition(name), roundKey);
}

/** @throws RefusedError `unknown-round` */
export async function existingRound(store: EntityStore, name: RoundName): Promise<Row<Round>> {
  const row = await readRound(store, name);
  if (!row) throw new RefusedError('unknown-round', { programme: name.programmeId, period: name.period });
  return row;
}

/** All rounds, or those of one programme. */
export async function listRounds(store: EntityStore, programmeId?: string): Promise<Round[]> {
  return readRounds(store, await listRoundNames(store, programmeId));
}

/** Takes one query; the rounds themselves are not read. */
export function listRoundNames(store: EntityStore, programmeId?: string): Promise<ListedRound[]> {
  const range = programmeId === undefined ? {} : withPrefix(`${programmeId}|`);
  return readValues<ListedRound>(store, indexPartition, range);
}

/** Takes one request per round; rounds that do not exist yet are left out. */
export async function readRounds(store: EntityStore, names: readonly RoundName[]): Promise<Round[]> {
  const rounds = await Promise.all(names.map((name) => readRound(store, name)));
  return rounds.flatMap((row) => (row ? [row.value] : []));
}

/** The latest closed round of the programme before this period. */
export async function previousRound(store: EntityStore, name: RoundName): Promise<Round | undefined> {
  return latestBefore(store, name, ({ status }) => status === 'closed');
}

/** The latest round of the programme before this period that is wanted. */
export async function latestBefore(
  store: EntityStore,
  name: RoundName,
  isWanted: (round: Round) => boolean,
): Promise<Round | undefined> {
  // It is nearly always the latest one, so the others are read only when needed.
  for (const each of await earlierRounds(store, name)) {
    const round = (await readRound(store, each))?.value;
    if (round && isWanted(round)) return round;
  }
  return undefined;
}

/** The names of the programme's rounds before this period, the latest first. */
export async function earlierRounds(store: EntityStore, name: RoundName): Promise<RoundName[]> {
  return (await latestRounds(store, name.programmeId)).filter(
    ({ period }) => comparePeriods(period, name.period) < 0,
  );
}

/** The names of all rounds of the programme, the latest first. */
export async function latestRounds(store: EntityStore, programmeId: string): Promise<RoundName[]> {
  const names = await listRoundNames(store, programmeId);
  return names.sort((a, b) => comparePeriods(b.period, a.period));
}

export async function listOpenRounds(store: EntityStore): Promise<Round[]> {
  const names = (await listRoundNames(store)).filter(({ settled }) => !settled);
  return (await readRounds(store, names)).filter(takesReplies);
}

/**
 * All rounds, or those of one programme, but not those known to be closed before a moment.
 * @param since ISO 8601, UTC
 */
export async function listRoundsSince(
  store: EntityStore,
  since: string,
  programmeId?: string,
): Promise<Round[]> {
  const isRecent = ({ settled }: ListedRound) => !settled || settled.closedAt >= since;
  return readRounds(store, (await listRoundNames(store, programmeId)).filter(isRecent));
}

export function loadRequest(
  store: EntityStore,
  name: RoundName,
  personId: string,
): Promise<Row<Request> | undefined> {
  return readRow<Request>(store, roundPartition(name), requestKey(personId));
}

export function loadRequests(store: EntityStore, name: RoundName): Promise<Request[]> {
  return readValues<Request>(store, roundPartition(name), withPrefix(requestKey('')));
}

/** A round's form with the texts of its period: the live register while it is open, the snapshot once it is closed. */
export async function loadForm(store: EntityStore, round: Round): Promise<RoundForm | undefined> {
  if (!takesReplies(round) && round.snapshot !== undefined) return readSnapshot(store, round, round.snapshot);
  const register = await loadRegister(store, round.programmeId);
  if (!register) return undefined;
  const goals = register.goals.map((goal) => asked(goal, register.programme, round));
  return { ...register, goals, roles: await loadRoles(store) };
}

/** One goal as an open round asks it; `undefined` also for a retired goal. */
export async function loadRoundGoal(
  store: EntityStore,
  name: RoundName,
  goalId: string,
  rules: AddedFieldRules,
): Promise<Goal | undefined> {
  const goal = await loadGoal(store, name.programmeId, goalId);
  return goal && asked(goal, rules, name);
}

/** One goal of an open round with its programme. */
export async function loadGoalOfRound(store: EntityStore, name: RoundName, goalId: string) {
  const [programme, goal] = await Promise.all([
    loadProgramme(store, name.programmeId),
    loadGoal(store, name.programmeId, goalId),
  ]);
  return programme && goal && { programme, goal: asked(goal, programme, name) };
}

/** A goal of the register with the texts of the round's period, and with the fields that its programme adds. */
function asked(goal: Goal, rules: AddedFieldRules, { period }: RoundName): Goal {
  return askedIn(goal)(rules)(period, () => withAddedFields(goalInPeriod(goal, period), rules));
}

/** A goal is asked in one period at a time, and compared with the one before. */
const periodsKept = 4;
const askedIn = keptWith<Goal, (rules: AddedFieldRules) => KeptByName<Goal>>(() =>
  keptWith(() => keptByName(periodsKept)),
);
