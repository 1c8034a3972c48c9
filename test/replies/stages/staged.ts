/** A programme in two stages: Bo and Cia answer a goal's tasks first, Anna writes its summary. */
import { type Message } from '../../../src/outbox/message';
import { recordReply, type Typed } from '../../../src/replies/record-reply';
import { readReply } from '../../../src/replies/reply-store';
import { type EntityStore } from '../../../src/storage/store';
import {
  anna,
  bo,
  cia,
  estimate,
  goalWith,
  name,
  peopleOf,
  programmeWith,
  saveSetting,
  type Setting,
  text,
} from '../../helpers/fixtures';
import { sent, tickOn } from '../../schedule/ticking';

export const stage = {
  workingDaysBefore: 5,
  at: '16:00',
  reminders: [{ workingDaysBefore: 1, at: '09:00' }],
};
/** The stage's deadline of 2026-Q3, whose round is due on 4 November. */
export const until = '2026-10-28T14:00:00.000Z';

const state = (task: string) => ({
  ...{ id: `${task}-state`, kind: 'work-state' as const, role: 'state' as const },
  ...{ label: { fi: 'Tila' }, group: task },
});
const progress = (task: string) =>
  estimate(`${task}-progress`, { role: 'progress', group: task, required: false });

const task = (id: string, label: string, owner: string) => ({
  ...{ id, kind: 'task' as const, label: { fi: label }, owners: [owner] },
});

export const staged = goalWith('g', {
  owners: [anna],
  groups: [task('one', 'Oirearviot', bo), task('two', 'Tarjotin', cia)],
  fields: [
    ...[progress('one'), state('one'), progress('two'), state('two')],
    text('summary', { required: true, maxLength: 2000 }),
  ],
});

export const programme = programmeWith({
  calendar: {
    opens: { workingDaysAfter: 5, at: '08:00' },
    deadline: { workingDaysAfter: 25, at: '16:00' },
    digest: { weekday: 1, at: '08:00' },
    quiet: { from: '20:00', to: '07:00', workingDaysOnly: true },
    stage,
  },
  workStates: [
    { id: 'planned', label: { fi: 'Etenee' }, light: 'green' },
    { id: 'stuck', label: { fi: 'Ei etene' }, light: 'red' },
  ],
});

export const setting = (changes: Partial<Setting['register']> = {}): Setting => ({
  register: { programme, goals: [staged], ...changes },
  people: peopleOf([anna, bo, cia]),
});

export const openingDay = new Date('2026-10-07T05:00:30Z');

/** Opened by the calendar. */
export async function openStaged(store: EntityStore, having = setting()): Promise<void> {
  await saveSetting(store, having);
  await tickOn(store, openingDay);
}

/** Answers beside whatever the goal's reply already has. */
export async function answer(store: EntityStore, by: string, typed: Typed, now: Date, goalId = 'g') {
  const seenVersion = (await readReply(store, name, goalId))?.value.version ?? 0;
  const shown = Object.keys(typed);
  return recordReply(store, { ...name, goalId, by, typed, shown, locale: 'fi', seenVersion }, now);
}

export const taskAnswer = (id: string, words: string, state = 'planned', percent = '60') => ({
  ...{ [`${id}-progress`]: percent, [`${id}-state`]: state, [`${id}-words`]: words },
});

/** What a tick delivers, as "kind person". */
export async function deliveredAt(store: EntityStore, now: Date): Promise<string[]> {
  const delivered: string[] = [];
  await tickOn(store, now, (message: Message) => {
    const { recipient, kind } = message;
    if (recipient.type === 'person') delivered.push(`${kind} ${recipient.personId.split('@')[0]}`);
    return sent();
  });
  return delivered.filter((line) => !line.startsWith('welcome')).sort();
}
