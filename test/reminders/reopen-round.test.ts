import { saveRegister } from '../../src/goals/register';
import { findMessage, pendingMessages } from '../../src/outbox/message';
import { sendPending } from '../../src/outbox/sender';
import { setSubstitute } from '../../src/people/substitutions';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { recordReply } from '../../src/replies/record-reply';
import { countAskedAgain, reopenRound } from '../../src/reminders/reopen-round';
import { holidayCalendar } from '../../src/periods/working-days';
import { closeRound } from '../../src/rounds/close-round';
import { loadForm, loadRequest, readRound, roundPartition } from '../../src/rounds/round-store';
import { snooze } from '../../src/rounds/snooze';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit } from '../helpers/failing-store';
import {
  afterDeadline,
  collect,
  eachWithStore,
  expectNothingWritten,
  goalWith,
  manyPersons,
  name,
  openTempStore,
  peopleOf,
  programmeWith,
  refusal,
  saveOpenRound,
  smallSetting,
  waitingDigests,
} from '../helpers/fixtures';
import { tickOn } from '../schedule/ticking';

const stored = eachWithStore();
const [anna, bo, cia] = ['anna@example.org', 'bo@example.org', 'cia@example.org'];
const act = { ...name, by: 'admin@example.org', way: 'card' as const, reason: 'enough' };
const close = (now = afterDeadline, store: EntityStore = stored.store) => closeRound(store, act, now);
const nextWeek = new Date('2026-11-11T14:00:00.000Z');
const dayAfter = new Date('2026-11-05T09:00:00.000Z');
const reopen = (newDeadline = nextWeek, now = afterDeadline) =>
  reopenRound(stored.store, { ...act, deadline: newDeadline }, now);
const answer = (value: string, now: Date, goalId = 'a', by = anna) =>
  recordReply(stored.store, { ...name, goalId, by, typed: { value }, locale: 'fi', seenVersion: 9 }, now);

/** Recipients of the prompts that a reopening put into the outbox, with what else their keys say. */
async function askedAgain(store: EntityStore = stored.store): Promise<string[]> {
  const rows = await collect(pendingMessages(store, roundPartition(name)));
  const prefix = `${name.programmeId}|${name.period}|`;
  return rows
    .map(({ value }) => value.key.slice(prefix.length))
    .filter((key) => key.includes('|reopened-'))
    .sort();
}

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
    // Drawn now, the digest of the first closing would say the same.
    expect(await waitingDigests(stored.store)).toEqual([expect.stringContaining(nextWeek.toISOString())]);
  });

  it.each([
    ['a round that is open', () => Promise.resolve(), nextWeek, 'round-not-closed'],
    ['a deadline that is over', () => close(), new Date('2026-10-12T09:00:00Z'), 'deadline-in-the-past'],
    ['a deadline that is now', () => close(), afterDeadline, 'deadline-in-the-past'],
  ])('is refused for %s', async (_, prepare, newDeadline, code) => {
    await saveOpenRound(stored.store, smallSetting());
    await prepare();
    await expectNothingWritten(stored.now, () => reopen(newDeadline), refusal(code));
  });

  it.each([[undefined], [''], [' \n']])('is refused without a reason: %j', async (reason) => {
    await saveOpenRound(stored.store, smallSetting());
    await close();
    const { by, way } = act;
    const without = { ...name, by, way, ...(reason !== undefined && { reason }), deadline: nextWeek };
    const doing = () => reopenRound(stored.store, without, afterDeadline);
    await expectNothingWritten(stored.now, doing, refusal('reason-missing'));
  });

  it('is refused for a round that is not there', async () => {
    await expect(reopen()).rejects.toEqual(refusal('unknown-round'));
  });
});

