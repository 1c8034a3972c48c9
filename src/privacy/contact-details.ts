/** Contact details in an answer; they may be somebody else's than the typist's. Pure, except `loadContactGoals`. */
import { loadProgrammes, readGoalRows } from '../goals/register';
import { type Json, type JsonObject, type EntityStore } from '../storage/store';
import { type Mentions, type Subject, textsIn } from './subject';
import { namedIn } from './typed-names';

const nameOf = (programmeId: string, goalId: string) => `${programmeId}|${goalId}`;

/** The goals that ask for contact details, including retired ones, as `programme|goal`. */
export async function loadContactGoals(store: EntityStore): Promise<ReadonlySet<string>> {
  const names: string[] = [];
  for (const { id } of await loadProgrammes(store))
    for (const { value } of await readGoalRows(store, id))
      if (value.goal.contact) names.push(nameOf(id, value.goal.id));
  return new Set(names);
}

/** Whether a reply, a version of one or a draft gives this person's name or address as contact details. */
export function givesContactOf(
  partition: string,
  value: JsonObject,
  { contactGoals, name }: Subject,
  mentions: Mentions,
): boolean {
  const [kind, programmeId = ''] = partition.split('|');
  if (kind !== 'round' || !contactGoals.has(nameOf(programmeId, (value['goalId'] ?? '') as string)))
    return false;
  const isNamed = name === undefined ? () => false : namedIn(name);
  return textsIn(typedIn(value)).some((text) => mentions.in(text) || isNamed(text));
}

/** Field id → typed text: in a reply the raw text of its answers, in a draft the inputs. */
export function typedIn({ answers, typed }: JsonObject): JsonObject {
  const given = Object.entries((answers ?? {}) as Record<string, JsonObject>);
  return { ...Object.fromEntries(given.map(([field, { raw }]) => [field, raw!])), ...(typed as JsonObject) };
}

/** Removes all contact details, since a phone number identifies a person even without a name. */
export function withoutContactDetails(value: JsonObject): JsonObject {
  const erased = (part: Json | undefined, erase: (each: Json) => Json) =>
    Object.fromEntries(Object.entries((part ?? {}) as JsonObject).map(([id, each]) => [id, erase(each)]));
  return {
    ...value,
    ...(value['answers'] !== undefined && {
      answers: erased(value['answers'], (answer) => ({ ...(answer as JsonObject), raw: '–', value: '–' })),
    }),
    ...(value['typed'] !== undefined && { typed: erased(value['typed'], () => '') }),
  };
}
