import { buildDigest } from '../../src/digest/build-digest';
import { type Field } from '../../src/goals/schema';
import { loadAskedRound, nextToAnswer } from '../../src/replies/asked-goals';
import { type DraftName, keepDraft, readDraft, type Typed } from '../../src/replies/draft';
import { loadDrafts } from '../helpers/drafts';
import { recordReply, type Submission } from '../../src/replies/record-reply';
import { repeatReply } from '../../src/replies/repeat-reply';
import { readReply } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  deadline,
  during,
  eachWithStore,
  expectNothingWritten,
  name,
  opens,
  refusal,
  saveOpenRound,
} from '../helpers/fixtures';
import { anna, bo, cia, setting, submission } from './fixtures';

const stored = eachWithStore();
beforeEach(() => saveOpenRound(stored.store, setting()));

const { goals } = setting().register;
const fields = (...ids: string[]): Field[] =>
  goals.flatMap((goal) => goal.fields).filter(({ id }) => ids.includes(id));
const place = (personId: string, goalId = 'task'): DraftName => ({ ...name, goalId, personId });
const keep = (personId: string, typed: Typed, seenVersion = 0, store = stored.store, now = during) =>
  keepDraft(store, place(personId), { typed, shown: fields(...Object.keys(typed)), seenVersion }, now);
const drafted = async (personId: string, goalId = 'task') =>
  (await readDraft(stored.store, place(personId, goalId)))?.value.typed;
const submit = (by: string, typed: Typed, more: Partial<Submission> = {}, store = stored.store) =>
  recordReply(store, submission(by, typed, more), during);

describe('a draft', () => {
  it('keeps what was typed as it was typed, with when and above which version', async () => {
    const draft = await keep(anna, { value: 'paljon ', note: 'x\ny' }, 3);
    expect(draft).toEqual({
      goalId: 'task',
      personId: anna,
      typed: { value: 'paljon ', note: 'x\ny' },
      seenVersion: 3,
      at: during.toISOString(),
    });
    expect(await loadDrafts(stored.store, name, anna)).toEqual(new Map([['task', draft]]));
  });

  it('keeps what was typed, and not the inputs that stand as the card had them', async () => {
    await keepDraft(
      stored.store,
      place(anna),
      { typed: { value: '5' }, shown: fields('value', 'note'), seenVersion: 0 },
      during,
    );
    expect(await drafted(anna)).toEqual({ value: '5' });
  });

  it('keeps several choices as one text', async () => {
    await keep(anna, { note: ['b', 'a'] });
    expect(await drafted(anna)).toEqual({ note: 'b,a' });
  });

  it('keeps an enormous text only in part', async () => {
    await keep(anna, { note: 'x'.repeat(1_000_000) });
    expect((await drafted(anna))?.['note']).toHaveLength(8_000);
  });

  it('of one page does not touch what was typed on another', async () => {
    await keep(anna, { value: '5' });
    await keep(anna, { note: 'x' });
    expect(await drafted(anna)).toEqual({ value: '5', note: 'x' });
    // This card shows no draft, so its empty input takes nothing back.
    await keep(anna, { value: '6', note: '' });
    expect(await drafted(anna)).toEqual({ value: '6', note: 'x' });
  });

  it('of two pages kept at once has both', async () => {
    let done = false;
    const beforeCommit = async () => {
      if (done) return;
      done = true;
      await keep(anna, { note: 'x' });
    };
    await keep(anna, { value: '5' }, 0, interrupted(stored.store, { beforeCommit }));
    expect(await drafted(anna)).toEqual({ value: '5', note: 'x' });
  });

  it.each<[string, Typed]>([
    ['nothing', {}],
    ['only empty inputs', { value: '', note: '' }],
  ])('is not made of %s', async (_, typed) => {
    const before = stored.now.dump();
    expect(await keep(anna, typed)).toBeUndefined();
    expect(stored.now.dump()).toEqual(before);
  });

  it('is not made of what the reply says already', async () => {
    await submit(anna, { value: '5', note: 'x' });
    const before = stored.now.dump();
    expect(await keep(anna, { value: '5', note: 'x', comment: '' }, 1)).toBeUndefined();
    expect(stored.now.dump()).toEqual(before);
  });

  it('is made of an answer that was emptied', async () => {
    await submit(anna, { value: '5', note: 'x' });
    await keep(anna, { value: '5', note: '' }, 1);
    expect(await drafted(anna)).toEqual({ note: '' });
  });

  it('stays when a card brings nothing new, and when it brings the same', async () => {
    const draft = await keep(anna, { value: '5', note: 'x' });
    const before = stored.now.dump();
    expect(await keep(anna, { value: '', note: '' }, 0)).toEqual(draft);
    expect(await keep(anna, { value: '5' }, 0, stored.store, deadline)).toEqual(draft);
    expect(stored.now.dump()).toEqual(before);
  });

  it('is its own for each person and goal', async () => {
    await keep(anna, { note: 'a' });
    await keep(cia, { note: 'c' });
    await keepDraft(
      stored.store,
      place(anna, 'free'),
      { typed: { one: '1' }, shown: fields('one'), seenVersion: 0 },
      during,
    );
    expect([...(await loadDrafts(stored.store, name, anna)).keys()]).toEqual(['free', 'task']);
    expect([...(await loadDrafts(stored.store, name, cia)).keys()]).toEqual(['task']);
    expect(await loadDrafts(stored.store, name, bo)).toEqual(new Map());
    expect(await drafted(cia)).toEqual({ note: 'c' });
  });

  it('is kept also when the round takes no answers any more', async () => {
    await closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, during);
    await keep(anna, { value: '5' });
    expect(await drafted(anna)).toEqual({ value: '5' });
  });

  it('of a field named as something that every object has is its own', async () => {
    const odd = { ...fields('note')[0]!, id: 'constructor' };
    await keepDraft(stored.store, place(anna), { typed: {}, shown: [odd], seenVersion: 0 }, during);
    expect(await drafted(anna)).toBeUndefined();
  });
});

