/** A goal of two tasks, Bo's and Cia's, that may ask for support; Dan reads, Eva coordinates, Fay is somebody else. */
import { type Access } from '../../src/people/access';
import { recordReply, type Typed } from '../../src/replies/record-reply';
import { type Deciding, decideOnSupport } from '../../src/support/decide';
import { type SupportRequest } from '../../src/support/request';
import { loadRequests } from '../../src/support/load-requests';
import { existingRound, loadForm, type RoundName } from '../../src/rounds/round-store';
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
} from '../helpers/fixtures';
import { accessOf, dan, eva, fay } from '../questions/setting';

export const workStates = [
  { id: 'as-planned', label: { fi: 'Etenee' }, light: 'green' as const },
  { id: 'stuck', label: { fi: 'Ei etene' }, light: 'red' as const },
  { id: 'stopped', label: { fi: 'Pysähtynyt' }, light: 'red' as const },
];

export function supportSetting(changes: Parameters<typeof programmeWith>[0] = {}): Setting {
  const task = (id: string, owner: string) => ({
    ...{ id, kind: 'task' as const, label: { fi: `Tehtävä ${id}` }, owners: [owner] },
  });
  const state = (id: string, group: string) => ({
    ...{ id, group, kind: 'work-state' as const, role: 'state' as const, label: { fi: 'Tila' } },
  });
  const goal = goalWith('a', {
    groups: [task('t1', bo), task('t2', cia)],
    fields: [estimate('value', { required: false }), state('s1', 't1'), state('s2', 't2')],
  });
  return {
    register: {
      programme: programmeWith({ collectsSupport: true, workStates, ...changes }),
      goals: [goal, goalWith('b', { owners: [bo] })],
    },
    people: peopleOf([anna, bo, cia, dan, eva, fay]),
  };
}

export const reader: Access = accessOf(dan, { reads: new Set(['prog']) });

/** Bo, or somebody else, answers for a task. */
export async function answer(
  store: EntityStore,
  typed: Typed,
  now = during,
  { by = bo, round = name }: { readonly by?: string; readonly round?: RoundName } = {},
) {
  const form = { ...round, goalId: 'a', by, typed, locale: 'fi' as const };
  return recordReply(store, { ...form, seenVersion: 1000 }, now);
}

export async function requestsOf(store: EntityStore, round: RoundName = name): Promise<SupportRequest[]> {
  const form = (await loadForm(store, (await existingRound(store, round)).value))!;
  return loadRequests(store, { name: round, form }, 'a');
}

/** On the first task's current request, by Dan. */
export async function decide(
  store: EntityStore,
  changes: Partial<Deciding> = {},
  now = during,
  round: RoundName = name,
) {
  const current = (await requestsOf(store, round)).find(({ fieldId }) => fieldId === 's1');
  const about = { ...round, goalId: 'a', fieldId: 's1', askedAt: current?.askedAt ?? during.toISOString() };
  const act: Deciding = {
    ...{ ...about, by: dan, way: 'card', access: reader, text: 'Kaksi vakanssia 1.3. alkaen', seen: 0 },
    ...changes,
  };
  return decideOnSupport(store, act, now);
}

/** The same without a text. */
export async function takeBack(
  store: EntityStore,
  changes: Omit<Partial<Deciding>, 'text'> = {},
  now = during,
) {
  const [current] = await requestsOf(store);
  const about = { ...name, goalId: 'a', fieldId: 's1', askedAt: current?.askedAt ?? '' };
  const act = { ...about, by: dan, way: 'card' as const, access: reader, seen: 1, ...changes };
  return decideOnSupport(store, act, now);
}
