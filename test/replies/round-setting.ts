/** The model's round in a store. */
import { type Goal } from '../../src/goals/schema';
import { recordReply } from '../../src/replies/record-reply';
import { type Reply } from '../../src/replies/reply';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { type EntityStore } from '../../src/storage/store';
import {
  deadline,
  goalWith,
  name,
  opens,
  peopleOf,
  programmeWith,
  saveSetting,
  text,
} from '../helpers/fixtures';
import { anna, bo, cia, lastPeriod, persons, requiredField } from './round-model';

export const previousRound = { ...name, period: '2026-Q2' };

/** The register that the model's owners come from: in person, through the goal, through a role, and mixed. */
function goals(): Goal[] {
  const all = { owners: ['role:team', anna] };
  return [
    goalWith('own', { fields: [text('figure'), text('team', { owners: ['role:team'] }), text('all', all)] }),
    goalWith('shared', {
      owners: [anna, bo],
      groups: [{ id: 'task', kind: 'task', label: { fi: 'Tehtävä' } }],
      fields: [taskState, text('free', { owners: [cia] })],
    }),
  ];
}

const workStates = [
  { id: 'x', label: { fi: 'x' }, light: 'green' as const },
  { id: 'y', label: { fi: 'y' }, light: 'red' as const },
];

/** Its card fills it in from the period before; `y` asks for support. */
const taskState = text(requiredField, {
  ...{ kind: 'work-state', required: true, role: 'state', group: 'task' },
});

/** The round of `name` is open; of the one before, Anna's answers are known. */
export async function openWithLastPeriod(store: EntityStore): Promise<void> {
  const register = { programme: programmeWith({ workStates }), goals: goals() };
  await saveSetting(store, { register, people: peopleOf(persons, { team: [bo, cia] }) });
  await openRound(store, { ...previousRound, opens, deadline, by: 's', way: 'card' }, opens);
  for (const [goalId, typed] of Object.entries(lastPeriod))
    await recordReply(
      store,
      { ...previousRound, goalId, by: anna, typed, locale: 'fi', seenVersion: 0 },
      opens,
    );
  await closeRound(store, { ...previousRound, by: 'admin', way: 'card' }, opens);
  await openRound(store, { ...name, opens, deadline, by: 's', way: 'card' }, opens);
}

export const rawsOf = (reply: Reply | undefined) =>
  Object.fromEntries(Object.entries(reply?.answers ?? {}).map(([field, { raw }]) => [field, raw]));
