import { pause, resume } from '../../src/brake/pauses';
import { observeRounds } from '../../src/health/observe-rounds';
import { findingsIn } from '../../src/health/rules';
import { enqueue, type Message } from '../../src/outbox/message';
import { type Outcome } from '../../src/outbox/sender';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { roundPartition } from '../../src/rounds/round-store';
import { schedule } from '../../src/audit/audit';
import { discardRound } from '../../src/schedule/discard-round';
import { atEveryCommit, dyingAtCommit } from '../helpers/failing-store';
import {
  deadline,
  during,
  eachWithStore,
  name,
  openTempStore,
  opens,
  saveOpenRound,
  saveSetting,
  smallSetting,
} from '../helpers/fixtures';
import { holidays, sent, tickOn } from '../schedule/ticking';

const stored = eachWithStore();
/** The first weekly digest of the round: Monday 08:00 in Helsinki. */
const monday = new Date('2026-10-12T05:00:00.000Z');
const after = (moment: Date, minutes: number) => new Date(moment.getTime() + minutes * 60_000);
const seenAt = (moment: Date, store = stored.store) => observeRounds(store, moment, holidays);
const overdueAt = async (moment: Date) =>
  (await seenAt(moment)).overdue.map(({ since, why }) => [since, why]);
const refused: Outcome = { type: 'ended', state: 'failed', reason: '403 BotNotInConversationRoster' };
const onlyDigests =
  (outcome: Outcome) =>
  ({ kind }: Message): Outcome =>
    kind === 'digest' ? outcome : sent();

beforeEach(() => saveOpenRound(stored.store, smallSetting()));

describe('a digest is overdue', () => {
  it('an hour after its time when no tick made it', async () => {
    expect(await overdueAt(after(monday, 59))).toEqual([]);
    expect(await overdueAt(after(monday, 60))).toEqual([[monday.toISOString(), 'not-made']]);
    await tickOn(stored.store, after(monday, 61));
    expect(await overdueAt(after(monday, 200))).toEqual([]);
  });

  it('when it has waited for an hour, and not once it was sent', async () => {
    await tickOn(stored.store, monday, onlyDigests({ type: 'retry', reason: '503' }));
    expect(await overdueAt(after(monday, 59))).toEqual([]);
    expect(await overdueAt(after(monday, 60))).toEqual([[monday.toISOString(), 'waiting']]);
    await tickOn(stored.store, after(monday, 61));
    expect((await seenAt(after(monday, 62))).lastDigest).toBe(after(monday, 61).toISOString());
    expect(await overdueAt(after(monday, 200))).toEqual([]);
  });

  it('as soon as its channel refused it, until the next one is sent', async () => {
    await tickOn(stored.store, monday, onlyDigests(refused));
    expect(await overdueAt(after(monday, 1))).toEqual([[monday.toISOString(), 'failed']]);
    await tickOn(stored.store, after(monday, 7 * 24 * 60 + 60));
    expect(await overdueAt(after(monday, 7 * 24 * 60 + 60))).toEqual([]);
  });

  it('when its round should have been closed an hour ago', async () => {
    await tickOn(stored.store, after(deadline, -1));
    expect(await overdueAt(after(deadline, 59))).toEqual([]);
    expect(await overdueAt(after(deadline, 60))).toEqual([[deadline.toISOString(), 'not-made']]);
  });

  it('when its closing was begun an hour ago and was taken over in vain', async () => {
    const cutOffAt = (moment: Date) => closeRound(dyingAtCommit(stored.store, 2), act, moment);
    const act = { ...name, ...schedule };
    await expect(cutOffAt(deadline)).rejects.toThrow();
    expect(await overdueAt(after(deadline, 59))).toEqual([]);
    await expect(cutOffAt(after(deadline, 50))).rejects.toThrow();
    expect(await overdueAt(after(deadline, 60))).toEqual([[deadline.toISOString(), 'not-made']]);
    await tickOn(stored.store, after(deadline, 61));
    expect(await overdueAt(after(deadline, 62))).toEqual([]);
  });

  it('when the one of the closing was refused; for a fortnight', async () => {
    await tickOn(stored.store, after(deadline, -1));
    await tickOn(stored.store, deadline, onlyDigests(refused));
    expect(await overdueAt(after(deadline, 1))).toEqual([[deadline.toISOString(), 'failed']]);
    expect(await overdueAt(after(deadline, 15 * 24 * 60))).toEqual([]);
  });

  it('not while quiet hours hold it back', async () => {
    const calendar = { quiet: { from: '16:00', to: '07:00', workingDaysOnly: true } };
    const setting = smallSetting();
    const programme = { ...setting.register.programme };
    await saveSetting(stored.store, {
      ...setting,
      register: {
        ...setting.register,
        programme: { ...programme, calendar: { ...programme.calendar, ...calendar } },
      },
    });
    const friday = new Date('2026-10-16T15:00:00.000Z');
    await tickOn(stored.store, monday);
    await closeRound(
      stored.store,
      { ...name, ...schedule, sendFrom: new Date('2026-10-19T04:00:00.000Z') },
      friday,
    );
    expect(await overdueAt(new Date('2026-10-19T04:59:00.000Z'))).toEqual([]);
    expect(await overdueAt(new Date('2026-10-19T05:00:00.000Z'))).toEqual([
      ['2026-10-19T04:00:00.000Z', 'waiting'],
    ]);
  });
});

