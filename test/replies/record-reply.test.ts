import { goalSchema } from '../../src/goals/schema';
import { InvalidReplyError, recordReply, type Submission, type Typed } from '../../src/replies/record-reply';
import { loadHistory, loadReplies } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { readRound } from '../../src/rounds/round-store';
import { StorageError } from '../../src/errors';
import { dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  deadline,
  during,
  eachWithStore,
  estimate,
  goalWith,
  name,
  peopleOf,
  programmeWith,
  saveOpenRound,
  type Setting,
  text,
} from '../helpers/fixtures';

const anna = 'anna@example.org';
const bo = 'bo@example.org';
const cia = 'cia@example.org';
const stranger = 'stranger@example.org';

/** Anna's figure, Bo's task, a note of the whole team, and a survey question that locks in its own programme. */
const task = goalWith('task', {
  groups: [{ id: 'task', kind: 'task', label: { fi: 'Tehtävä' }, owners: [bo] }],
  fields: [
    estimate('value', { min: 0, max: 200 }),
    estimate('progress', { group: 'task' }),
    text('note', { owners: ['role:team'] }),
    text('comment', { owners: ['role:team'], maxLength: 10 }),
  ],
});
const setting = (locked = false): Setting => ({
  register: {
    programme: programmeWith({ version: 3, policy: { lockOnSubmit: locked } }),
    goals: [task, goalWith('other'), goalWith('free', { fields: [text('one'), text('two')] })],
  },
  people: peopleOf([anna, bo, cia, stranger], { team: [anna, cia] }),
});

const stored = eachWithStore();
beforeEach(() => saveOpenRound(stored.store, setting()));

const submission = (by: string, typed: Typed, more: Partial<Submission> = {}): Submission => ({
  ...name,
  goalId: 'task',
  by,
  typed,
  locale: 'fi',
  seenVersion: 0,
  ...more,
});
const submit = (by: string, typed: Typed, more: Partial<Submission> = {}, now = during) =>
  recordReply(stored.store, submission(by, typed, more), now);
const refusal = (code: string, details?: object) =>
  expect.objectContaining({ name: 'RefusedError', code, ...(details && { details }) });

async function expectNothingWritten(work: () => Promise<unknown>, error: unknown): Promise<void> {
  const before = stored.now.dump();
  await expect(work()).rejects.toEqual(error);
  expect(stored.now.dump()).toEqual(before);
}

