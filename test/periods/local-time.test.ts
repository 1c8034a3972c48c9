import { Settings } from 'luxon';
import { localMoment } from '../../src/periods/local-time';

const zone = 'Europe/Helsinki';
const utc = (day: string, at: string) => localMoment(day, at, zone).toUTC().toISO();

describe('a local time', () => {
  test.each([
    ['2026-05-02', '16:15', '2026-05-02T13:15:00.000Z'],
    ['2026-01-15', '09:00', '2026-01-15T07:00:00.000Z'],
    ['2026-03-29', '02:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '04:00', '2026-03-29T01:00:00.000Z'],
  ])('%s %s', (day, at, expected) => {
    expect(utc(day, at)).toBe(expected);
  });
  test('that the clocks skip is moved on by an hour', () => {
    expect(utc('2026-03-29', '03:30')).toBe('2026-03-29T01:30:00.000Z');
  });
  test.each(['2026-01-15', '2026-07-15'])('that comes twice is the first, also when asked on %s', (today) => {
    const original = Settings.now;
    Settings.now = () => Date.parse(today);
    try {
      expect(utc('2026-10-25', '03:30')).toBe('2026-10-25T00:30:00.000Z');
      expect(utc('2026-03-29', '03:30')).toBe('2026-03-29T01:30:00.000Z');
    } finally {
      Settings.now = original;
    }
  });
  test.each([
    ['2026-02-30', '09:00', zone],
    ['2026-02-20', '25:00', zone],
    ['2026-02-20', '09:00', 'Europe/Vasa'],
  ])('%s %s in %s does not exist', (day, at, where) => {
    expect(() => localMoment(day, at, where)).toThrow(RangeError);
  });
});
