import { readAudit } from '../../src/audit/audit';
import { recordReply } from '../../src/replies/record-reply';
import { reopenRound } from '../../src/reminders/reopen-round';
import { lateFields } from '../../src/replies/reply';
import { closeRound } from '../../src/rounds/close-round';
import { moveDeadline } from '../../src/rounds/move-deadline';
import { openRound } from '../../src/rounds/open-round';
import { type Round } from '../../src/rounds/round';
import { readRound, roundPartition } from '../../src/rounds/round-store';
import { replace } from '../../src/storage/rows';
import { interrupted } from '../helpers/failing-store';
import {
  afterDeadline,
  deadline,
  during,
  eachWithStore,
  expectNothingWritten,
  name,
  opens,
  refusal,
  saveOpenRound,
  saveSetting,
  smallSetting,
} from '../helpers/fixtures';

const stored = eachWithStore();
const admin = { by: 'admin@example.org', way: 'card' } as const;
const wednesday = new Date('2026-11-11T14:00:00.000Z');
const move = (to: Date, now = during, store = stored.store) =>
  moveDeadline(store, { ...name, ...admin, deadline: to }, now);
const current = async (): Promise<Round> => (await readRound(stored.store, name))!.value;
const answer = (now: Date) =>
  recordReply(
    stored.store,
    { ...name, goalId: 'a', by: 'anna@example.org', typed: { value: '5' }, locale: 'fi', seenVersion: 9 },
    now,
  );

describe('a deadline that is moved', () => {
  beforeEach(() => saveOpenRound(stored.store, smallSetting()));

  it.each([
    ['later', wednesday],
    ['earlier', new Date('2026-10-21T13:00:00.000Z')],
  ])('%s: replies are taken until then, in time', async (_, to) => {
    expect(await move(to)).toEqual(await current());
    expect(await current()).toMatchObject({ status: 'open', deadline: to.toISOString() });
    const { answers } = await answer(new Date(to.getTime() - 1));
    expect(lateFields(await current(), answers)).toEqual([]);
    await expect(answer(to)).rejects.toEqual(refusal('round-not-open'));
  });

  it.each([
    ['takes its time for late replies along', '2026-11-06T14:00:00.000Z', '2026-11-16T14:00:00.000Z'],
    ['gives none where there was none', undefined, undefined],
  ])('%s', async (_, closes, expected) => {
    const row = (await readRound(stored.store, name))!;
    await stored.store.commit(roundPartition(name), [
      replace(row, { ...row.value, ...(closes && { closes }) }),
    ]);
    const after = new Date('2026-11-16T14:00:00.000Z');
    await moveDeadline(stored.store, { ...name, ...admin, deadline: wednesday, closes: after }, during);
    expect((await current()).closes).toBe(expected);
  });

  it('is said with who did it, and from what to what', async () => {
    await move(wednesday);
    const entries = await readAudit(stored.store, [roundPartition(name)], { what: 'deadline-moved' });
    const moved = { from: deadline.toISOString(), to: wednesday.toISOString() };
    expect(entries).toEqual([
      { ...name, ...admin, what: 'deadline-moved', ...moved, at: during.toISOString() },
    ]);
  });

  it('to where it is already writes nothing', async () => {
    await move(wednesday);
    const before = stored.now.dump();
    await move(wednesday);
    expect(stored.now.dump()).toEqual(before);
  });

  it('while somebody else closes the round leaves it closed', async () => {
    let isClosed = false;
    const beforeCommit = async () => {
      if (isClosed) return;
      isClosed = true;
      await closeRound(stored.store, { ...name, ...admin }, during);
    };
    const disturbed = interrupted(stored.store, { beforeCommit });
    await expect(move(wednesday, during, disturbed)).rejects.toEqual(refusal('round-not-open'));
    expect(await current()).toMatchObject({ status: 'closed', deadline: deadline.toISOString() });
  });

  it.each([
    ['that is over', new Date('2026-10-01T13:00:00Z')],
    ['that is now', during],
  ])('to a moment %s is refused', async (_, to) => {
    await expectNothingWritten(stored.now, () => move(to), refusal('deadline-in-the-past'));
  });

  it('is refused for a round that is closed, and for one that is not there', async () => {
    await closeRound(stored.store, { ...name, ...admin }, during);
    await expectNothingWritten(stored.now, () => move(wednesday), refusal('round-not-open'));
    const nowhere = { ...name, ...admin, period: '2026-Q2', deadline: wednesday };
    await expect(moveDeadline(stored.store, nowhere, during)).rejects.toEqual(refusal('unknown-round'));
  });
});

describe('the deadline of a round that takes late replies', () => {
  const closes = new Date('2026-11-09T14:00:00.000Z');
  beforeEach(async () => {
    await saveSetting(stored.store, smallSetting());
    await openRound(stored.store, { ...name, opens, deadline, closes, ...admin }, opens);
  });

  it('is its closing too once it was moved', async () => {
    await move(wednesday);
    expect(await current()).not.toHaveProperty('closes');
    await expect(answer(wednesday)).rejects.toEqual(refusal('round-not-open'));
  });

  it('makes what was late before the move be in time', async () => {
    const { answers } = await answer(afterDeadline);
    expect(lateFields(await current(), answers)).toEqual(['value']);
    await move(wednesday, new Date('2026-11-05T09:00:00Z'));
    expect(lateFields(await current(), answers)).toEqual([]);
  });

  it('of one that was reopened: what is answered after the first deadline stays late', async () => {
    await closeRound(stored.store, { ...name, ...admin }, closes);
    const reopening = { ...name, ...admin, reason: 'late figures', deadline: wednesday };
    await reopenRound(stored.store, reopening, closes);
    await move(new Date('2026-11-18T14:00:00.000Z'), new Date('2026-11-10T09:00:00Z'));
    const { answers } = await answer(new Date('2026-11-12T09:00:00Z'));
    expect(lateFields(await current(), answers)).toEqual(['value']);
    expect(await current()).toMatchObject({ lateAfter: deadline.toISOString() });
  });
});
