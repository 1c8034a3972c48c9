import { expect, it } from '@jest/globals';
import { weekOf } from '../../src/periods/week';

const helsinki = 'Europe/Helsinki';

it.each([
  [
    'a Monday from its first moment on',
    '2026-10-11T21:00:00Z',
    helsinki,
    '2026-W42',
    '2026-10-11T21:00:00.000Z',
  ],
  ['the Sunday before it', '2026-10-11T20:59:59Z', helsinki, '2026-W41', '2026-10-04T21:00:00.000Z'],
  ['the same moment elsewhere', '2026-10-11T21:00:00Z', 'Etc/UTC', '2026-W41', '2026-10-05T00:00:00.000Z'],
  [
    'the week in which the clocks change',
    '2026-10-25T12:00:00Z',
    helsinki,
    '2026-W43',
    '2026-10-18T21:00:00.000Z',
  ],
  [
    'a January day of the old year’s last week',
    '2027-01-03T12:00:00Z',
    helsinki,
    '2026-W53',
    '2026-12-27T22:00:00.000Z',
  ],
  [
    'a December day of the new year’s first week',
    '2025-12-29T12:00:00Z',
    helsinki,
    '2026-W01',
    '2025-12-28T22:00:00.000Z',
  ],
])('names the week and the beginning of %s', (_what, moment, zone, name, starts) => {
  const week = weekOf(new Date(moment), zone);
  expect([week.name, week.starts.toISOString()]).toEqual([name, starts]);
  expect(weekOf(new Date(week.ends.getTime() - 1), zone).name).toBe(name);
  expect(weekOf(week.ends, zone).starts).toEqual(week.ends);
});

it('names later weeks so that they sort after earlier ones, over the turn of years too', () => {
  const names = Array.from(
    { length: 160 },
    (_, index) =>
      weekOf(new Date(Date.parse('2025-12-01T12:00:00Z') + index * 7 * 24 * 3600_000), helsinki).name,
  );
  expect(names.toSorted()).toEqual(names);
  expect(new Set(names).size).toBe(names.length);
});
