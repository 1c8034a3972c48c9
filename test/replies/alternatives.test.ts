/** Fields of which one answer is enough: what is refused, and what counts as answered. */
import { type AnswerProblem } from '../../src/goals/answers/answer';
import { type Goal } from '../../src/goals/schema';
import { heldGoals, loadAskedPersonsSource } from '../../src/replies/asked-persons';
import { checkPage, InvalidReplyError, recordReply, type Typed } from '../../src/replies/record-reply';
import { goalCompleteness, type Reply } from '../../src/replies/reply';
import { readRound } from '../../src/rounds/round-store';
import {
  anna,
  bo,
  during,
  eachWithStore,
  estimate,
  goalWith,
  name,
  saveOpenRound,
  smallSetting,
  text,
} from '../helpers/fixtures';

const stored = eachWithStore();
const optional = { required: false };
const told = { label: { fi: 'Seuranta' }, required: true };
const either = goalWith('either', {
  fields: [
    estimate('value', optional),
    estimate('measured', { ...optional, role: 'measure' }),
    text('comment'),
  ],
});
const three = goalWith('three', {
  fields: [...['x', 'y', 'z'].map((id) => text(id, { oneOf: 'one' })), estimate('value')],
});
const bilingual = goalWith('bilingual', {
  fields: [
    estimate('value'),
    text('sv', { ...told, language: 'sv' }),
    text('fi', { ...told, language: 'fi' }),
  ],
});
const shared = goalWith('shared', {
  fields: [estimate('value', optional), estimate('measured', { ...optional, role: 'measure', owners: [bo] })],
});

beforeEach(() => {
  const setting = smallSetting();
  const goals = [either, three, bilingual, shared];
  return saveOpenRound(stored.store, { ...setting, register: { ...setting.register, goals } });
});

interface How {
  readonly by?: string;
  readonly seenVersion?: number;
  readonly shown?: readonly string[];
}
const submission = ({ id: goalId }: Goal, typed: Typed, { by = anna, seenVersion = 0, shown }: How = {}) => ({
  ...{ ...name, goalId, by, typed, locale: 'fi' as const, seenVersion },
  ...(shown && { shown }),
});
const save = (goal: Goal, typed: Typed, how?: How): Promise<Reply> =>
  recordReply(stored.store, submission(goal, typed, how), during);
const refused = (code: AnswerProblem['code'], ids: readonly string[], details = {}) =>
  new InvalidReplyError(new Map(ids.map((id) => [id, { code, details }])));

it.each<[string, Goal, Typed, unknown]>([
  ['none of two', either, { value: '' }, refused('one-of', ['value', 'measured'], { reason: 'two' })],
  [
    'a comment only',
    either,
    { comment: 'Tulossa' },
    refused('one-of', ['value', 'measured'], { reason: 'two' }),
  ],
  ['none of three', three, { value: '5' }, refused('one-of', ['x', 'y', 'z'])],
  ['no language', bilingual, { value: '5' }, refused('one-language', ['sv', 'fi'])],
])('%s is refused, at each of the fields, and nothing is written', async (_what, goal, typed, error) => {
  const before = stored.now.dump();
  await expect(save(goal, typed)).rejects.toEqual(error);
  expect(stored.now.dump()).toEqual(before);
});

it.each<[string, Goal, Typed]>([
  ['one of two', either, { measured: '5' }],
  ['one of three', three, { y: 'Y', value: '5' }],
  ['one language', bilingual, { value: '5', fi: 'Etenee' }],
])('%s is an answer', async (_what, goal, typed) => {
  expect(goalCompleteness(goal, await save(goal, typed))).toBe('answered');
});

it('the only answer of several cannot be emptied, nor the text in its only language', async () => {
  await save(either, { measured: '5' });
  await expect(save(either, { measured: '' }, { seenVersion: 1 })).rejects.toThrow(InvalidReplyError);
  await save(bilingual, { value: '5', fi: 'Etenee' });
  await expect(save(bilingual, { value: '5', fi: '' }, { seenVersion: 1 })).rejects.toThrow(
    InvalidReplyError,
  );
});

it('a part of a goal waits for the alternatives on its later parts, and the last one does not', async () => {
  const check = (shown: string[]) =>
    checkPage(stored.store, submission(bilingual, { [shown[0]!]: '' }, { shown }), during);
  await expect(check(['sv'])).resolves.toBeUndefined();
  await expect(check(['sv', 'fi'])).rejects.toEqual(refused('one-language', ['sv', 'fi']));
});

it('an alternative that another owner answered is enough for both', async () => {
  await save(shared, { measured: '5' }, { by: bo });
  const source = (await loadAskedPersonsSource(stored.store, (await readRound(stored.store, name))!.value))!;
  const held = heldGoals(source).filter(({ goal }) => goal.id === shared.id);
  expect(held.map(({ personId, isMissing }) => [personId, isMissing])).toEqual([
    [anna, false],
    [bo, false],
  ]);
});
