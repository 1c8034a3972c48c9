/** Passes the turns of a round's goals on to the people who want to hear of them at once. */
import { grouped } from '../../grouped';
import { loadAccess } from '../../people/access';
import { loadPerson } from '../../people/directory';
import { type Follow, loadToldAtOnce } from '../../people/follows';
import { unitNameOf } from '../../goals/unit';
import { loadMaybeTurned, markTurned, type MaybeTurned } from '../../rounds/turned/turned-goals';
import { readRound, type RoundName, roundPartition } from '../../rounds/round-store';
import { commitInPages, remove, retryOnConflict } from '../../storage/rows';
import { type EntityStore } from '../../storage/store';
import { loadDigestSource } from '../build-digest';
import { type DigestSource } from '../digest';
import { hearsOf, standingNow, stoodBefore, type Turn, turnedSince } from './turns';
import { addWaiting } from './waiting-turns';

/**
 * The mark is changed before the rows are read, so that an answer after that sets it again; rows are removed once everybody has what they
 * say. Repeatable after a crash.
 * @param admins ids of the configured admins
 */
export async function takeTurned(
  store: EntityStore,
  name: RoundName,
  admins: ReadonlySet<string>,
): Promise<void> {
  await markWaits(store, name);
  const rows = await loadMaybeTurned(store, name);
  if (rows.length === 0) return;
  const followers = await loadToldAtOnce(store, name.programmeId);
  if (followers.length > 0) {
    const noted = rows.map(({ value }) => value);
    await passOn(store, name, { noted, followers, admins });
  }
  await removeTaken(store, name, new Set(rows.map(({ key }) => key)));
}

/** Another tick may be doing the same. */
async function removeTaken(store: EntityStore, name: RoundName, taken: ReadonlySet<string>): Promise<void> {
  await retryOnConflict(async () => {
    const left = (await loadMaybeTurned(store, name)).filter(({ key }) => taken.has(key));
    await commitInPages(store, roundPartition(name), left.map(remove));
  }, 20);
}

async function markWaits(store: EntityStore, name: RoundName): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readRound(store, name);
    if (row?.value.turned === 'found') await store.commit(roundPartition(name), [markTurned(row, 'waits')]);
  }, 20);
}

interface Passing {
  readonly noted: readonly MaybeTurned[];
  readonly followers: readonly Follow[];
  readonly admins: ReadonlySet<string>;
}

async function passOn(store: EntityStore, name: RoundName, passing: Passing): Promise<void> {
  const round = await readRound(store, name);
  // The answers of a round that was taken back count nowhere.
  if (!round || round.value.discarded) return;
  const source = await loadDigestSource(store, name);
  const turns = turnsOf(name, passing.noted, source);
  if (turns.length === 0) return;
  const { programme, goals } = source.form;
  const units = new Map(goals.map((goal) => [goal.id, unitNameOf(goal, programme)]));
  for (const follow of passing.followers) {
    const person = await loadPerson(store, follow.personId);
    const access = person && (await loadAccess(store, person, passing.admins));
    if (!access) continue;
    const own = turns.filter(({ goalId }) => hearsOf(units.get(goalId)!, follow, access, programme));
    await addWaiting(store, follow.personId, own);
  }
}

/** One for each goal that stands otherwise now than before its noted versions. */
function turnsOf(
  { programmeId, period }: RoundName,
  noted: readonly MaybeTurned[],
  source: DigestSource,
): Turn[] {
  const goals = [...grouped(noted, ({ goalId }) => goalId)];
  return goals.flatMap(([goalId, versions]) => {
    const before = stoodBefore(versions, source);
    const standing = standingNow(source, goalId);
    if (!standing || !turnedSince(before, standing)) return [];
    return [{ programmeId, period, goalId, version: versions.at(-1)!.version, before }];
  });
}
