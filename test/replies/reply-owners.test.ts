import { recordReply, type Submission, type Typed } from '../../src/replies/record-reply';
import { loadHistory, loadReplies } from '../../src/replies/reply-store';
import {
  during,
  eachWithStore,
  estimate,
  expectNothingWritten,
  goalWith,
  name,
  peopleOf,
  programmeWith,
  refusal,
  saveOpenRound,
} from '../helpers/fixtures';
import { anna, bo, cia, setting, submission } from './fixtures';

const stored = eachWithStore();
beforeEach(() => saveOpenRound(stored.store, setting()));

const submit = (by: string, typed: Typed, more: Partial<Submission> = {}, now = during) =>
  recordReply(stored.store, submission(by, typed, more), now);

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
    await expectNothingWritten(stored.now, late, refusal('changed-meanwhile', { by: cia, fields: 'note' }));
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

  it('do not put back from an old card what the other has taken back since', async () => {
    await submit(cia, { note: 'wrong', comment: 'c' });
    await submit(cia, { note: '', comment: 'c' }, { seenVersion: 1 });
    // Untouched inputs change nothing; what was typed on the old card is saved.
    const { answers } = await submit(anna, { value: '50', note: 'wrong', comment: 'c' }, { seenVersion: 1 });
    expect(Object.keys(answers).sort()).toEqual(['comment', 'value']);
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

  it('are all recorded when they are nine', async () => {
    expect(await answerAll(9)).toBe(9);
  });
});
