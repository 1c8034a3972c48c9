/** The object without these of its properties, and without those that are undefined. */
export function omit<T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omitted<T, K> {
  const kept = Object.entries(value).filter(
    ([key, inner]) => inner !== undefined && !keys.some((each) => each === key),
  );
  return Object.fromEntries(kept) as Omitted<T, K>;
}

/** A record has no names that its type could be without. */
type Omitted<T, K extends keyof T> = string extends K ? T : Omit<T, K>;

/** The object without the properties that are undefined: an optional one is absent, or has a value. */
export function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return omit(value) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
