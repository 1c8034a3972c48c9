import fc from 'fast-check';
import { DateTime } from 'luxon';
import { formatMoment } from '../src/goals/format-date';
import { keptByName, keptWith } from '../src/kept';
import { localDay } from '../src/periods/local-time';

it('derives once for an object, also where nothing comes of it', () => {
  const derived: object[] = [];
  const kept = keptWith((of: object) => void derived.push(of));
  const [one, other] = [{}, {}];
  for (const each of [one, other, one, other]) kept(each);
  expect(derived).toEqual([one, other]);
});

it('keeps so many results by name, then begins again', () => {
  const derived: string[] = [];
  const kept = keptByName<string>(2);
  const ask = (name: string) => kept(name, () => (derived.push(name), `${name}!`));
  expect(['a', 'b', 'a', 'c', 'a'].map(ask)).toEqual(['a!', 'b!', 'a!', 'c!', 'a!']);
  expect(derived).toEqual(['a', 'b', 'c', 'a']);
});

/** Half an hour of summer time, a quarter of an hour beside the others, and both of Helsinki's changes. */
const zones = ['Europe/Helsinki', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns', 'UTC'];
const around = [
  '1969-12-31T23:59',
  '2026-03-29T01:00',
  '2026-10-25T01:00',
  '2026-04-04T15:00',
  '2026-12-31T18:15',
];
const moment = fc
  .tuple(fc.constantFrom(...around), fc.integer({ min: -90, max: 90 }), fc.integer({ min: 0, max: 59_999 }))
  .map(([near, minutes, ms]) => new Date(Date.parse(`${near}Z`) + minutes * 60_000 + ms));

it('days and moments are those that luxon says, whichever were asked for before', () => {
  fc.assert(
    fc.property(
      fc.array(moment, { minLength: 2, maxLength: 20 }),
      fc.constantFrom(...zones),
      (moments, zone) => {
        for (const each of moments) {
          const local = DateTime.fromJSDate(each, { zone });
          expect(localDay(each, zone)).toBe(local.toFormat('yyyy-MM-dd'));
          expect(formatMoment(each.toISOString(), 'fi', zone)).toBe(
            local.toFormat("d.M.yyyy 'klo'\u00a0H.mm"),
          );
        }
      },
    ),
    { numRuns: 150 },
  );
});

it('a moment with an offset of its own is no other moment', () => {
  expect(formatMoment('2026-10-14T10:00:00.000Z', 'fi', 'UTC')).toBe('14.10.2026 klo\u00a010.00');
  expect(formatMoment('2026-10-14T10:00:00.000+03:00', 'fi', 'UTC')).toBe('14.10.2026 klo\u00a07.00');
});
