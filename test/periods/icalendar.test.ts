/** Calendar files, read back by the rules of RFC 5545. */
import fc from 'fast-check';
import { icalendar } from '../../src/periods/icalendar';

const now = new Date('2026-10-12T09:00:30.000Z');
const at = new Date('2026-11-04T14:00:00.000Z');
const file = (changes: { title?: string; description?: string } = {}, moment = now) =>
  icalendar(
    'Deadlines',
    [{ uid: 'prog-2026-Q3-x@seuranta.invalid', title: 'A', description: 'B', at, ...changes }],
    moment,
  );

/** The properties of a file, unfolded. */
const lines = (text: string) => text.replace(/\r\n /g, '').split('\r\n');
const valueOf = (text: string, name: string) =>
  lines(text)
    .find((line) => line.startsWith(`${name}:`))!
    .slice(name.length + 1);
const unescaped = (text: string) =>
  text.replace(/\\([\\;,nN])/g, (_whole, sign: string) => (/n/i.test(sign) ? '\n' : sign));

it('is an entry that ends with the deadline, in UTC', () => {
  expect(lines(file())).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Seuranta//Seuranta//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Deadlines',
    'BEGIN:VEVENT',
    'UID:prog-2026-Q3-x@seuranta.invalid',
    'DTSTAMP:20261012T090030Z',
    'SEQUENCE:29863260',
    'DTSTART:20261104T133000Z',
    'DTEND:20261104T140000Z',
    'SUMMARY:A',
    'DESCRIPTION:B',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

it('keeps its id, and counts up, when it is written again later', () => {
  const later = file({}, new Date('2026-10-13T09:00:00.000Z'));
  expect(valueOf(later, 'UID')).toBe(valueOf(file(), 'UID'));
  expect(Number(valueOf(later, 'SEQUENCE'))).toBeGreaterThan(Number(valueOf(file(), 'SEQUENCE')));
});

it('escapes what would end a value', () => {
  expect(valueOf(file({ title: 'a,b;c\\d\r\nEND:VEVENT\u0007' }), 'SUMMARY')).toBe(
    'a\\,b\\;c\\\\d\\nEND:VEVENT ',
  );
});

it('says any text back, in lines of at most 75 octets that end as they should', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
      const text = file({ title });
      const physical = text.split('\r\n');
      expect(physical.pop()).toBe('');
      for (const line of physical) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line).not.toMatch(/[\r\n]/);
        expect(Buffer.from(line).toString()).toBe(line);
      }
      const plain = title.replace(/\r\n?|\u2028|\u2029/g, '\n').replace(/(?!\n)\p{Cc}/gu, ' ');
      expect(unescaped(valueOf(text, 'SUMMARY'))).toBe(plain);
    }),
  );
});
