import { StorageError } from '../../src/errors';
import { goalSchema } from '../../src/goals/schema';
import { InvalidReplyError, recordReply, type Submission, type Typed } from '../../src/replies/record-reply';
import { loadHistory, loadReplies } from '../../src/replies/reply-store';
import { setSubstitute } from '../../src/people/substitutions';
import { closeRound } from '../../src/rounds/close-round';
import { handOver } from '../../src/rounds/hand-over';
import { readRound } from '../../src/rounds/round-store';
import { dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  deadline,
  during,
  eachWithStore,
  estimate,
  expectNothingWritten,
  goalWith,
  name,
  refusal,
  saveOpenRound,
} from '../helpers/fixtures';
import { anna, bo, setting, stranger, submission } from './fixtures';

const stored = eachWithStore();
beforeEach(() => saveOpenRound(stored.store, setting()));

const submit = (by: string, typed: Typed, more: Partial<Submission> = {}, now = during) =>
  recordReply(stored.store, submission(by, typed, more), now);

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
    await expectNothingWritten(stored.now, () => submit(by, typed, more), error);
  });

  it('at the deadline, and a moment before it is taken', async () => {
    await expectNothingWritten(
      stored.now,
      () => submit(bo, { progress: '5' }, {}, deadline),
      refusal('round-not-open'),
    );
    await submit(bo, { progress: '5' }, {}, new Date(deadline.getTime() - 1));
  });

  it('when the round is closed, also if it says what is there already', async () => {
    await submit(bo, { progress: '5' });
    await closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, during);
    await expectNothingWritten(stored.now, () => submit(bo, { progress: '5' }), refusal('round-not-open'));
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
    await expectNothingWritten(stored.now, empty, expect.any(InvalidReplyError));
  });

  it('for a required field named "constructor" that was left empty', async () => {
    const odd = goalSchema.parse({ ...goalWith('odd'), fields: [estimate('constructor')] });
    const { register, people } = setting();
    await saveOpenRound(stored.store, { people, register: { ...register, goals: [...register.goals, odd] } });
    const error = await submit(anna, {}, { goalId: 'odd' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidReplyError);
  });
});

describe('a reply to one page', () => {
  const problemsOf = async (typed: Typed, more: Partial<Submission>) => {
    const error = await submit(anna, typed, more).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidReplyError);
    return [...(error as InvalidReplyError).problems.keys()];
  };

  it('needs only what is required of the fields that were shown', async () => {
    const reply = await submit(anna, { note: 'x' }, { shown: ['note', 'comment'] });
    expect(Object.keys(reply.answers)).toEqual(['note']);
    expect(await problemsOf({}, { shown: ['value'], seenVersion: 1 })).toEqual(['value']);
    expect(await problemsOf({ note: 'x' }, { seenVersion: 1 })).toEqual(['value']);
  });

  it('leaves the answers of the other pages alone, and takes back what was emptied on this one', async () => {
    await submit(anna, { value: '50', note: 'x', comment: 'c' });
    const reply = await submit(anna, { note: '' }, { shown: ['note'], seenVersion: 1 });
    expect(Object.keys(reply.answers).sort()).toEqual(['comment', 'value']);
  });

  it('takes nothing for a field that was not shown, or is not the person’s', async () => {
    const refused = (typed: Typed, shown: readonly string[], code: string) =>
      expectNothingWritten(stored.now, () => submit(anna, typed, { shown }), refusal(code));
    await refused({ note: 'x', value: '5' }, ['note'], 'not-yours');
    await refused({ progress: '5' }, ['progress'], 'not-yours');
    await refused({ note: 'x', progress: '5' }, ['note', 'progress'], 'not-yours');
    await refused({}, ['progress'], 'unknown-field');
    await refused({}, [], 'unknown-field');
  });

  it('on which nothing was answered makes no version of a reply that is not there yet', async () => {
    await expect(submit(anna, { note: '' }, { shown: ['note'] })).rejects.toThrow(InvalidReplyError);
    expect(await loadReplies(stored.store, name)).toEqual(new Map());
  });

  it('is locked only when the whole part of the person is answered', async () => {
    await saveOpenRound(stored.store, setting(true));
    await submit(anna, { note: 'x' }, { shown: ['note'] });
    await submit(anna, { note: 'y' }, { shown: ['note'], seenVersion: 1 });
    await submit(anna, { value: '5' }, { shown: ['value'], seenVersion: 2 });
    const late = () => submit(anna, { note: 'z' }, { shown: ['note'], seenVersion: 3 });
    await expectNothingWritten(stored.now, late, refusal('locked'));
  });
});

describe('a programme that locks, with pages', () => {
  // The survey's q7 has all that is required on its first page and the comment on its second.
  it('takes every page once, also where the first has all that is required', async () => {
    await saveOpenRound(stored.store, setting(true));
    await submit(anna, { value: '5' }, { shown: ['value'] });
    const reply = await submit(anna, { note: 'x' }, { shown: ['note', 'comment'], seenVersion: 1 });
    expect(Object.keys(reply.answers)).toEqual(['value', 'note']);
  });
});

