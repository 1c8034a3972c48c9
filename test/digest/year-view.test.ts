/** The lights of the last periods, goal by goal, from rounds built by hand. */
import { type DigestSource } from '../../src/digest/digest';
import { computeYearView, narrowedTo, type YearView } from '../../src/digest/year-view';
import { type Goal } from '../../src/goals/schema';
import { type RoundStatus, skipped } from '../../src/rounds/round';
import { during, goalWith, text } from '../helpers/fixtures';
import { type Raws, sourceOf } from './fixtures';

function held(
  period: string,
  goals: readonly Goal[],
  raws: Raws,
  status: RoundStatus = 'closed',
): DigestSource {
  const source = sourceOf({ goals, raws, status });
  return { ...source, round: { ...source.round, period } };
}

function notOpened(period: string, goals: readonly Goal[]): DigestSource {
  const source = held(period, goals, {}, 'planned');
  const event = { by: 'schedule', reason: 'over', at: during.toISOString() };
  return { ...source, round: skipped(source.round, event) };
}

const valued = (value: string) => ({ value });
const [a, b, c] = ['a', 'b', 'c'].map((id) => goalWith(id));
const lightsOf = ({ goals }: YearView) => Object.fromEntries(goals.map(({ id, lights }) => [id, lights]));

describe('the view of the last periods', () => {
  it('has the goals of the last round in its order, each with its light in every period, the oldest first', () => {
    const view = computeYearView(
      [
        held('2026-Q3', [b!, a!], { a: valued('95'), b: valued('20') }),
        held('2026-Q1', [a!, b!], { a: valued('40'), b: valued('90') }),
        held('2026-Q2', [a!, b!], { a: valued('91') }),
      ],
      during,
    );
    expect(view.periods.map(({ period }) => period)).toEqual(['2026-Q1', '2026-Q2', '2026-Q3']);
    expect(view.goals.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(lightsOf(view)).toEqual({
      a: ['red', 'green', 'green'],
      b: ['yellow', 'not-answered', 'red'],
    });
    expect(view).toMatchObject({ judged: true, asOf: during.toISOString(), gone: [] });
  });

  it('counts the lights of each period', () => {
    const goals = [a!, b!, c!];
    const view = computeYearView(
      [
        held('2026-Q2', goals, { a: valued('40'), b: valued('10') }),
        held('2026-Q3', goals, { a: valued('95'), c: valued('Ei mittaria') }),
      ],
      during,
    );
    expect(view.periods.map(({ lights }) => lights)).toEqual([
      { green: 0, yellow: 0, red: 2, 'not-assessable': 0, 'not-answered': 1 },
      { green: 1, yellow: 0, red: 0, 'not-assessable': 1, 'not-answered': 1 },
    ]);
  });

  it('tells a goal that there was not yet from one that was not answered', () => {
    const view = computeYearView(
      [held('2026-Q2', [a!], {}), held('2026-Q3', [a!, b!], { b: valued('95') })],
      during,
    );
    expect(lightsOf(view)).toEqual({ a: ['not-answered', 'not-answered'], b: [undefined, 'green'] });
    expect(view.periods[0]!.lights['not-answered']).toBe(1);
  });

  it('matches goals by id: one that was renamed and moved keeps its lights under its new name', () => {
    const renamed = goalWith('a', { code: '9.9', title: { fi: 'Uusi nimi' }, headings: [{ fi: 'Uusi' }] });
    const view = computeYearView(
      [held('2026-Q2', [a!], { a: valued('20') }), held('2026-Q3', [renamed], { a: valued('95') })],
      during,
    );
    expect(view.goals).toEqual([
      expect.objectContaining({ code: '9.9', division: { fi: 'Uusi' }, lights: ['red', 'green'] }),
    ]);
  });

  it('lists goals that are no longer there apart, as they were called last', () => {
    const old = goalWith('b', { title: { fi: 'Vanha nimi' } });
    const view = computeYearView(
      [
        held('2026-Q1', [old, a!], { b: valued('20') }),
        held('2026-Q2', [a!, b!], { b: valued('95') }),
        held('2026-Q3', [a!], {}),
      ],
      during,
    );
    expect(view.goals.map(({ id }) => id)).toEqual(['a']);
    expect(view.gone).toEqual([
      expect.objectContaining({ id: 'b', title: b!.title, lights: ['red', 'green', undefined] }),
    ]);
  });

  it('shows a round that was not opened as such: nobody was asked, so nothing is unanswered', () => {
    const view = computeYearView(
      [held('2026-Q1', [a!], {}), notOpened('2026-Q2', [a!]), held('2026-Q3', [a!], {}, 'open')],
      during,
    );
    expect(view.periods.map(({ status }) => status)).toEqual(['closed', 'skipped', 'open']);
    expect(lightsOf(view)).toEqual({ a: ['not-answered', undefined, 'not-answered'] });
    expect(view.periods[1]!.lights['not-answered']).toBe(0);
  });

  it('has the goals of the form even where the last round was not opened', () => {
    const view = computeYearView([notOpened('2026-Q3', [a!])], during);
    expect(view.goals).toEqual([expect.objectContaining({ id: 'a', lights: [undefined] })]);
  });

  it('gives a goal answered in part a light when its round is closed, as the digest does', () => {
    const parts = goalWith('a', {
      fields: ['x', 'y'].map((id) => ({
        ...{ id, kind: 'percent' as const, label: { fi: id }, role: 'confidence' as const },
      })),
    });
    const raws = { a: { x: '95' } };
    const view = computeYearView(
      [held('2026-Q2', [parts], raws), held('2026-Q3', [parts], raws, 'reopened')],
      during,
    );
    expect(lightsOf(view)).toEqual({ a: ['green', 'not-answered'] });
  });

  it('goes back eight periods', () => {
    const periods = ['2024-Q4', '2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3'];
    const sources = ['2024-Q2', '2024-Q3', ...periods].map((period) => held(period, [a!], {}));
    expect(computeYearView(sources, during).periods.map(({ period }) => period)).toEqual(periods);
  });

  it('says where nothing is judged', () => {
    const survey = goalWith('a', { fields: [text('words')] });
    const view = computeYearView([held('2026', [survey], { a: { words: 'Joo' } })], during);
    expect(view).toMatchObject({ judged: false, goals: [{ lights: ['not-assessable'] }] });
  });
});

it('a view of some goals counts those alone', () => {
  const view = computeYearView(
    [
      held('2026-Q2', [a!, b!, c!], { a: valued('95'), b: valued('95'), c: valued('20') }),
      held('2026-Q3', [a!, b!], { a: valued('95') }),
    ],
    during,
  );
  const own = narrowedTo(view, (goalId) => goalId !== 'a');
  expect(lightsOf(own)).toEqual({ b: ['green', 'not-answered'] });
  expect(own.gone.map(({ id }) => id)).toEqual(['c']);
  expect(own.periods.map(({ lights }) => [lights.green, lights.red, lights['not-answered']])).toEqual([
    [1, 1, 0],
    [0, 0, 1],
  ]);
});
