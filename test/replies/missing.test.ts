import { missingByUnit } from '../../src/replies/missing';
import { type SourceInput, sourceOf } from '../digest/fixtures';
import { estimate, goalWith, peopleOf, programmeWith } from '../helpers/fixtures';
import { anna, bo, cia } from './fixtures';

const people = peopleOf([anna, bo, cia], { team: [anna, cia] });
const given = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, { value: '5' }]));
const inUnit = (id: string, unit: string, ...owners: string[]) =>
  goalWith(id, { headings: [{ fi: unit }], owners });
/** As `unit: person goal goal, person goal`. */
const missing = (input: Pick<SourceInput, 'goals' | 'raws' | 'handovers'>) =>
  missingByUnit(sourceOf({ people, ...input })).map(
    ({ name, persons }) =>
      `${name}: ${persons.map(({ personId, goals }) => [personId.split('@')[0], ...goals.map(({ id }) => id)].join(' ')).join(', ')}`,
  );

describe('who has not answered, by unit', () => {
  it('is everybody with their goals while nobody has', () => {
    const goals = [inUnit('a', 'A', anna), inUnit('b', 'A', bo), inUnit('both', 'A', anna, bo)];
    expect(missing({ goals, raws: {} })).toEqual(['A: anna a both, bo b both']);
  });

  it('is nobody when all is answered', () => {
    const goals = [inUnit('a', 'A', anna), inUnit('b', 'B', bo)];
    expect(missing({ goals, raws: given('a', 'b') })).toEqual([]);
  });

  it('names a person in each unit in which they have something left, and only there', () => {
    const goals = [
      inUnit('a', 'A', anna),
      inUnit('b', 'B', anna, bo),
      inUnit('c', 'C', anna),
      inUnit('d', 'A', anna),
    ];
    expect(missing({ goals, raws: given('c', 'd') })).toEqual(['B: anna b, bo b', 'A: anna a']);
  });

  it('begins with the unit of the most persons, not of the most goals', () => {
    const goals = [
      inUnit('a1', 'A', anna),
      inUnit('a2', 'A', anna),
      inUnit('a3', 'A', anna),
      inUnit('b', 'B', anna, bo),
    ];
    expect(missing({ goals, raws: {} })).toEqual(['B: anna b, bo b', 'A: anna a1 a2 a3']);
  });

  it('goes on in the order of the register, whatever was answered of each unit', () => {
    const goals = [
      inUnit('a1', 'A', anna),
      inUnit('b', 'B', bo),
      inUnit('a2', 'A', anna),
      inUnit('c', 'C', cia),
    ];
    expect(missing({ goals, raws: {} })).toEqual(['A: anna a1 a2', 'B: bo b', 'C: cia c']);
    expect(missing({ goals, raws: given('a1') })).toEqual(['A: anna a2', 'B: bo b', 'C: cia c']);
  });

  it('has each person’s goals in the order of the register, also those that were handed to them later', () => {
    const goals = [inUnit('a', 'A', bo), inUnit('b', 'A', anna)];
    const at = '2026-10-12T09:00:00.000Z';
    const handovers = [{ goalId: 'a', from: bo, to: anna, by: bo, at }];
    expect(missing({ goals, raws: {}, handovers })).toEqual(['A: anna a b']);
    expect(missing({ goals, raws: given('a'), handovers })).toEqual(['A: anna b']);
  });

  it('counts only what the person holds of a goal, through a role too', () => {
    const owners = { owners: ['role:team'] };
    const goals = [goalWith('a', { owners: [bo], fields: [estimate('value'), estimate('team', owners)] })];
    expect(missing({ goals, raws: {} })).toEqual(['Unit: anna a, bo a, cia a']);
    expect(missing({ goals, raws: { a: { value: '5' } } })).toEqual(['Unit: anna a, cia a']);
    expect(missing({ goals, raws: { a: { team: '5' } } })).toEqual(['Unit: bo a']);
  });

  it('takes the unit of the goal, or else its outermost heading; named in the programme’s main language', () => {
    const unit = { fi: 'Sairaala', sv: 'Sjukhus' };
    const goals = [
      goalWith('a', { unit, headings: [{ fi: 'Painopiste' }, { fi: 'Kärki' }] }),
      goalWith('b', { headings: [unit, { fi: 'Muu' }] }),
    ];
    const source = sourceOf({ people, goals, raws: {} });
    expect(missingByUnit(source)).toEqual([{ name: 'Sairaala', unit, persons: [{ personId: anna, goals }] }]);
    const swedish = {
      ...source,
      form: { ...source.form, programme: programmeWith({ languages: ['sv', 'fi'] }) },
    };
    expect(missingByUnit(swedish).map(({ name }) => name)).toEqual(['Sjukhus']);
  });

  it('leaves out goals that are no longer in the register', () => {
    const source = sourceOf({ people, goals: [inUnit('a', 'A', anna), inUnit('b', 'B', bo)], raws: {} });
    const goals = source.form.goals.slice(0, 1);
    expect(missingByUnit({ ...source, form: { ...source.form, goals } }).map(({ name }) => name)).toEqual([
      'A',
    ]);
  });
});
