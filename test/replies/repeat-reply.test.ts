import { saveRegister } from '../../src/goals/register';
import { type Goal, type Register } from '../../src/goals/schema';
import { setSubstitute } from '../../src/people/substitutions';
import { recordReply, type Submission, type Typed } from '../../src/replies/record-reply';
import { repeatReply } from '../../src/replies/repeat-reply';
import { loadHistory, readReply } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { handOver } from '../../src/rounds/hand-over';
import { openRound } from '../../src/rounds/open-round';
import { dyingAtCommit } from '../helpers/failing-store';
import {
  deadline,
  during,
  eachWithStore,
  expectNothingWritten,
  goalWith,
  name,
  opens,
  refusal,
  saveSetting,
  text,
} from '../helpers/fixtures';
import { anna, bo, cia, setting, stranger, submission } from './fixtures';

const stored = eachWithStore();
const previous = { ...name, period: '2026-Q2' };
const choice = goalWith('choice', {
  fields: [
    {
      id: 'pick',
      kind: 'multiple-choice',
      label: { fi: 'p' },
      options: ['a', 'b', 'c'].map((id) => ({ id, label: { fi: id } })),
    },
    text('extra'),
  ],
});
const register = (changed: (goal: Goal) => Goal = (goal) => goal): Register => {
  const { programme, goals } = setting().register;
  return { programme, goals: [...goals, choice].map(changed) };
};

const openIn = (round: typeof name) =>
  openRound(stored.store, { ...round, opens, deadline, by: 's', way: 'card' }, opens);
const submit = (by: string, typed: Typed, more: Partial<Submission> = {}) =>
  recordReply(stored.store, submission(by, typed, { seenVersion: 9, ...more }), during);
const before = (by: string, typed: Typed, more: Partial<Submission> = {}) =>
  submit(by, typed, { ...previous, ...more });
const repeat = (by: string, goalId = 'task', store = stored.store, now = during) =>
  repeatReply(store, { ...name, goalId, by }, now);
const current = async (goalId = 'task') => (await readReply(stored.store, name, goalId))?.value;

/** The period before, answered so, then closed; this one is open. */
async function afterLastPeriod(...answers: readonly Promise<unknown>[]): Promise<void> {
  await Promise.all(answers);
  await closeRound(stored.store, { ...previous, by: 'admin', way: 'card' }, during);
  await openIn(name);
}
const refused = (by: string, goalId = 'task', code = 'nothing-to-repeat') =>
  expectNothingWritten(stored.now, () => repeat(by, goalId), refusal(code));

beforeEach(async () => {
  await saveSetting(stored.store, { ...setting(), register: register() });
  await openIn(previous);
});

