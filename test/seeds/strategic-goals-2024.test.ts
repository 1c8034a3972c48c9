/** What the slides report of 2024, quarter by quarter, and the lights that follow from it. */
import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { readSeed, seedsDirectory } from '../../seeds/read';
import { loadDigestSource } from '../../src/digest/build-digest';
import { standingsOf } from '../../src/digest/standings';
import { type Light } from '../../src/goals/schema';
import { openTempStore, type TempStore } from '../helpers/fixtures';

const { goals, people, rounds } = readSeed(path.join(seedsDirectory, 'strategic-goals'));
const quarters = ['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4'];
const coordinator = 'planning@example.org';

const repliesOf = (period: string) => rounds.find((round) => round.period === period)!.replies;
const answersOf = (period: string, goal: string) =>
  repliesOf(period).find((reply) => reply.goal === goal)?.answers ?? {};
const isMeasure = (goalId: string, fieldId: string) =>
  goals.find(({ id }) => id === goalId)!.fields.some(({ id, role }) => id === fieldId && role === 'measure');
/** "goal field" → the text as printed, of all measures answered in the period. */
const measuresOf = (period: string) =>
  repliesOf(period).flatMap(({ goal, answers }) =>
    Object.entries(answers).flatMap(([id, raw]) =>
      isMeasure(goal, id) ? [`${goal} ${id}: ${[raw].flat().join()}`] : [],
    ),
  );
const membersOf = (owner: string) =>
  people.roles.find((role) => `role:${role.id}` === owner)?.members ?? [owner];

/**
 * The box "Mittarin arvo / tilanne" of each slide, read by hand. It has a place for each quarter, and
 * - 10 measures of 9 goals have a figure at their quarters: 9 figures at Q1, 8 at Q2, 7 at Q3 (24 before Q4) and 8 at
 *   Q4, which makes 32, and "NA" at each of the four, which makes 36;
 * - 6 figures have no quarter of their own (below). So the boxes hold 42.
 */
const byQuarter: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'path-2 chat-delay': ['4,2 min', undefined, undefined, '1,5 min'],
  'path-4 readmission': ['2.3', '2.5', undefined, undefined],
  'path-7 without-ambulance': ['46 %', '47 %', '54 %', '41 %'],
  'foresight-1 readiness': ['50%', '80%', '100%', '100%'],
  'foresight-3 nps': ['72,1', '74,9', '85,9', '86,1'],
  'foresight-4 digital-visits': ['3,4 %', '3,4 %', '3,4 %', '3,1 %'],
  'services-1 systematic-practice': ['30%', '60%', '60%', '90%'],
  'services-5 response-times-met': ['71 %', '73 %', '87 %', '83 %'],
  'services-6 survey-groups': ['0', '0', '1', '10'],
  'services-6 response-rate': ['NA', 'NA', 'NA', 'NA'],
};

/** Without a quarter: the account reports every goal by its situation in Q4, so that is where they belong. */
const undated: Readonly<Record<string, string>> = {
  'path-2 callback-share': '59%',
  'path-2 resolution-rate': '85%',
  'path-5 need-reduction': '16 %',
  'path-6 assessments-in-time': '95 %',
  'services-3 round-the-clock-coverage': '7,14 %',
  'services-4 substitute-care': '1,3 %',
};

/** Figures of a target that stand in the tasks' column (the first three) or in the summary. */
const elsewhere: Readonly<Record<string, string>> = {
  'trust-1 sick-leave-change': '+/-0 / htv2',
  'trust-1 turnover': 'alle 10%',
  'trust-3 discussion-share': '49 %',
  'foresight-4 residents-reached': '30 %',
  'foresight-4 digital-first-contacts': '7,7 %',
};

const lines = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, raw]) => `${key}: ${raw}`);
const quarterLines = (index: number) =>
  Object.entries(byQuarter).flatMap(([key, raws]) => (raws[index] ? [`${key}: ${raws[index]}`] : []));

