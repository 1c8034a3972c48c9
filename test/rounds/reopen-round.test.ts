import { saveRegister } from '../../src/goals/register';
import { recordReply } from '../../src/replies/record-reply';
import { closeRound, reopenRound } from '../../src/rounds/close-round';
import { loadForm } from '../../src/rounds/round-store';
import {
  afterDeadline,
  during,
  eachWithStore,
  expectNothingWritten,
  goalWith,
  name,
  programmeWith,
  refusal,
  saveOpenRound,
  smallSetting,
  waitingDigests,
} from '../helpers/fixtures';

const stored = eachWithStore();
const act = { ...name, by: 'admin@example.org', reason: 'enough' };
const close = (now = afterDeadline) => closeRound(stored.store, act, now);
const nextWeek = new Date('2026-11-11T14:00:00.000Z');
const reopen = (newDeadline = nextWeek) =>
  reopenRound(stored.store, { ...act, deadline: newDeadline }, afterDeadline);
const answer = (value: string, now: Date) =>
  recordReply(
    stored.store,
    { ...name, goalId: 'a', by: 'anna@example.org', typed: { value }, locale: 'fi', seenVersion: 9 },
    now,
  );

describe('reopening a round', () => {
  it('takes replies until the new deadline and keeps what happened before', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await close();
    const round = await reopen();
    expect(round).toMatchObject({ status: 'reopened', deadline: nextWeek.toISOString() });
    expect(round.events.map(({ what }) => what)).toEqual(['opened', 'closed', 'reopened']);
    expect(round).not.toHaveProperty('programme');
    expect((await answer('40', new Date(nextWeek.getTime() - 1))).version).toBe(1);
    await expect(answer('50', nextWeek)).rejects.toEqual(refusal('round-not-open'));
  });

  it('follows the register again, and the next closing keeps that form', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await close();
    await reopen();
    const changed = { programme: programmeWith({ version: 2 }), goals: [goalWith('a'), goalWith('new')] };
    await saveRegister(stored.store, changed);
    const again = await close(nextWeek);
    await saveRegister(stored.store, smallSetting().register);
    const form = await loadForm(stored.store, again);
    expect(form?.programme.version).toBe(2);
    expect(form?.goals.find(({ id }) => id === 'new')).toBeDefined();
    expect(again.events.map(({ what }) => what)).toEqual(['opened', 'closed', 'reopened', 'closed']);
    expect(await waitingDigests(stored.store)).toHaveLength(2);
  });

  it.each([
    ['a round that is open', () => Promise.resolve(), nextWeek, 'round-not-closed'],
    ['a deadline that is over', () => close(), during, 'deadline-in-the-past'],
    ['a deadline that is now', () => close(), afterDeadline, 'deadline-in-the-past'],
  ])('is refused for %s', async (_, prepare, newDeadline, code) => {
    await saveOpenRound(stored.store, smallSetting());
    await prepare();
    await expectNothingWritten(stored.now, () => reopen(newDeadline), refusal(code));
  });

  it('is refused for a round that is not there', async () => {
    await expect(reopen()).rejects.toEqual(refusal('unknown-round'));
  });
});
