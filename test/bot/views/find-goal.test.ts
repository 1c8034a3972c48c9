import { beforeAll, describe, expect, it } from '@jest/globals';
import { type FoundGoal, matchingGoals } from '../../../bot/views/find-goal';
import { readSeed, seedFolders } from '../../../seeds/read';

let goals: FoundGoal[];

beforeAll(() => {
  goals = seedFolders()
    .map(readSeed)
    .flatMap(({ programme, goals: own }) => own.map((goal) => ({ programme, goal, isOwn: false })));
});

const find = (text: string) =>
  matchingGoals(goals, text).map(({ programme, goal }) => `${programme.id} ${goal.code}`);

describe('a goal among those of the five programmes', () => {
  it.each([
    ['Q14', 'county-survey Q14'],
    ['q14', 'county-survey Q14'],
    ['2.2 A+C', 'productivity-programme 2.2 a+c'],
    ['2.2a+c', 'productivity-programme 2.2 a+c'],
    ['asu-3', 'productivity-key-results ASU-3'],
    ['strategic-goals 1.2', 'strategic-goals 1.2'],
    ['puolivuosiseuranta 1.2', 'half-year-follow-up 1.2'],
    ['1.2 halvårs', 'half-year-follow-up 1.2'],
    ['balanserad ekonomi', 'half-year-follow-up 1.2'],
    ['yhteydenottokanavat ensikontakti', 'strategic-goals 1.2'],
    ['apteekkien', 'county-survey Q6'],
    ['hyte-tarjotin', 'strategic-goals 1.1'],
    ['skots palvelutarpeen vammais', undefined],
  ])('"%s" is %s', (text, expected) => {
    expect(find(text)).toEqual(expected === undefined ? [] : [expected]);
  });

  it('with the same code in several programmes is found in each of them', () => {
    expect(find('1.2')).toEqual(['half-year-follow-up 1.2', 'strategic-goals 1.2']);
  });

  it('is found by the beginning of its code within its programme, by no part of another number', () => {
    expect(find('productivity-programme 1.1')).toEqual(
      ['a', 'b', 'c'].map((letter) => `productivity-programme 1.1 ${letter}`),
    );
  });

  it.each([['a '.repeat(20_000)], ['zz '.repeat(90)], ['!'.repeat(50_000)]])(
    'is not looked for in a pasted page',
    (text) => {
      expect(find(text)).toEqual([]);
    },
  );
});
