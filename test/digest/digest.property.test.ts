/** The figures of a digest against a reference that is computed another way, over random registers and replies. */
import fc from 'fast-check';
import { computeDigest, type Digest } from '../../src/digest/digest';
import { type Goal } from '../../src/goals/schema';
import { during, estimate, goalWith, peopleOf, text } from '../helpers/fixtures';
import { type Raws, sourceOf } from './fixtures';

const persons = ['anna@example.org', 'bo@example.org', 'cia@example.org'];
const teams: Record<string, string[]> = {
  team: [persons[1]!, persons[2]!],
  pair: [persons[0]!, persons[1]!],
};
const colours = ['green', 'yellow', 'red'];

/** One goal as the reference sees it; '' is no answer. */
interface Plain {
  readonly id: string;
  readonly unit: string;
  readonly division: string;
  readonly owner: string;
  /** Owner of the required note. */
  readonly writer: string;
  readonly value: string;
  readonly note: string;
  /** A state of the goal, and one of its task. */
  readonly state: string;
  readonly task: string;
}

const owner = fc.constantFrom(...persons, 'role:team', 'role:pair', 'gone@example.org');
const plain: fc.Arbitrary<Plain> = fc.record({
  id: fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `g${index}`)),
  unit: fc.constantFrom('A', 'B', 'C'),
  division: fc.constantFrom('D', 'E'),
  owner,
  writer: owner,
  value: fc.constantFrom('', '', '0', '49', '50', '90', '91', '140', 'ei mittaria'),
  note: fc.constantFrom('', 'n'),
  state: fc.constantFrom('', 'green', 'yellow', 'red', 'not-assessable'),
  task: fc.constantFrom('', 'green', 'red'),
});
const register = fc.uniqueArray(plain, { selector: ({ id }) => id, minLength: 1, maxLength: 12 });

function toGoal({ id, unit, division, owner: of, writer }: Plain): Goal {
  const state = { id: 'state', kind: 'light', label: { fi: 's' }, role: 'state', required: false } as const;
  const note = text('note', { required: true, owners: [writer] });
  const task = { ...state, id: 'task', group: 'task' } as const;
  const groups = [{ id: 'task', kind: 'task', label: { fi: 't' } } as const];
  const fields = [estimate('value'), note, state, task];
  return goalWith(id, { unit: { fi: unit }, headings: [{ fi: division }], owners: [of], groups, fields });
}

function toRaws(goals: readonly Plain[]): Raws {
  const given = ({ value, note, state, task }: Plain) =>
    Object.fromEntries(Object.entries({ value, note, state, task }).filter(([, raw]) => raw !== ''));
  return Object.fromEntries(goals.map((goal) => [goal.id, given(goal)]));
}

function colourOf(value: string): string {
  if (value === '' || value === 'ei mittaria') return 'not-assessable';
  return Number(value) > 90 ? 'green' : Number(value) < 50 ? 'red' : 'yellow';
}

function progressOf({ value, note, state, task }: Plain): 'answered' | 'partly' | 'unanswered' {
  if (value !== '' && note !== '') return 'answered';
  return value + note + state + task === '' ? 'unanswered' : 'partly';
}

function lightOf(goal: Plain, closed: boolean): string {
  const progress = progressOf(goal);
  if (progress === 'unanswered' || (progress === 'partly' && !closed)) return 'not-answered';
  const computed = colourOf(goal.value);
  return computed === 'not-assessable' && goal.state !== '' ? goal.state : computed;
}

function tally(goals: readonly Plain[], closed: boolean): Record<string, number> {
  const counts: Record<string, number> = { 'not-assessable': 0, 'not-answered': 0 };
  for (const light of [...colours, ...goals.map((goal) => lightOf(goal, closed))])
    counts[light] = (counts[light] ?? -1) + 1;
  return counts;
}

function standFor(person: string, of: string): boolean {
  return of === person || (teams[of.replace('role:', '')] ?? []).includes(person);
}

