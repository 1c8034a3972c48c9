import { schedule } from '../../src/audit/audit';
import { buildDigest } from '../../src/digest/build-digest';
import { RefusedError, StorageError } from '../../src/errors';
import { saveRegister } from '../../src/goals/register';
import { savePeople } from '../../src/people/directory';
import { holidayCalendar } from '../../src/periods/working-days';
import { recordReply } from '../../src/replies/record-reply';
import { reopenRound } from '../../src/reminders/reopen-round';
import { loadReplies } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { type Round, takesRepliesAt } from '../../src/rounds/round';
import { loadForm, readRound, roundPartition } from '../../src/rounds/round-store';
import { readSnapshot, snapshotIds, writeSnapshot } from '../../src/rounds/snapshot';
import { doDueWork, sendDue } from '../../src/schedule/tick';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  afterDeadline,
  channel,
  deadline,
  during,
  eachWithStore,
  expectNothingWritten,
  goalWith,
  name,
  openTempStore,
  opens,
  peopleOf,
  programmeWith,
  refusal,
  saveOpenRound,
  saveSetting,
  smallSetting,
  waitingDigests,
} from '../helpers/fixtures';

const stored = eachWithStore();
const act = { ...name, by: 'admin@example.org', way: 'card' as const, reason: 'enough' };
const close = (store: EntityStore = stored.store) => closeRound(store, act, afterDeadline);

describe('closing a round', () => {
  it('says who, when and why, keeps the form and puts one digest a channel into the outbox', async () => {
    const channels = [
      { channel, language: 'fi' as const },
      { channel: '19:other', language: 'sv' as const },
    ];
    await saveOpenRound(stored.store, smallSetting({ channels }));
    const round = await close();
    expect(round).toMatchObject({
      status: 'closed',
      events: [
        { what: 'opened' },
        { what: 'closed', by: act.by, reason: act.reason, at: afterDeadline.toISOString() },
      ],
    });
    expect(takesRepliesAt(round, during)).toBe(false);
    expect(await waitingDigests(stored.store)).toHaveLength(2);
    expect(await loadForm(stored.store, round)).toMatchObject(smallSetting({ channels }).register);
  });

  it('posts in both languages to one channel', async () => {
    const channels = (['fi', 'sv'] as const).map((language) => ({ channel, language }));
    await saveOpenRound(stored.store, smallSetting({ channels }));
    await close();
    expect(await waitingDigests(stored.store)).toHaveLength(2);
  });

  it('keeps the figures although the register changes afterwards', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await recordReply(
      stored.store,
      { ...name, goalId: 'a', by: 'anna@example.org', typed: { value: '95' }, locale: 'fi', seenVersion: 0 },
      during,
    );
    await close();
    const before = await buildDigest(stored.store, name, afterDeadline);
    await saveRegister(stored.store, {
      programme: programmeWith({ version: 2, thresholds: { green: 99, yellow: 98 }, name: { fi: 'Uusi' } }),
      goals: [goalWith('a', { headings: [{ fi: 'Other' }] }), goalWith('new')],
    });
    expect(await buildDigest(stored.store, name, afterDeadline)).toEqual(before);
    expect(before).toMatchObject({ asked: 3, answered: 1, lights: { green: 1, 'not-answered': 2 } });
  });

  it('keeps the figures although the roles change afterwards', async () => {
    const roles = { team: ['anna@example.org', 'bo@example.org'] };
    const ids = roles.team;
    const goals = [goalWith('a', { owners: ['role:team'] })];
    await saveOpenRound(stored.store, {
      register: { programme: programmeWith(), goals },
      people: peopleOf(ids, roles),
    });
    await close();
    const before = await buildDigest(stored.store, name, afterDeadline);
    await savePeople(stored.store, peopleOf(ids, { team: ['anna@example.org'] }));
    expect(await buildDigest(stored.store, name, afterDeadline)).toEqual(before);
  });

  it('that was cut off at any commit is finished by the tick, as it was asked for, and leaves nothing', async () => {
    const setting = smallSetting();
    const goals = Array.from({ length: 60 }, (_, index) => goalWith(`g${index}`));
    const large = { ...setting, register: { ...setting.register, goals } };
    await saveOpenRound(stored.store, large);
    await close();
    await askSender(stored.store);
    const expected = await comparable(stored.store, stored.now.content());
    expect(JSON.stringify(expected)).toContain('"state":"needless"');
    const commits = await atEveryCommit(async (n) => {
      const other = await openTempStore();
      await saveOpenRound(other.store, large);
      const survived = await close(dyingAtCommit(other.store, n)).then(
        () => true,
        () => false,
      );
      // Before its mark nothing was begun.
      if (!survived) await (n === 1 ? close(other.store) : finishAfterCrash(other.store));
      await askSender(other.store);
      expect(await comparable(other.store, other.content())).toEqual(expected);
      await other.remove();
      return { survived };
    });
    // The mark, the gates, two pages of the snapshot, the closing. What is cut off after it is the sender's.
    expect(commits).toBe(5);
  });

  it('is done once, with one snapshot, while a reply lands before each of its commits', async () => {
    const goals = Array.from({ length: 40 }, (_, index) => goalWith(`g${index}`));
    const { people } = smallSetting();
    await saveOpenRound(stored.store, { register: { programme: programmeWith(), goals }, people });
    const accepted: string[] = [];
    let next = 0;
    const underLoad = interrupted(stored.store, {
      beforeCommit: async () => {
        const { id } = goals[next++ % goals.length]!;
        const saving = recordReply(stored.store, { ...answer, goalId: id }, during);
        await saving.then(
          () => accepted.push(id),
          (error: unknown) => expect(error).toEqual(refusal('round-not-open')),
        );
      },
    });
    const round = await close(underLoad);
    expect(round.status).toBe('closed');
    expect(await snapshotIds(stored.store, name)).toEqual([round.snapshot]);
    expect([...(await loadReplies(stored.store, name)).keys()].sort()).toEqual(accepted.sort());
    expect(accepted).toEqual(['g0']);
  });

  it('takes no reply that read the round before it began', async () => {
    await saveOpenRound(stored.store, smallSetting());
    let closing: Promise<Round> | undefined;
    const overtaken = interrupted(stored.store, {
      beforeCommit: async () => void (await (closing ??= close())),
    });
    const saving = recordReply(overtaken, { ...answer, goalId: 'a' }, during);
    await expect(saving).rejects.toEqual(refusal('round-not-open'));
    expect((await closing!).status).toBe('closed');
    expect(await loadReplies(stored.store, name)).toEqual(new Map());
  });

  it('removes what closings before it have left, and no snapshot of an earlier closing', async () => {
    await saveOpenRound(stored.store, smallSetting());
    const first = await close();
    const reopening = { ...act, reason: 'late figures', deadline: new Date('2026-11-20T14:00:00.000Z') };
    await reopenRound(stored.store, reopening, later(5));
    const { requests, handovers, ...form } = (await readSnapshot(stored.store, name, first.snapshot!))!;
    for (const left of ['left-1', 'left-2'])
      await writeSnapshot(stored.store, name, left, { ...form, requests, handovers });
    const second = await closeRound(stored.store, act, later(10));
    expect(await snapshotIds(stored.store, name)).toEqual([first.snapshot, second.snapshot].sort());
  });
});

