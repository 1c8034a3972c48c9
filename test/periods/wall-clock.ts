/** Wall clocks read with Intl alone: another way to the moments that the code takes from luxon. */
const dayInMs = 24 * 3600 * 1000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** `yyyy-mm-dd HH:mm`, what the wall shows at a moment. */
export function wallTime(moment: Date, zone: string): string {
  const known =
    formats.get(zone) ??
    // Swedish is written as ISO 8601 is.
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(zone, known);
  return known.format(moment);
}

/** The first moment at which the wall shows this; of a time that the clocks skip, as much later as they skip. */
export function momentOnWall(day: string, at: string, zone: string): Date {
  const asUtc = Date.parse(`${day}T${at}Z`);
  const [before, after] = [asUtc - dayInMs, asUtc + dayInMs].map((nearby) => asUtc - offsetAt(nearby, zone));
  const shown = [before!, after!].sort((a, b) => a - b).find((moment) => isShown(moment, day, at, zone));
  return new Date(shown ?? before!);
}

/** Whether the clocks skip this time. */
export function isSkipped(day: string, at: string, zone: string): boolean {
  return !isShown(momentOnWall(day, at, zone).getTime(), day, at, zone);
}

function isShown(moment: number, day: string, at: string, zone: string): boolean {
  return wallTime(new Date(moment), zone) === `${day} ${at}`;
}

function offsetAt(moment: number, zone: string): number {
  return Date.parse(`${wallTime(new Date(moment), zone).replace(' ', 'T')}Z`) - moment;
}

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayInMs).toISOString().slice(0, 10);
}
