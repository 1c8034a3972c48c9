import { computeDigest } from '../../src/digest/digest';
import { narrowed } from '../../src/digest/narrow';
import { during, goalWith, peopleOf } from '../helpers/fixtures';
import { type SourceInput, sourceOf } from './fixtures';

const [anna, bo] = ['anna@example.org', 'bo@example.org'];
const inSurgery = { headings: [{ fi: 'Kirurgia', sv: 'Kirurgi' }] };
const inCare = { headings: [{ fi: 'Hoiva' }] };
const goals = [
  goalWith('a', inSurgery),
  goalWith('b', { ...inSurgery, owners: [bo] }),
  goalWith('care', inCare),
  goalWith('shared', { ...inSurgery, unit: { fi: 'Hoiva' } }),
];
const raws = { a: { value: '20' }, care: { value: '10' }, shared: { value: '95' } };
const input: SourceInput = {
  ...{ goals, raws, people: peopleOf([anna, bo]) },
  previous: { goals, raws: { a: { value: '95' }, care: { value: '95' }, shared: { value: '20' } } },
  then: { care: { value: '10' } },
};
const digestOf = (units: readonly string[], changes: Partial<SourceInput> = {}) =>
  computeDigest(narrowed(sourceOf({ ...input, ...changes }), new Set(units)), during);

describe('the digest of some units', () => {
  it('counts their goals, persons and lights, and names what is red or changed in them only', () => {
    const digest = digestOf(['Kirurgia']);
    expect(digest).toMatchObject({
      ...{ only: [{ fi: 'Kirurgia', sv: 'Kirurgi' }], asked: 2, answered: 1, askSupport: 0 },
      ...{ persons: { asked: 2, done: 1 }, lights: { red: 1, 'not-answered': 1, green: 0 } },
      ...{ previousLights: { green: 1, 'not-answered': 1, red: 0 }, sinceDigest: { answered: 1 } },
    });
    expect(digest.newlyRed.map(({ id }) => id)).toEqual(['a']);
    expect(digest.units.map(({ unit }) => unit.fi)).toEqual(['Kirurgia']);
    expect(JSON.stringify(digest)).not.toContain('Hoiva');
    expect(JSON.stringify(digest)).not.toContain('care');
  });

  it('goes by the unit that answers for a goal, not by its heading', () => {
    const digest = digestOf(['Hoiva']);
    expect(digest).toMatchObject({ asked: 2, answered: 2, lights: { red: 1 }, sinceDigest: { answered: 1 } });
    expect(digest.greenAgain.map(({ id }) => id)).toEqual(['shared']);
  });

  it('of all units has the figures of the whole programme', () => {
    const whole = computeDigest(sourceOf(input), during);
    const { only, ...all } = digestOf(['Hoiva', 'Kirurgia', 'Lakkautettu']);
    expect(all).toEqual(whole);
    expect(only?.map(({ fi }) => fi)).toEqual(['Kirurgia', 'Hoiva']);
  });

  it('compares a goal with itself, also where another unit answered for it before', () => {
    const [a, ...others] = goals;
    const before = [goalWith('a', inCare), ...others];
    const previous = { goals: before, raws: { a: { value: '95' } } };
    expect(digestOf(['Kirurgia'], { previous }).newlyRed.map(({ id }) => id)).toEqual([a!.id]);
    expect(digestOf(['Hoiva'], { previous })).toMatchObject({ previousLights: { green: 0 } });
  });

  it('of units that are no more has no goal', () => {
    const source = narrowed(sourceOf(input), new Set(['Lakkautettu']));
    expect(source.form.goals).toEqual([]);
    expect(source.only).toEqual([]);
  });
});
