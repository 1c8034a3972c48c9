/** Who has not answered what they have to, or has a translation to write, by unit. Pure. */
import { type Goal, type LocalizedText } from '../goals/schema';
import { unitNameOf, unitsOf } from '../goals/unit';
import { type AskedPersonsSource, type HeldGoal, heldGoals } from './asked-persons';

export interface MissingPerson {
  readonly personId: string;
  /** The unanswered goals that the person holds in this unit, in the register's order. */
  readonly goals: readonly Goal[];
  /** The goals, answered or not, of which the person has a translation to write; missing if there are none. */
  readonly untranslated?: readonly Goal[];
}

export interface MissingUnit {
  /** In the programme's main language; identifies the unit in permissions and actions. */
  readonly name: string;
  readonly unit: LocalizedText;
  readonly persons: readonly MissingPerson[];
}

export function missingGoals(source: AskedPersonsSource): HeldGoal[] {
  return heldGoals(source).filter(({ isMissing }) => isMissing);
}

/** Units with people who have not answered: most people first, then in the register's order. */
export function missingByUnit(source: AskedPersonsSource): MissingUnit[] {
  return byUnit(source, missingGoals(source), []);
}

/** Somebody who has something to do with a goal. */
export interface Waiting {
  readonly personId: string;
  readonly goal: Goal;
}

type Work = Record<'goals' | 'untranslated', Goal[]>;

/** The same from what each person has to answer and to translate. */
export function byUnit(
  { form: { programme, goals } }: AskedPersonsSource,
  missing: readonly Waiting[],
  untranslated: readonly Waiting[],
): MissingUnit[] {
  const order = new Map(goals.map(({ id }, index) => [id, index]));
  const units = new Map<string, Map<string, Work>>();
  const add = (key: keyof Work, { personId, goal }: Waiting) => {
    const name = unitNameOf(goal, programme);
    const persons = units.get(name) ?? new Map<string, Work>();
    const own = persons.get(personId) ?? { goals: [], untranslated: [] };
    if (!own[key].includes(goal)) own[key].push(goal);
    units.set(name, persons.set(personId, own));
  };
  const inOrder = (all: readonly Waiting[]) =>
    all.toSorted((a, b) => order.get(a.goal.id)! - order.get(b.goal.id)!);
  for (const each of inOrder(missing)) add('goals', each);
  for (const each of inOrder(untranslated)) add('untranslated', each);
  return [...unitsOf(goals, programme)]
    .map(([name, unit]) => ({ name, unit, persons: [...(units.get(name) ?? [])].map(missingPerson) }))
    .filter(({ persons }) => persons.length > 0)
    .sort((a, b) => b.persons.length - a.persons.length);
}

function missingPerson([personId, { goals, untranslated }]: readonly [string, Work]): MissingPerson {
  return { personId, goals, ...(untranslated.length > 0 && { untranslated }) };
}
