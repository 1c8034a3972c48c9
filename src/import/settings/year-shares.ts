/** A programme's own shares of the year as people write them, in per cent. Pure. */

/** "25; 50; 75; 100": the percentage of the year at the end of each period. */
export function sharesText(shares: readonly number[]): string {
  return shares.map((share) => String(Number((100 * share).toFixed(6)))).join('; ');
}

export function sharesIn(text: string): number[] | undefined {
  if (text === '') return undefined;
  return text.split(';').map((share) => Number((Number(share.trim().replace(',', '.')) / 100).toFixed(8)));
}
