import { buildDigest } from '../../src/digest/build-digest';
import { loadProgramme, saveRegister } from '../../src/goals/register';
import { savePeople } from '../../src/people/directory';
import { pendingMessages } from '../../src/outbox/message';
import { recordReply } from '../../src/replies/record-reply';
import { closeRound, enqueueDigests, reopenRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { loadForm, readRound, roundPartition } from '../../src/rounds/round-store';
import { takesRepliesAt } from '../../src/rounds/round';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  afterDeadline,
  channel,
  collect,
  deadline,
  during,
  eachWithStore,
  goalWith,
  name,
  openTempStore,
  opens,
  peopleOf,
  programmeWith,
  saveOpenRound,
  saveSetting,
  smallSetting,
} from '../helpers/fixtures';

const stored = eachWithStore();
const act = { ...name, by: 'admin@example.org', reason: 'enough' };
const close = (store: EntityStore = stored.store, now = afterDeadline) => closeRound(store, act, now);
const nextWeek = new Date('2026-11-11T14:00:00.000Z');
const reopen = (newDeadline = nextWeek, now = afterDeadline) =>
  reopenRound(stored.store, { ...act, deadline: newDeadline }, now);
const refusal = (code: string) => expect.objectContaining({ name: 'RefusedError', code });
const digestKeys = async (store: EntityStore = stored.store) => {
  const rows = await collect(pendingMessages(store, roundPartition(name)));
  return rows.filter(({ value }) => value.kind === 'digest').map(({ value }) => value.key);
};
const answer = (typed: string, now = during) =>
  recordReply(
    stored.store,
    { ...name, goalId: 'a', by: 'anna@example.org', typed: { value: typed }, locale: 'fi', seenVersion: 99 },
    now,
  );

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
      programme: smallSetting({ channels }).register.programme,
      events: [
        { what: 'opened' },
        { what: 'closed', by: act.by, reason: act.reason, at: afterDeadline.toISOString() },
      ],
    });
    expect(takesRepliesAt(round, during)).toBe(false);
    expect(await digestKeys()).toHaveLength(2);
    expect(await loadForm(stored.store, round)).toEqual(smallSetting({ channels }).register);
  });

  // Defect: the digest's key names no language, so both messages have the same key and no commit takes them.
  it.failing('posts in both languages to one channel', async () => {
    const channels = (['fi', 'sv'] as const).map((language) => ({ channel, language }));
    await saveOpenRound(stored.store, smallSetting({ channels }));
    await close();
    expect(await digestKeys()).toHaveLength(2);
  });

  it('keeps the figures although the register changes afterwards', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await answer('95');
    await close();
    const before = await buildDigest(stored.store, name, afterDeadline);
    await saveRegister(stored.store, {
      programme: programmeWith({ version: 2, thresholds: { green: 99, yellow: 98 }, name: { fi: 'Uusi' } }),
      goals: [goalWith('a', { headings: [{ fi: 'Other' }] }), goalWith('new')],
    });
    expect(await buildDigest(stored.store, name, afterDeadline)).toEqual(before);
    expect(before).toMatchObject({ asked: 3, answered: 1, lights: { green: 1, 'not-answered': 2 } });
  });

  // Defect: who has answered is counted from the roles of today, also for a closed round.
  it.failing('keeps the figures although the roles change afterwards', async () => {
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

  it('that was cut off at any commit ends the same when it is repeated', async () => {
    const setting = smallSetting();
    const goals = Array.from({ length: 60 }, (_, index) => goalWith(`g${index}`));
    const large = { ...setting, register: { ...setting.register, goals } };
    await saveOpenRound(stored.store, large);
    await close();
    const expected = stored.now.content();
    const commits = await atEveryCommit(async (n) => {
      const other = await openTempStore();
      await saveOpenRound(other.store, large);
      const survived = await close(dyingAtCommit(other.store, n)).then(
        () => true,
        () => false,
      );
      if (!survived) {
        expect((await readRound(other.store, name))?.value.status).toBe('open');
        await close(other.store);
      }
      expect(other.content()).toEqual(expected);
      await other.remove();
      return { survived };
    });
    expect(commits).toBe(3);
  });
});

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
        await openRound(dying, { ...name, opens, deadline, by: 'schedule' }, opens).catch(() => undefined);
      },
      'round-not-open',
    ],
  ])('for %s', async (_, prepare, code) => {
    await prepare();
    const before = stored.now.dump();
    await expect(close()).rejects.toEqual(refusal(code));
    expect(stored.now.dump()).toEqual(before);
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
    expect(await digestKeys()).toHaveLength(1);
  });

  // Defect: the loser deletes the winner's snapshot before its own conditional write is refused.
  it.failing('leave the form as it was when the round was closed', async () => {
    await saveOpenRound(stored.store, smallSetting());
    let closedByOther = false;
    const beforeRange = async (_: string, from: string) => {
      if (closedByOther || !from.startsWith('snapshot|')) return;
      closedByOther = true;
      // The loser has read the register already; before it goes on, a goal is added and another process closes.
      const { register } = smallSetting();
      await saveRegister(stored.store, { ...register, goals: [...register.goals, goalWith('new')] });
      await close();
    };
    await close(interrupted(stored.store, { beforeRange })).catch(() => undefined);
    const round = (await readRound(stored.store, name))!.value;
    expect((await loadForm(stored.store, round))?.goals).toHaveLength(4);
  });
});

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
    const again = await close(stored.store, nextWeek);
    await saveRegister(stored.store, smallSetting().register);
    const form = await loadForm(stored.store, again);
    expect(form?.programme.version).toBe(2);
    expect(form?.goals.find(({ id }) => id === 'new')).toBeDefined();
    expect(again.events.map(({ what }) => what)).toEqual(['opened', 'closed', 'reopened', 'closed']);
    expect(await digestKeys()).toHaveLength(2);
  });

  it.each([
    ['a round that is open', () => Promise.resolve(), nextWeek, 'round-not-closed'],
    ['a deadline that is over', close, during, 'deadline-in-the-past'],
    ['a deadline that is now', close, afterDeadline, 'deadline-in-the-past'],
  ])('is refused for %s', async (_, prepare, newDeadline, code) => {
    await saveOpenRound(stored.store, smallSetting());
    await prepare();
    const before = stored.now.dump();
    await expect(reopen(newDeadline)).rejects.toEqual(refusal(code));
    expect(stored.now.dump()).toEqual(before);
  });

  it('is refused for a round that is not there', async () => {
    await expect(reopen()).rejects.toEqual(refusal('unknown-round'));
  });
});

describe('a digest', () => {
  const steps = ['2026-10-12T05:00:00.000Z', '2026-10-19T05:00:00.000Z'] as const;
  const enqueue = async (step: string) =>
    enqueueDigests(stored.store, (await loadProgramme(stored.store, 'prog'))!, name.period, step, during);

  it('is put into the outbox once a step', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await enqueue(steps[0]);
    const before = stored.now.dump();
    await Promise.all([enqueue(steps[0]), enqueue(steps[0])]);
    expect(stored.now.dump()).toEqual(before);
    await enqueue(steps[1]);
    expect(await digestKeys()).toEqual(steps.map((step) => `prog|2026-Q3|${channel}|digest-${step}`));
  });

  it('of a step before the latest is not put there any more', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await enqueue(steps[1]);
    await enqueue(steps[0]);
    expect(await digestKeys()).toHaveLength(1);
  });

  it('of the same step by two processes is there once', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await Promise.all([enqueue(steps[0]), enqueue(steps[0]), enqueue(steps[0])]);
    expect(await digestKeys()).toHaveLength(1);
  });
});