describe('a reopened round asks again', () => {
  const step = `reopened-${afterDeadline.toISOString()}`;

  it('those who have something left to answer, once each, and nobody else', async () => {
    await saveOpenRound(stored.store, smallSetting());
    const early = new Date('2026-10-20T09:00:00Z');
    await answer('5', early);
    await answer('5', early, 'both');
    await close();
    await reopen(nextWeek, dayAfter);
    expect(await askedAgain()).toEqual([`${bo}|${step}`]);
    const key = `prog|2026-Q3|${bo}|${step}`;
    expect((await findMessage(stored.store, roundPartition(name), key))?.value).toMatchObject({
      kind: 'prompt',
      recipient: { type: 'person', personId: bo },
      data: { ...name, reopened: true },
      notBefore: dayAfter.toISOString(),
    });
  });

  it('nobody where everything is answered', async () => {
    await saveOpenRound(stored.store, smallSetting());
    const early = new Date('2026-10-20T09:00:00Z');
    for (const [goalId, by] of [
      ['a', anna],
      ['b', bo],
      ['both', anna],
    ] as const)
      await answer('5', early, goalId, by);
    const closed = await close();
    expect(await countAskedAgain(stored.store, closed, dayAfter)).toBe(0);
    await reopen();
    expect(await askedAgain()).toEqual([]);
  });

  it('also who stands in today for one of them, and says for whom', async () => {
    const { register } = smallSetting();
    await saveOpenRound(stored.store, { register, people: peopleOf([anna, bo, cia]) });
    for (const [personId, from] of [
      [anna, '2026-11-05'],
      [bo, '2026-11-06'],
    ] as const)
      await setSubstitute(stored.store, { personId, substituteId: cia, from, to: '2026-11-06' }, dayAfter);
    const closed = await close();
    expect(await countAskedAgain(stored.store, closed, dayAfter)).toBe(3);
    await reopen(nextWeek, dayAfter);
    expect(await askedAgain()).toEqual([`${anna}|${step}`, `${bo}|${step}`, `${cia}|${step}-for-${anna}`]);
    const toCia = await findMessage(
      stored.store,
      roundPartition(name),
      `prog|2026-Q3|${cia}|${step}-for-${anna}`,
    );
    expect(toCia?.value.data).toEqual({ ...name, reopened: true, onBehalfOf: anna });
  });

  it('from the moment at which messages may be sent', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await close();
    const sendFrom = new Date('2026-11-06T05:00:00.000Z');
    await reopenRound(stored.store, { ...act, deadline: nextWeek, sendFrom }, dayAfter);
    const rows = await collect(pendingMessages(stored.store, roundPartition(name)));
    const prompts = rows.filter(({ value }) => value.key.includes('|reopened-'));
    expect(prompts.map(({ value }) => value.notBefore)).toEqual(Array(2).fill(sendFrom.toISOString()));
  });

  it('after each closing anew', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await close();
    await reopen();
    await close(nextWeek);
    await reopen(new Date('2026-11-18T14:00:00Z'), nextWeek);
    const step = `reopened-${nextWeek.toISOString()}`;
    expect(await askedAgain()).toEqual([`${anna}|${step}`, `${bo}|${step}`]);
  });

  it('who has come to answer for a goal since, and everybody in a round that was only loaded as closed', async () => {
    const { register } = smallSetting();
    await saveOpenRound(stored.store, { register, people: peopleOf([anna, bo, cia]) });
    await close();
    const goals = [...register.goals, goalWith('new', { owners: [bo, cia] })];
    await saveRegister(stored.store, { ...register, goals });
    const closed = (await readRound(stored.store, name))!.value;
    expect(await countAskedAgain(stored.store, closed, dayAfter)).toBe(3);
    await reopen(nextWeek, dayAfter);
    expect(await askedAgain()).toHaveLength(3);
    expect((await loadRequest(stored.store, name, bo))?.value.goalIds).toEqual(['b', 'both', 'new']);
    expect((await loadRequest(stored.store, name, cia))?.value).toEqual({
      ...{ personId: cia, goalIds: ['new'], createdAt: dayAfter.toISOString() },
    });
    expect((await loadAskedRound(stored.store, name, cia, dayAfter))?.goals).toHaveLength(1);
  });

  it('counting whom it would ask writes nothing', async () => {
    await saveOpenRound(stored.store, smallSetting());
    const closed = await close();
    const before = stored.now.dump();
    expect(await countAskedAgain(stored.store, closed, dayAfter)).toBe(2);
    expect(stored.now.dump()).toEqual(before);
  });
});

