/** Who has not answered what they have to, by unit. Pure. */
import { type Goal, type LocalizedText } from '../goals/schema';
import { unitNameOf, unitsOf } from '../goals/unit';
import { type AskedPersonsSource, heldGoals } from './asked-persons';

export interface MissingPerson {
  readonly personId: string;
  /** The unanswered goals that the person holds in this unit, in the register's order. */
  readonly goals: readonly Goal[];
}

export interface MissingUnit {
  /** In the programme's main language; identifies the unit in permissions and actions. */
  readonly name: string;
  readonly unit: LocalizedText;
  readonly persons: readonly MissingPerson[];
}

/** Units with people who have not answered: most people first, then in the register's order. */
export function missingByUnit(source: AskedPersonsSource): MissingUnit[] {
  const { programme, goals } = source.form;
  const order = new Map(goals.map(({ id }, index) => [id, index]));
  const units = new Map<string, Map<string, Goal[]>>();
  const missing = heldGoals(source)
    .filter(({ isMissing }) => isMissing)
    .sort((a, b) => order.get(a.goal.id)! - order.get(b.goal.id)!);
  for (const { personId, goal } of missing) {
    const name = unitNameOf(goal, programme);
    const persons = units.get(name) ?? new Map<string, Goal[]>();
    units.set(name, persons.set(personId, [...(persons.get(personId) ?? []), goal]));
  }
  return [...unitsOf(goals, programme)]
    .map(([name, unit]) => ({
      name,
      unit,
      persons: [...(units.get(name) ?? [])].map(([personId, own]) => ({ personId, goals: own })),
    }))
    .filter(({ persons }) => persons.length > 0)
    .sort((a, b) => b.persons.length - a.persons.length);
}