describe('"no change"', () => {
  it('records last period’s answers as this period’s, as they were typed, and says from when they are', async () => {
    await afterLastPeriod(before(anna, { value: ' 66,50 % ', note: 'x' }));
    const at = new Date(during.getTime() + 60_000);
    const reply = await repeat(anna, 'task', stored.store, at);
    const meta = { by: anna, at: at.toISOString(), version: 1, unchangedFrom: '2026-Q2' };
    expect(reply).toEqual({
      goalId: 'task',
      by: anna,
      at: at.toISOString(),
      version: 1,
      formVersion: 3,
      answers: {
        value: { raw: '66,50 %', value: 66.5, ...meta },
        note: { raw: 'x', value: 'x', ...meta },
      },
    });
    expect(await current()).toEqual(reply);
    expect(await loadHistory(stored.store, name, 'task')).toEqual([reply]);
  });

  it('keeps a bound a bound, and choices as they were chosen', async () => {
    await afterLastPeriod(
      before(anna, { value: '<3', note: 'n' }),
      before(anna, { pick: ['b', 'a'] }, { goalId: 'choice' }),
    );
    expect((await repeat(anna)).answers['value']).toMatchObject({ raw: '<3', value: 3, comparator: 'below' });
    expect((await repeat(anna, 'choice')).answers['pick']).toMatchObject({
      raw: ['b', 'a'],
      value: ['a', 'b'],
    });
  });

  it('does not carry over who answered, for whom, and from when it was then', async () => {
    await handOver(stored.store, { ...previous, goalId: 'task', by: anna, to: stranger }, during);
    await afterLastPeriod(before(stranger, { value: '5', note: 'n' }));
    const { answers } = await repeat(anna);
    expect(answers['value']).toMatchObject({ by: anna, unchangedFrom: '2026-Q2' });
    expect(answers['value']).not.toHaveProperty('onBehalfOf');
  });

  it('repeats only the person’s own part', async () => {
    await afterLastPeriod(before(anna, { value: '5', note: 'n' }), before(bo, { progress: '7' }));
    expect(Object.keys((await repeat(bo)).answers)).toEqual(['progress']);
  });

  it('is said by a colleague and by a substitute on the owner’s behalf', async () => {
    await afterLastPeriod(before(anna, { value: '5', note: 'n' }), before(bo, { progress: '7' }));
    await handOver(stored.store, { ...name, goalId: 'task', by: bo, to: stranger }, during);
    const days = { from: '2026-10-12', to: '2026-10-12' };
    await setSubstitute(stored.store, { personId: anna, substituteId: cia, ...days }, during);
    const handed = await repeat(stranger);
    expect(handed.answers['progress']).toMatchObject({ by: stranger, onBehalfOf: bo });
    const { answers } = await repeat(cia);
    expect(answers['value']).toMatchObject({ by: cia, onBehalfOf: anna, unchangedFrom: '2026-Q2' });
    expect(answers['note']).not.toHaveProperty('onBehalfOf');
  });

  it('twice, or twice at once, is one version', async () => {
    await afterLastPeriod(before(anna, { value: '5', note: 'n' }));
    const [first, second] = await Promise.all([repeat(anna), repeat(anna)]);
    expect(second).toEqual(first);
    const dump = stored.now.dump();
    expect(await repeat(anna, 'task', stored.store, new Date(during.getTime() + 60_000))).toEqual(first);
    expect(stored.now.dump()).toEqual(dump);
  });

  it('by two owners at once records both parts', async () => {
    await afterLastPeriod(before(anna, { value: '5', note: 'n' }), before(bo, { progress: '7' }));
    await Promise.all([repeat(anna), repeat(bo)]);
    expect(await current()).toMatchObject({ version: 2 });
    expect(Object.keys((await current())!.answers).sort()).toEqual(['note', 'progress', 'value']);
  });

  it('can be said again after another answer was taken back', async () => {
    await afterLastPeriod(before(anna, { one: 'x' }, { goalId: 'free' }));
    await submit(anna, { one: 'y' }, { goalId: 'free' });
    await submit(anna, { one: '' }, { goalId: 'free', seenVersion: 1 });
    expect((await repeat(anna, 'free')).answers['one']).toMatchObject({ raw: 'x', version: 3 });
  });

  it('gives way to a change: what is changed afterwards is no longer unchanged, the rest is', async () => {
    await afterLastPeriod(before(anna, { value: '5', note: 'n' }));
    await repeat(anna);
    const { answers } = await submit(anna, { value: '6', note: 'n' }, { seenVersion: 1 });
    expect(answers['value']).not.toHaveProperty('unchangedFrom');
    expect(answers['note']).toMatchObject({ unchangedFrom: '2026-Q2', version: 1 });
  });

  it('is whole or not there at all when the power goes', async () => {
    await afterLastPeriod(before(anna, { value: '5', note: 'n' }));
    const dump = stored.now.dump();
    await expect(repeat(anna, 'task', dyingAtCommit(stored.store, 1))).rejects.toThrow('power cut');
    expect(stored.now.dump()).toEqual(dump);
  });
});

