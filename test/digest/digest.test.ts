import { computeDigest, standingsOf } from '../../src/digest/digest';
import { type Goal } from '../../src/goals/schema';
import { deadline, during, estimate, goalWith, peopleOf, programmeWith, text } from '../helpers/fixtures';
import { repliesOf, type SourceInput, sourceOf } from './fixtures';

const digestOf = (input: SourceInput) => computeDigest(sourceOf(input), during);
const state = { id: 'state', kind: 'light', label: { fi: 'Tila' }, role: 'state', required: false } as const;
const judged = (id: string, unit = 'Unit'): Goal =>
  goalWith(id, {
    headings: [{ fi: unit }],
    fields: [estimate('value'), state, text('note', { required: true })],
  });
const full = (value: string) => ({ value, note: 'n' });

describe('a digest', () => {
  it('says of which round it is and as of when', () => {
    const digest = digestOf({ goals: [judged('a')], raws: {} });
    expect(digest).toMatchObject({
      programmeId: 'prog',
      name: { fi: 'Ohjelma' },
      period: '2026-Q3',
      status: 'open',
      deadline: deadline.toISOString(),
      asOf: during.toISOString(),
    });
    expect(digest).not.toHaveProperty('previousPeriod');
    expect(digest).not.toHaveProperty('previousLights');
  });

  it('counts goals by their light, green only above ninety and red only below fifty', () => {
    const values = ['90,1', '90', '50', '49,9', '0', 'ei mittaria'];
    const goals = values.map((_, index) => judged(`g${index}`));
    const raws = Object.fromEntries(values.map((value, index) => [`g${index}`, full(value)]));
    const digest = digestOf({ goals: [...goals, judged('missing')], raws });
    expect(digest.lights).toEqual({ green: 1, yellow: 2, red: 2, 'not-assessable': 1, 'not-answered': 1 });
    expect([digest.asked, digest.answered, digest.partly]).toEqual([7, 6, 0]);
  });

  it.each([
    ['open', 'not-answered'],
    ['reopened', 'not-answered'],
    ['closed', 'green'],
  ] as const)('judges a goal answered in part only when the round is closed: %s %s', (status, light) => {
    const digest = digestOf({ goals: [judged('a')], raws: { a: { value: '95' } }, status });
    expect([digest.asked, digest.answered, digest.partly]).toEqual([1, 0, 1]);
    expect(digest.lights).toMatchObject({ [light]: 1 });
  });
});

describe('the persons of a digest', () => {
  const anna = 'anna@example.org';
  const bo = 'bo@example.org';
  const shared = goalWith('shared', {
    owners: [anna],
    fields: [estimate('value'), estimate('team', { owners: ['role:team'] })],
  });
  const goals = [shared, goalWith('own', { owners: [bo] })];
  const people = peopleOf([anna, bo, 'cia@example.org'], { team: [bo] });

  it.each([
    [{}, 0],
    [{ shared: { value: '1' } }, 1],
    [{ shared: { team: '1' } }, 0],
    [{ shared: { team: '1' }, own: { value: '1' } }, 1],
    [{ shared: { value: '1', team: '1' }, own: { value: '1' } }, 2],
  ])('are done when all of their own fields are answered: %j %i', (raws, done) => {
    expect(digestOf({ goals, raws, people }).persons).toEqual({ asked: 2, done });
  });
});

describe('the persons of a digest with hand-overs', () => {
  const [anna, bo, cia] = ['anna@example.org', 'bo@example.org', 'cia@example.org'];
  const at = during.toISOString();
  const goals = [
    goalWith('a', { owners: [anna] }),
    goalWith('b', { owners: [bo] }),
    goalWith('b2', { owners: [bo] }),
  ];
  const people = peopleOf([anna, bo, cia]);
  const personsWith = (raws: SourceInput['raws'], handovers: SourceInput['handovers']) =>
    digestOf({ goals, raws, people, ...(handovers && { handovers }) }).persons;
  const toBo = { goalId: 'a', from: anna, to: bo, by: anna, at };

  it('are not who has handed on everything, and are done with what they got besides', () => {
    expect(personsWith({ b: { value: '1' }, b2: { value: '1' } }, [])).toEqual({ asked: 2, done: 1 });
    expect(personsWith({ b: { value: '1' }, b2: { value: '1' } }, [toBo])).toEqual({ asked: 1, done: 0 });
    const all = { a: { value: '1' }, b: { value: '1' }, b2: { value: '1' } };
    expect(personsWith(all, [toBo])).toEqual({ asked: 1, done: 1 });
  });

  it('are still who has handed on a part', () => {
    const toAnna = { goalId: 'b', from: bo, to: anna, by: bo, at };
    expect(personsWith({ b2: { value: '1' } }, [toAnna])).toEqual({ asked: 2, done: 1 });
  });
});