describe('a reply', () => {
  it('keeps what was typed beside what it was read as, with who, when and which form', async () => {
    const reply = await submit(bo, { progress: ' 66,50 % ' });
    const meta = { by: bo, at: during.toISOString(), version: 1 };
    expect(reply).toEqual({
      goalId: 'task',
      ...meta,
      formVersion: 3,
      answers: { progress: { raw: '66,50 %', value: 66.5, ...meta } },
    });
    expect(await loadReplies(stored.store, name)).toEqual(new Map([['task', reply]]));
  });

  it('keeps every version in the history, oldest first, the last one being the current', async () => {
    const versions = [];
    for (let n = 0; n < 12; n++) versions.push(await submit(bo, { progress: String(n) }, { seenVersion: n }));
    expect(versions.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(await loadHistory(stored.store, name, 'task')).toEqual(versions);
    expect((await loadReplies(stored.store, name)).get('task')).toEqual(versions.at(-1));
  });

  it('writes nothing when the same is submitted twice, also from an old card', async () => {
    const first = await submit(anna, { value: '50', note: 'x' });
    const before = stored.now.dump();
    expect(await submit(anna, { value: '50', note: 'x' })).toEqual(first);
    expect(await submit(anna, { value: ' 50 ', note: 'x', comment: '' }, { seenVersion: 1 })).toEqual(first);
    expect(stored.now.dump()).toEqual(before);
  });

  it('is one version when the same submit arrives twice at once', async () => {
    await Promise.all([submit(bo, { progress: '5' }), submit(bo, { progress: '5' })]);
    expect(await loadHistory(stored.store, name, 'task')).toHaveLength(1);
  });

  it('takes back an optional answer that is emptied', async () => {
    await submit(anna, { value: '50', note: 'x' });
    const reply = await submit(anna, { value: '50', note: ' ' }, { seenVersion: 1 });
    expect(Object.keys(reply.answers)).toEqual(['value']);
    expect((await loadHistory(stored.store, name, 'task'))[0]?.answers['note']?.raw).toBe('x');
  });

  it('is whole or not there at all when the power goes', async () => {
    const before = stored.now.dump();
    const work = recordReply(dyingAtCommit(stored.store, 1), submission(bo, { progress: '5' }), during);
    await expect(work).rejects.toThrow(StorageError);
    expect(stored.now.dump()).toEqual(before);
    expect((await submit(bo, { progress: '5' })).version).toBe(1);
  });
});

describe('nothing is written when a submit is refused', () => {
  it.each<[string, string, Typed, Partial<Submission>, unknown]>([
    ['of a round that is not there', bo, { progress: '5' }, { period: '2026-Q2' }, refusal('unknown-round')],
    ['of another programme', bo, { progress: '5' }, { programmeId: 'else' }, refusal('unknown-round')],
    ['to a goal that is not there', bo, { progress: '5' }, { goalId: 'gone' }, refusal('unknown-goal')],
    [
      'by somebody who owns nothing of it',
      stranger,
      { value: '5' },
      {},
      refusal('not-yours', { goal: 'TASK' }),
    ],
    ['by nobody we know', 'x@example.org', { value: '5' }, {}, refusal('not-yours', { goal: 'TASK' })],
    [
      "of another owner's field",
      bo,
      { progress: '5', value: '5' },
      {},
      refusal('not-yours', { goal: 'TASK' }),
    ],
    ['of a field of a role one is not in', bo, { note: 'x' }, {}, refusal('not-yours', { goal: 'TASK' })],
    ['of a field that is not there', bo, { progres: '5' }, {}, refusal('unknown-field', { goal: 'TASK' })],
    ['of what every object has', bo, { progress: '5', constructor: '5' }, {}, refusal('unknown-field')],
  ])('%s', async (_, by, typed, more, error) => {
    await submit(anna, { value: '1' });
    await expectNothingWritten(() => submit(by, typed, more), error);
  });

  it('at the deadline, and a moment before it is taken', async () => {
    await expectNothingWritten(() => submit(bo, { progress: '5' }, {}, deadline), refusal('round-not-open'));
    await submit(bo, { progress: '5' }, {}, new Date(deadline.getTime() - 1));
  });

  it('when the round is closed, also if it says what is there already', async () => {
    await submit(bo, { progress: '5' });
    await closeRound(stored.store, { ...name, by: 'admin' }, during);
    await expectNothingWritten(() => submit(bo, { progress: '5' }), refusal('round-not-open'));
  });

  it.each<[string, Typed, Record<string, string>]>([
    ['unreadable', { value: 'paljon' }, { value: 'number-unreadable' }],
    ['out of bounds', { value: '201' }, { value: 'above-maximum' }],
    [
      'several faults',
      { value: '', note: 'fine', comment: 'x'.repeat(11) },
      { value: 'required', comment: 'text-too-long' },
    ],
    ['empty', {}, { value: 'required' }],
  ])('with answers that do not fit: %s', async (_, typed, expected) => {
    const before = stored.now.dump();
    const error = await submit(anna, typed).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidReplyError);
    const problems = [...(error as InvalidReplyError).problems].map(([id, { code }]) => [id, code]);
    expect(Object.fromEntries(problems)).toEqual(expected);
    expect(stored.now.dump()).toEqual(before);
  });

  it('with nothing at all, although nothing of it is required', async () => {
    const empty = () => submit(anna, { one: ' ', two: '' }, { goalId: 'free' });
    await expectNothingWritten(empty, expect.any(InvalidReplyError));
  });

  // Defect: `typed[field.id] ?? ''` finds Object's constructor; the person reads "unexpected".
  it.failing('for a required field named "constructor" that was left empty', async () => {
    const odd = goalSchema.parse({ ...goalWith('odd'), fields: [estimate('constructor')] });
    const { register, people } = setting();
    await saveOpenRound(stored.store, { people, register: { ...register, goals: [...register.goals, odd] } });
    const error = await submit(anna, {}, { goalId: 'odd' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidReplyError);
  });
});

describe('two owners of one goal', () => {
  it('who answer different fields have both their answers in it', async () => {
    await Promise.all([submit(anna, { value: '50' }), submit(bo, { progress: '5' })]);
    const reply = (await loadReplies(stored.store, name)).get('task')!;
    const byWhom = Object.entries(reply.answers).map(([id, { raw, by }]) => [id, raw, by]);
    expect(byWhom.sort()).toEqual([
      ['progress', '5', bo],
      ['value', '50', anna],
    ]);
    const history = await loadHistory(stored.store, name, 'task');
    expect(history.map(({ version }) => version)).toEqual([1, 2]);
  });

  it('who answer the same field: the second is told who was first, and nothing is overwritten', async () => {
    await submit(cia, { note: 'mine' });
    const late = () => submit(anna, { value: '50', note: 'other' });
    await expectNothingWritten(late, refusal('changed-meanwhile', { by: cia, fields: 'note' }));
    const reply = await submit(anna, { value: '50', note: 'other' }, { seenVersion: 1 });
    expect(reply.answers['note']).toMatchObject({ raw: 'other', by: anna, version: 2 });
  });

  it('who answer the same field at the same moment: one of them is refused', async () => {
    const both = [submit(cia, { note: 'c' }), submit(anna, { value: '1', note: 'a' })];
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: refusal('changed-meanwhile'),
    });
  });

  it('who say the same keep it in the name of who said it first', async () => {
    await submit(cia, { note: 'same' });
    const reply = await submit(anna, { value: '50', note: 'same' });
    expect(reply.answers['note']).toMatchObject({ by: cia, version: 1 });
  });

  // Defect: an answer that was taken back leaves no trace to compare with; the old card puts it back.
  it.failing('do not put back from an old card what the other has taken back since', async () => {
    await submit(cia, { note: 'wrong', comment: 'c' });
    await submit(cia, { note: '', comment: 'c' }, { seenVersion: 1 });
    const old = submit(anna, { value: '50', note: 'wrong', comment: 'c' }, { seenVersion: 1 });
    await expect(old).rejects.toEqual(refusal('changed-meanwhile'));
  });
});

