/** Writes a stored register to a file that reads back as it is, with all that is kept beside its goals. */
import { existingRegister } from '../goals/register';
import { type Goal } from '../goals/schema';
import { type EntityStore } from '../storage/store';
import { ownMappings } from './column-mappings';
import { samePart, type UnresolvedEntry } from './owners/worklist';
import { exportRegister } from './plain/export-register';
import { type OwnersText } from './plain/plain-rows';
import { loadAliases, readUnresolved } from './register-before';

export interface ExportedRegister {
  readonly content: Buffer;
  readonly goals: number;
}

/** @throws RefusedError `unknown-programme`, and those of exportRegister */
export async function exportStored(store: EntityStore, programmeId: string): Promise<ExportedRegister> {
  const register = await existingRegister(store, programmeId);
  const rows = await readUnresolved(store, programmeId);
  const entries = new Map(rows.map(({ value }) => [value.goalId, value.entries]));
  const aliases = await loadAliases(store, programmeId);
  const beside = {
    names: [...aliases].map(([text, owner]) => ({ text, owner })),
    mappings: await ownMappings(store, programmeId),
  };
  const ownersText = withUnresolved(entries);
  const content = await exportRegister(register, undefined, { ownersText, beside });
  return { content, goals: register.goals.length };
}

/** In the place of a stand-in, the words in which the file named somebody else; nothing if it named nobody. */
function withUnresolved(entries: ReadonlyMap<string, readonly UnresolvedEntry[]>): OwnersText {
  return (goal, part) => {
    const { owners } = part ?? goal;
    const own = (entries.get(goal.id) ?? []).filter((entry) => samePart(entry.part, ownedPart(goal, part)));
    const standIns = own.flatMap(({ standIn }) => standIn ?? []);
    // Somebody has replaced the stand-in by hand.
    if (standIns.some((standIn) => !owners.includes(standIn))) return owners.join('; ');
    const named = owners.filter((owner) => !standIns.includes(owner));
    return [...named, ...own.map(({ text }) => text)].filter((text) => text !== '').join('; ');
  };
}

function ownedPart({ groups }: Goal, part: Parameters<OwnersText>[1]) {
  if (!part) return {};
  return groups.some((group) => group === part) ? { group: part.id } : { field: part.id };
}
