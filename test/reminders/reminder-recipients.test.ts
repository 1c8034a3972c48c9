import { describe, expect, it } from '@jest/globals';
import { type Substitution } from '../../src/people/substitutions';
import { type AskedPersonsSource } from '../../src/replies/asked-persons';
import { type Reminded, reminderRecipients } from '../../src/reminders/reminder-recipients';
import { goalWith, programmeWith } from '../helpers/fixtures';

const [anna, bo, cia] = ['anna@example.org', 'bo@example.org', 'cia@example.org'] as const;
const day = '2026-10-12';
const goals = [
  goalWith('a', { headings: [{ fi: 'Surgery' }] }),
  goalWith('b', { headings: [{ fi: 'Surgery' }], owners: [bo] }),
  goalWith('c', { headings: [{ fi: 'Care' }] }),
];

function source(snoozed: Readonly<Record<string, string>> = {}): AskedPersonsSource {
  const request = (personId: string, goalIds: readonly string[]) => ({
    ...{ personId, goalIds, createdAt: '2026-10-07T05:00:00.000Z' },
    ...(snoozed[personId] !== undefined && { snoozedUntil: snoozed[personId] }),
  });
  return {
    form: { programme: programmeWith(), goals, roles: [] },
    requests: [request(anna, ['a', 'c']), request(bo, ['b'])],
    replies: new Map(),
    handovers: [],
  };
}
const standsIn = (personId: string, substituteId: string): Substitution => ({
  ...{ personId, substituteId, from: day, to: day },
});

function recipients(
  wanted: Partial<Reminded> = {},
  substitutions: readonly Substitution[] = [],
  from = source(),
): Record<string, string[]> {
  const found = reminderRecipients(from, substitutions, { day, ...wanted });
  return Object.fromEntries(
    Object.entries(found).map(([key, ids]) => [key, [...(ids as Set<string>)].sort()]),
  );
}
const expected = (responsible: string[], substitutes: string[] = [], putOff: string[] = []) => ({
  ...{ responsible, substitutes, putOff, translating: [], translatingSubstitutes: [] },
});

describe('a reminder goes to', () => {
  it.each([
    ['everybody who has something left', {}, [anna, bo]],
    ['those of a unit', { unit: 'Care' }, [anna]],
    ['one person', { personId: bo }, [bo]],
    ['one person of a unit', { personId: bo, unit: 'Care' }, []],
    ['nobody of a unit that there is not', { unit: 'Elsewhere' }, []],
  ] as const)('%s', (_, wanted, ids) => {
    expect(recipients(wanted)).toEqual(expected([...ids]));
  });

  it('substitutes of today, each once, who are not asked themselves', () => {
    const both = [standsIn(anna, cia), standsIn(bo, cia)];
    expect(recipients({}, both)).toEqual(expected([anna, bo], [cia]));
    expect(recipients({}, [standsIn(anna, bo)])).toEqual(expected([anna, bo]));
    expect(recipients({ unit: 'Care' }, [standsIn(bo, cia)])).toEqual(expected([anna]));
  });

  it('nobody who put it off to that local day or a later one, nor their substitute', () => {
    const morning = source({ [anna]: '2026-10-12T05:00:00.000Z' });
    expect(recipients({}, [standsIn(anna, cia)], morning)).toEqual(expected([bo], [], [anna]));
    const lastNight = source({ [anna]: '2026-10-11T20:59:00.000Z' });
    expect(recipients({}, [], lastNight)).toEqual(expected([anna, bo]));
    const midnight = source({ [anna]: '2026-10-11T21:00:00.000Z' });
    expect(recipients({}, [], midnight)).toEqual(expected([bo], [], [anna]));
  });
});
