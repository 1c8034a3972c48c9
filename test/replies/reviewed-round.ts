/** A round of a survey whose coordinator puts the answers together. */
import { type Goal, type Programme } from '../../src/goals/schema';
import { recordReply, type Typed } from '../../src/replies/record-reply';
import { acceptReply, commentOnReply } from '../../src/replies/survey/review-reply';
import { type EntityStore } from '../../src/storage/store';
import { during, goalWith, name, peopleOf, programmeWith, type Setting, text } from '../helpers/fixtures';

export const anna = 'anna@example.org';
export const bo = 'bo@example.org';
export const chief = { by: 'coordinator@example.org', way: 'card' } as const;

const question = (id: string, changes: Partial<Goal> = {}): Goal => ({
  ...goalWith(id, { fields: [text('answer', { required: true })] }),
  ...changes,
});

/** Two of Anna's, one of both, a voluntary one, and one that is put to others. */
export const survey = (changes: Partial<Programme> = {}): Setting => ({
  register: {
    programme: {
      ...programmeWith({
        version: 2,
        policy: { lockOnSubmit: true, oneCoordinatedAnswer: true },
        respondent: 'county',
      }),
      ...changes,
    },
    goals: [
      question('q1'),
      question('q2'),
      goalWith('both', {
        owners: [anna, bo],
        fields: [
          text('first', { required: true, owners: [anna] }),
          text('second', { required: true, owners: [bo] }),
        ],
      }),
      goalWith('free', { owners: [bo], fields: [text('answer')] }),
      question('others', { respondents: ['hus'] }),
    ],
  },
  people: peopleOf([anna, bo, chief.by]),
});

export const answer = (
  store: EntityStore,
  goalId: string,
  typed: Typed = { answer: 'Näin' },
  { by = anna, seenVersion = 0, now = during } = {},
) => recordReply(store, { ...name, goalId, by, typed, locale: 'fi', seenVersion }, now);

export const comment = (
  store: EntityStore,
  goalId: string,
  version = 1,
  text = 'Lyhennä, kiitos',
  now = during,
) => commentOnReply(store, { ...name, goalId, version, text, ...chief }, now);

export const accept = (store: EntityStore, goalId: string, version = 1, now = during) =>
  acceptReply(store, { ...name, goalId, version, ...chief }, now);
