/** Figures of repeated runs. Pure. */

/** @param figures at least one */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** From the smallest to the largest, in per cent of the median. */
export function spread(figures: readonly number[]): number {
  return (100 * (Math.max(...figures) - Math.min(...figures))) / median(figures);
}

/** The figure that so many per cent of all do not exceed. @param figures at least one */
export function percentile(figures: readonly number[], percent: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1]!;
}

interface Point {
  readonly size: number;
  readonly figure: number;
}

/** The e with which a figure grows as size to the power of e; undefined where there are no two sizes. */
export function growthExponent(from: Point | undefined, to: Point | undefined): number | undefined {
  if (!from || !to || from.size === to.size) return undefined;
  return Math.log(to.figure / from.figure) / Math.log(to.size / from.size);
}
