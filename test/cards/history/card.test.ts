/** A goal's history: what is drawn, that nothing is only in the chart, and that it fits whatever was answered. */
import { describe, expect, it } from '@jest/globals';
import { drawHistory } from '../../../bot/views/programmes/history';
import { wordingFor } from '../../../bot/views/wording';
import { historyCardData, historyDetails } from '../../../cards/history/data';
import { type Card } from '../../../cards/render';
import { textsOf } from '../../../deploy/local/scripted-user';
import { readSeed, seedFolders } from '../../../seeds/read';
import { goalLight } from '../../../src/goals/judging/light';
import { parseAnswer } from '../../../src/goals/answers/answer';
import { type Field, type Goal, locales, type Programme } from '../../../src/goals/schema';
import { type GoalRecord } from '../../../src/replies/goal-history';
import { type GivenAnswers } from '../../../src/replies/reply';
import { tooLarge, wrongWith } from '../../helpers/card-faults';
import { estimate, goalWith, programmeWith, text } from '../../helpers/fixtures';
import { nodesOf } from '../../helpers/read-card';

const anna = 'anna@example.org';
const at = '2026-01-12T09:05:00.000Z';
const seeds = seedFolders().map(readSeed);

function given(goal: Goal, programme: Programme, typed: (field: Field) => string | undefined): GivenAnswers {
  const answers = goal.fields.flatMap((field) => {
    const raw = typed(field);
    const result = raw === undefined ? undefined : parseAnswer(field, programme, raw, 'fi');
    const answer = result?.ok ? result.answer : raw === undefined ? undefined : { raw, value: null };
    return answer ? [[field.id, { ...answer, by: anna, at, version: 1 }] as const] : [];
  });
  return Object.fromEntries(answers);
}

function record(goal: Goal, programme: Programme, period: string, answers: GivenAnswers): GoalRecord {
  return {
    programme,
    goal,
    period,
    status: 'closed',
    completeness: 'answered',
    judged: goalLight(goal, programme, answers, period),
    answers,
    isLate: false,
    by: anna,
    at,
  };
}

/** One record per period, each with what was typed into the fields. */
function historyOf(goal: Goal, rounds: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const programme = programmeWith();
  const records = Object.entries(rounds).map(([period, typed]) =>
    record(
      goal,
      programme,
      period,
      given(goal, programme, ({ id }) => typed[id]),
    ),
  );
  return { programme, goal, records, names: new Map([[anna, 'Anna Virtanen']]) };
}

const chartOf = (card: Card) => nodesOf(card).find(({ type }) => type === 'Chart.Line');

/** The parser of plain Adaptive Cards does not know line charts, so their content is tested by name. */
function withoutChart(card: Card): Card {
  return { ...card, body: (card['body'] as Card[]).filter(({ type }) => type !== 'Chart.Line') };
}

const measure = (id: string, more: Partial<Parameters<typeof estimate>[1]> = {}) =>
  estimate(id, { kind: 'number', role: 'measure', unit: { fi: 'pv' }, ...more });

