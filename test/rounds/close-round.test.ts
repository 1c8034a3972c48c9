import { schedule } from '../../src/audit/audit';
import { buildDigest } from '../../src/digest/build-digest';
import { saveRegister } from '../../src/goals/register';
import { savePeople } from '../../src/people/directory';
import { recordReply } from '../../src/replies/record-reply';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { takesRepliesAt } from '../../src/rounds/round';
import { loadForm, readRound } from '../../src/rounds/round-store';
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

  it('that was cut off at any commit ends the same when it is repeated', async () => {
    const setting = smallSetting();
    const goals = Array.from({ length: 60 }, (_, index) => goalWith(`g${index}`));
    const large = { ...setting, register: { ...setting.register, goals } };
    await saveOpenRound(stored.store, large);
    await close();
    const expected = await counting(stored.store, stored.now.content());
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
      expect(await counting(other.store, other.content())).toEqual(expected);
      await other.remove();
      return { survived };
    });
    expect(commits).toBe(3);
  });
});

/** The rows that count: snapshots of closings that did not come to their end are left out, the other's id is masked. */
async function counting(store: EntityStore, rows: readonly { readonly key: string }[]): Promise<unknown> {
  const { snapshot } = (await readRound(store, name))!.value;
  const counted = rows.filter(
    ({ key }) => !key.startsWith('snapshot|') || key.startsWith(`snapshot|${snapshot}|`),
  );
  return JSON.parse(JSON.stringify(counted).replaceAll(snapshot!, 'snapshot-id'));
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
