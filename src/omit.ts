/** The object without the given properties, and without those that are undefined. */
export function omit<T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omitted<T, K> {
  const kept = Object.entries(value).filter(
    ([key, inner]) => inner !== undefined && !keys.some((each) => each === key),
  );
  return Object.fromEntries(kept) as Omitted<T, K>;
}

/** The keys of a record are not known to the type, so none can be taken out of it. */
type Omitted<T, K extends keyof T> = string extends K ? T : Omit<T, K>;

/** The object without its undefined properties: an optional property is either absent or has a value. */
export function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return omit(value) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