describe('a reply on somebody’s behalf', () => {
  const days = { from: '2026-10-12', to: '2026-10-16' };
  const friday = new Date('2026-10-16T20:59:00Z');

  it('by a colleague says who answered and for whom, field by field', async () => {
    await handOver(stored.store, { ...name, goalId: 'task', by: anna, to: bo }, during);
    const reply = await submit(bo, { value: '50', progress: '5', note: 'n' });
    expect(reply).toMatchObject({
      by: bo,
      answers: {
        value: { by: bo, onBehalfOf: anna },
        progress: { by: bo },
        note: { by: bo, onBehalfOf: anna },
      },
    });
    expect(reply.answers['progress']).not.toHaveProperty('onBehalfOf');
    await expectNothingWritten(stored.now, () => submit(anna, { value: '51' }), refusal('not-yours'));
  });

  it('leaves an answer that is there already in the name of who gave it', async () => {
    const first = await submit(anna, { value: '50', note: 'n' });
    await handOver(stored.store, { ...name, goalId: 'task', by: anna, to: stranger }, during);
    const reply = await submit(stranger, { value: '50', note: 'm' }, { seenVersion: 1 });
    expect(reply.answers['value']).toEqual(first.answers['value']);
    expect(reply.answers['note']).toMatchObject({ by: stranger, onBehalfOf: anna, version: 2 });
  });

  it('by a substitute is taken on the days of the substitution and not after them', async () => {
    await setSubstitute(stored.store, { personId: anna, substituteId: stranger, ...days }, during);
    const reply = await submit(stranger, { value: '50', note: 'n' }, {}, friday);
    expect(reply.answers['value']).toMatchObject({ by: stranger, onBehalfOf: anna });
    const saturday = new Date('2026-10-16T21:00:00Z');
    const late = () => submit(stranger, { value: '51' }, { seenVersion: 1 }, saturday);
    await expectNothingWritten(stored.now, late, refusal('not-yours'));
  });

  it('by a substitute does not stop the person from answering', async () => {
    await setSubstitute(stored.store, { personId: anna, substituteId: stranger, ...days }, during);
    await submit(stranger, { value: '50', note: 'n' });
    const reply = await submit(anna, { value: '60', note: 'n' }, { seenVersion: 1 });
    expect(reply.answers['value']).toMatchObject({ by: anna, version: 2 });
    expect(reply.answers['value']).not.toHaveProperty('onBehalfOf');
    expect(reply.answers['note']).toMatchObject({ by: stranger, onBehalfOf: anna });
  });

  it('that the owner has not seen is not overwritten by the owner, nor the other way round', async () => {
    await setSubstitute(stored.store, { personId: anna, substituteId: stranger, ...days }, during);
    await submit(stranger, { value: '50', note: 'n' });
    const unseen = refusal('changed-meanwhile', { by: stranger, fields: 'value' });
    await expectNothingWritten(stored.now, () => submit(anna, { value: '60', note: 'n' }), unseen);
    await submit(anna, { value: '60', note: 'n' }, { seenVersion: 1 });
    // What stands as the card showed it was not touched: the owner's newer figure stays.
    const same = await submit(stranger, { value: '50', note: 'n' }, { seenVersion: 1 });
    expect(same.answers['value']?.raw).toBe('60');
    const back = () => submit(stranger, { value: '55', note: 'n' }, { seenVersion: 1 });
    await expectNothingWritten(stored.now, back, refusal('changed-meanwhile', { by: anna, fields: 'value' }));
  });
});

describe('an old card', () => {
  it('takes back nothing that it did not show: only what was typed on it is changed', async () => {
    await submit(anna, { value: '5', note: 'said on a newer card' });
    const reply = await submit(anna, { value: '6', note: '' }, { seenVersion: 0 });
    expect(reply.answers['value']?.raw).toBe('6');
    expect(reply.answers['note']?.raw).toBe('said on a newer card');
  });
});

describe('a programme that locks', () => {
  beforeEach(async () => {
    await saveOpenRound(stored.store, setting(true));
  });

  it('takes one answer, and the same again without a word', async () => {
    const first = await submit(bo, { progress: '5' });
    expect(await submit(bo, { progress: '5' }, { seenVersion: 1 })).toEqual(first);
    await expectNothingWritten(
      stored.now,
      () => submit(bo, { progress: '6' }, { seenVersion: 1 }),
      refusal('locked'),
    );
  });

  it('still takes what another owner is asked for', async () => {
    await submit(bo, { progress: '5' });
    const reply = await submit(anna, { value: '50' });
    expect(Object.keys(reply.answers).sort()).toEqual(['progress', 'value']);
    await expectNothingWritten(
      stored.now,
      () => submit(anna, { value: '51' }, { seenVersion: 2 }),
      refusal('locked'),
    );
  });
});

describe('a round that is closed while a reply is under way', () => {
  it('does not change any more', async () => {
    let closed = false;
    const beforeCommit = async () => {
      if (closed) return;
      closed = true;
      await closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, during);
    };
    const slow = interrupted(stored.store, { beforeCommit });
    await recordReply(slow, submission(bo, { progress: '5' }), during).catch(() => undefined);
    expect((await readRound(stored.store, name))?.value.status).toBe('closed');
    expect(await loadReplies(stored.store, name)).toEqual(new Map());
  });
});
