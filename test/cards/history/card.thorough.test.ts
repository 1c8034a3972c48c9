/** A goal's history: what is drawn, that nothing is only in the chart, and that it fits whatever was answered. */
import { describe, expect, it } from '@jest/globals';
import { drawHistory, drawHistoryRound } from '../../../bot/views/programmes/history';
import { wordingFor } from '../../../bot/views/wording';
import { chartedFields } from '../../../cards/history/chart';
import { historyCardData, historyDetails } from '../../../cards/history/data';
import { type Card, render } from '../../../cards/render';
import { textsOf } from '../../../deploy/local/scripted-user';
import { readSeed, seedFolders } from '../../../seeds/read';
import { goalLight } from '../../../src/goals/judging/light';
import { parseAnswer } from '../../../src/goals/answers/answer';
import { type Field, type Goal, type Locale, locales, type Programme } from '../../../src/goals/schema';
import { withSupportLines } from '../../../src/goals/judging/support-lines';
import { omit } from '../../../src/omit';
import { type GoalRecord } from '../../../src/replies/goal-history';
import { type GivenAnswers } from '../../../src/replies/reply';
import { tooLarge, wrongWith } from '../../helpers/card-faults';
import { estimate, type FieldInput, goalWith, programmeWith, text } from '../../helpers/fixtures';
import { headingsOf, nodesOf } from '../../helpers/read-card';

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

  it('has the newest round first', () => {
    const data = historyCardData(source, historyDetails[0]!, wordingFor('fi'));
    expect(data.rounds.map(({ period }) => period)).toEqual(['Q1/2026', 'Q4/2025', 'Q3/2025']);
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

  it('draws no figure that was given in another unit on the line', () => {
    const [before, now] = ['kk', 'pv'].map((unit) =>
      historyOf(goalWith('a', { fields: [measure('wait', { unit: { fi: unit } })] }), {
        ...(unit === 'kk'
          ? { '2025-Q3': { wait: '2' } }
          : { '2025-Q4': { wait: '50' }, '2026-Q1': { wait: '40' } }),
      }),
    );
    const changed = { ...now!, records: [...before!.records, ...now!.records] };
    const [series] = chartOf(drawHistory(changed, wordingFor('fi')).card)!['data'] as { values: unknown }[];
    expect(series!.values).toEqual([
      { x: 'Q4/25', y: 50 },
      { x: 'Q1/26', y: 40 },
    ]);
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
    const folded = new Set(
      nodesOf(card)
        .filter(({ isVisible }) => isVisible === false)
        .flatMap(nodesOf),
    );
    const shown = runs.filter((run) => !folded.has(run));
    expect(shown.every((run) => String(run['text']).length <= 300)).toBe(true);
    expect(headingsOf(card)).toEqual(['Historia']);
  });
});