describe('the history of a goal', () => {
  const goal = goalWith('a', { fields: [measure('wait'), text('words')] });
  const source = historyOf(goal, {
    '2025-Q3': { wait: '12,5', words: 'Työ alkoi' },
    '2025-Q4': { wait: '<1 200', words: '' },
    '2026-Q1': { wait: 'Ei mittaria' },
  });

  it.each([
    [
      'fi',
      [
        'Q3/2025',
        '12,5\u00a0pv',
        '<1\u00a0200\u00a0pv',
        'Ei mittaria',
        'Työ alkoi',
        '12.1.2026 klo\u00a011.05',
      ],
    ],
    ['en', ['Q3/2025', '12.5\u00a0pv', '<1,200\u00a0pv', 'Anna Virtanen on 12 Jan 2026 at\u00a011:05']],
  ] as const)('says in text who gave which figure when, in the number format of %s', (locale, expected) => {
    const shown = textsOf(drawHistory(source, wordingFor(locale)).card);
    for (const part of expected) expect(shown).toContain(part);
  });

  it('draws the measures over the periods', () => {
    const chart = chartOf(drawHistory(source, wordingFor('fi')).card)!;
    expect(chart['data']).toEqual([
      {
        legend: 'wait (pv)',
        color: 'categoricalBlue',
        values: [
          { x: 'Q3/25', y: 12.5 },
          { x: 'Q4/25', y: 1200 },
        ],
      },
    ]);
    expect(chart).toMatchObject({ title: 'wait (pv)', yAxisTitle: 'pv', fallback: 'drop' });
  });

  it.each([
    ['fi', '2026-H1', 'H1/26'],
    ['en', '2026-T2', 'T2/26'],
    ['sv', '2026-M10', '10/26'],
    ['sv', '2026', '2026'],
  ] as const)('has periods that fit side by side on a phone: %s %s is %s', (locale, period, short) => {
    const two = historyOf(goal, { '2024-Q3': { wait: '12' }, [period]: { wait: '13' } });
    const [series] = chartOf(drawHistory(two, wordingFor(locale)).card)!['data'] as {
      values: { x: string }[];
    }[];
    expect(series!.values.map(({ x }) => x)).toContain(short);
  });

  it('draws no line through one figure', () => {
    const once = historyOf(goal, { '2025-Q3': { wait: '12' }, '2025-Q4': { words: 'Ei lukua' } });
    expect(chartOf(drawHistory(once, wordingFor('fi')).card)).toBeUndefined();
  });

  it('draws at most three measures, the periods in order though one of them has gaps', () => {
    const several = goalWith('a', { fields: ['p', 'q', 'r', 's'].map((id) => measure(id)) });
    const gaps = historyOf(several, {
      '2025-Q2': { q: '1', r: '3', s: '4' },
      '2025-Q3': { p: '1', q: '2' },
      '2025-Q4': { p: '2', q: '3' },
    });
    const data = chartOf(drawHistory(gaps, wordingFor('fi')).card)!['data'] as {
      legend: string;
      color: string;
      values: { x: string }[];
    }[];
    expect(data.map(({ legend }) => legend)).toEqual(['q (pv)', 'p (pv)', 'r (pv)']);
    expect(new Set(data.map(({ color }) => color)).size).toBe(3);
    const order = [...new Set(data.flatMap(({ values }) => values.map(({ x }) => x)))];
    expect(order).toEqual(['Q2/25', 'Q3/25', 'Q4/25']);
  });

  it('draws the progress of the tasks, each by its name, where there is no measure', () => {
    const tasks = goalWith('a', {
      groups: ['x', 'y'].map((id) => ({ id, kind: 'task', label: { fi: `Tehtävä ${id}` } })),
      fields: ['x', 'y'].map((id) =>
        estimate(`p-${id}`, { role: 'progress', group: id, label: { fi: 'Etenemä' } }),
      ),
    });
    const both = { 'p-x': '10', 'p-y': '20' };
    const { card } = drawHistory(historyOf(tasks, { '2025-Q3': both, '2025-Q4': both }), wordingFor('fi'));
    expect((chartOf(card)!['data'] as { legend: string }[]).map(({ legend }) => legend)).toEqual([
      'Tehtävä x: Etenemä (%)',
      'Tehtävä y: Etenemä (%)',
    ]);
    expect(textsOf(card)).toContain('Tehtävä y: Etenemä');
    expect(textsOf(card)).toContain('20\u00a0%');
  });

  it('says the light with its sign, and of what is not judged how far it is answered', () => {
    const judged = historyOf(goalWith('a'), { '2025-Q3': { value: '95' }, '2025-Q4': { value: '20' } });
    const shown = textsOf(drawHistory(judged, wordingFor('sv')).card);
    expect(shown).toContain('●\u00a0grön');
    expect(shown).toContain('■\u00a0röd');
    const survey = historyOf(goalWith('a', { fields: [text('words')] }), { '2025-Q3': { words: 'Joo' } });
    expect(textsOf(drawHistory(survey, wordingFor('sv')).card)).toContain('✓ besvarat');
  });

  it('says beside the light whether the target is kept, and which tasks ask for support', () => {
    const own = goalWith('a', {
      groups: [{ id: 'task', kind: 'task', label: { fi: 'Tehtävä' } }],
      fields: [
        estimate('share', { role: 'measure', targets: [{ raw: 'enintään 6,75', value: 6.75 }] }),
        { id: 'state', kind: 'light', role: 'state', group: 'task', label: { fi: 'Tila' }, required: false },
      ],
    });
    const shown = textsOf(
      drawHistory(historyOf(own, { '2025-Q4': { share: '7,14', state: 'red' } }), wordingFor('fi')).card,
    );
    expect(shown).toContain('●\u00a0vihreä');
    expect(shown).toContain('Tavoitearvo ei täyty');
    expect(shown).toContain('✋ 1/1 tehtävä ei etene');
  });

  it('shows what was typed as text only, shortened, and nothing of it expanded', () => {
    const typed = '**a** [x](https://example.org) ${title} <b>';
    const { card } = drawHistory(
      historyOf(goal, { '2025-Q3': { words: typed }, '2025-Q4': { words: 'x'.repeat(5000) } }),
      wordingFor('fi'),
    );
    const runs = nodesOf(card).filter(({ type }) => type === 'TextRun');
    expect(runs.map((run) => run['text'])).toContain(typed);
    expect(runs.every((run) => String(run['text']).length <= 300)).toBe(true);
    expect(nodesOf(card).filter(({ type }) => type === 'TextBlock')).toEqual([]);
  });
});

