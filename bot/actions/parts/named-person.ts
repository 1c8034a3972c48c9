import { fitProblems } from '../../../cards/parts/person-input';
import { readLeft } from '../../../src/people/left';
import { findOrAdd } from '../../../src/people/look-up';
import { type Person } from '../../../src/people/schema';
import { type CardActionDeps, inputText } from '../../views/turn';

type PersonProblem = `person.${'missing' | 'unknown' | 'several' | 'more' | 'near' | 'disagree' | 'left'}`;

/**
 * The person named in a form: chosen among candidates, picked in Teams, or typed. An unknown address is looked up.
 * @param by the id of the person who acts
 */
export async function namedPerson(
  { store, clock, lookUp }: CardActionDeps,
  by: string,
  data: Readonly<Record<string, unknown>>,
): Promise<
  { readonly found: Person } | { readonly problem: PersonProblem; readonly candidates: readonly Person[] }
> {
  const named = [];
  for (const text of ['person_candidate', 'person_picked', 'person_typed'].map((id) => inputText(data, id)))
    if (text !== '') {
      const how = { ...(lookUp && { lookUp }), actor: { by, way: 'card' as const } };
      named.push(await findOrAdd(store, text, how, clock.now()));
    }
  const found = new Map(
    named.flatMap((result) => ('found' in result ? [[result.found.id, result.found]] : [])),
  );
  const [person, another] = found.values();
  if (person && !another)
    return (await readLeft(store, person.id))
      ? { problem: 'person.left', candidates: [] }
      : { found: person };
  // A typed name stays in its input when another person was chosen or picked.
  if (another) return { problem: 'person.disagree', candidates: [...found.values()] };
  if (named.length === 0) return { problem: 'person.missing', candidates: [] };
  const meant = named.flatMap((result) => ('candidates' in result ? [result] : []));
  const candidates = meant.flatMap((each) => each.candidates);
  const fit = meant.find((each) => each.candidates.length > 0)?.fit;
  return { problem: fit === undefined ? 'person.unknown' : fitProblems[fit], candidates };
}