describe('a draft is no answer', () => {
  it('it makes no reply, counts as not answered, and is shown to its person alone', async () => {
    await keep(anna, { value: '5', note: 'x' });
    expect(await readReply(stored.store, name, 'task')).toBeUndefined();
    const ofAnna = (await loadAskedRound(stored.store, name, anna, during))!;
    const task = ofAnna.goals.find(({ goal }) => goal.id === 'task');
    expect(task).toMatchObject({ completeness: 'unanswered', draft: { typed: { value: '5' } } });
    expect(nextToAnswer(ofAnna.goals)?.goal.id).toBe('task');
    const ofCia = (await loadAskedRound(stored.store, name, cia, during))!;
    expect(ofCia.goals.find(({ goal }) => goal.id === 'task')).not.toHaveProperty('draft');
  });

  it('it changes nothing in the digest', async () => {
    const before = await buildDigest(stored.store, name, during);
    await keep(anna, { value: '5', note: 'x' });
    await keep(bo, { progress: '5' });
    expect(await buildDigest(stored.store, name, during)).toEqual(before);
    await submit(bo, { progress: '5' });
    const answered = await buildDigest(stored.store, name, during);
    await keep(bo, { progress: '6' }, 1);
    expect(await buildDigest(stored.store, name, during)).toEqual(answered);
  });
});

describe('a reply', () => {
  it('takes out of the draft what it answers, and leaves the rest of it', async () => {
    await keep(anna, { value: '5', note: 'x', comment: 'c' });
    await submit(anna, { value: '6' }, { shown: ['value', 'comment'] });
    expect(await drafted(anna)).toEqual({ note: 'x' });
    await submit(anna, { note: 'x' }, { shown: ['note'], seenVersion: 1 });
    expect(await drafted(anna)).toBeUndefined();
  });

  it('leaves the drafts of others, and those of other goals', async () => {
    await keep(cia, { note: 'c' });
    await keepDraft(
      stored.store,
      place(anna, 'free'),
      { typed: { one: '1' }, shown: fields('one'), seenVersion: 0 },
      during,
    );
    await submit(anna, { value: '5', note: 'x' });
    expect(await drafted(cia)).toEqual({ note: 'c' });
    expect(await drafted(anna, 'free')).toEqual({ one: '1' });
  });

  it('and the draft change in one commit', async () => {
    await keep(anna, { value: '5', note: 'x' });
    const before = stored.now.dump();
    const dying = dyingAtCommit(stored.store, 1);
    await expect(submit(anna, { value: '5', note: 'x' }, {}, dying)).rejects.toThrow('power cut');
    expect(stored.now.dump()).toEqual(before);
    const counting = dyingAtCommit(stored.store, 2);
    await submit(anna, { value: '5', note: 'x' }, {}, counting);
    expect(counting.commits).toBe(1);
    expect(await drafted(anna)).toBeUndefined();
  });

  it('that says what is there already takes it out as well, and makes no version', async () => {
    await submit(anna, { value: '5', note: 'x' });
    await keep(anna, { value: '7', note: 'x' }, 1);
    expect((await submit(anna, { value: '5', note: 'x' }, { seenVersion: 1 })).version).toBe(1);
    expect(await drafted(anna)).toBeUndefined();
  });

  // The draft's row is written anew although nothing is taken out of it.
  it('that says what is there already writes nothing where the draft is of other fields', async () => {
    await submit(anna, { value: '5', note: 'x' });
    await keep(anna, { note: 'y' }, 1);
    const before = stored.now.dump();
    await submit(anna, { value: '5' }, { shown: ['value'], seenVersion: 1 });
    expect(stored.now.dump()).toEqual(before);
  });

  it('loses nothing of a draft that is kept at the same moment', async () => {
    await keep(anna, { value: '5' });
    let done = false;
    const beforeCommit = async () => {
      if (done) return;
      done = true;
      await keep(anna, { note: 'later' });
    };
    const slow = interrupted(stored.store, { beforeCommit });
    await submit(anna, { value: '5' }, { shown: ['value'] }, slow);
    expect(await drafted(anna)).toEqual({ note: 'later' });
  });

  it.each<[string, Typed]>([
    ['that does not fit', { value: 'paljon' }],
    ['of somebody else’s field', { value: '5', progress: '5' }],
  ])('%s leaves the draft as it was', async (_, typed) => {
    await keep(anna, { value: '5', note: 'x' });
    await expectNothingWritten(stored.now, () => submit(anna, typed), expect.any(Error));
  });

  it('by "no change" takes the draft out too', async () => {
    const next = { ...name, period: '2026-Q4' };
    await submit(bo, { progress: '5' });
    await closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, during);
    await openRound(stored.store, { ...next, opens, deadline, by: 's', way: 'card' }, during);
    const at = { ...place(bo), ...next };
    const typed = { progress: '6' };
    await keepDraft(stored.store, at, { typed, shown: fields('progress'), seenVersion: 0 }, during);
    await repeatReply(stored.store, { ...next, goalId: 'task', by: bo }, during);
    expect(await readDraft(stored.store, at)).toBeUndefined();
  });

  it('refused by the closing leaves the draft', async () => {
    await keep(anna, { value: '5' });
    await closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, during);
    await expectNothingWritten(stored.now, () => submit(anna, { value: '5' }), refusal('round-not-open'));
  });
});
