import { readAudit, schedule } from '../../src/audit/audit';
import { loadPauses, pause, resume } from '../../src/brake/pauses';
import { buildDigest } from '../../src/digest/build-digest';
import { latestRound, loadYearView } from '../../src/digest/load-year-view';
import { allMessages, countMessages, type Message, type Receipt } from '../../src/outbox/message';
import { type Outcome } from '../../src/outbox/sender';
import { writePastRound } from '../../src/replies/past-round';
import { loadGoalHistory } from '../../src/replies/goal-history';
import { loadAskedRound, loadOpenRoundsOf } from '../../src/replies/asked-goals';
import { keepDraft } from '../../src/replies/draft';
import { recordReply } from '../../src/replies/record-reply';
import { replyEntries } from '../../src/replies/reply-audit';
import { loadPreviousReply, loadReplies } from '../../src/replies/reply-store';
import { remindRound } from '../../src/reminders/remind-round';
import { reopenRound } from '../../src/reminders/reopen-round';
import { roundOfYear } from '../../src/report/year-report';
import { closeRound } from '../../src/rounds/close-round';
import { openRound, skipRound } from '../../src/rounds/open-round';
import { listRounds, readRound, type RoundName, roundPartition } from '../../src/rounds/round-store';
import { discardRound } from '../../src/schedule/discard-round';
import { doDueWork, runTick } from '../../src/schedule/tick';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit } from '../helpers/failing-store';
import {
  afterDeadline,
  anna,
  bo,
  channel,
  collect,
  deadline,
  during,
  eachWithStore,
  expectNothingWritten,
  goalWith,
  manyPersons,
  name,
  openTempStore,
  opens,
  peopleOf,
  programmeWith,
  refusal,
  saveOpenRound,
  saveSetting,
  type Setting,
  smallSetting,
} from '../helpers/fixtures';
import { holidays } from '../schedule/ticking';

const stored = eachWithStore();
const admin = { by: 'admin@example.org', way: 'card' as const };
const act = { ...name, ...admin, reason: 'wrong period' };
const minutes = (count: number, from = during) => new Date(from.getTime() + count * 60_000);
const partition = roundPartition(name);

/** Teams as the sender sees it: what stands where, and how often each place was written to. */
class Chats {
  readonly shown = new Map<string, string>();
  readonly writes: string[] = [];
  private count = 0;

  readonly deliver = (message: Message): Outcome => {
    const { recipient, kind, edits } = message;
    const who = recipient.type === 'person' ? recipient.personId : recipient.channelId;
    const activityId = edits?.activityId ?? `${who} ${kind} ${(this.count += 1)}`;
    this.shown.set(activityId, kind);
    this.writes.push(kind);
    const receipt: Receipt = { conversationId: who, activityId, serviceUrl: 'http://localhost' };
    return { type: 'sent', receipt, shown: kind };
  };
}

