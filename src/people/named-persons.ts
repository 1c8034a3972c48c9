/** The persons that a text names. Pure. */
import { type Person } from './schema';

/**
 * Ids of the persons whose full name or address is in one of the texts as whole words, whatever the case. A name that two
 * persons have names neither of them, and neither does one in another form ("Aino Virtaselta").
 */
export function namedPersons(
  texts: readonly string[],
  persons: Iterable<Pick<Person, 'id' | 'name'>>,
): string[] {
  if (texts.length === 0) return [];
  const said = ` ${texts.map(plain).join(' | ')} `;
  const byName = new Map<string, string[]>();
  for (const { id, name } of persons)
    for (const called of new Set([plain(name), plain(id)]))
      if (called !== '') byName.set(called, [...(byName.get(called) ?? []), id]);
  const named = [...byName].flatMap(([called, ids]) => (ids.length === 1 && isSaid(called, said) ? ids : []));
  return [...new Set(named)];
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Nothing that could go on the word is beside it: neither letters nor the rest of an address. */
function isSaid(called: string, said: string): boolean {
  for (let at = said.indexOf(called); at >= 0; at = said.indexOf(called, at + 1)) {
    const [before, after] = [said[at - 1]!, said.slice(at + called.length)];
    if (!/[\p{L}\p{N}@._-]/u.test(before) && !/^(?:[\p{L}\p{N}@_-]|\.\p{L})/u.test(after)) return true;
  }
  return false;
}
