/** Writes deadlines as a calendar file (RFC 5545). Pure. */

export interface CalendarDeadline {
  /** The same for the same deadline whenever it is written, so that importing it again updates the entry. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly at: Date;
}

/** An entry ends with its deadline, and leaves the time free for others to book. */
const entryMs = 30 * 60_000;

/** @param now of two files, a calendar takes the later one */
export function icalendar(name: string, deadlines: readonly CalendarDeadline[], now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Seuranta//Seuranta//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...deadlines.flatMap((deadline) => eventOf(deadline, now)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventOf({ uid, title, description, at }: CalendarDeadline, now: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(now)}`,
    `SEQUENCE:${Math.floor(now.getTime() / 60_000)}`,
    `DTSTART:${utc(new Date(at.getTime() - entryMs))}`,
    `DTEND:${utc(at)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(description)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** `20261104T140000Z` */
function utc(moment: Date): string {
  return `${moment.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
}

/** TEXT of RFC 5545, 3.3.11, in which no control character may be. */
function escaped(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ');
}

/** A line has at most 75 octets (RFC 5545, 3.1). */
const longestLine = 75;

/** Breaks a line between characters, never within one. */
function folded(line: string): string {
  const parts = [''];
  let octets = 0;
  for (const character of line) {
    const { length } = Buffer.from(character);
    if (octets + length > longestLine) {
      parts.push('');
      // The space that begins the next line counts.
      octets = 1;
    }
    parts[parts.length - 1] += character;
    octets += length;
  }
  return parts.join('\r\n ');
}
