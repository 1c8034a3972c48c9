/** What ticks do about channels that take no posts, with a delivery in place of Teams. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { followOutages } from '../../src/channels/follow-outages';
import { loadLostChannels } from '../../src/channels/lost-channels';
import { loadOutages, noteOutage, noteWorking, outageReasons } from '../../src/channels/outages';
import { takeChannelEvent } from '../../src/channels/take-event';
import { StorageError } from '../../src/errors';
import { unsubscribeChannel } from '../../src/goals/channels';
import { loadProgrammes, programmesPartition } from '../../src/goals/register';
import { type Message } from '../../src/outbox/message';
import { type Outcome } from '../../src/outbox/sender';
import { insert } from '../../src/storage/rows';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  anna,
  bo,
  channel,
  eachWithStore,
  expectNothingWritten,
  name,
  openTempStore,
  peopleOf,
  saveOpenRound,
  smallSetting,
} from '../helpers/fixtures';
import { answerIn, channelsOf, saveSharing } from '../helpers/front-setting';
import { holidays, sent, tickOn } from '../schedule/ticking';

const stored = eachWithStore();
const coordinator = 'coordinator@example.org';
const actor = { by: coordinator, way: 'card' } as const;
/** The first weekly digest: Monday 08:00 in Helsinki. */
const monday = new Date('2026-10-12T05:00:00.000Z');
const after = (minutes: number) => new Date(monday.getTime() + minutes * 60_000);
const week = 7 * 24 * 60;

async function setUp(store: EntityStore, changes: Parameters<typeof smallSetting>[0] = {}): Promise<void> {
  await saveOpenRound(store, { ...smallSetting(changes), people: peopleOf([anna, bo, coordinator]) });
}

const options = (store: EntityStore) => ({ store, holidays, admins: new Set<string>() });
const follow = (minutes: number, store = stored.store) => followOutages(options(store), after(minutes));
const outages = async (store = stored.store) => (await loadOutages(store)).map(({ value }) => value);
const works = (minutes: number, store = stored.store) =>
  noteWorking(store, [channel], outageReasons, after(minutes));
const refused: Outcome = { type: 'ended', state: 'not-installed', reason: '403 BotNotInConversationRoster' };

/** A tick in which Teams refuses what is posted to channels, which the delivery notes. @returns what was delivered */
async function refusedTick(minutes: number, store = stored.store): Promise<readonly string[]> {
  const isPost = ({ recipient }: Message) => recipient.type === 'channel';
  const { delivered } = await tickOn(store, after(minutes), (message) =>
    isPost(message) ? refused : sent(),
  );
  if (delivered.includes('digest')) await noteOutage(store, [channel], 'removed', after(minutes));
  return delivered;
}
const tick = async (minutes: number, store = stored.store) => {
  const { delivered, failures } = await tickOn(store, after(minutes));
  expect(failures).toEqual([]);
  return delivered;
};

describe('a refused digest', () => {
  beforeEach(() => setUp(stored.store));

  it('is told of once, and posted once when the channel works again', async () => {
    await refusedTick(0);
    expect(await tick(1)).toEqual(['channels-lost']);
    expect(await tick(2)).toEqual([]);
    await works(3);
    expect(await tick(4)).toEqual(['channels-back', 'digest']);
    expect(await tick(5)).toEqual([]);
    expect(await outages()).toEqual([]);
  });

  it('is tried again only with the next one, which shows that the channel works', async () => {
    await refusedTick(0);
    await tick(1);
    expect(await tick(60)).toEqual([]);
    expect(await tick(week + 60)).toContain('digest');
    expect(await tick(week + 61)).toEqual(['channels-back']);
    expect(await outages()).toEqual([]);
  });

  it('is no longer posted once the channel is not subscribed, and nobody is told', async () => {
    await refusedTick(0);
    await unsubscribeChannel(stored.store, { programmeId: name.programmeId, channel }, actor, after(1));
    expect(await tick(2)).toEqual([]);
    await works(3);
    expect(await tick(4)).toEqual([]);
    expect(await outages()).toEqual([]);
  });

  it.each([
    // Which outages are told together, the message, and that it was made.
    ['told', async () => {}, 1, ['channels-lost'], 3],
    // The digest, the message, and the end of the outage.
    ['over', (store: EntityStore) => overAt(3, store), 4, ['channels-back', 'digest'], 3],
  ] as const)(
    '%s by a tick that dies at any commit comes to the same end',
    async (_, prepare, at, told, most) => {
      const begin = async (store: EntityStore) => {
        await refusedTick(0, store);
        await prepare(store);
      };
      await begin(stored.store);
      await follow(at);
      const rows = JSON.stringify(stored.now.content());
      expect(await tick(at)).toEqual(told);
      const commits = await atEveryCommit(async (n) => {
        const other = await openTempStore();
        await setUp(other.store);
        await begin(other.store);
        const dying = dyingAtCommit(other.store, n);
        await follow(at, dying).catch(() => undefined);
        await follow(at, other.store);
        expect(JSON.stringify(other.content())).toBe(rows);
        expect(await tick(at, other.store)).toEqual(told);
        await other.remove();
        return { survived: dying.commits < n };
      });
      expect(commits).toBe(most);
    },
  );

  async function overAt(minutes: number, store: EntityStore): Promise<void> {
    await tick(1, store);
    await works(minutes, store);
  }

  it('of a channel that fails again while its outage ends is told of again, and not that it works', async () => {
    await refusedTick(0);
    await tick(1);
    await works(2);
    let isAgain = false;
    const beforeCommit = async (partition: string) => {
      if (isAgain || partition !== programmesPartition) return;
      isAgain = true;
      await noteOutage(stored.store, [channel], 'archived', after(3));
    };
    await follow(3, interrupted(stored.store, { beforeCommit }));
    expect((await outages()).map(({ why }) => why)).toEqual(['archived']);
    expect(await tick(4)).toContain('channels-lost');
  });
});

