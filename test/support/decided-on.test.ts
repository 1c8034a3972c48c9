/** What the owner sees beside a task's state: the decision on what they ask for now. */
import { schedule } from '../../src/audit/audit';
import { loadPreviousReply, readReply } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { existingRound, loadForm, type RoundName } from '../../src/rounds/round-store';
import { loadDecidedOn } from '../../src/support/decided-on';
import { afterDeadline, during, eachWithStore, name, saveOpenRound } from '../helpers/fixtures';
import { answer, decide, supportSetting } from './setting';

const stored = eachWithStore();
const minutes = (count: number) => new Date(during.getTime() + count * 60_000);
const next = { ...name, period: '2026-Q4' };
beforeEach(() => saveOpenRound(stored.store, supportSetting()));

/** The decision beside the first task's state. */
async function besideState(round: RoundName = name): Promise<string | undefined> {
  const form = (await loadForm(stored.store, (await existingRound(stored.store, round)).value))!;
  const about = { goal: form.goals.find(({ id }) => id === 'a')!, programme: form.programme };
  const answers = (await readReply(stored.store, round, 'a'))?.value.answers ?? {};
  const before = await loadPreviousReply(stored.store, round, 'a');
  return (await loadDecidedOn(stored.store, round, about, answers, before)).get('s1')?.text;
}

async function openNext(): Promise<void> {
  await closeRound(stored.store, { ...name, ...schedule }, afterDeadline);
  const times = { opens: new Date('2027-01-11T06:00:00Z'), deadline: new Date('2027-02-11T14:00:00Z') };
  await openRound(stored.store, { ...next, ...times, ...schedule }, times.opens);
}

it('is shown as long as the task needs support, and in the next round until its state is given', async () => {
  await answer(stored.store, { s1: 'stuck' });
  expect(await besideState()).toBeUndefined();
  await decide(stored.store, { text: 'Kaksi hoitajaa' }, minutes(1));
  await answer(stored.store, { s1: 'stopped' }, minutes(2));
  expect(await besideState()).toBe('Kaksi hoitajaa');
  await openNext();
  expect(await besideState(next)).toBe('Kaksi hoitajaa');
  await answer(stored.store, { s1: 'stuck' }, new Date('2027-01-12T09:00:00Z'), { round: next });
  expect(await besideState(next)).toBeUndefined();
});

it('is not shown for what was asked anew after the task had proceeded, in this round or the next', async () => {
  await answer(stored.store, { s1: 'stuck' });
  await decide(stored.store, { text: 'Kaksi hoitajaa' }, minutes(1));
  await answer(stored.store, { s1: 'as-planned' }, minutes(2));
  await answer(stored.store, { s1: 'stuck' }, minutes(3));
  expect(await besideState()).toBeUndefined();
  await openNext();
  expect(await besideState(next)).toBeUndefined();
  await decide(stored.store, { text: 'Kolme hoitajaa' }, minutes(4));
  expect(await besideState(next)).toBe('Kolme hoitajaa');
});
