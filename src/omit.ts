/** The object without these of its properties, and without those that are undefined. */
export function omit<T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omit<T, K> {
  const kept = Object.entries(value).filter(
    ([key, inner]) => inner !== undefined && !keys.some((each) => each === key),
  );
  return Object.fromEntries(kept) as Omit<T, K>;
}
