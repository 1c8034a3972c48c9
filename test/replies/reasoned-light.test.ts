/** Where the owner's own light counts, a judgement against the figures needs one sentence why. */
import { goalLight } from '../../src/goals/judging/light';
import { InvalidReplyError, recordReply, type Typed } from '../../src/replies/record-reply';
import {
  during,
  eachWithStore,
  estimate,
  goalWith,
  name,
  peopleOf,
  programmeWith,
  saveOpenRound,
  text,
} from '../helpers/fixtures';
import { anna, submission } from './fixtures';

const goal = goalWith('judged', {
  fields: [
    estimate('value'),
    { id: 'own', kind: 'light', role: 'state', label: { fi: 'Oma arvio' }, required: false },
    text('why', { role: 'reason' }),
  ],
});
const stored = eachWithStore();
const open = (lightBy: 'owner' | 'figures') =>
  saveOpenRound(stored.store, {
    register: { programme: programmeWith({ lightBy }), goals: [goal] },
    people: peopleOf([anna]),
  });
const submit = (typed: Typed, seenVersion = 0) =>
  recordReply(stored.store, submission(anna, typed, { goalId: 'judged', seenVersion }), during);

it('is asked for at the field of the reason, and then counts', async () => {
  await open('owner');
  const refused = await submit({ value: '95', own: 'red' }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(InvalidReplyError);
  expect((refused as InvalidReplyError).problems).toEqual(
    new Map([['why', { code: 'reason-needed', details: {} }]]),
  );
  const reply = await submit({ value: '95', own: 'red', why: 'Mittari kattaa vain puolet.' });
  const programme = programmeWith({ lightBy: 'owner' });
  expect(goalLight(goal, programme, reply.answers, name.period)).toMatchObject({
    ...{ light: 'red', by: 'owner', computed: 'green', reason: 'Mittari kattaa vain puolet.' },
  });
});

it('is asked for again where a later answer makes figures and owner differ', async () => {
  await open('owner');
  await submit({ value: '95', own: 'green' });
  await expect(submit({ value: '20', own: 'green' }, 1)).rejects.toBeInstanceOf(InvalidReplyError);
});

it('is not asked for where the two agree, nor where the figures count', async () => {
  await open('owner');
  expect((await submit({ value: '95', own: 'green' })).version).toBe(1);
  await open('figures');
  expect((await submit({ value: '20', own: 'green' }, 1)).version).toBe(2);
});
