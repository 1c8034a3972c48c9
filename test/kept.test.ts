import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { wordingFor } from '../bot/views/wording';
import { roomBeside } from '../cards/goal/pages';
import { fieldNames } from '../cards/parts/field-labels';
import { readSeed, seedFolders } from '../seeds/read';
import { languageSets, neededAlternatives } from '../src/goals/answers/alternatives';
import { measuringUnit } from '../src/goals/answers/measuring-unit';
import { formatMoment } from '../src/goals/format-date';
import { type Goal, type Programme } from '../src/goals/schema';
import { keptByName, keptWith } from '../src/kept';
import { locales } from '../src/locales';
import { localDay } from '../src/periods/local-time';
import { parsePeriod } from '../src/periods/period';

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

describe('what follows from a form', () => {
  const registers = seedFolders().map(readSeed);
  const wordings = locales.map((locale) => wordingFor(locale));

  it.each(registers)('is kept as it is derived from a copy of it: $programme.id', ({ programme, goals }) => {
    const sets = (goal: Goal) => [...neededAlternatives(goal.fields), ...languageSets(goal.fields)];
    const of = (form: Programme, goal: Goal) => ({
      needed: sets(goal),
      names: wordings.map((wording) => [...fieldNames(goal, wording)]),
      room: [goal.fields, goal.fields.slice(1)].map((fields) =>
        roomBeside([], {}, { goal, fields, programme: form }),
      ),
    });
    for (const goal of goals) {
      const first = of(programme, goal);
      const again = of(programme, goal);
      expect(again).toEqual(first);
      expect(again.needed.every((set, at) => set === first.needed[at])).toBe(true);
      expect(of(structuredClone(programme), structuredClone(goal))).toEqual(first);
    }
  });
});

it('periods and units are read as at the first time, in whatever order they come', () => {
  const years = fc.integer({ min: 1900, max: 2199 });
  const parts = fc.constantFrom(
    ...['', '-M01', '-M12', '-Q1', '-Q4', '-T1', '-T3', '-H1', '-H2', '-Q5', '-M13', ' ', '-q1'],
  );
  const period = fc.tuple(years, parts).map(([year, part]) => `${year}${part}`);
  const word = fc.constantFrom(
    't€',
    'milj.',
    '€',
    '/',
    ' per ',
    'vrk',
    '10³',
    '1 000',
    'hlö',
    'M',
    '²',
    'xyz',
    ' ',
  );
  const unit = fc.array(word, { maxLength: 6 }).map((words) => words.join(''));
  const outcome = (read: () => unknown) => {
    try {
      return read();
    } catch (error) {
      return String(error);
    }
  };
  fc.assert(
    fc.property(fc.array(period, { maxLength: 30 }), fc.array(unit, { maxLength: 30 }), (periods, units) => {
      const all = (reader: Readers) => [
        ...periods.map((text) => outcome(() => reader.parsePeriod(text))),
        ...units.map((text) => outcome(() => reader.measuringUnit(text))),
      ];
      const first = all(freshReaders());
      expect(all({ parsePeriod, measuringUnit })).toEqual(first);
      expect(all({ parsePeriod, measuringUnit })).toEqual(first);
    }),
    { numRuns: 20 },
  );
});

interface Readers {
  readonly parsePeriod: typeof parsePeriod;
  readonly measuringUnit: typeof measuringUnit;
}

/** The functions as when the process has just started, with nothing kept. */
function freshReaders(): Readers {
  let readers: Readers | undefined;
  jest.isolateModules(() => {
    readers = {
      ...jest.requireActual<Pick<Readers, 'parsePeriod'>>('../src/periods/period'),
      ...jest.requireActual<Pick<Readers, 'measuringUnit'>>('../src/goals/answers/measuring-unit'),
    };
  });
  return readers!;
}
