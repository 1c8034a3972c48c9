/** One goal with several owners, and submits to it. */
import { type Submission, type Typed } from '../../src/replies/record-reply';
import { estimate, goalWith, name, peopleOf, programmeWith, type Setting, text } from '../helpers/fixtures';

export const anna = 'anna@example.org';
export const bo = 'bo@example.org';
export const cia = 'cia@example.org';
export const stranger = 'stranger@example.org';

/** Anna's figure, Bo's task, and notes of the whole team; a goal of Anna's, and one where nothing is required. */
const task = goalWith('task', {
  groups: [{ id: 'task', kind: 'task', label: { fi: 'Tehtävä' }, owners: [bo] }],
  fields: [
    estimate('value', { min: 0, max: 200 }),
    estimate('progress', { group: 'task' }),
    text('note', { owners: ['role:team'] }),
    text('comment', { owners: ['role:team'], maxLength: 10 }),
  ],
});
export const setting = (locked = false): Setting => ({
  register: {
    programme: programmeWith({ version: 3, policy: { lockOnSubmit: locked } }),
    goals: [task, goalWith('other'), goalWith('free', { fields: [text('one'), text('two')] })],
  },
  people: peopleOf([anna, bo, cia, stranger], { team: [anna, cia] }),
});

export const submission = (by: string, typed: Typed, more: Partial<Submission> = {}): Submission => ({
  ...name,
  goalId: 'task',
  by,
  typed,
  locale: 'fi',
  seenVersion: 0,
  ...more,
});
