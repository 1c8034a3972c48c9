/** Unresolved owners of registers, and what happens once somebody says who is meant. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { goalKey, goalsPartition, ownersIn, readGoalRows, type StoredGoal } from '../goals/register';
import { type Goal, type Owner } from '../goals/schema';
import { loadDirectory } from '../people/directory';
import { askNewOwners } from '../rounds/ask-owner';
import { put, readRow, remove, replace, retryOnConflict, type Row } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import { type OwnedPart, samePart, type UnresolvedEntry } from './owners/worklist';
import { aliasOf, ownerReader, type UnresolvedOwner } from './owners/owners';
import {
  type AliasRow,
  aliasKey,
  readUnresolved,
  type UnresolvedRow,
  unresolvedKey,
} from './register-before';

/** A text that names nobody known, with every goal that waits for it. An empty text has the goals that name nobody. */
export interface WorklistItem extends UnresolvedOwner {
  readonly goals: readonly { readonly goal: Goal; readonly standIn?: Owner }[];
}

/** In the register's order. */
export async function loadWorklist(store: EntityStore, programmeId: string): Promise<WorklistItem[]> {
  const rows = new Map((await readUnresolved(store, programmeId)).map(({ value }) => [value.goalId, value]));
  // In the usual case, neither the directory nor the register has to be read.
  if (rows.size === 0) return [];
  const read = ownerReader(await loadDirectory(store), new Map());
  const items = new Map<string, WorklistItem>();
  for (const { value } of await readGoalRows(store, programmeId)) {
    const { goal, retired } = value;
    for (const { text, kind, standIn, part } of retired ? [] : (rows.get(goal.id)?.entries ?? [])) {
      if (!isOpen(goal, { part, ...(standIn && { standIn }) })) continue;
      const known = items.get(aliasOf(text));
      const candidates = known?.candidates ?? (text ? (read(text).unresolved[0]?.candidates ?? []) : []);
      const goals = [...(known?.goals ?? []), { goal, ...(standIn && { standIn }) }];
      items.set(aliasOf(text), { text: known?.text ?? text, kind, candidates, goals });
    }
  }
  return [...items.values()];
}

/** False if somebody has replaced the stand-in by hand. */
function isOpen(goal: Goal, { part, standIn }: Pick<UnresolvedEntry, 'part' | 'standIn'>): boolean {
  const owned = ownedPart(goal, part);
  return owned !== undefined && (standIn === undefined || owned.owners.includes(standIn));
}

function ownedPart(
  goal: Goal,
  { group, field }: OwnedPart,
): { readonly owners: readonly Owner[] } | undefined {
  if (field !== undefined) return goal.fields.find(({ id }) => id === field);
  return group === undefined ? goal : goal.groups.find(({ id }) => id === group);
}

export interface OwnerResolution {
  readonly programmeId: string;
  /** As in the worklist. */
  readonly text: string;
  readonly to: Owner;
  /** When the owner may be sent messages. Default: at once. */
  readonly sendFrom?: Date;
}

/**
 * The owner takes the stand-in's place wherever the text occurs and is asked in the open rounds; later imports read
 * the text in the same way. Repeatable.
 * @returns the ids of the goals
 * @throws RefusedError `unknown-colleague` if `to` is neither a person nor a role; `not-unresolved`
 */
export async function resolveOwner(
  store: EntityStore,
  { programmeId, text, to, sendFrom }: OwnerResolution,
  actor: Actor,
  now: Date,
): Promise<string[]> {
  const { persons, roles } = await loadDirectory(store);
  if (!persons.has(to) && !roles.has(to.replace(/^role:/, ''))) throw new RefusedError('unknown-colleague');
  const alias = aliasOf(text);
  const waiting = (await readUnresolved(store, programmeId)).filter(({ value }) =>
    value.entries.some((entry) => alias !== '' && aliasOf(entry.text) === alias),
  );
  const partition = goalsPartition(programmeId);
  const known = await readRow<AliasRow>(store, partition, aliasKey(alias));
  if (waiting.length === 0 && known?.value.owner !== to) throw new RefusedError('not-unresolved', { text });
  if (known?.value.owner !== to)
    await store.commit(partition, [
      put(known, aliasKey(alias), { alias, owner: to }),
      audit({ ...actor, what: 'owner-resolved', programmeId, from: text, to }, now),
    ]);
  for (const { value } of waiting)
    await retryOnConflict(async () => {
      const changes = await resolution(store, value.goalId, { programmeId, alias, to, actor, now });
      if (changes.length > 0) await store.commit(partition, changes);
    });
  await askNewOwners(store, programmeId, sendFrom, now);
  return waiting.map(({ value }) => value.goalId);
}

interface Resolving {
  readonly programmeId: string;
  readonly alias: string;
  readonly to: Owner;
  readonly actor: Actor;
  readonly now: Date;
}

async function resolution(
  store: EntityStore,
  goalId: string,
  { programmeId, alias, to, actor, now }: Resolving,
): Promise<Change[]> {
  const partition = goalsPartition(programmeId);
  const row = await readRow<StoredGoal>(store, partition, goalKey(goalId));
  const listed = await readRow<UnresolvedRow>(store, partition, unresolvedKey(goalId));
  if (!row || !listed) return [];
  const isMeant = ({ text }: UnresolvedEntry) => aliasOf(text) === alias;
  const meant = listed.value.entries.filter(isMeant);
  const goal = meant.reduce((each, entry) => withOwner(each, entry, to), row.value.goal);
  const left = listed.value.entries
    .filter((entry) => !isMeant(entry))
    .map((entry) => (meant.some(({ part }) => samePart(part, entry.part)) ? withoutStandIn(entry) : entry));
  const [from, owners] = [ownersIn(row.value.goal), ownersIn(goal)];
  const about = { ...actor, programmeId, goalId };
  return [
    replace(row, { ...row.value, goal }),
    listChange(listed, { goalId, entries: left }),
    ...(String(from) === String(owners)
      ? []
      : [audit({ ...about, what: 'owners-changed', from, to: owners }, now)]),
  ];
}

function listChange(row: Row<UnresolvedRow>, next: UnresolvedRow): Change {
  return next.entries.length === 0 ? remove(row) : replace(row, next);
}

function withoutStandIn({ part, text, kind }: UnresolvedEntry): UnresolvedEntry {
  return { part, text, kind };
}

function withOwner(goal: Goal, { part, standIn }: UnresolvedEntry, to: Owner): Goal {
  const owned = <T extends { readonly owners: Owner[] }>(each: T): T => ({
    ...each,
    owners: [...new Set([...each.owners.filter((owner) => owner !== standIn), to])],
  });
  const { group, field } = part;
  if (field !== undefined)
    return { ...goal, fields: goal.fields.map((each) => (each.id === field ? owned(each) : each)) };
  if (group !== undefined)
    return { ...goal, groups: goal.groups.map((each) => (each.id === group ? owned(each) : each)) };
  return owned(goal);
}
