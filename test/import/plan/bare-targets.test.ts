/** Targets of which a file does not say which side is good: listed once, decided by people, never guessed. */
import { describe, expect, it } from '@jest/globals';
import { goalLight } from '../../../src/goals/judging/light';
import { type Answer } from '../../../src/goals/answers/answer';
import { type SideDecisions } from '../../../src/import/plan/bare-targets';
import { type ImportPlan, planImport } from '../../../src/import/plan/plan';
import { programmeWith } from '../../helpers/fixtures';
import { readSheets } from '../read-text-table';

const goals = [
  ['Tavoitteen id', 'Tunnus', 'Taso I fi', 'Otsikko fi'],
  ...['j1', 'j3', 'j4', 'j6', 'j7'].map((id, at) => [id, String(at + 1), 'Osa', `Tavoite ${id}`]),
];
const fields = [
  ['Tavoitteen id', 'Kohdan id', 'Laji', 'Rooli', 'Nimi fi', 'Lähtötaso', 'Tavoitearvo', 'Suunta'],
  ['j1', 'arvo', 'prosentti', 'mittari', 'Peruutusten osuus', null, 'alle 5 %', null],
  ['j3', 'arvo', 'prosentti', 'mittari', 'Saatavuus', '100 %', '100 %', 'säilyy'],
  ['j4', 'arvo', 'luku', 'mittari', 'Poissaolopäivät', null, '14,5', null],
  ['j6', 'arvo', 'luku', 'mittari', 'Jonottajat', '25', '0', 'laskee'],
  ['j7', 'arvo', 'luku', 'mittari', 'Odotus', '10', 'yli 20', 'laskee'],
];

async function plan(sides?: SideDecisions, stored?: ImportPlan): Promise<ImportPlan> {
  const programme = programmeWith();
  return planImport({
    file: await readSheets({ Tavoitteet: goals, Kohdat: fields }),
    before: {
      ...{ programme, entries: new Map(), isFirst: true, answered: new Map() },
      goals: stored?.goals.map(({ next }) => next) ?? [],
    },
    readOwners: () => ({ owners: [], unresolved: [] }),
    ...(sides && { choices: { sides } }),
  });
}

function lightOf({ goals: planned }: ImportPlan, id: string, value: number) {
  const { goal } = planned.find(({ next }) => next.goal.id === id)!.next;
  const answer: Answer = { raw: String(value), value };
  const { light, kept } = goalLight(goal, programmeWith(), { arvo: answer }, '2026-Q3');
  return [light, kept];
}

describe('a target of which nothing says which side is good', () => {
  it('is listed with its place and not judged; what the text, the direction or the way says is judged', async () => {
    const planned = await plan();
    expect(planned.bareTargets).toEqual([
      {
        ...{ key: 'j4/arvo', code: '3', label: 'Poissaolopäivät', raw: '14,5' },
        place: { sheet: 'Kohdat', row: 4, column: 'A' },
      },
    ]);
    expect(lightOf(planned, 'j1', 12)).toEqual(['red', false]);
    expect(lightOf(planned, 'j3', 90)).toEqual(['red', false]);
    expect(lightOf(planned, 'j4', 20)).toEqual(['not-assessable', undefined]);
    expect(lightOf(planned, 'j6', 0)).toEqual(['green', true]);
  });

  it('is decided for all or one by one, and stays decided when the same file comes again', async () => {
    const all = await plan({ all: 'at-most' });
    expect(all.bareTargets.map(({ decided }) => decided)).toEqual(['at-most']);
    expect(lightOf(all, 'j4', 20)).toEqual(['yellow', false]);
    const one = await plan({ all: 'at-most', each: new Map([['j4/arvo', 'at-least']]) });
    expect(lightOf(one, 'j4', 20)).toEqual(['green', true]);
    const again = await plan(undefined, one);
    expect(again.bareTargets).toEqual([]);
    expect(lightOf(again, 'j4', 20)).toEqual(['green', true]);
  });

  it('is no name for a target that says its side already', async () => {
    const decided = plan({ each: new Map([['j1/arvo', 'at-least']]) });
    await expect(decided).rejects.toMatchObject({ code: 'choice-unknown', details: { goal: 'j1/arvo' } });
  });
});

it('tells where two things say different sides: the earlier one counts', async () => {
  const planned = await plan();
  expect(planned.problems.filter(({ code }) => code === 'sides-disagree')).toEqual([
    {
      ...{ severity: 'warning', code: 'sides-disagree', value: 'yli 20' },
      place: { sheet: 'Kohdat', row: 6, column: 'A' },
      details: { counts: 'above', countsBy: 'comparator', against: 'at-most', againstBy: 'direction' },
    },
  ]);
  expect(lightOf(planned, 'j7', 30)).toEqual(['green', true]);
});
