/** The cards behind a digest: what they say about each goal, and that they fit whatever the register holds. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { digestPlace } from '../../../cards/parts/goals/divisions';
import { goalListCardData, listedGoals } from '../../../cards/drill-down/lists';
import { goalFacts } from '../../../src/digest/goal-facts';
import { goalLists } from '../../../cards/parts/goals/lists';
import { divisionsCardData, goalsCardData, type GoalsCardSource } from '../../../cards/drill-down/data';
import { render } from '../../../cards/render';
import { computeDigest } from '../../../src/digest/digest';
import { goalStandings } from '../../../src/digest/goal-standings';
import { divisionNameOf } from '../../../src/goals/division';
import { type Goal, locales } from '../../../src/goals/schema';
import { withSupportLines } from '../../../src/goals/judging/support-lines';
import { type SourceInput, sourceOf } from '../../digest/fixtures';
import { neverRefused, nodesOf, stringsOf, wrongWith } from '../../helpers/card-faults';
import {
  during,
  estimate,
  goalWith,
  manyPersons,
  peopleOf,
  programmeWith,
  text,
} from '../../helpers/fixtures';

const fi = wordingFor('fi');
const state = { id: 'state', kind: 'light', label: { fi: 's' }, role: 'state', required: false } as const;
const more = estimate('more', { role: 'narrative' });
const goal = (id: string, division: string, changes: Partial<Parameters<typeof goalWith>[1]> = {}): Goal =>
  goalWith(id, { headings: [{ fi: division }], fields: [estimate('value'), more, state], ...changes });
const full = (value: string, own?: string) => ({ value, more: '1', ...(own && { state: own }) });

function drillDownInto(input: SourceInput, names = new Map<string, string>()): GoalsCardSource {
  const source = sourceOf(input);
  const { programme } = source.form;
  const digest = computeDigest(source, during);
  const facts = goalFacts(
    source,
    source.form.goals.map(({ id }) => id),
  );
  return {
    ...{ programme, digest, goals: goalStandings(source), isPart: true, names },
    facts: new Map(facts.map((each) => [each.id, each])),
    place: digestPlace({ ...digest, programmeId: 'p'.repeat(80) }, 'sv'),
  };
}

describe('a goal’s lines', () => {
  const who = 'anna@example.org';
  const row = (now: object, then?: object) => {
    const only = { goals: [goal('a', 'Unit')], raws: { a: { ...now } } };
    const previous = then && { goals: only.goals, raws: { a: { ...then } } };
    const source = drillDownInto({ ...only, ...(previous && { previous }) });
    const { lines, notes } = goalsCardData(source, 'Unit', 0, fi).rows[0]!;
    const shown = lines.map(({ runs }) => runs.map((run) => run.text).join(''));
    return [...shown, ...notes].map((line) => line.replaceAll('\u00a0', ' '));
  };

  it.each([
    [full('95'), undefined, ['● vihreä · 95 %', who]],
    [full('10'), full('95'), ['● vihreä → ■ punainen · 95 → 10 %', `raja 50 % · ${who}`]],
    [full('10'), full('20'), ['■ punainen, kuten edellisellä jaksolla · 20 → 10 %', `raja 50 % · ${who}`]],
    [
      full('95', 'red'),
      full('95'),
      ['● vihreä, kuten edellisellä jaksolla · 95 %', 'Oma arvio: ■ punainen', who],
    ],
    [full('Ei mittaria', 'yellow'), undefined, ['▲ keltainen', who]],
    [{ value: '50' }, full('95'), ['◐ vastattu osittain', who, `Vastaus puuttuu: ${who}`]],
    [{}, full('10'), ['○ ei vastattu, edellisellä jaksolla ■ punainen', who, `Vastaus puuttuu: ${who}`]],
  ])('%j after %j', (now, then, lines) => {
    expect(row(now, then)).toEqual(lines);
  });

  it('of a survey say whether it is answered', () => {
    const question = goalWith('q', { fields: [text('words', { required: true })] });
    const only = { goals: [question], raws: { q: { words: 'Joo' } } };
    const data = goalsCardData(drillDownInto({ ...only, previous: only }), 'Unit', 0, fi);
    expect([data.lead, data.rows[0]!.lines[0]!.runs]).toEqual([
      [{ text: '✓\u00a0vastattu\u00a01', color: 'default' }],
      [{ text: '✓ vastattu', color: 'default' }],
    ]);
  });

  it('name everybody who has not answered', () => {
    const persons = manyPersons(5);
    const goals = [goal('a', 'Unit', { owners: persons })];
    const names = new Map(persons.map((id, index) => [id, `Henkilö ${index}`]));
    const source = drillDownInto({ goals, raws: {}, people: peopleOf(persons) }, names);
    expect(goalsCardData(source, 'Unit', 0, fi).rows[0]!.notes).toEqual([
      'Henkilö 0 ym.',
      'Vastaus puuttuu: Henkilö 0, Henkilö 1, Henkilö 2, Henkilö 3, Henkilö 4',
    ]);
  });
});

describe('of a goal that asks for support', () => {
  const tasks = ['x', 'y', 'z', 'w'].map((id) => ({
    ...{ id, kind: 'task' as const, label: { fi: `Tehtävä ${id}` } },
  }));
  const states = tasks.map(({ id: group }, index) => ({ ...state, id: `s${index}`, group }));
  const programme = programmeWith({ collectsSupport: true });
  const linesOf = (count: number, raws: Record<string, string>) => {
    const own = { groups: tasks.slice(0, count), fields: [estimate('value'), ...states.slice(0, count)] };
    const asked = withSupportLines(goal('a', 'Unit', own), programme);
    const source = drillDownInto({ goals: [asked], raws: { a: { value: '95', ...raws } } });
    const lines = goalsCardData(source, 'Unit', 0, fi).rows[0]!.lines.slice(1);
    return lines.map(({ runs }) => runs.map(({ text }) => text).join(''));
  };

  it('say what it needs, with the task’s name only where there are several', () => {
    expect(linesOf(1, { s0: 'red', 's0-support': 'Kaksi hoitajaa' })).toEqual([
      '✋ 1/1 tehtävä ei etene',
      'Tarvittava tuki: Kaksi hoitajaa',
    ]);
    expect(linesOf(2, { s0: 'green', 's0-support': 'Ei enää', s1: 'red', 's1-support': 'Tilat' })).toEqual([
      '✋ 1/2 tehtävää ei etene',
      'Tarvittava tuki (Tehtävä y): Tilat',
    ]);
  });

  it('shorten a long text, and count what is left out', () => {
    const all = [0, 1, 2, 3].flatMap((index) => [
      [`s${index}`, 'red'],
      [`s${index}-support`, 'Tukea '.repeat(50)],
    ]);
    const lines = linesOf(4, Object.fromEntries(all) as Record<string, string>);
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(/^Tarvittava tuki \(Tehtävä x\): (?:Tukea ?)+…$/);
    expect(lines.at(-1)).toBe('ja 1 muu');
  });
});

describe('the lists behind the buttons', () => {
  const task = { ...state, id: 'task', group: 'task' } as const;
  const goals = Array.from({ length: 60 }, (_, index) =>
    goal(`g${index}`, `Yksikkö ${index % 3}`, {
      groups: [{ id: 'task', kind: 'task', label: { fi: 'Tehtävä' } }],
      fields: [estimate('value'), more, task],
    }),
  );
  const values = ['95', '60', '10'];
  const raws = (by: number) =>
    Object.fromEntries(
      goals.map(({ id }, index) => [
        id,
        { ...full(values[Math.floor(index / by) % 3]!), task: index % 4 === 0 ? 'red' : 'green' },
      ]),
    );
  const source = drillDownInto({ goals, raws: raws(1), previous: { goals, raws: raws(2) } });
  const idsOn = (data: ReturnType<typeof goalListCardData>) =>
    data.rows.flatMap(({ actions }) =>
      (actions as { data: { goalId: string } }[]).map(({ data: { goalId } }) => goalId),
    );

  it.each(goalLists)('reach every goal of the list "%s", ten on a page, each with its history', (list) => {
    const listed = listedGoals(source, list);
    expect(listed.length).toBeGreaterThan(10);
    const pages = Array.from({ length: Math.ceil(listed.length / 10) }, (_, page) =>
      goalListCardData(source, list, page, fi),
    );
    expect(pages.flatMap(idsOn)).toEqual(listed.map(({ id }) => id));
    expect(pages.flatMap((data) => wrongWith(render('drill-down', data), neverRefused))).toEqual([]);
    expect(idsOn(goalListCardData(source, list, 99, fi))).toEqual(idsOn(pages.at(-1)!));
  });

  it('hold as many goals as their buttons say', () => {
    const { digest } = source;
    expect(listedGoals(source, 'support')).toHaveLength(digest.askSupport);
    expect(listedGoals(source, 'reds')).toHaveLength(digest.lights.red);
    expect(listedGoals(source, 'changes')).toHaveLength(digest.worse.length + digest.better.length);
    expect(listedGoals(source, 'all')).toHaveLength(60);
  });
});

it('a division is known by the programme’s main language, and by its start where it is longer than an action takes', () => {
  const division = { fi: 'Å'.repeat(400), sv: 'Kirurgi' };
  expect(divisionNameOf(division, { languages: ['sv', 'fi'] })).toBe('Kirurgi');
  expect(divisionNameOf(division, { languages: ['fi'] })).toBe('Å'.repeat(300));
});

describe.each(locales)('at full size in %s', (locale) => {
  const wording = wordingFor(locale);
  const marker = '**[click](https://evil.example)** <at>all</at>';
  const persons = manyPersons(4);
  const long = (start: string) => `${start} ${marker} ${'å'.repeat(400)}`;
  const goals = Array.from({ length: 200 }, (_, index) =>
    goal(`g${index}`.padEnd(80, 'x'), long(index < 60 ? 'Iso' : `Yksikkö ${index % 30}`), {
      title: { fi: long(`Tavoite ${index}`) },
      code: `${index} ${'å'.repeat(36)}`,
      owners: persons,
    }),
  );
  const raws = Object.fromEntries(goals.slice(100).map(({ id }) => [id, full('95', 'red')]));
  const previous = { goals, raws: Object.fromEntries(goals.map(({ id }) => [id, full('60')])) };
  const names = new Map(persons.map((id) => [id, 'Å'.repeat(120)]));
  const banner = { text: long('Kohtaa'), style: 'warning' } as const;
  const source = {
    ...drillDownInto({ goals, raws, previous, people: peopleOf(persons) }, names),
    banner,
  };
  const cards = [
    ...[0, 1, 3].map((page) => divisionsCardData(source, page, wording)),
    ...[...new Set(source.digest.divisions.map(({ name }) => name))].flatMap((division) =>
      [0, 1, 5].map((page) => goalsCardData(source, division, page, wording)),
    ),
    ...goalLists.flatMap((list) => [0, 1, 9].map((page) => goalListCardData(source, list, page, wording))),
  ].map((data) => render('drill-down', data));

  it('the lists stay below the size that is never refused, and have buttons of ours only', () => {
    expect(cards.length).toBeGreaterThan(30);
    expect(cards.flatMap((card) => wrongWith(card, neverRefused))).toEqual([]);
  }, 60_000);

  it('show names as text only, with their signs beside their words, and two columns at most', () => {
    for (const card of cards.slice(0, 9)) {
      const nodes = nodesOf(card);
      const headings = nodes.filter(([, { type }]) => type === 'TextBlock').map(([, { text }]) => text);
      expect(headings).toEqual([wording.text('heading.goals')]);
      const texts = stringsOf(card).map(([, each]) => each);
      expect(texts.filter((each) => /[◊○](?!\u00a0\S)/u.test(each))).toEqual([]);
      for (const [, { columns }] of nodes.filter(([, { type }]) => type === 'ColumnSet'))
        expect(columns).toHaveLength(2);
    }
  });
});
