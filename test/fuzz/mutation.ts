/** Changes a value in a few places, as somebody would who probes a program. */
import fc from 'fast-check';
import { hostileText, hostileValue } from './hostile-values';

export interface Mutation {
  /** Which place in the value, and which kind of change; both modulo the number there are. */
  readonly place: number;
  readonly way: 'replace' | 'remove' | 'add' | 'wrap' | 'as-text';
  readonly key: string;
  readonly value: unknown;
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat(1_000),
  way: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'wrap', 'as-text'),
  key: hostileText.map((text) => text.slice(0, 50)),
  value: hostileValue,
});

type Container = Record<string, unknown>;

/** @returns a changed copy; the value itself is not modified */
export function mutated(value: object, mutations: readonly Mutation[]): object {
  const copy = structuredClone(value);
  for (const each of mutations) {
    const places = placesIn(copy as Container);
    const [container, key] = places[each.place % Math.max(1, places.length)] ?? [copy as Container, each.key];
    apply(container, key, each);
  }
  return copy;
}

function apply(container: Container, key: string, { way, key: added, value }: Mutation): void {
  switch (way) {
    case 'replace':
      return put(container, key, value);
    case 'remove':
      delete container[key];
      return;
    case 'add':
      return put(container, added, value);
    case 'wrap':
      return put(container, key, [container[key]]);
    case 'as-text':
      return put(container, key, String(JSON.stringify(container[key])));
  }
}

/** Sets an own property, even if it is called `__proto__`. */
function put(container: Container, key: string, value: unknown): void {
  // A copy, since another mutation may change the inserted value.
  const own = structuredClone(value);
  Object.defineProperty(container, key, { value: own, enumerable: true, writable: true, configurable: true });
}

/** Every place in the first levels, so that inserted values are not mutated again. */
function placesIn(container: Container, depth = 6): (readonly [Container, string])[] {
  return Object.entries(container).flatMap(([key, inner]) => [
    [container, key] as const,
    ...(depth > 0 && typeof inner === 'object' && inner !== null
      ? placesIn(inner as Container, depth - 1)
      : []),
  ]);
}
