/** The columns of a table, so that no word is broken. Pure; all lengths in one unit. */

/**
 * One per column: its share, but as wide as it needs to be if there is room for what all of them need.
 * @param needed the width of each column's longest word, with the cell's margins
 */
export function columnWidths(
  shares: readonly number[],
  needed: readonly number[],
  width: number,
): readonly number[] {
  const byShare = shares.map((share) => (width * share) / total(shares));
  if (total(needed) > width) return byShare;
  const atLeast = byShare.map((share, index) => Math.max(share, needed[index]!));
  const excess = total(atLeast) - width;
  if (excess <= 0) return byShare;
  const spare = atLeast.map((each, index) => each - needed[index]!);
  return atLeast.map((each, index) => each - (excess * spare[index]!) / total(spare));
}

export function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
