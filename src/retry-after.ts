/** How long another machine asks us to wait. The header is obeyed only within reason. */

/** The longest wait that a header can ask for, in milliseconds. */
export const longestWaitMs = 3_600_000;

/**
 * The header holds seconds or a date (RFC 9110, 10.2.3).
 * @returns milliseconds, at most an hour; `undefined` if the header is missing or unusable
 */
export function retryAfterMs(header: string | null | undefined, now: Date): number | undefined {
  if (header === null || header === undefined) return undefined;
  const text = header.trim();
  const asked = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : dateMs(text) - now.getTime();
  return asked > 0 ? Math.min(asked, longestWaitMs) : undefined;
}

/** NaN, which is never above 0, for anything that is not a date. */
function dateMs(text: string): number {
  return text.endsWith(' GMT') ? Date.parse(text) : NaN;
}
