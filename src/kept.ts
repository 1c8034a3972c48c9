/** Results of pure functions, kept so that the same is not worked out for every press. */

/**
 * The function's result for an object, kept as long as the object is: rows of a store are the same objects until they
 * change. Nested for several: `keptWith(() => keptWith(() => keptByName(4)))`.
 * @param derive pure; the object must not change after
 */
export function keptWith<K extends object, V>(derive: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { readonly result: V }>();
  return (of) => {
    const found = known.get(of) ?? { result: derive(of) };
    known.set(of, found);
    return found.result;
  };
}

export type KeptByName<V> = (name: string, derive: () => V) => V;

/**
 * Results by name, such as a moment and a language; forgotten together once there are `most`.
 * @param most how many are kept
 */
export function keptByName<V>(most: number): KeptByName<V> {
  const known = new Map<string, V>();
  return (name, derive) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const result = derive();
    known.set(name, result);
    return result;
  };
}