function personFigures(goals: readonly Plain[]): { asked: number; done: number } {
  const owes = (person: string, goal: Plain) =>
    (standFor(person, goal.owner) && goal.value === '') ||
    (standFor(person, goal.writer) && goal.note === '');
  const asked = persons.filter((person) =>
    goals.some((goal) => standFor(person, goal.owner) || standFor(person, goal.writer)),
  );
  return { asked: asked.length, done: asked.filter((who) => !goals.some((goal) => owes(who, goal))).length };
}

function moves(before: readonly Plain[], now: readonly Plain[], closed: boolean) {
  const all = now.flatMap((goal) => {
    const earlier = before.find(({ id }) => id === goal.id);
    if (!earlier) return [];
    const [from, to] = [colours.indexOf(lightOf(earlier, true)), colours.indexOf(lightOf(goal, closed))];
    return from < 0 || to < 0 ? [] : [{ id: goal.id, by: to - from }];
  });
  const idsOf = (sign: number) => all.filter(({ by }) => Math.sign(by) === sign).map(({ id }) => id);
  return { worse: idsOf(1), better: idsOf(-1) };
}

function expectUnits(
  digest: Digest,
  goals: readonly Plain[],
  before: readonly Plain[],
  closed: boolean,
): void {
  const names = digest.units.map(({ unit }) => unit.fi);
  expect([...names].sort()).toEqual([...new Set(goals.map(({ unit }) => unit))].sort());
  for (const { unit, ...figures } of digest.units) {
    const own = goals.filter((goal) => goal.unit === unit.fi);
    expect(figures).toEqual({
      asked: own.length,
      answered: own.filter((goal) => progressOf(goal) === 'answered').length,
      partly: own.filter((goal) => progressOf(goal) === 'partly').length,
      lights: tally(own, closed),
      previousLights: tally(
        before.filter((goal) => goal.unit === unit.fi),
        true,
      ),
    });
  }
  const missing = digest.units.map(({ asked, answered }) => asked - answered);
  expect(missing).toEqual([...missing].sort((a, b) => b - a));
}

/** The light, "" if it is not a colour. */
function markOf(goal: Plain | undefined, closed: boolean): string {
  const light = goal ? lightOf(goal, closed) : '';
  return colours.includes(light) ? light : '';
}

/** "asks"; "none" if the task proceeds; "" if nobody said or the goal is not judged. */
function flagOf(goal: Plain | undefined, closed: boolean): string {
  if (!goal || lightOf(goal, closed) === 'not-answered' || goal.task === '') return '';
  return goal.task === 'red' ? 'asks' : 'none';
}

const turns = ['green red', 'yellow red'];
const recoveries = ['red green', 'red yellow'];

/** A matrix of marks before and now, from which every list and count is read. */
function expectChanges(
  digest: Digest,
  goals: readonly Plain[],
  before: readonly Plain[],
  closed: boolean,
): void {
  const marks = goals.map((goal) => {
    const earlier = before.find(({ id }) => id === goal.id);
    const flags = `${flagOf(earlier, true)} ${flagOf(goal, closed)}`;
    return { id: goal.id, move: `${markOf(earlier, true)} ${markOf(goal, closed)}`, flags };
  });
  const idsWith = (...moves: string[]) =>
    marks.filter(({ move }) => moves.includes(move)).map(({ id }) => id);
  const flagged = (flags: string) => marks.filter((mark) => mark.flags === flags).map(({ id }) => id);
  const named = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  expect(named(digest.newlyRed)).toEqual(idsWith(...turns));
  expect(named(digest.stillRed)).toEqual(idsWith('red red'));
  expect(named(digest.firstRed)).toEqual(idsWith(' red'));
  expect(named(digest.greenAgain)).toEqual(idsWith('yellow green', 'red green'));
  expect(digest.firstAssessed).toBe(idsWith(' red', ' yellow', ' green').length);
  expect(named(digest.newSupport)).toEqual(flagged('none asks'));
  expect(named(digest.firstSupport)).toEqual(flagged(' asks'));
  expect(named(digest.stillSupport)).toEqual(flagged('asks asks'));
  expect(digest.askSupport).toBe(marks.filter(({ flags }) => flags.endsWith('asks')).length);
  expect(digest.sincePeriod).toEqual({
    answered: goals.filter((goal) => progressOf(goal) === 'answered').length,
    turnedRed: idsWith(...turns).length,
    fellToYellow: idsWith('green yellow').length,
    recovered: idsWith(...recoveries).length,
    newSupport: flagged('none asks').length,
  });
}

