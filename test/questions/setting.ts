/** A round with a goal of two tasks: Anna owns the goal and its summary, Bo and Cia a task each; Dan reads, Eva coordinates. */
import { type Access } from '../../src/people/access';
import { holidayCalendar } from '../../src/periods/working-days';
import { type Asking, askQuestion } from '../../src/questions/ask';
import { type Responding, respondToQuestion } from '../../src/questions/respond';
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
  type Setting,
  text,
} from '../helpers/fixtures';

export const dan = 'dan@example.org';
export const eva = 'coordinator@example.org';
export const fay = 'fay@example.org';
export const holidays = holidayCalendar();

export function askedSetting(changes: Parameters<typeof programmeWith>[0] = {}): Setting {
  const task = (id: string, owner: string) => ({
    id,
    kind: 'task' as const,
    label: { fi: `Tehtävä ${id}` },
    owners: [owner],
  });
  const goal = goalWith('a', {
    groups: [task('t1', bo), task('t2', cia)],
    fields: [
      estimate('value'),
      text('summary'),
      estimate('p1', { group: 't1', role: 'progress' }),
      estimate('p2', { group: 't2', role: 'progress' }),
    ],
  });
  return {
    register: { programme: programmeWith(changes), goals: [goal, goalWith('b', { owners: [bo] })] },
    people: peopleOf([anna, bo, cia, dan, eva, fay]),
  };
}

/** Rights as if they had been loaded. */
export function accessOf(personId: string, rights: Partial<Access> = {}): Access {
  return {
    ...{ personId, isAdmin: false, owners: new Set([personId]) },
    ...{ coordinates: new Set(), reads: new Set(), heads: new Map() },
    ...rights,
  };
}

export const reader = accessOf(dan, { reads: new Set(['prog']) });

/** A different one for each number. */
export const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const question = { ...name, goalId: 'a', questionId: idOf(1) };

export function ask(store: EntityStore, changes: Partial<Asking> = {}, now = during) {
  const act: Asking = {
    ...{ ...question, by: dan, way: 'card', access: reader, text: 'Mikä hidastaa?' },
    ...changes,
  };
  return askQuestion(store, act, now, holidays);
}

export function respond(store: EntityStore, changes: Partial<Responding> = {}, now = during) {
  const act: Responding = {
    ...question,
    by: anna,
    way: 'card',
    text: 'Rekrytointi kestää.',
    seen: 0,
    ...changes,
  };
  return respondToQuestion(store, act, now);
}
