/**
 * Which partitions a process keeps in memory once it has read them, and where commits to them are logged. A press reads
 * the register and its round; leases, pauses and what waits to be sent outside of rounds are always read from the table.
 */

/** Few writes, read by every press: one log for all of them, so that one look is enough. */
const register = ['people', 'programmes', 'rounds'];
const registerPrefixes = ['goals|'];
/** Written by every press: each has a log of its own, written with the commit. */
const alonePrefixes = ['round|'];

export type Keeping = 'register' | 'alone' | undefined;

export function keepingOf(partition: string): Keeping {
  if (register.includes(partition) || startsWithOne(partition, registerPrefixes)) return 'register';
  return startsWithOne(partition, alonePrefixes) ? 'alone' : undefined;
}

function startsWithOne(text: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => text.startsWith(prefix));
}