describe('persons', () => {
  const everybody = ['anna@example.org', 'bo@example.org'];
  const blocked = (ids: readonly string[]) => (message: Message) =>
    message.recipient.type === 'person' && ids.includes(message.recipient.personId)
      ? ({ type: 'ended', state: 'blocked', reason: '403' } as const)
      : sent();

  it('are unreached when the latest message did not reach them', async () => {
    await tickOn(stored.store, during, blocked(everybody));
    expect(await seenAt(during)).toMatchObject({ asked: 2, unreached: 2 });
  });

  it('are reached again by a later message', async () => {
    await tickOn(stored.store, during, blocked(['anna@example.org']));
    expect((await seenAt(during)).unreached).toBe(1);
    const later = after(during, 60);
    const recipient = { type: 'person' as const, personId: 'anna@example.org' };
    const reminder = { key: 'reminder', kind: 'reminder' as const, recipient, data: name };
    await stored.store.commit(roundPartition(name), [enqueue(reminder, later)]);
    await tickOn(stored.store, later);
    expect((await seenAt(later)).unreached).toBe(0);
  });
});

it('a round that was taken back is not one whose opening was cut off', async () => {
  await discardRound(stored.store, { ...name, by: 'admin@example.org', way: 'card' }, during);
  expect(await seenAt(after(during, 300))).toMatchObject({ cutOff: [], overdue: [] });
});

describe('while sending is paused', () => {
  const admin = { by: 'admin@example.org', way: 'card' } as const;

  it.each([[{}], [{ programmeId: name.programmeId }], [name]])(
    'by %j, its messages do not count as stuck, and the pause is a finding',
    async (scope) => {
      await pause(stored.store, scope, admin, opens);
      await tickOn(stored.store, monday);
      const rounds = await seenAt(after(monday, 200));
      expect(rounds).toMatchObject({ overdue: [], waiting: { count: 0 }, paused: { held: 3 } });
      expect(findingsIn({ now: after(monday, 200), rounds })).toMatchObject([
        { id: 'paused', severity: 'warning', figures: { count: 3, since: opens.toISOString() } },
      ]);
    },
  );

  it('what is not paused still counts', async () => {
    await saveOpenRound(stored.store, smallSetting({ id: 'other', channels: [] }));
    await pause(stored.store, { programmeId: 'other' }, admin, opens);
    const rounds = await seenAt(after(opens, 40));
    expect(rounds).toMatchObject({ waiting: { count: 2 }, paused: { held: 2 } });
    expect(findingsIn({ now: after(opens, 40), rounds })).toMatchObject([
      { id: 'paused', figures: { all: 0, programmes: 'other' } },
      { id: 'messages-waiting', figures: { count: 2 } },
    ]);
    await resume(stored.store, { programmeId: 'other' }, admin, opens);
    expect(await seenAt(after(opens, 40))).not.toHaveProperty('paused');
  });
});

it('messages wait from their time on, and the tries of those that failed are counted', async () => {
  const seen = await seenAt(after(opens, 40));
  expect(seen.waiting).toEqual({ count: seen.asked, attempts: 0, oldest: opens.toISOString() });
  expect(findingsIn({ now: after(opens, 40), rounds: seen }).map(({ id }) => id)).toEqual([
    'messages-waiting',
  ]);
  for (let minutes = 0; minutes < 30; minutes += 10)
    await tickOn(stored.store, after(opens, minutes), () => ({ type: 'retry', reason: '503' }));
  expect((await seenAt(after(opens, 20))).waiting).toMatchObject({ count: seen.asked, attempts: 3 });
});

it('an opening that a crash cut off is seen an hour later, wherever it was cut off', async () => {
  const seen: number[] = [];
  await atEveryCommit(async (n) => {
    const temporary = await openTempStore();
    await saveSetting(temporary.store, smallSetting());
    const store = dyingAtCommit(temporary.store, n);
    await openRound(store, { ...name, opens, deadline, ...schedule }, opens).catch(() => undefined);
    expect((await seenAt(after(opens, 59), temporary.store)).cutOff).toEqual([]);
    seen.push((await seenAt(after(opens, 60), temporary.store)).cutOff.length);
    await temporary.remove();
    return { survived: store.commits < n };
  });
  // Cut off before the round's row was written there is nothing that was begun; in the end it is open.
  expect(seen).toEqual([0, 0, ...seen.slice(2, -1).map(() => 1), 0]);
  expect(seen.length).toBeGreaterThan(3);
});