describe('the units of a digest', () => {
  const goals = [
    judged('a1', 'A'),
    judged('b1', 'B'),
    judged('b2', 'B'),
    judged('c1', 'C'),
    judged('c2', 'C'),
  ];

  it('come with the most missing goals first, those with as many in the order of the register', () => {
    const { units } = digestOf({ goals, raws: { c1: full('95'), b1: { value: '1' } } });
    expect(units.map(({ unit, asked, answered }) => [unit.fi, asked, answered])).toEqual([
      ['B', 2, 0],
      ['A', 1, 0],
      ['C', 2, 1],
    ]);
    expect(units[2]?.lights).toMatchObject({ green: 1, 'not-answered': 1 });
  });

  it("are the goal's own, or its outermost heading", () => {
    const own = goalWith('own', { unit: { fi: 'A' }, headings: [{ fi: 'Other' }, { fi: 'Inner' }] });
    const { units } = digestOf({ goals: [judged('a1', 'A'), own], raws: {} });
    expect(units.map(({ unit, asked }) => [unit.fi, asked])).toEqual([['A', 2]]);
  });

  it('have the lights of the previous period, also where there were none', () => {
    const previous = { goals: [judged('a1', 'A')], raws: { a1: full('10') } };
    const { units } = digestOf({ goals: goals.slice(0, 2), raws: {}, previous });
    expect(units.map(({ unit, previousLights }) => [unit.fi, previousLights?.red])).toEqual([
      ['A', 1],
      ['B', 0],
    ]);
  });
});

describe('what has changed since the previous period', () => {
  const change = (from: string | undefined, to: string | undefined) => {
    const raws = (value: string | undefined): SourceInput['raws'] =>
      value === undefined ? {} : { a: full(value) };
    const previous = { goals: [judged('a')], raws: raws(from) };
    const { worse, better } = digestOf({ goals: [judged('a')], raws: raws(to), previous });
    return {
      worse: worse.map(({ from, to }) => `${from} ${to}`),
      better: better.map(({ from, to }) => `${from} ${to}`),
    };
  };

  it.each([
    ['95', '60', ['green yellow'], []],
    ['60', '10', ['yellow red'], []],
    ['95', '10', ['green red'], []],
    ['10', '60', [], ['red yellow']],
    ['60', '95', [], ['yellow green']],
    ['60', '70', [], []],
    [undefined, '10', [], []],
    ['95', undefined, [], []],
    ['ei mittaria', '95', [], []],
    ['95', 'ei mittaria', [], []],
  ])('from %s to %s: worse %j, better %j', (from, to, worse, better) => {
    expect(change(from, to)).toEqual({ worse, better });
  });

  it('names the goal, and leaves out goals that are new or gone', () => {
    const previous = { goals: [judged('a'), judged('gone')], raws: { a: full('95'), gone: full('95') } };
    const digest = digestOf({
      goals: [judged('new'), judged('a')],
      raws: { new: full('1'), a: full('1') },
      previous,
    });
    expect(digest.worse).toEqual([
      {
        ...{ id: 'a', code: 'A', title: { fi: 'Tavoite a' }, unit: { fi: 'Unit' } },
        ...{ from: 'green', to: 'red', fromPercent: 95, toPercent: 1 },
      },
    ]);
    expect(digest.previousPeriod).toBe('2026-Q2');
    expect(digest.previousLights).toMatchObject({ green: 2 });
  });

  it('takes a goal answered in part in the previous round for what it was judged by at its end', () => {
    const previous = { goals: [judged('a')], raws: { a: { value: '95' } } };
    expect(digestOf({ goals: [judged('a')], raws: { a: full('10') }, previous }).worse).toHaveLength(1);
  });
});

describe('computed and self-assessed lights', () => {
  it.each([
    ['95', 'red', ['green red']],
    ['95', 'green', []],
    ['95', 'not-assessable', []],
    ['ei mittaria', 'red', []],
  ])('of %s and %s: told apart %j', (value, light, expected) => {
    const { differing } = digestOf({ goals: [judged('a')], raws: { a: { ...full(value), state: light } } });
    expect(differing.map(({ from, to }) => `${from} ${to}`)).toEqual(expected);
  });

  it('do not differ while the goal is answered only in part', () => {
    const raws = { a: { value: '95', state: 'red' } };
    expect(digestOf({ goals: [judged('a')], raws }).differing).toEqual([]);
    expect(digestOf({ goals: [judged('a')], raws, status: 'closed' }).differing).toHaveLength(1);
  });

  it('show the self-assessed one where nothing can be computed', () => {
    const form = { programme: programmeWith(), goals: [judged('a')] };
    const replies = repliesOf(form, { a: { ...full('ei mittaria'), state: 'red' } });
    expect(standingsOf(form, replies, { status: 'open', period: '2026-Q1' })).toEqual([
      expect.objectContaining({ light: 'red', computed: 'not-assessable', own: 'red' }),
    ]);
  });
});
