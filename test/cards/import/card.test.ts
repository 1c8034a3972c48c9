/** The cards of a register's file are valid in Teams, whatever the file contains. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import {
  importDoneData,
  importFileData,
  importPlanData,
  type MadeProgramme,
  type ImportPlanSource,
} from '../../../cards/import/data';
import { importMatchData } from '../../../cards/import/matches';
import { type Card, render } from '../../../cards/render';
import { type Wording } from '../../../cards/parts/wording';
import { locales } from '../../../src/goals/schema';
import { changedWhats, type GoalChange } from '../../../src/import/plan/goal-changes';
import { columnMeanings, type ImportProblem, type MappedColumn } from '../../../src/import/table/imported';
import { countsOf } from '../../../src/import/import-register';
import { type MatchDecision, type NearMatch } from '../../../src/import/plan/near-matches';
import { type ImportPlan, type PlannedGoal } from '../../../src/import/plan/plan';
import { neverRefused, type Node, nodesOf, wrongWith } from '../../helpers/card-faults';
import { faultsIn, writtenElsewhere } from '../../helpers/faults-in-cards';
import { goalWith, programmeWith } from '../../helpers/fixtures';

const marker = '**[click](https://evil.example)** ${title} <at>all</at>';
const long = `${marker} ${'å'.repeat(2_000)}`;
const file = '0b1c8a3e-6f44-4c1e-9a55-0e1f6c3a7b21';
const programme = programmeWith({ id: 'p'.repeat(80), name: { fi: long } });

const changes: GoalChange[] = changedWhats.map((what) => ({ what, part: long, from: long, to: long }));
const codes = [
  ...['maybe-same', 'kind-changed', 'goal-invalid', 'not-retired', 'owner-missing'],
  ...['owner-unknown', 'owner-unclear', 'owner-role-unknown', 'answer-unreadable'],
] as const;
const details = Object.fromEntries(
  ['goal', 'candidates', 'first', 'field', 'from', 'to', 'where', 'reason', 'standIn', 'count'].map((key) => [
    key,
    long,
  ]),
);
const problems = codes.flatMap((code) =>
  (['error', 'warning'] as const).map((severity): ImportProblem => ({
    ...{ severity, code, details, value: marker },
    place: { sheet: long, row: 12, column: 'C', heading: long },
  })),
);
const planned = (id: string, what: PlannedGoal['what']): PlannedGoal => ({
  ...{ what, entries: [], isOtherForm: false, fields: new Map() },
  next: { order: 0, goal: goalWith(id, { title: { fi: long } }) },
  changes: what === 'changed' ? changes : [],
});
const many = (what: PlannedGoal['what']) =>
  Array.from({ length: 70 }, (_, at) => planned(`${what}-${at}`, what));

function planWith(parts: Partial<ImportPlan> = {}): ImportPlan {
  const nothing = {
    settings: [],
    goals: [],
    held: [],
    retired: [],
    problems: [],
    ...{ assumed: [], losses: [] },
    ...{ bareTargets: [], nearMatches: [] },
    isOtherForm: false,
  };
  return { programme, ...nothing, ...parts };
}
const full = planWith({
  goals: [...many('added'), ...many('changed'), ...many('revived'), ...many('unchanged')],
  retired: many('added').map(({ next }) => next),
  problems,
  losses: [
    { what: 'goals', lost: 54, of: 57 },
    { what: 'parts', lost: 120, of: 240 },
    { what: 'owners', lost: 30, of: 57 },
  ],
});
const words = { code: long, title: long, headings: [long, long, long, long], measures: [long, marker] };
const near = (decided?: MatchDecision): NearMatch => ({
  ...{ key: 'k'.repeat(80), place: { sheet: long, row: 3 }, ...words },
  candidates: [0, 1, 2].map((at) => ({ ...words, id: `c${at}`, apart: at })),
  ...(decided && { decided }),
});
const undecided: ImportPlan = {
  ...full,
  nearMatches: [...Array.from({ length: 200 }, () => near()), near('new')].toReversed(),
};
const sourceOf = (plan: ImportPlan, more: Partial<ImportPlanSource> = {}): ImportPlanSource => ({
  ...{ file, fileName: long, plan, name: 'x'.repeat(64), counts: countsOf(plan), changes: true },
  ...more,
});
const banner = { text: long, style: 'warning' } as const;
const programmes = Array.from({ length: 80 }, (_, at) => ({
  id: `prog-${at}`,
  name: { fi: `${at} ${long}` },
}));

const at = '2026-10-14T05:00:00.000Z';
const madeWith = (first: { readonly opens?: string }): MadeProgramme => ({
  ...{ coordinator: long, owners: 1_000 },
  first: { period: '2026-Q3', ...first },
});
const columns = columnMeanings.map((meaning, index): MappedColumn => ({
  ...{ column: String.fromCharCode(65 + index), key: `k${index}`, text: long, meaning },
  examples: [long, marker],
}));

const cards: Record<string, (wording: Wording) => Card> = {
  'asking for the programme': (wording) =>
    render(
      'import',
      importFileData(
        { isKnown: true, file, fileName: long, goals: 1, programmes, guess: 'prog-3', banner },
        wording,
      ),
    ),
  'offering a new programme': (wording) =>
    render(
      'import',
      importFileData(
        { file, fileName: long, goals: 2, programmes, isKnown: false, columns, banner },
        wording,
      ),
    ),
  'offering nothing but a new programme': (wording) =>
    render(
      'import',
      importFileData({ file, fileName: long, goals: 1, programmes: [], isKnown: false }, wording),
    ),
  'of a new programme': (wording) =>
    render('import', importPlanData(sourceOf(full, { made: madeWith({ opens: at }), banner }), wording)),
  'of a new programme that opens at once': (wording) =>
    render('import', importPlanData(sourceOf(full, { made: madeWith({}), page: 1 }), wording)),
  'of a new programme without a round': (wording) =>
    render(
      'import',
      importPlanData(sourceOf(planWith(), { made: { coordinator: long, owners: 1 } }), wording),
    ),
  'of what was made': (wording) =>
    render(
      'import',
      importDoneData({ fileName: long, banner, lines: [long], programmeId: 'p', isNew: true }, wording),
    ),
  'of a plan that changes nothing': (wording) =>
    render('import', importPlanData(sourceOf(planWith(), { changes: false }), wording)),
  'of a large plan': (wording) => render('import', importPlanData(sourceOf(full, { banner }), wording)),
  'of a large plan, in the middle': (wording) =>
    render('import', importPlanData(sourceOf(full, { page: 2 }), wording)),
  'of a page that there is not': (wording) =>
    render('import', importPlanData(sourceOf(full, { page: 1_000 }), wording)),
  'of a plan with goals to decide': (wording) =>
    render('import', importPlanData(sourceOf(undecided, { banner }), wording)),
  'of a plan with goals that were decided': (wording) =>
    render('import', importPlanData(sourceOf(planWith({ nearMatches: [near({ same: 'c0' })] })), wording)),
  'of a goal beside those that it may be': (wording) =>
    render('import', importMatchData({ file, fileName: long, plan: undecided, at: 7, banner }, wording)),
  'of a goal that was decided': (wording) =>
    render('import', importMatchData({ file, fileName: long, plan: undecided, at: 0 }, wording)),
  'of what was imported': (wording) =>
    render('import', importDoneData({ fileName: long, banner, lines: [long, marker] }, wording)),
};

describe.each(locales)('in %s', (locale) => {
  const wording = wordingFor(locale);

  it('are cards that Teams always takes, with what people wrote in text runs and choices only', () => {
    const drawn = Object.entries(cards).map(([name, draw]) => [name, draw(wording)] as const);
    // Choices show text as it is.
    const isChoice = (place: string, { type, value }: Node) =>
      type === undefined && place.endsWith('.title') && typeof value === 'string';
    const faults = faultsIn(drawn, (card) => [
      ...wrongWith(card, neverRefused).filter((wrong) => !wrong.includes('evil.example')),
      ...writtenElsewhere(card, isChoice),
    ]);
    expect(faults).toEqual([]);
  });
});

it('shows each change and each problem once over its pages', () => {
  const wording = wordingFor('fi');
  const texts: string[] = [];
  for (let page = 0; ; page += 1) {
    const card = render('import', importPlanData(sourceOf(full, { page }), wording));
    texts.push(...nodesOf(card).flatMap(([, { type, text }]) => (type === 'TextRun' ? [String(text)] : [])));
    const isLast = !nodesOf(card).some(
      ([, { data }]) => (data as { page?: number } | undefined)?.page === page + 1,
    );
    if (isLast) break;
  }
  for (const id of ['ADDED-0', 'CHANGED-69', 'REVIVED-31'])
    expect(texts.filter((text) => text.startsWith(`${id} `)).length).toBe(id.startsWith('ADDED') ? 2 : 1);
  expect(texts.filter((text) => text.includes('rivi 12 C'))).toHaveLength(problems.length);
  expect(texts.some((text) => text.startsWith('UNCHANGED'))).toBe(false);
});