async function tick(now: Date, chats: Chats, store: EntityStore = stored.store): Promise<void> {
  await runTick({
    ...{ store, clock: { now: () => now }, holidays },
    deliver: (message) => Promise.resolve(chats.deliver(message)),
    onFailure: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
}

const answer = (goalId: string, by: string, store: EntityStore = stored.store) =>
  recordReply(store, { ...name, goalId, by, typed: { value: '50' }, locale: 'fi', seenVersion: 0 }, during);
const remind = (store: EntityStore = stored.store) =>
  remindRound(store, { ...name, ...schedule, step: during.toISOString() }, during);
const round = async (of: RoundName = name, store: EntityStore = stored.store) =>
  (await readRound(store, of))!.value;

const [shown] = smallSetting().register.goals;
const unsaved = { typed: { value: '1' }, shown: shown!.fields, seenVersion: 0 };
/** A round in which everybody got a prompt and the channel a digest, and one has answered; reminders wait. */
async function running(
  chats: Chats,
  store: EntityStore = stored.store,
  setting: Setting = smallSetting(),
): Promise<void> {
  await saveOpenRound(store, setting);
  await tick(during, chats, store);
  await answer('a', anna, store);
  await keepDraft(store, { ...name, goalId: 'b', personId: bo }, unsaved, during);
  await remind(store);
}

describe('a round that is taken back', () => {
  it('takes no answer any more, asks nobody, and knows who took it back and why', async () => {
    const chats = new Chats();
    await running(chats);
    const standing = await discardRound(stored.store, act, during);
    expect(standing).toEqual({ sent: 3, waiting: 2, asked: 3, answered: 1 });
    expect(await round()).toMatchObject({
      ...{ status: 'planned', events: [] },
      discarded: { by: admin.by, at: during.toISOString(), reason: act.reason },
    });
    await expect(answer('b', bo)).rejects.toEqual(refusal('round-discarded'));
    await expect(remind()).rejects.toEqual(refusal('round-not-open'));
    expect(await loadAskedRound(stored.store, name, anna, during)).toBeUndefined();
    expect(await loadOpenRoundsOf(stored.store, anna, during)).toEqual([]);
    expect(await readAudit(stored.store, [partition], { what: 'round-discarded' })).toMatchObject([
      { ...admin, ...name, reason: act.reason, to: standing },
    ]);
  });

  it('replaces each card and post that reached somebody, once, and sends nothing else', async () => {
    const chats = new Chats();
    await running(chats);
    await discardRound(stored.store, act, during);
    for (const minute of [0, 1, 2, 3]) await tick(minutes(minute), chats);
    expect([...chats.shown.values()].sort()).toEqual(['withdrawn', 'withdrawn', 'withdrawn-post']);
    expect(chats.writes.slice(3).sort()).toEqual(['withdrawn', 'withdrawn', 'withdrawn-post']);
    expect(await countMessages(stored.store, partition)).toMatchObject({ pending: 0 });
  });

  it('leaves nothing in any figure, and the answers only in the audit', async () => {
    const chats = new Chats();
    await running(chats);
    await discardRound(stored.store, act, during);
    const figures = async () => ({
      history: await loadGoalHistory(stored.store, 'prog', 'a'),
      year: await latestRound(stored.store, 'prog', minutes(60)),
      reported: roundOfYear(await listRounds(stored.store, 'prog'), 2026),
      previous: await loadPreviousReply(stored.store, { ...name, period: '2026-Q4' }, 'a'),
    });
    const none = { history: [], year: undefined, reported: { none: true }, previous: undefined };
    expect(await figures()).toEqual(none);
    for (const minute of [0, 1, 2]) await tick(minutes(minute), chats);
    expect(await figures()).toEqual(none);
    for (const asOf of [during, minutes(60), new Date(opens.getTime() + 1)]) {
      await expect(buildDigest(stored.store, name, asOf)).rejects.toEqual(refusal('round-discarded'));
      await expect(loadYearView(stored.store, name, asOf)).rejects.toEqual(refusal('round-discarded'));
    }
    expect(await loadReplies(stored.store, name)).toEqual(new Map());
    expect(await replyEntries(stored.store, name)).toMatchObject([
      { what: 'replied', by: anna, goalId: 'a', to: { value: '50' } },
    ]);
  });

  it('does not count in what the next round is compared with', async () => {
    const chats = new Chats();
    await running(chats);
    await discardRound(stored.store, act, during);
    const next = { ...name, period: '2026-Q4', opens: minutes(10), deadline };
    await openRound(stored.store, { ...next, ...admin }, minutes(10));
    const digest = await buildDigest(stored.store, next, minutes(11));
    expect(digest).not.toHaveProperty('previous');
    expect(digest).toMatchObject({ asked: 3, answered: 0, worse: [] });
  });

  const persons = [anna, bo, ...manyPersons(60)];
  const large: Setting = {
    register: { programme: programmeWith(), goals: [goalWith('a'), goalWith('b', { owners: persons })] },
    people: peopleOf(persons),
  };

  const discard = async (store: EntityStore, n: number) => {
    const dying = dyingAtCommit(store, n);
    await discardRound(dying, act, during).catch(() => undefined);
    // Before its mark nothing was begun.
    if (n === 1) await discardRound(store, act, during);
    return { survived: dying.commits < n };
  };
  const finish = async (store: EntityStore, n: number) => {
    await discardRound(store, act, during);
    const dying = dyingAtCommit(store, n);
    await doDueWork({
      ...{ store: dying, clock: { now: () => minutes(1) }, holidays },
      deliver: () => Promise.reject(new Error('nothing is sent')),
      onFailure: () => undefined,
    }).catch(() => undefined);
    return { survived: dying.commits < n };
  };

  it.each([
    // The mark, and three pages of rows.
    ['', discard, 4],
    // Two pages of ended messages, the end of the mark, and the tick's own.
    [' when the tick finishes it', finish, 4],
  ])('cut off at any commit%s comes to the same end, and everybody has one line', async (_, cutOff, most) => {
    const reach = async (store: EntityStore, chats: Chats) => {
      for (const minute of [1, 2, 3]) await tick(minutes(minute), chats, store);
    };
    const expected = new Chats();
    await running(expected, stored.store, large);
    await discardRound(stored.store, act, during);
    await reach(stored.store, expected);
    const rows = JSON.stringify(stored.now.content().filter((row) => row.partition === partition));
    const commits = await atEveryCommit(async (n) => {
      const other = await openTempStore();
      const chats = new Chats();
      await running(chats, other.store, large);
      const { survived } = await cutOff(other.store, n);
      await reach(other.store, chats);
      expect([...chats.shown.values()].sort()).toEqual([...expected.shown.values()].sort());
      expect(JSON.stringify(other.content().filter((row) => row.partition === partition))).toBe(rows);
      await other.remove();
      return { survived };
    });
    expect(commits).toBe(most);
    expect(expected.writes.filter((kind) => kind === 'withdrawn')).toHaveLength(persons.length);
  });

  it('also replaces a card that was under way, and ends as sent what arrived', async () => {
    await saveOpenRound(stored.store, smallSetting());
    const chats = new Chats();
    let isDiscarded = false;
    await runTick({
      ...{ store: stored.store, clock: { now: () => opens }, holidays },
      deliver: async (message) => {
        // Teams has it already, but the sender does not know yet.
        const outcome = chats.deliver(message);
        if (!isDiscarded) {
          isDiscarded = true;
          await discardRound(stored.store, act, opens);
        }
        return outcome;
      },
      onFailure: (what, error) => {
        throw new Error(what, { cause: error });
      },
    });
    const sent = chats.writes.length;
    expect(sent).toBeGreaterThan(0);
    for (const minute of [1, 2, 3]) await tick(minutes(minute, opens), chats);
    expect([...chats.shown.values()]).toEqual(Array.from({ length: sent }, () => 'withdrawn'));
  });

  it('makes needless what another process still wanted to send', async () => {
    const chats = new Chats();
    await running(chats);
    await discardRound(dyingAtCommit(stored.store, 2), act, during);
    // The sender comes before the tick.
    expect(await countMessages(stored.store, partition)).toMatchObject({ pending: 2 });
    await tick(during, chats);
    expect(chats.writes.filter((kind) => kind === 'reminder')).toEqual([]);
  });
});

describe('opening it again', () => {
  it('is refused for a minute, and then asks everybody as if it were the first time', async () => {
    const chats = new Chats();
    await running(chats);
    await discardRound(stored.store, act, during);
    const open = (now: Date) => openRound(stored.store, { ...name, opens: now, deadline, ...admin }, now);
    await expect(open(during)).rejects.toEqual(refusal('round-discarding'));
    await tick(minutes(1), chats);
    const before = chats.writes.length;
    expect(await open(minutes(2))).toMatchObject({ status: 'open', events: [{ what: 'opened' }] });
    expect(await round()).not.toHaveProperty('discarded');
    await tick(minutes(2), chats);
    expect(chats.writes.slice(before)).toEqual(['prompt', 'prompt']);
    expect(await buildDigest(stored.store, name, minutes(3))).toMatchObject({ asked: 3, answered: 0 });
    await answer('a', anna);
    const entries = await replyEntries(stored.store, name);
    expect(entries.map(({ from, to }) => ({ from, to }))).toEqual([
      { from: {}, to: { value: '50' } },
      { from: {}, to: { value: '50' } },
    ]);
    expect([...(await loadReplies(stored.store, name)).values()]).toMatchObject([{ version: 1 }]);
    expect([...chats.shown.values()].filter((kind) => kind === 'withdrawn')).toHaveLength(2);
  });

  it('is not done by the calendar once its time has passed', async () => {
    const chats = new Chats();
    await running(chats);
    await discardRound(stored.store, act, during);
    for (const minute of [1, 2, 60]) await tick(minutes(minute), chats);
    await tick(afterDeadline, chats);
    expect(await round()).toMatchObject({ status: 'planned', events: [] });
    expect(await listRounds(stored.store, 'prog')).toHaveLength(1);
  });

  it('is done by the calendar if its time is still to come', async () => {
    await saveSetting(stored.store, smallSetting());
    const early = minutes(-10, opens);
    await openRound(stored.store, { ...name, opens: early, deadline, ...admin }, early);
    await discardRound(stored.store, act, minutes(-9, opens));
    const chats = new Chats();
    await tick(minutes(-5, opens), chats);
    expect(await round()).toMatchObject({ status: 'planned' });
    await tick(opens, chats);
    expect(await round()).toMatchObject({ status: 'open', events: [{ what: 'opened', by: 'schedule' }] });
    expect(chats.writes).toEqual(['prompt', 'prompt']);
  });
});

describe('while sending is paused', () => {
  it('the pause of the round itself ends with it', async () => {
    const chats = new Chats();
    await running(chats);
    await pause(stored.store, name, admin, during);
    await discardRound(stored.store, act, during);
    expect(await loadPauses(stored.store)).toEqual([]);
    await tick(minutes(1), chats);
    expect(chats.shown.get([...chats.shown.keys()][0]!)).toMatch(/^withdrawn/);
  });

  it('cards are replaced once it resumes', async () => {
    const chats = new Chats();
    await running(chats);
    await pause(stored.store, {}, admin, during);
    await discardRound(stored.store, act, during);
    for (const minute of [1, 2]) await tick(minutes(minute), chats);
    expect(chats.writes).toHaveLength(3);
    await resume(stored.store, {}, admin, minutes(3));
    await tick(minutes(3), chats);
    expect([...chats.shown.values()].sort()).toEqual(['withdrawn', 'withdrawn', 'withdrawn-post']);
  });
});

describe('taking back is refused', () => {
  const deadlineAgain = new Date('2026-11-20T14:00:00Z');
  const close = () => closeRound(stored.store, { ...name, ...admin }, afterDeadline);
  it.each([
    ['a round that is closed', close, 'round-closed'],
    [
      'one that was reopened',
      async () => {
        await close();
        await reopenRound(stored.store, { ...act, deadline: deadlineAgain }, afterDeadline);
      },
      'round-was-closed',
    ],
    [
      'one that is being closed',
      () =>
        closeRound(dyingAtCommit(stored.store, 2), { ...name, ...admin }, afterDeadline).catch(
          () => undefined,
        ),
      'round-closing',
    ],
    ['one that was taken back', () => discardRound(stored.store, act, during), 'round-discarded'],
  ])('for %s', async (_, prepare, code) => {
    await saveOpenRound(stored.store, smallSetting());
    await prepare();
    await expectNothingWritten(
      stored.now,
      () => discardRound(stored.store, act, afterDeadline),
      refusal(code),
    );
  });

  it('for one that was skipped, imported from a document, or is not there', async () => {
    const setting = smallSetting();
    await saveSetting(stored.store, setting);
    const times = { opens, deadline };
    await skipRound(stored.store, { ...name, ...times, ...schedule, reason: 'down' }, during);
    const past = { ...setting.register, roles: [], period: '2026-Q2', replies: [], by: 'cli:root' };
    await writePastRound(stored.store, past);
    for (const [period, code] of [
      ['2026-Q3', 'round-not-open'],
      ['2026-Q2', 'round-closed'],
      ['2026-Q1', 'unknown-round'],
    ] as const)
      await expectNothingWritten(
        stored.now,
        () => discardRound(stored.store, { ...act, period }, during),
        refusal(code),
      );
  });
});

it('messages to the same channel in two languages are replaced in those', async () => {
  const channels = (['fi', 'sv'] as const).map((language) => ({ channel, language }));
  await saveOpenRound(stored.store, smallSetting({ channels }));
  const chats = new Chats();
  await tick(during, chats);
  await discardRound(stored.store, act, during);
  const posts = (await collect(allMessages(stored.store, partition))).flatMap(({ value }) =>
    value.kind === 'withdrawn-post' ? [value.data['language']] : [],
  );
  expect(posts.sort()).toEqual(['fi', 'sv']);
});