describe('a closing that another one takes over', () => {
  it('says that the round is closed, as the other one closed it, and leaves one snapshot', async () => {
    await saveOpenRound(stored.store, smallSetting());
    let commits = 0;
    const slow = interrupted(stored.store, {
      // Its snapshot is there; it is held up before the last commit.
      beforeCommit: async () => {
        if (++commits === 4) await finishAfterCrash(stored.store);
      },
    });
    const round = await close(slow);
    const kept = (await readRound(stored.store, name))!.value;
    expect(round).toEqual(kept);
    expect(kept.events.at(-1)).toMatchObject({ what: 'closed', by: act.by, at: afterDeadline.toISOString() });
    expect(await snapshotIds(stored.store, name)).toEqual([kept.snapshot]);
    expect(await waitingDigests(stored.store)).toHaveLength(1);
  });

  it('is not taken over while it may still be under way', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await close(dyingAtCommit(stored.store, 2)).catch(() => undefined);
    const again = (seconds: number) => closeRound(stored.store, act, later(seconds));
    await expect(again(29)).rejects.toEqual(refusal('round-closing'));
    expect((await again(30)).status).toBe('closed');
  });
});

describe('a closing that fails after its mark', () => {
  it('leaves the round open, and nothing else', async () => {
    await saveOpenRound(stored.store, smallSetting());
    const before = stored.now.content();
    let asked = 0;
    const ready = () => {
      if (++asked === 2) throw new RefusedError('not-ready');
      return Promise.resolve();
    };
    await expect(closeRound(stored.store, act, during, ready)).rejects.toEqual(refusal('not-ready'));
    expect(stored.now.content()).toEqual(before);
  });

  it('keeps its snapshot where only the answer to its last commit was lost', async () => {
    await saveOpenRound(stored.store, smallSetting());
    let commits = 0;
    const lossy: EntityStore = {
      get: (...at) => stored.store.get(...at),
      range: (...at) => stored.store.range(...at),
      commit: async (...changes) => {
        await stored.store.commit(...changes);
        if (++commits === 4) throw new StorageError('the answer was lost');
      },
      close: () => stored.store.close(),
    };
    await expect(close(lossy)).rejects.toThrow('the answer was lost');
    const round = (await readRound(stored.store, name))!.value;
    expect(round.status).toBe('closed');
    expect((await loadForm(stored.store, round))?.goals).toHaveLength(3);
  });

  it('is finished by who may send the answers, where it was their sending', async () => {
    await saveOpenRound(stored.store, smallSetting());
    const sending = { ...act, sent: true as const };
    await closeRound(dyingAtCommit(stored.store, 2), sending, during).catch(() => undefined);
    const later = new Date(during.getTime() + 120_000);
    await expect(closeRound(stored.store, act, later)).rejects.toEqual(refusal('round-closing'));
    expect((await closeRound(stored.store, sending, later)).events.at(-1)).toMatchObject({ sent: true });
  });
});