describe('whole texts', () => {
  const goal = goalWith('a', { fields: [measure('wait'), text('words'), text('more')] });
  const place = { programmeId: 'prog', period: '2025-Q4', language: 'fi', alone: true } as const;
  const long = `Alku ${'a'.repeat(300)} loppu`;
  const source = {
    ...historyOf(goal, { '2025-Q3': { wait: '12', words: long }, '2025-Q4': { wait: '13', words: 'Lyhyt' } }),
    place,
  };
  const [short] = historyDetails;
  const toggles = (card: Card) => nodesOf(card).filter(({ type }) => type === 'Action.ToggleVisibility');
  const opening = (card: Card) => nodesOf(card).filter(({ verb }) => verb === 'history');

  it('are folded behind a button of their round, which says its period and turns both ways', () => {
    const { card } = drawHistory(source, wordingFor('fi'));
    const hidden = nodesOf(card).filter(({ isVisible }) => isVisible === false);
    const ids = new Map(nodesOf(card).flatMap((node) => (node['id'] ? [[node['id'], node]] : [])));
    expect(toggles(card).map(({ tooltip }) => tooltip)).toEqual([
      'Näytä koko teksti: Q3/2025',
      'Näytä lyhyesti: Q3/2025',
    ]);
    for (const { targetElements } of toggles(card)) {
      const targets = targetElements as string[];
      expect(targets.every((id) => ids.has(id))).toBe(true);
      expect(hidden.every(({ id }) => targets.includes(String(id)))).toBe(true);
    }
    expect(hidden.map((node) => textsOf(node)).join()).toContain(long);
    expect(opening(card)).toEqual([]);
  });

  it('that do not fit on the card open as a card of their round, with a way back', () => {
    const data = historyCardData(source, { ...short!, whole: 0 }, wordingFor('sv'));
    const card = render('history', data);
    expect(toggles(card)).toEqual([]);
    expect(opening(card)).toMatchObject([
      { title: 'Visa hela texten', data: { ...place, goalId: 'a', of: '2025-Q3' } },
    ]);
    const whole = drawHistoryRound(source, source.records[0]!, 0, wordingFor('sv')).card;
    expect(textsOf(whole)).toContain(long);
    expect(textsOf(whole)).not.toContain('Lyhyt');
    expect(opening(whole)).toMatchObject([
      { title: 'Tillbaka till historiken', data: { ...place, goalId: 'a' } },
    ]);
  });

  it('of many answers take several pages, which hold every answer in order and always fit', () => {
    const many = goalWith('a', {
      fields: Array.from({ length: 12 }, (_, index) => text(`t${index}`, { maxLength: 5000 })),
    });
    const typed = Object.fromEntries(many.fields.map(({ id }) => [id, `${id} ${'"ä'.repeat(2000)}`]));
    const all = { ...historyOf(many, { '2025-Q4': typed }), place };
    const page = (index: number) => drawHistoryRound(all, all.records[0]!, index, wordingFor('fi')).card;
    const pages: Card[] = [page(0)];
    while (opening(pages.at(-1)!).some(({ data }) => (data as { page?: number }).page === pages.length))
      pages.push(page(pages.length));
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.flatMap((card) => tooLarge(card))).toEqual([]);
    const found = pages.flatMap((card) => [...textsOf(card).matchAll(/^t\d+ "/gm)].map(([start]) => start));
    expect(found).toEqual(many.fields.map(({ id }) => `${id} "`));
    expect(textsOf(page(99))).toBe(textsOf(pages.at(-1)!));
  });

  it('a line about support is there only while its task does not proceed', () => {
    const tasks = goalWith('a', {
      groups: [{ id: 'task', kind: 'task', label: { fi: 'Tehtävä' } }],
      fields: [
        { id: 'state', kind: 'light', role: 'state', group: 'task', label: { fi: 'Tila' }, required: false },
      ],
    });
    const asked = withSupportLines(tasks, programmeWith({ collectsSupport: true }));
    const need = 'Kaksi hoitajaa';
    const card = drawHistory(
      historyOf(asked, {
        '2025-Q3': { state: 'red', 'state-support': need },
        '2025-Q4': { state: 'green', 'state-support': 'Ei enää' },
      }),
      wordingFor('fi'),
    ).card;
    const shown = textsOf(card);
    expect(shown.match(/✋ 1\/1 tehtävä ei etene/g)).toHaveLength(1);
    expect(shown.split('\n').join('')).toContain(`Tehtävä: Tarvittava tuki: ${need}`);
    expect(shown).not.toContain('Ei enää');
  });
});

describe('targets and thresholds', () => {
  const shownOf = (fields: FieldInput[], typed: Record<string, string>, locale: Locale = 'fi') => {
    const goal = goalWith('a', { fields });
    const source = historyOf(goal, { '2025-Q3': typed, '2025-Q4': typed });
    const data = historyCardData(source, historyDetails[0]!, wordingFor(locale));
    const plain = data.targets.map((line) => line.replaceAll('\u00a0', ' '));
    return { lines: plain, chart: 'chart' in data ? data.chart : [] };
  };
  const share = (raw: string, more: object = {}) =>
    measure('m', { kind: 'percent', unit: undefined, targets: [{ raw, ...more }] });
  const sixty = share('vähintään 60 %', { value: 60, comparator: 'at-least' });

  it.each([
    ['fi', 'Tavoitearvo: vähintään 60 %', 'Vihreä yli 54 %, keltainen vähintään 30 %'],
    ['sv', 'Målvärde: minst 60 %', 'Grön över 54 %, gul från 30 %'],
    ['en', 'Target: at least 60%', 'Green above 54%, yellow from 30%'],
  ] as const)(
    'of one measure are figures, in words in %s and as lines of the chart',
    (locale, target, limits) => {
      const { lines, chart } = shownOf([sixty], { m: '50' }, locale);
      expect(lines).toEqual([target, limits]);
      expect(chart.slice(1).map(({ values }) => values.map(({ y }) => y))).toEqual([
        [60, 60],
        [54, 54],
      ]);
      expect(new Set(chart.map(({ legend }) => legend)).size).toBe(3);
      expect(new Set(chart.map(({ color }) => color)).size).toBe(3);
    },
  );

  it.each([
    [
      'a limit',
      [share('enintään 6,75', { value: 6.75 })],
      ['Tavoitearvo: enintään 6,75 %', 'Vihreä alle 7,5 %, keltainen enintään 13,5 %'],
    ],
    [
      'a side that only the direction says',
      [{ ...share('kasvaa 20 %', { value: 20 }), direction: 'up' as const }],
      ['Tavoitearvo: vähintään 20 %', 'Vihreä yli 18 %, keltainen vähintään 10 %'],
    ],
    [
      'a range, which no figure separates',
      [share('98–100 %', { low: 98, high: 100, comparator: 'range' })],
      [
        'Tavoitearvo: 98–100 %',
        'Vihreä, kun tavoitearvosta toteutuu yli 90 %, keltainen, kun vähintään 50 %',
      ],
    ],
    [
      'two measures',
      [sixty, { ...sixty, id: 'n', label: { fi: 'n' } }],
      [
        ...['m · Tavoitearvo: vähintään 60 %', 'n · Tavoitearvo: vähintään 60 %'],
        'Vihreä, kun mittarien tavoitearvoista toteutuu keskimäärin yli 90 %, keltainen, kun vähintään 50 %',
      ],
    ],
    ['a target of which nothing says the side', [share('20', { value: 20 })], ['Tavoitearvo: 20 %']],
    ['an estimate', [estimate('m')], ['Vihreä yli 90 %, keltainen vähintään 50 %']],
    ['no figure', [text('m')], []],
  ])('of %s', (_, fields, lines) => {
    expect(shownOf(fields, { m: '50', n: '50' }).lines).toEqual(lines);
  });

  it('of a measure that adds up follow the year, in the chart and in the text of the latest period', () => {
    const births = measure('m', { accumulates: true, targets: [{ raw: 'vähintään 400', value: 400 }] });
    const { lines, chart } = shownOf([births], { m: '250' });
    expect(lines).toEqual([
      ...['Tavoitearvo: vähintään 400 pv', 'Q4/2025: Vihreä yli 360 pv, keltainen vähintään 200 pv'],
    ]);
    expect(chart.slice(1).map(({ values }) => values.map(({ y }) => y))).toEqual([
      [300, 400],
      [270, 360],
    ]);
  });

  it('are said before the goal was ever judged, of what it will be judged by', () => {
    const source = historyOf(goalWith('a', { fields: [sixty] }), { '2025-Q4': { m: '50' } });
    const records = source.records.map((each) => omit(each, 'judged'));
    const data = historyCardData({ ...source, records }, historyDetails[0]!, wordingFor('fi'));
    expect(data.targets[1]).toBe('Vihreä yli 54\u00a0%, keltainen vähintään 30\u00a0%');
  });

  it('are those that counted in each round, where a target has been changed', () => {
    const [before, now] = [60, 70].map((value) =>
      historyOf(goalWith('a', { fields: [share(`vähintään ${value} %`, { value })] }), {
        [value === 60 ? '2025-Q3' : '2025-Q4']: { m: '50' },
      }),
    );
    const source = { ...now!, records: [...before!.records, ...now!.records] };
    const data = historyCardData(source, historyDetails[0]!, wordingFor('fi'));
    const chart = 'chart' in data ? data.chart : [];
    expect(chart[1]!.values.map(({ y }) => y)).toEqual([60, 70]);
    expect(data.targets[0]).toBe('Tavoitearvo: vähintään 70\u00a0%');
  });
});

describe.each(seeds.map((seed) => [seed.programme.id, seed] as const))('in %s', (_, { programme, goals }) => {
  const periods = Array.from({ length: 8 }, (_period, index) => `${2018 + index}-H1`);
  const fill = { quotes: '"\\', emoji: '👩‍⚕️', text: 'työ ' };
  const numeric = ['number', 'percent', 'money', 'scale', 'yes-no'];
  const place = { programmeId: 'p'.repeat(80), period: '2026-Q3', language: 'fi' } as const;
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
        const source = {
          programme,
          goal,
          records,
          names: new Map([[anna, 'Å'.repeat(120)]]),
          buttons,
          place,
        };
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
      const drawn = data.chart ? chartedFields(goal).length : 0;
      expect(data.rounds[0]!.lines.length).toBeGreaterThanOrEqual(drawn);
      const inText = data.rounds[0]!.lines.filter(({ value }) => /\d/.test(value));
      expect(inText.length).toBeGreaterThanOrEqual(drawn);
    }
  });
});
