/** Finds a person's name in texts that somebody typed, which only people can judge and change. */
import { referencesPartition } from '../people/directory';
import { wordsOf } from '../people/find-person';
import { type ListedStore } from '../storage/listed-store';
import { textsIn } from './subject';

export interface NamedIn {
  readonly partition: string;
  readonly key: string;
}

/**
 * The full name in either order, whatever the case and accents; inflected forms and surnames alone are not found.
 * The person's own rows are left out, and the current replies, which the history has too.
 */
export async function rowsNaming(store: ListedStore, name: string): Promise<NamedIn[]> {
  if (wordsOf(name).length === 0) return [];
  const isNamed = namedIn(name);
  const found: NamedIn[] = [];
  for await (const partition of store.partitions()) {
    if (partition === referencesPartition) continue;
    for await (const { key, value } of store.range(partition)) {
      if (/^(person|erasure|reply)\|/.test(key)) continue;
      if (textsIn(value).some(isNamed)) found.push({ partition, key });
    }
  }
  return found;
}

/** Whether a text has the full name, in either order. An address does not count, though it may contain the name. */
export function namedIn(name: string): (text: string) => boolean {
  const own = wordsOf(name);
  // The surname, which may have two parts, comes before or after the first names.
  const orders = own.map((_, at) => ` ${[...own.slice(at), ...own.slice(0, at)].join(' ')} `);
  return (text) => {
    const words = ` ${wordsOf(text.replace(/(?<!\S)\S+@\S+/g, ' ')).join(' ')} `;
    return orders.some((order) => words.includes(order));
  };
}