describe('a large round that is reopened', () => {
  const count = 70;
  const ids = manyPersons(count);
  const large = {
    register: { programme: programmeWith(), goals: [goalWith('all', { owners: ids })] },
    people: peopleOf(ids),
  };
  const reopenIn = (store: EntityStore, now = dayAfter) =>
    reopenRound(store, { ...act, deadline: nextWeek }, now);
  const closedIn = async (store: EntityStore) => {
    await saveOpenRound(store, large);
    await close(afterDeadline, store);
  };

  it('asks everybody once, whichever commit it was cut off at', async () => {
    const commits = await atEveryCommit(async (n) => {
      const other = await openTempStore();
      await closedIn(other.store);
      const survived = await reopenIn(dyingAtCommit(other.store, n)).then(
        () => true,
        () => false,
      );
      const status = (await readRound(other.store, name))!.value.status;
      expect(status).toBe(survived ? 'reopened' : 'closed');
      if (!survived) await reopenIn(other.store, new Date(dayAfter.getTime() + 1));
      const persons = (await askedAgain(other.store)).map((key) => key.split('|')[0]);
      expect(persons).toEqual(ids);
      await other.remove();
      return { survived };
    });
    // Two pages of messages, the entry in the index of rounds, and the round.
    expect(commits).toBe(4);
  });

  it('sends nothing before it takes replies, and asks those again whose message came too early', async () => {
    await closedIn(stored.store);
    await reopenIn(dyingAtCommit(stored.store, 2)).catch(() => undefined);
    const written = await askedAgain();
    expect(written.length).toBeGreaterThan(0);
    const send = (now: Date) =>
      sendPending(
        {
          store: stored.store,
          clock: { now: () => now },
          deliver: () => Promise.resolve({ type: 'ended', state: 'needless', reason: 'closed' }),
        },
        roundPartition(name),
      );
    await send(new Date(dayAfter.getTime() + 59_999));
    expect(await askedAgain()).toEqual(written);
    await send(new Date(dayAfter.getTime() + 60_000));
    expect(await askedAgain()).toEqual([]);
    await reopenIn(stored.store, new Date(dayAfter.getTime() + 3_600_000));
    expect(await askedAgain()).toHaveLength(count);
  });
});

it('two reopenings at once reopen once', async () => {
  await saveOpenRound(stored.store, smallSetting());
  await close();
  const both = await Promise.allSettled([reopen(), reopen()]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const { events } = (await readRound(stored.store, name))!.value;
  expect(events.map(({ what }) => what)).toEqual(['opened', 'closed', 'reopened']);
  expect(await askedAgain()).toHaveLength(2);
});

describe('a request that was put off when the round was closed', () => {
  const holidays = holidayCalendar();
  const day = '2026-10-20';
  const putOff = (now: Date) => snooze(stored.store, { ...name, personId: anna, day }, now, holidays);
  const request = async () => (await loadRequest(stored.store, name, anna))!.value;
  const at = (text: string) => new Date(`2026-10-${text}:00Z`);

  it('is not put off any more once it is reopened, and can be put off to the same day again', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await putOff(at('12T09:00'));
    await close(at('13T09:00'));
    await reopen(nextWeek, at('14T09:00'));
    expect(await request()).not.toHaveProperty('snoozedUntil');
    await putOff(at('15T09:00'));
    const { delivered, failures } = await tickOn(stored.store, at('20T05:00'));
    expect(failures).toEqual([]);
    expect(delivered).toContain('reminder');
    expect((await tickOn(stored.store, at('20T05:01'))).delivered).toEqual([]);
  });
});