describe('the KPIs of the slides', () => {
  it('are 42 in their boxes, 36 of them by quarter, and 5 elsewhere', () => {
    const cells = Object.values(byQuarter).flatMap((raws) => raws.slice(0, 3).filter(Boolean));
    expect(cells.filter((raw) => raw !== 'NA')).toHaveLength(24);
    expect(cells.filter((raw) => raw === 'NA')).toHaveLength(3);
    expect(quarters.map((_, index) => quarterLines(index).length)).toEqual([10, 9, 8, 9]);
    expect(Object.keys(undated).length + Object.keys(elsewhere).length).toBe(6 + 5);
  });

  it('are in the seed as printed, each in its quarter, those without one in Q4', () => {
    expect(rounds.map(({ period }) => period)).toEqual(quarters);
    for (const [index, period] of quarters.slice(0, 3).entries())
      expect(measuresOf(period).sort()).toEqual(quarterLines(index).sort());
    const last = [...quarterLines(3), ...lines(undated), ...lines(elsewhere)];
    expect(measuresOf('2024-Q4').sort()).toEqual(last.sort());
    expect(quarters.flatMap(measuresOf)).toHaveLength(47);
  });

  it('are all that is known of the first three quarters', () => {
    for (const period of quarters.slice(0, 3))
      expect(repliesOf(period).flatMap(({ answers }) => Object.keys(answers))).toHaveLength(
        measuresOf(period).length,
      );
  });

  it('are written with 23 figures of targets and baselines', () => {
    const stated = goals.flatMap(({ fields }) =>
      fields.flatMap(({ baseline, targets }) => [...(baseline ? [baseline] : []), ...targets]),
    );
    expect(stated.map(({ value }) => value)).toEqual([
      ...[20, 50, 5, 10, 100, 2, 50],
      ...[-2, 60, 10, 80],
      ...[100, 60, 25, 10, 10],
      ...[0.5, 6.75, 1.9, 1.6, 96, 10, 25],
    ]);
  });
});

describe('the situation at the end of 2024', () => {
  it('holds 53 task percentages, three of them "Ei mittaria"', () => {
    const progress = repliesOf('2024-Q4').flatMap(({ answers }) =>
      Object.entries(answers).flatMap(([field, value]) => (field.endsWith('-progress') ? [value] : [])),
    );
    expect(progress).toHaveLength(53);
    expect(progress.filter((value) => value === 'Ei mittaria')).toHaveLength(3);
    const tasksOf = (goal: string) =>
      [1, 2, 3].map((task) => answersOf('2024-Q4', goal)[`task${task}-progress`]).join(' ');
    expect(tasksOf('path-3')).toBe('100 % 10 % 100 %');
    expect(tasksOf('path-4')).toBe('90 % 80 % 70%');
    expect(tasksOf('trust-3')).toBe('100 % 100 % 49 %');
    expect(tasksOf('services-1')).toBe('90 % 60 % 60 %');
    expect(tasksOf('services-2')).toBe('70 % 10% 80 %');
    expect(tasksOf('services-4')).toBe('50 % 80% 95 %');
  });

  it('leaves out what the slides do not assign to one row', () => {
    // Two figures in one place ("100 %50 %", "100 %90 %"), and a figure ("60") beside three percentages.
    expect(answersOf('2024-Q4', 'path-1')).not.toHaveProperty('task1-progress');
    expect(answersOf('2024-Q4', 'foresight-4')).not.toHaveProperty('task1-progress');
    expect(Object.keys(answersOf('2024-Q4', 'path-5'))).toEqual(['need-reduction', 'summary']);
    // The states of tasks are colours, which the text of the slides does not have.
    const states = rounds.flatMap(({ replies }) =>
      replies.flatMap(({ answers }) => Object.keys(answers).filter((field) => field.endsWith('-state'))),
    );
    expect(states).toEqual([]);
  });

  it('has a summary of every goal, given by one of its owners', () => {
    expect(repliesOf('2024-Q4').map(({ goal }) => goal)).toEqual(goals.map((goal) => goal.id));
    for (const { goal: id, by, answers } of rounds.flatMap(({ replies }) => replies)) {
      if (answers['summary']) expect(String(answers['summary']).length).toBeGreaterThan(200);
      const owners = goals.find((goal) => goal.id === id)!.owners.flatMap(membersOf);
      expect([coordinator, ...people.persons.map((person) => person.id)]).toContain(by);
      expect(owners).toContain(by);
    }
  });

  it('tells in summaries only what the county wrote there, not what stands in the boxes', () => {
    const said = (goal: string) => String(answersOf('2024-Q4', goal)['summary']);
    const boxes: readonly (readonly [string, RegExp])[] = [
      ['path-2', /59|85|4,2|1,5/],
      ['path-4', /2,3|2,5|2\.3|2\.5|readmissio/i],
      ['path-5', /16 %/],
      ['path-7', /46|47|54|41/],
      ['trust-3', /49|80/],
      ['foresight-1', /50|80|100/],
      ['foresight-3', /72,1|74,9|85,9|86,1/],
      ['foresight-4', /3,4/],
      ['services-1', /30|90/],
      ['services-3', /tavoitteesta/],
      ['services-5', /71|73|87|83/],
      ['services-6', / 0|kolmannella/],
    ];
    for (const [goal, figures] of boxes)
      expect([goal, said(goal)]).toEqual([goal, expect.not.stringMatching(figures)]);
    // These figures the summaries have themselves.
    for (const [goal, figure] of [
      ['path-6', '95 %'],
      ['foresight-4', '7,7 %'],
      ['foresight-4', '30 %'],
      ['foresight-4', '3,1 %'],
      ['services-1', '28 palvelua'],
      ['services-3', '7,14 %'],
      ['services-4', '1,3 prosenttiin'],
      ['services-6', '10 asiakasryhmälle'],
    ] as const)
      expect(said(goal)).toContain(figure);
  });
});

