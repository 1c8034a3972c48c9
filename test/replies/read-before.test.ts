/** A press saves what it has read before: nothing is read twice, and whatever has changed since is read again. */
import { RefusedError } from '../../src/errors';
import { type ReadGoal } from '../../src/replies/answerable-goal';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { keepDraft, readDraft } from '../../src/replies/draft';
import { recordReply, type Typed } from '../../src/replies/record-reply';
import { repeatReply } from '../../src/replies/repeat-reply';
import { loadHistory, loadPreviousReply, readReply } from '../../src/replies/reply-store';
import { readGate } from '../../src/rounds/close-guard';
import { closeRound } from '../../src/rounds/close-round';
import { handOver } from '../../src/rounds/hand-over';
import { type EntityStore } from '../../src/storage/store';
import { during, eachWithStore, name, refusal, saveOpenRound } from '../helpers/fixtures';
import { anna, bo, setting, stranger, submission } from './fixtures';

const stored = eachWithStore();
beforeEach(() => saveOpenRound(stored.store, setting()));

const place = { ...name, goalId: 'task' };

async function readBy(personId: string): Promise<ReadGoal> {
  const gate = await readGate(stored.store, name, place.goalId);
  const asked = await loadAskedRound(stored.store, name, personId, during);
  const previous = await loadPreviousReply(stored.store, name, place.goalId);
  const own = asked!.goals.find(({ goal }) => goal.id === place.goalId)!;
  return { gate: gate!, asked: asked!, own, previous };
}

const save = (by: string, typed: Typed, read?: ReadGoal) =>
  recordReply(stored.store, submission(by, typed), during, read);

/** Commits; every read fails. */
function writing(store: EntityStore): EntityStore {
  const unread = (): never => {
    throw new Error('was read already');
  };
  return { ...{ get: unread, range: unread, close: unread }, commit: (...of) => store.commit(...of) };
}

it('nothing is read for a save whose press has read it, which also removes the draft', async () => {
  const typed = { value: '50' };
  const draft = { ...name, goalId: 'task', personId: anna };
  const shown = setting().register.goals[0]!.fields.slice(0, 1);
  await keepDraft(stored.store, draft, { typed, shown, seenVersion: 0 }, during);
  const read = await readBy(anna);
  const reply = await recordReply(writing(stored.store), submission(anna, typed), during, read);
  expect((await readReply(stored.store, name, 'task'))?.value).toEqual(reply);
  expect(await readDraft(stored.store, draft)).toBeUndefined();
});

it.each<[string, () => Promise<unknown>, unknown]>([
  [
    'somebody else’s answer to another field stays',
    () => save(bo, { progress: '7' }),
    { version: 2, raws: { progress: '7', value: '50' } },
  ],
  [
    'an answer to the same field is not overwritten',
    () => save('cia@example.org', { note: 'y' }),
    { refused: 'changed-meanwhile' },
  ],
  ['a closed round takes no answer', () => close(), { refused: 'round-not-open' }],
  [
    'a goal that was handed on is not answered',
    () => handOver(stored.store, { ...place, by: anna, to: stranger }, during),
    { refused: 'not-yours' },
  ],
])('of what happens between reading and saving: %s', async (_, happens, expected) => {
  const outcome = async (read: ReadGoal | undefined) => {
    try {
      const typed = 'refused' in (expected as object) ? { value: '50', note: 'x' } : { value: '50' };
      const { version, answers } = await save(anna, typed, read);
      return { version, raws: Object.fromEntries(Object.entries(answers).map(([id, { raw }]) => [id, raw])) };
    } catch (error) {
      if (error instanceof RefusedError) return { refused: error.code };
      throw error;
    }
  };
  const read = await readBy(anna);
  await happens();
  expect(await outcome(read)).toEqual(expected);
});

const close = () => closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, during);

it('no change is confirmed once, and not after the round was closed, whatever the press had read', async () => {
  await save(bo, { progress: '7' });
  const reply = (await readReply(stored.store, name, 'task'))!.value;
  const read = { ...(await readBy(bo)), previous: { period: '2026-Q2', reply } };
  const repeat = (known: ReadGoal) => repeatReply(stored.store, { ...place, by: bo }, during, known);
  expect(await repeat(read)).toEqual(reply);
  await close();
  const unanswered = { ...read, own: { ...read.own, rows: {} } };
  await expect(repeat(unanswered)).rejects.toEqual(refusal('round-not-open'));
  expect(await loadHistory(stored.store, name, 'task')).toHaveLength(1);
});
