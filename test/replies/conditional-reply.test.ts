import { InvalidReplyError, recordReply, type Typed } from '../../src/replies/record-reply';
import { goalCompleteness, type Reply } from '../../src/replies/reply';
import {
  anna,
  during,
  eachWithStore,
  goalWith,
  name,
  saveOpenRound,
  smallSetting,
  text,
} from '../helpers/fixtures';

const yes = { id: 'yes', kind: 'yes-no' as const, label: { fi: 'Onko päätöksiä tehty' } };
/** The form has the comment first: the order in which they stand does not matter. */
const goal = goalWith('a', {
  fields: [text('comment', { required: true, askedWhen: { field: 'yes', is: ['1'] } }), yes],
});
const stored = eachWithStore();
beforeEach(() => {
  const setting = smallSetting();
  return saveOpenRound(stored.store, { ...setting, register: { ...setting.register, goals: [goal] } });
});
const save = (typed: Typed, seenVersion = 0, shown?: readonly string[]): Promise<Reply> =>
  recordReply(
    stored.store,
    { ...name, goalId: 'a', by: anna, typed, locale: 'fi', seenVersion, ...(shown && { shown }) },
    during,
  );
const refused = new InvalidReplyError(new Map([['comment', { code: 'required', details: {} }]]));

it('a comment is asked for when the answer calls for it, and not before', async () => {
  await expect(save({ yes: '1', comment: '' })).rejects.toEqual(refused);
  expect(goalCompleteness(goal, await save({ yes: '0', comment: '' }))).toBe('answered');
});

it('it is asked for after the answer was changed, also where only that is shown', async () => {
  await save({ yes: '0' });
  await expect(save({ yes: '1', comment: '' }, 1)).rejects.toEqual(refused);
  expect(goalCompleteness(goal, await save({ yes: '1' }, 1, ['yes']))).toBe('partly');
  await expect(save({ comment: '' }, 2, ['comment'])).rejects.toEqual(refused);
  expect(goalCompleteness(goal, await save({ comment: 'Päätös 17.12.' }, 2, ['comment']))).toBe('answered');
});

it('what was written stays in the reply when it is not asked for any more', async () => {
  await save({ yes: '1', comment: 'Päätös 17.12.' });
  const reply = await save({ yes: '0', comment: 'Päätös 17.12.' }, 1);
  expect(reply.answers['comment']?.raw).toBe('Päätös 17.12.');
});