/**
 * Worked out by hand from the figures, the percentage behind each. The slides show lights as colours only, of which
 * nothing is left in their text: there is no published light to compare with.
 */
const lightsByHand: readonly (readonly [string, string])[] = [
  // 1.1–1.7: 90 of one task · 85 of over 50 · mean of 100, 10, 100 · 2,3 and 2,5 below 5, then the mean of 90, 80, 70 ·
  // 16 of 10 · 95 · 92, 94, 108 and 82
  ['path-1', '○○○▲'],
  ['path-2', '◊○○●'],
  ['path-3', '○○○▲'],
  ['path-4', '●●○▲'],
  ['path-5', '○○○●'],
  ['path-6', '○○○●'],
  ['path-7', '●●●▲'],
  // 2.1–2.4: mean of 0 (no change of sick leave, against −2) and 100 (below 10 %) · 90 · 49 of 80 · 86,7
  ['trust-1', '○○○▲'],
  ['trust-2', '○○○▲'],
  ['trust-3', '○○○▲'],
  ['trust-4', '○○○▲'],
  // 3.1–3.4: 50, 80, 100, 100 · 86,7 · above 60 · a measure without a target, then the mean of 100 and 77
  ['foresight-1', '▲▲●●'],
  ['foresight-2', '○○○▲'],
  ['foresight-3', '●●●●'],
  ['foresight-4', '◊◊◊▲'],
  // 4.1–4.7: a measure without a target, then the tasks' 70 · 53,3 · 6,75 of 7,14 is 94,5 · from 1,9 past 1,6 · 74,0,
  // 76,0, 90,6 and 86,5 · 0, 0, 10 and 100 · 100
  ['services-1', '◊◊◊▲'],
  ['services-2', '○○○▲'],
  ['services-3', '○○○●'],
  ['services-4', '○○○●'],
  ['services-5', '▲▲●▲'],
  ['services-6', '■■■●'],
  ['services-7', '○○○●'],
];
const signs: Readonly<Record<Light, string>> = {
  ...{ green: '●', yellow: '▲', red: '■' },
  ...{ 'not-assessable': '◊', 'not-answered': '○' },
};

describe('the quarters of 2024, loaded', () => {
  let stored: TempStore;
  beforeAll(async () => void (stored = await openTempStore({ seeded: true })));
  afterAll(() => stored.remove());

  const sourceOf = (period: string) =>
    loadDigestSource(stored.store, { programmeId: 'strategic-goals', period });
  const standingsIn = async (period: string) => {
    const { form, replies, round } = await sourceOf(period);
    return standingsOf(form, replies, round);
  };

  it('have the lights that follow from their figures', async () => {
    const all = await Promise.all(quarters.map(standingsIn));
    const shown = goals.map(({ id }, index) => [id, all.map((each) => signs[each[index]!.light]).join('')]);
    expect(shown).toEqual(lightsByHand);
  });

  it('count as answered by what the document gives: 9, 8, 7 and all 22 goals', async () => {
    const answered = (await Promise.all(quarters.map(standingsIn))).map(
      (each) => each.filter(({ completeness }) => completeness === 'answered').length,
    );
    expect(answered).toEqual([9, 8, 7, 22]);
  });

  it('tell of a limit that it is missed though the light is green', async () => {
    const kept = new Map((await standingsIn('2024-Q4')).map(({ id, light, kept: is }) => [id, [light, is]]));
    expect(kept.get('services-3')).toEqual(['green', false]);
    expect(kept.get('path-6')).toEqual(['green', false]);
    expect(kept.get('services-4')).toEqual(['green', true]);
  });

  it('are each compared with the one before', async () => {
    const before = await Promise.all(
      quarters.map(async (period) => (await sourceOf(period)).previous?.period),
    );
    expect(before).toEqual([undefined, '2024-Q1', '2024-Q2', '2024-Q3']);
  });
});