describe('an outage', () => {
  beforeEach(() => setUp(stored.store));

  it('keeps its first reason and moment, until it is over', async () => {
    await noteOutage(stored.store, [channel], 'archived', monday);
    const before = stored.now.dump();
    await noteOutage(stored.store, [channel, channel], 'removed', after(1));
    await noteWorking(stored.store, [channel, 'another'], ['removed'], after(2));
    expect(stored.now.dump()).toEqual(before);
    await works(3);
    await noteOutage(stored.store, [channel], 'removed', after(4));
    expect(await outages()).toEqual([{ channel, why: 'removed', since: after(4).toISOString() }]);
  });

  it('of several channels is noted wholly or not at all', async () => {
    await stored.store.commit(programmesPartition, [
      insert('channel|19:second', { id: '19:second', name: 'Toinen', team: { id: '19:team' } }),
    ]);
    const where = { team: '19:team', channels: [channel, '19:unknown'] };
    const event = { type: 'lost', where, why: 'archived' } as const;
    const dying = dyingAtCommit(stored.store, 1);
    await expectNothingWritten(
      stored.now,
      () => takeChannelEvent(dying, event, monday),
      expect.any(StorageError),
    );
    await takeChannelEvent(stored.store, event, monday);
    expect((await outages()).map((each) => each.channel)).toEqual([channel, '19:second']);
  });

  it('holds back the hourly edits of posts that arrived before it, until it is over', async () => {
    const channels = channelsOf(() => stored.store);
    expect(await channels.tick(monday)).toEqual(['digest']);
    await noteOutage(stored.store, [channel], 'archived', after(1));
    await answerIn(stored.store, name.programmeId, 'a', after(2));
    for (const minutes of [3, 65, 130]) expect(await channels.tick(after(minutes))).toEqual([]);
    await works(131);
    await channels.tick(after(132));
    expect(await channels.tick(after(195))).toEqual(['digest-edit']);
  });

  it('is told after quiet hours', async () => {
    const quiet = { from: '16:00', to: '07:00', workingDaysOnly: true };
    const { calendar } = smallSetting().register.programme;
    const other = await openTempStore();
    await setUp(other.store, { calendar: { ...calendar, quiet } });
    await tick(0, other.store);
    const evening = 14 * 60;
    await noteOutage(other.store, [channel], 'archived', after(evening));
    expect(await tick(evening + 1, other.store)).toEqual([]);
    expect(await tick(evening + 9 * 60, other.store)).toEqual(['channels-lost']);
    await other.remove();
  });

  it('says which rounds’ digests are missing', async () => {
    await refusedTick(0);
    const lost = await loadLostChannels(stored.store, await loadProgrammes(stored.store), after(1));
    expect(lost).toEqual([{ channel, why: 'removed', since: monday.toISOString(), unposted: [name] }]);
  });
});

describe('a front post that its channel refused', () => {
  const channels = channelsOf(() => stored.store);
  const lost = async (minutes: number) =>
    loadLostChannels(stored.store, await loadProgrammes(stored.store), after(minutes));

  beforeEach(async () => {
    await saveSharing(stored.store);
    channels.outcome = ({ recipient }) => (recipient.type === 'channel' ? refused : undefined);
    await channels.tick(monday);
    await noteOutage(stored.store, [channel], 'removed', monday);
    channels.outcome = undefined;
  });

  it('is missing for each programme that it shows, and is posted once in its week', async () => {
    expect((await lost(1))[0]!.unposted).toHaveLength(2);
    await works(2);
    expect(await channels.tick(after(3))).toEqual(['front']);
    expect(await channels.tick(after(4))).toEqual([]);
    expect(await lost(5)).toEqual([]);
  });

  it('is not posted in another week, which has a post of its own', async () => {
    await works(week - 60);
    expect(await channels.tick(after(week - 59))).toEqual([]);
    expect(await channels.tick(after(week))).toEqual(['front']);
  });
});