function expectDivisions(
  digest: Digest,
  goals: readonly Plain[],
  before: readonly Plain[],
  closed: boolean,
): void {
  expect(digest.divisions.map(({ division }) => division.fi)).toEqual([
    ...new Set(goals.map(({ division }) => division)),
  ]);
  // A goal that was moved since counts where it is now, in both periods.
  const placeOf = (goal: Plain) => goals.find(({ id }) => id === goal.id)?.division ?? goal.division;
  for (const { division, lights, previousLights } of digest.divisions) {
    const inIt = (goal: Plain) => placeOf(goal) === division.fi;
    expect(lights).toEqual(tally(goals.filter(inIt), closed));
    expect(previousLights).toEqual(tally(before.filter(inIt), true));
  }
}

it('says since the last digest what was answered and which way the lights turned', () => {
  fc.assert(
    fc.property(register, register, register, fc.boolean(), (goals, asThen, before, closed) => {
      const then = goals.flatMap(({ id }) => asThen.find((goal) => goal.id === id) ?? []);
      const source = sourceOf({
        goals: goals.map(toGoal),
        raws: toRaws(goals),
        status: closed ? 'closed' : 'open',
        people: peopleOf(persons, teams),
        previous: { goals: before.map(toGoal), raws: toRaws(before) },
        then: toRaws(then),
      });
      const moves: string[] = [];
      let [answered, newSupport] = [0, 0];
      for (const goal of goals) {
        const inRound = then.find(({ id }) => id === goal.id);
        const hadLight = inRound && lightOf(inRound, false) !== 'not-answered';
        const [from, atEnd] = hadLight ? [inRound, false] : [before.find(({ id }) => id === goal.id), true];
        moves.push(`${markOf(from, atEnd)} ${markOf(goal, closed)}`);
        if (flagOf(from, atEnd) === 'none' && flagOf(goal, closed) === 'asks') newSupport++;
        if (progressOf(goal) === 'answered' && !(inRound && progressOf(inRound) === 'answered')) answered++;
      }
      const count = (...wanted: string[]) => moves.filter((move) => wanted.includes(move)).length;
      expect(computeDigest(source, during).sinceDigest).toEqual({
        ...{ at: source.lastDigest!.at, answered, newSupport },
        turnedRed: count(...turns),
        fellToYellow: count('green yellow'),
        recovered: count(...recoveries),
      });
    }),
    { numRuns: 300 },
  );
});

it('has the figures of the reference', () => {
  fc.assert(
    fc.property(register, register, fc.boolean(), (goals, before, closed) => {
      const source = sourceOf({
        goals: goals.map(toGoal),
        raws: toRaws(goals),
        status: closed ? 'closed' : 'open',
        people: peopleOf(persons, teams),
        previous: { goals: before.map(toGoal), raws: toRaws(before) },
      });
      const digest = computeDigest(source, during);
      const answered = goals.filter((goal) => progressOf(goal) === 'answered');
      const partly = goals.filter((goal) => progressOf(goal) === 'partly');
      expect([digest.asked, digest.answered, digest.partly]).toEqual([
        goals.length,
        answered.length,
        partly.length,
      ]);
      expect(digest.lights).toEqual(tally(goals, closed));
      expect(digest.previousLights).toEqual(tally(before, true));
      expect(digest.persons).toEqual(personFigures(goals));
      const { worse, better } = moves(before, goals, closed);
      expect(digest.worse.map(({ id }) => id)).toEqual(worse);
      expect(digest.better.map(({ id }) => id)).toEqual(better);
      const apart = (closed ? [...answered, ...partly] : answered)
        .filter(({ state }) => colours.includes(state))
        .filter(({ value, state }) => ![state, 'not-assessable'].includes(colourOf(value)));
      expect(digest.differing.map(({ id }) => id).sort()).toEqual(apart.map(({ id }) => id).sort());
      expectUnits(digest, goals, before, closed);
      expectChanges(digest, goals, before, closed);
      expectDivisions(digest, goals, before, closed);
    }),
    { numRuns: 300 },
  );
});
