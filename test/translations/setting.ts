/** Anna's goal with a text in Swedish and Finnish, in an open round; Bo and Cia are asked nothing in it. */
import { type Goal } from '../../src/goals/schema';
import { recordReply } from '../../src/replies/record-reply';
import { type Reply } from '../../src/replies/reply';
import { type EntityStore } from '../../src/storage/store';
import {
  anna,
  bo,
  cia,
  during,
  estimate,
  goalWith,
  name,
  peopleOf,
  programmeWith,
  saveOpenRound,
  text,
} from '../helpers/fixtures';

const told = { label: { fi: 'Seuranta' }, required: true };
export const goal: Goal = goalWith('a', {
  fields: [
    estimate('value'),
    text('sv', { ...told, language: 'sv' }),
    text('fi', { ...told, language: 'fi' }),
  ],
});
export const task = { ...name, goalId: 'a', fieldId: 'sv' };

interface Opening {
  readonly locked?: boolean;
  readonly others?: readonly Goal[];
}

export async function openBilingual(
  store: EntityStore,
  { locked = false, others = [] }: Opening = {},
): Promise<void> {
  const programme = programmeWith({ languages: ['sv', 'fi'], policy: { lockOnSubmit: locked } });
  const register = { programme, goals: [goal, ...others] };
  await saveOpenRound(store, { register, people: peopleOf([anna, bo, cia]) });
}

/** Anna saves her figure and these texts. */
export function annaSaves(
  store: EntityStore,
  texts: Readonly<Record<string, string>>,
  seenVersion = 0,
): Promise<Reply> {
  const typed = { value: '5', ...texts };
  return recordReply(store, { ...name, goalId: 'a', by: anna, typed, locale: 'fi', seenVersion }, during);
}