const answer = {
  ...name,
  by: 'anna@example.org',
  typed: { value: '80' },
  locale: 'fi' as const,
  seenVersion: 0,
};

function later(seconds: number): Date {
  return new Date(afterDeadline.getTime() + seconds * 1000);
}

/** Two ticks of a bot that lives on. */
async function finishAfterCrash(store: EntityStore): Promise<void> {
  const failures: unknown[] = [];
  for (const seconds of [61, 121])
    await doDueWork({
      ...{ store, clock: { now: () => later(seconds) }, holidays: holidayCalendar() },
      deliver: () => Promise.reject(new Error('nothing is sent')),
      onFailure: (what, error) => failures.push(what, error),
    });
  expect(failures).toEqual([]);
}

/** The sender, while nothing can be sent: it ends what the closing has left. */
async function askSender(store: EntityStore): Promise<void> {
  await sendDue({
    ...{ store, clock: { now: () => afterDeadline }, holidays: holidayCalendar() },
    deliver: () => Promise.resolve({ type: 'held' }),
    onFailure: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
}

/**
 * Without the marks of ticks; the random id of the snapshot is masked, and all snapshots' rows count. The sender counts
 * a message that it ends as an attempt, the closing does not.
 */
async function comparable(
  store: EntityStore,
  rows: readonly { readonly partition: string }[],
): Promise<unknown> {
  const { snapshot } = (await readRound(store, name))!.value;
  const counted = rows.filter(({ partition }) => partition === roundPartition(name));
  const text = JSON.stringify(counted).replaceAll(snapshot!, 'snapshot-id');
  return JSON.parse(text.replaceAll('"attempts":1', '"attempts":0'));
}

describe('closing is refused', () => {
  it.each([
    ['a round that is not there', async () => saveSetting(stored.store, smallSetting()), 'unknown-round'],
    [
      'a round that is closed already',
      async () => {
        await saveOpenRound(stored.store, smallSetting());
        await close();
      },
      'round-not-open',
    ],
    [
      'a round that is only planned',
      async () => {
        await saveSetting(stored.store, smallSetting());
        const dying = dyingAtCommit(stored.store, 3);
        await openRound(dying, { ...name, opens, deadline, ...schedule }, opens).catch(() => undefined);
      },
      'round-not-open',
    ],
  ])('for %s', async (_, prepare, code) => {
    await prepare();
    await expectNothingWritten(stored.now, () => close(), refusal(code));
  });
});

describe('two closings at once', () => {
  it('close once, with one digest', async () => {
    await saveOpenRound(stored.store, smallSetting());
    const [one, other] = await Promise.allSettled([close(), close()]);
    expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected']);
    expect((await readRound(stored.store, name))?.value.events.map(({ what }) => what)).toEqual([
      'opened',
      'closed',
    ]);
    expect(await waitingDigests(stored.store)).toHaveLength(1);
  });

  it('leave the form as it was when the round was closed', async () => {
    await saveOpenRound(stored.store, smallSetting());
    let closedByOther = false;
    const beforeCommit = async () => {
      if (closedByOther) return;
      closedByOther = true;
      // The loser has read the register already; before it goes on, a goal is added and another process closes.
      const { register } = smallSetting();
      await saveRegister(stored.store, { ...register, goals: [...register.goals, goalWith('new')] });
      await close();
    };
    await close(interrupted(stored.store, { beforeCommit })).catch(() => undefined);
    const round = (await readRound(stored.store, name))!.value;
    expect((await loadForm(stored.store, round))?.goals).toHaveLength(4);
  });
});
