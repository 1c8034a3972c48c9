/** Unresolved owners of a register: who stands in for them, and until when. */
import { type Owner, type Programme } from '../../goals/schema';
import { aliasOf, type OwnerReader, type UnresolvedOwner } from './owners';

/** The part whose owners are meant: a group or field by id, else the goal itself. */
export interface OwnedPart {
  readonly group?: string;
  readonly field?: string;
}

/** A text that names nobody known, with the part of the goal that it should own. */
export interface UnresolvedEntry extends Pick<UnresolvedOwner, 'text' | 'kind'> {
  readonly part: OwnedPart;
  /** Who answers meanwhile; absent if the file also names somebody known. */
  readonly standIn?: Owner;
}

export interface OwnersOfPart {
  readonly owners: readonly Owner[];
  readonly entries: readonly UnresolvedEntry[];
}

export interface PartSource {
  readonly programme: Pick<Programme, 'coordinator'>;
  readonly part: OwnedPart;
  /** The file's text; if it is missing, the owners stay as they are. */
  readonly text: string | undefined;
  /** Undefined if the part is new. */
  readonly stored: readonly Owner[] | undefined;
  /** What could not be resolved last time, in the whole goal. */
  readonly entries: readonly UnresolvedEntry[];
  /** All owners of the fields, if every field of the goal has its own. */
  readonly partOwners?: readonly Owner[];
}

/** The programme's coordinator stands in if nobody else is named. Pure. */
export function ownersOfPart(source: PartSource, read: OwnerReader): OwnersOfPart {
  const { programme, part, stored, partOwners } = source;
  const before = source.entries.filter((entry) => samePart(entry.part, part));
  const isGoal = part.group === undefined && part.field === undefined;
  // "?" and "-" say that it is open.
  if (source.text === undefined || !/[\p{L}\p{N}]/u.test(source.text)) {
    if (stored) return { owners: stored, entries: before };
    if (!isGoal) return { owners: [], entries: [] };
    if (partOwners) return { owners: partOwners, entries: [] };
    const standIn = programme.coordinator;
    return { owners: [standIn], entries: [{ part, text: '', kind: 'person', standIn }] };
  }
  const { owners, unresolved } = read(source.text);
  if (unresolved.length === 0) {
    const kept = inStoredOrder(owners, stored);
    // Entries whose stand-in somebody has replaced are no longer open; they stay while the file says the same.
    const isReplaced = before.every(
      ({ standIn }) => standIn !== undefined && stored?.includes(standIn) === false,
    );
    return { owners: kept, entries: kept === stored && isReplaced ? before : [] };
  }
  const texts = unresolved.map(({ text }) => aliasOf(text)).sort();
  const isAsBefore = stored && String(texts) === String(before.map(({ text }) => aliasOf(text)).sort());
  // Somebody may have replaced the stand-in since.
  if (isAsBefore && owners.every((owner) => stored.includes(owner)))
    return { owners: stored, entries: before };
  const standIn = owners.length === 0 ? programme.coordinator : undefined;
  return {
    owners: standIn === undefined ? owners : [standIn],
    entries: unresolved.map(({ text, kind }) => ({ part, text, kind, ...(standIn && { standIn }) })),
  };
}

export function samePart(a: OwnedPart, b: OwnedPart): boolean {
  return a.group === b.group && a.field === b.field;
}

/** The same owners in another order are not a change. */
function inStoredOrder(owners: readonly Owner[], stored: readonly Owner[] | undefined): readonly Owner[] {
  const isSame = stored?.length === owners.length && owners.every((owner) => stored.includes(owner));
  return isSame ? stored : owners;
}