describe('many owners of one goal at the same moment', () => {
  const answerAll = async (count: number) => {
    const ids = Array.from({ length: count }, (_, index) => `owner${index}@example.org`);
    const fields = ids.map((id, index) => estimate(`f${index}`, { owners: [id] }));
    const many = { programme: programmeWith({ id: 'many' }), goals: [goalWith('many', { fields })] };
    await saveOpenRound(stored.store, { register: many, people: peopleOf(ids) });
    const where = { programmeId: 'many', goalId: 'many' };
    await Promise.all(ids.map((id, index) => submit(id, { [`f${index}`]: '5' }, where)));
    const reply = (await loadReplies(stored.store, { ...name, programmeId: 'many' })).get('many');
    return Object.keys(reply?.answers ?? {}).length;
  };

  it('are all recorded when they are five', async () => {
    expect(await answerAll(5)).toBe(5);
  });

  // Defect: one of n submits wins each time, so the sixth has used its five attempts and gets a ConflictError.
  it.failing('are all recorded when they are nine', async () => {
    expect(await answerAll(9)).toBe(9);
  });
});

describe('a programme that locks', () => {
  beforeEach(async () => {
    await saveOpenRound(stored.store, setting(true));
  });

  it('takes one answer, and the same again without a word', async () => {
    const first = await submit(bo, { progress: '5' });
    expect(await submit(bo, { progress: '5' }, { seenVersion: 1 })).toEqual(first);
    await expectNothingWritten(() => submit(bo, { progress: '6' }, { seenVersion: 1 }), refusal('locked'));
  });

  it('still takes what another owner is asked for', async () => {
    await submit(bo, { progress: '5' });
    const reply = await submit(anna, { value: '50' });
    expect(Object.keys(reply.answers).sort()).toEqual(['progress', 'value']);
    await expectNothingWritten(() => submit(anna, { value: '51' }, { seenVersion: 2 }), refusal('locked'));
  });
});

describe('a round that is closed while a reply is under way', () => {
  // Defect: the reply's commit does not depend on the round's row.
  it.failing('does not change any more', async () => {
    let closed = false;
    const beforeCommit = async () => {
      if (closed) return;
      closed = true;
      await closeRound(stored.store, { ...name, by: 'admin' }, during);
    };
    const slow = interrupted(stored.store, { beforeCommit });
    await recordReply(slow, submission(bo, { progress: '5' }), during).catch(() => undefined);
    expect((await readRound(stored.store, name))?.value.status).toBe('closed');
    expect(await loadReplies(stored.store, name)).toEqual(new Map());
  });
});