describe.each(seeds.map((seed) => [seed.programme.id, seed] as const))('in %s', (_, { programme, goals }) => {
  const periods = Array.from({ length: 8 }, (_period, index) => `${2018 + index}-H1`);
  const fill = { quotes: '"\\', emoji: '👩‍⚕️', text: 'työ ' };
  const numeric = ['number', 'percent', 'money', 'scale', 'yes-no'];
  const place = { programmeId: 'p'.repeat(80), period: '2026-Q3', language: 'fi' };
  const buttons = [
    {
      verb: 'division' as const,
      title: 'Takaisin tavoitteisiin',
      data: { ...place, division: 'Å'.repeat(300), page: 99 },
    },
    { verb: 'digest' as const, title: 'Takaisin koosteeseen', data: place },
  ];

  function typedIn(field: Field, kind: keyof typeof fill): string {
    if (numeric.includes(field.kind)) return String(field.max ?? -1_234_567.123456);
    const options = (field.options ?? programme.workStates).map(({ id }) => id);
    if (field.kind === 'text') return fill[kind].repeat(5000).slice(0, field.maxLength ?? 5000);
    return field.kind === 'multiple-choice' ? options.join(',') : (options[0] ?? '2026-01-01');
  }

  it.each(Object.keys(fill) as (keyof typeof fill)[])(
    'eight rounds full of %s fit into a card that Teams always takes',
    (kind) => {
      goals.forEach((goal, index) => {
        const answers = given(goal, programme, (field) => typedIn(field, kind));
        const records = periods.map((period) => record(goal, programme, period, answers));
        const source = { programme, goal, records, names: new Map([[anna, 'Å'.repeat(120)]]), buttons };
        const { card, summary } = drawHistory(source, wordingFor(locales[index % locales.length]!));
        expect(summary).toContain(goal.code);
        expect(tooLarge(card)).toEqual([]);
        if (kind === 'quotes') expect(wrongWith(withoutChart(card))).toEqual([]);
      });
    },
  );

  it('the figures of the chart stand in the text, however much is left out', () => {
    for (const goal of goals) {
      const answers = given(goal, programme, (field) => typedIn(field, 'text'));
      const records = periods.map((period) => record(goal, programme, period, answers));
      const source = { programme, goal, records, names: new Map<string, string>() };
      const data = historyCardData(source, historyDetails.at(-1)!, wordingFor('fi'));
      const drawn = data.chart?.length ?? 0;
      expect(data.rounds[0]!.lines.length).toBeGreaterThanOrEqual(drawn);
      const inText = data.rounds[0]!.lines.filter(({ value }) => /\d/.test(value));
      expect(inText.length).toBeGreaterThanOrEqual(drawn);
    }
  });
});
