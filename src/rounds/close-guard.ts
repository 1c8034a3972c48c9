/**
 * A reply must not land in a round that has just been closed. So each reply replaces the gate of its goal, and closing
 * replaces all gates together with the round: one of the two gets a conflict and retries. There are several gates
 * because replies that share a gate are written one after the other.
 */
import { insert, readRow, loadRows, replace, type Row } from '../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../storage/store';
import { type RoundName, roundPartition } from './round-name';

/** A closing replaces all gates in one commit, which holds at most 99 changes, digests included. */
const gates = 32;
export const gatePrefix = 'gate|';
const gateKey = (number: number) => gatePrefix + String(number).padStart(2, '0');

/** The changes that create a round's gates, for the commit that opens it. */
export function openGates(): Change[] {
  return Array.from({ length: gates }, (_, number) => insert(gateKey(number), {}));
}

/** FNV-1a with a final bit mix, so that ids such as goal-1, goal-2 … are spread evenly. */
function gateOf(goalId: string): number {
  let hash = 2166136261;
  for (const byte of Buffer.from(goalId)) hash = Math.imul(hash ^ byte, 16777619);
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
  hash ^= hash >>> 13;
  return (hash >>> 0) % gates;
}

/** The gate that a goal's reply passes; `undefined` in a round that was never open. */
export function readGate(
  store: EntityStore,
  name: RoundName,
  goalId: string,
): Promise<Row<object> | undefined> {
  const number = gateOf(goalId);
  return readRow<object>(store, roundPartition(name), gateKey(number));
}

/** Part of a reply's commit; a closing's commit has one for every gate. */
export function passGate(gate: Row<object>): Change {
  return replace(gate, gate.value);
}

export function readGates(store: EntityStore, name: RoundName): Promise<Row<object>[]> {
  return loadRows<object>(store, roundPartition(name), withPrefix(gatePrefix));
}