describe('"no change" is refused', () => {
  it('where nothing was answered in the last period', async () => {
    await afterLastPeriod();
    await refused(anna);
  });

  it('where the person’s part was not complete then', async () => {
    await afterLastPeriod(before(cia, { note: 'n' }), before(bo, { progress: '7' }));
    await refused(anna);
  });

  it('where the period before is still open', async () => {
    await before(anna, { value: '5' });
    await openIn(name);
    await refused(anna);
  });

  it('where the person has answered something else already, or a part of it', async () => {
    await afterLastPeriod(
      before(anna, { value: '5', note: 'n' }),
      before(anna, { one: '1', two: '2' }, { goalId: 'free' }),
    );
    await submit(anna, { value: '6', note: 'n' });
    await submit(anna, { one: '1' }, { goalId: 'free' });
    await refused(anna);
    await refused(anna, 'free');
  });

  it('where somebody else has answered a field of both', async () => {
    await afterLastPeriod(before(anna, { value: '5', note: 'n' }));
    await submit(cia, { note: 'new' });
    await refused(anna);
  });

  it.each<[string, (goal: Goal) => Goal]>([
    [
      'an option is gone',
      (goal) =>
        withField(goal, 'pick', (field) => ({ ...field, options: [field.options![0]!, field.options![2]!] })),
    ],
    [
      'a field has become required',
      (goal) => withField(goal, 'extra', (field) => ({ ...field, required: true })),
    ],
    [
      'a field is of another kind',
      (goal) => withField(goal, 'pick', (field) => ({ ...field, kind: 'number', options: undefined })),
    ],
  ])('where %s', async (_, changed) => {
    await afterLastPeriod(before(anna, { pick: ['a', 'b'] }, { goalId: 'choice' }));
    await saveRegister(stored.store, register(changed));
    await refused(anna, 'choice');
  });

  it('where a figure of the person was in another unit, not where only texts of the goal changed', async () => {
    await afterLastPeriod(
      before(anna, { value: '50', note: 'n' }),
      before(anna, { one: 'x' }, { goalId: 'free' }),
    );
    const { programme, goals } = register((goal) =>
      withField({ ...goal, changedIn: 4 }, 'value', (field) => ({
        ...field,
        kind: 'number',
        unit: { fi: 'hlö' },
      })),
    );
    await saveRegister(stored.store, { programme: { ...programme, version: 4 }, goals });
    await refused(anna);
    const worded = register((goal) => ({ ...goal, changedIn: 4, description: { fi: 'Selvemmin' } }));
    await saveRegister(stored.store, { ...worded, programme: { ...programme, version: 4 } });
    expect((await repeat(anna)).answers['value']).toMatchObject({ raw: '50' });
    expect((await repeat(anna, 'free')).answers['one']).toMatchObject({ raw: 'x' });
  });

  it('where a limit has moved', async () => {
    await afterLastPeriod(before(anna, { value: '90', note: 'n' }));
    await saveRegister(
      stored.store,
      register((goal) => withField(goal, 'value', (field) => ({ ...field, max: 80 }))),
    );
    await refused(anna);
  });

  it('for whoever may not answer, of what is not there, and after the deadline', async () => {
    await afterLastPeriod(before(anna, { value: '5', note: 'n' }));
    await refused(stranger, 'task', 'not-yours');
    await refused(anna, 'gone', 'unknown-goal');
    await expectNothingWritten(
      stored.now,
      () => repeat(anna, 'task', stored.store, deadline),
      refusal('round-not-open'),
    );
    await handOver(stored.store, { ...name, goalId: 'task', by: anna, to: bo }, during);
    await refused(anna, 'task', 'not-yours');
  });
});

function withField(
  goal: Goal,
  id: string,
  change: (field: Goal['fields'][number]) => Goal['fields'][number],
): Goal {
  return { ...goal, fields: goal.fields.map((field) => (field.id === id ? change(field) : field)) };
}
