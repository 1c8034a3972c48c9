/** How long another machine asks us to wait: a header that is believed only within reason. */

/** Nobody waits longer than this because of what a header says; milliseconds. */
export const longestWaitMs = 3_600_000;

/**
 * Seconds or a date, RFC 9110 10.2.3.
 * @returns milliseconds, at most an hour; `undefined` where nothing usable was said
 */
export function retryAfterMs(header: string | null | undefined, now: Date): number | undefined {
  if (header === null || header === undefined) return undefined;
  const text = header.trim();
  const asked = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : dateMs(text) - now.getTime();
  return asked > 0 ? Math.min(asked, longestWaitMs) : undefined;
}

/** NaN, which is never above 0, for anything that is no date. */
function dateMs(text: string): number {
  return text.endsWith(' GMT') ? Date.parse(text) : NaN;
}
