/** A channel that programmes share gets one post a week, which is edited whatever its programmes do. */
import { describe, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { pause, resume } from '../../src/brake/pauses';
import { discardRound } from '../../src/schedule/discard-round';
import { frontsPartition, loadFronts } from '../../src/digest/front-store';
import { lastDigestAt } from '../../src/digest/last-digest';
import { postFronts } from '../../src/digest/post-fronts';
import { subscribeChannel, unsubscribeChannel } from '../../src/goals/channels';
import { allMessages, type Message } from '../../src/outbox/message';
import { type Outcome } from '../../src/outbox/sender';
import { closeRound } from '../../src/rounds/close-round';
import { reopenRound } from '../../src/reminders/reopen-round';
import { readRound, roundPartition } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import { channel, collect, deadline, eachWithStore, name, openTempStore } from '../helpers/fixtures';
import { answerIn, channelsOf, saveSharing, second } from '../helpers/front-setting';

const stored = eachWithStore();
const at = (text: string) => new Date(`2026-${text}:00Z`);
const monday = at('10-12T05:00');
const admin = { by: 'admin@example.org', way: 'cli' } as const;
const first = name;
const other = { ...name, programmeId: second };
const other19 = '19:other@thread.tacv2';
const wednesdays = { digest: { weekday: 3, at: '08:00' } };
const calendarOf = (changes: object) => ({
  calendar: {
    ...{ opens: { workingDaysAfter: 5, at: '08:00' }, deadline: { workingDaysAfter: 25, at: '16:00' } },
    ...{ digest: { weekday: 1, at: '08:00' } },
    ...changes,
  },
});

const sharing = (changes: Parameters<typeof saveSharing>[1] = {}) => saveSharing(stored.store, changes);
let channels: ReturnType<typeof channelsOf>;
beforeEach(() => {
  channels = channelsOf(() => stored.store);
});
const tick = (moment: Date, store?: EntityStore) => channels.tick(moment, store);
const lastText = () => channels.posts.at(-1)!.text;
const answer = (programmeId: string, goalId: string, moment: Date, value?: string) =>
  answerIn(stored.store, programmeId, goalId, moment, value);
const close = (programmeId: string, now: Date, store = stored.store) =>
  closeRound(store, { ...name, programmeId, ...admin }, now);
const messages = async (store = stored.store): Promise<Message[]> =>
  (await collect(allMessages(store, frontsPartition))).map(({ value }) => value);

describe('programmes that share a channel', () => {
  it('get one post, with a line each, and none of them a post of its own', async () => {
    await sharing();
    await answer(second, 'a', at('10-11T05:00'));
    expect(await tick(monday)).toEqual(['front']);
    expect(lastText()).toContain('Ensimmäinen Q3/2026\nvastattu 0/2');
    expect(lastText()).toContain('Toinen Q3/2026\n● 1   ○ 1');
    expect((await messages()).map(({ key }) => key)).toEqual([`front|${channel}|2026-W42|fi`]);
    expect(await tick(monday)).toEqual([]);
  });

  it('get the next one a week later, and the earlier one stays as it was', async () => {
    await sharing();
    await tick(monday);
    await answer(second, 'a', at('10-19T04:00'));
    expect(await tick(at('10-19T05:00'))).toEqual(['front']);
    await answer(second, 'b', at('10-19T05:30'));
    expect(await tick(at('10-19T06:00'))).toEqual(['front-edit']);
    expect(channels.posts.at(-1)!.edits).toBe(`front|${channel}|2026-W43|fi`);
  });

  it('with digests on different days get it on the first of them, and the others edit it at once', async () => {
    await sharing({ [second]: calendarOf(wednesdays) });
    expect(await tick(monday)).toEqual(['front']);
    await answer(second, 'a', at('10-14T04:59'));
    expect(await tick(at('10-14T05:00'))).toEqual(['front-edit']);
    expect(await tick(at('10-19T05:00'))).toEqual(['front']);
    expect(await tick(at('10-21T05:00'))).toEqual(['front-edit']);
  });

  it('of which only one has a round get its digest as the post, also when it is edited', async () => {
    await sharing();
    await close(second, at('10-09T05:00'));
    await tick(at('10-09T05:00'));
    expect(await tick(monday)).toEqual(['front']);
    expect(lastText()).toContain('Ensimmäinen · Q3/2026');
    expect(lastText()).not.toContain('Toinen');
    await answer(first.programmeId, 'a', at('10-12T05:30'));
    expect(await tick(at('10-12T06:00'))).toEqual(['front-edit']);
    expect(lastText()).toContain('vastattu 1/2');
    expect(await tick(at('10-12T07:00'))).toEqual([]);
  });

  it.each([
    ['each a language of its own', ['fi'], ['sv'], ['digest', 'digest']],
    ['both languages', ['fi', 'sv'], ['fi', 'sv'], ['front', 'front']],
    ['one of them alone', ['fi', 'sv'], ['fi'], ['digest', 'front']],
  ] as const)(
    'and that it gets in %s, are one post in each shared language',
    async (_what, one, another, kinds) => {
      const inLanguages = (languages: readonly ('fi' | 'sv')[]) => ({
        channels: languages.map((language) => ({ channel, language })),
      });
      await sharing({ [first.programmeId]: inLanguages(one), [second]: inLanguages(another) });
      expect((await tick(monday)).toSorted()).toEqual(kinds);
      expect(await tick(monday)).toEqual([]);
    },
  );

  it('post to their other channels as ever', async () => {
    await sharing({
      [second]: { channels: [channel, other19].map((each) => ({ channel: each, language: 'fi' as const })) },
    });
    expect(await tick(monday)).toEqual(['digest', 'front']);
    await answer(second, 'a', at('10-12T05:30'));
    expect((await tick(at('10-12T06:00'))).toSorted()).toEqual(['digest-edit', 'front-edit']);
  });
});

describe('the post of a week', () => {
  it('is edited at most once an hour, and only when a line of it changes', async () => {
    await sharing();
    await answer(first.programmeId, 'a', at('10-11T05:00'));
    await tick(monday);
    await answer(first.programmeId, 'a', at('10-12T05:10'), '97');
    expect(await tick(at('10-12T06:00'))).toEqual([]);
    await answer(second, 'a', at('10-12T06:10'));
    expect(await tick(at('10-12T06:59'))).toEqual([]);
    expect(await tick(at('10-12T07:00'))).toEqual(['front-edit']);
    expect(channels.posts.at(-1)).toMatchObject({ edits: `front|${channel}|2026-W42|fi` });
    await answer(second, 'b', at('10-12T07:10'));
    expect(await tick(at('10-12T07:59'))).toEqual([]);
    expect(await tick(at('10-12T08:00'))).toEqual(['front-edit']);
    expect(await tick(at('10-12T09:00'))).toEqual([]);
  });

  it('reads no reply while nothing is written', async () => {
    await sharing();
    await tick(monday);
    await tick(at('10-12T06:00'));
    let read = 0;
    const beforeRange = (_partition: string, from: string) => {
      if (from === 'reply|') read++;
      return Promise.resolve();
    };
    for (const hour of ['07', '08', '09'])
      await tick(at(`10-12T${hour}:00`), interrupted(stored.store, { beforeRange }));
    expect(read).toBe(0);
  });

  it('shows the closing of each programme by an edit, and is left alone when its week is over', async () => {
    await sharing();
    await tick(at('11-02T06:00'));
    await answer(first.programmeId, 'a', at('11-03T13:59'));
    await close(first.programmeId, at('11-03T14:00'));
    expect(await tick(at('11-03T14:00'))).toEqual(['front-edit']);
    expect(lastText()).toContain('Ensimmäinen Q3/2026, suljettu\n● 1   ○ 1');
    expect(await tick(deadline)).toEqual(['front-edit']);
    expect(lastText()).toContain('Toinen Q3/2026, suljettu');
    for (const moment of ['11-05T15:00', '11-08T12:00', '11-09T06:00', '11-20T06:00'])
      expect(await tick(at(moment))).toEqual([]);
    expect((await loadFronts(stored.store))[0]).not.toHaveProperty('nextRefresh');
  });

  it('of a week without a digest is made by a closing', async () => {
    await sharing();
    await close(first.programmeId, at('10-09T08:00'));
    expect(await tick(at('10-09T08:00'))).toEqual(['front']);
    await close(second, at('10-09T09:00'));
    expect(await tick(at('10-09T09:00'))).toEqual(['front-edit']);
    expect(lastText()).toContain('Ensimmäinen Q3/2026, suljettu');
    expect(lastText()).toContain('Toinen Q3/2026, suljettu');
  });

  it('shows a closing on Sunday night that is worked on on Monday', async () => {
    await sharing();
    await close(first.programmeId, at('10-11T20:59'));
    expect(await tick(at('10-11T21:00'))).toEqual(['front']);
    expect(lastText()).toContain('Ensimmäinen Q3/2026, suljettu');
    expect(await tick(monday)).toEqual(['front-edit']);
    expect((await messages()).filter(({ edits }) => !edits)).toHaveLength(1);
  });

  it('shows a round that is reopened as open', async () => {
    await sharing();
    await tick(monday);
    await close(second, at('10-12T05:30'));
    await tick(at('10-12T05:31'));
    await reopenRound(
      stored.store,
      { ...other, ...admin, reason: 'late', deadline: at('11-20T14:00') },
      at('10-12T05:40'),
    );
    expect(await tick(at('10-12T06:31'))).toEqual(['front-edit']);
    expect(lastText()).toContain('Toinen Q3/2026\n');
  });

  it('that waits for quiet hours to end shows what comes in meanwhile, and is next week’s post', async () => {
    const quiet = calendarOf({ quiet: { from: '20:00', to: '07:00', workingDaysOnly: true } });
    await sharing({ [first.programmeId]: quiet, [second]: quiet });
    await close(first.programmeId, at('10-10T08:00'));
    expect(await tick(at('10-10T08:00'))).toEqual([]);
    await answer(second, 'a', at('10-11T12:00'));
    expect(await tick(at('10-11T12:00'))).toEqual([]);
    // Quiet hours end on Monday at midnight and last until 7:00, when nobody works yet; the digest is at 8:00.
    expect(await tick(at('10-12T04:00'))).toEqual(['front']);
    expect(lastText()).toContain('Ensimmäinen Q3/2026, suljettu');
    expect(lastText()).toContain('● 1');
    expect(await tick(monday)).toEqual(['front-edit']);
    expect((await messages()).filter(({ edits }) => !edits).map(({ key }) => key)).toEqual([
      `front|${channel}|2026-W42|fi`,
    ]);
  });

  it('is edited in quiet hours, since that notifies nobody', async () => {
    const quiet = calendarOf({ quiet: { from: '09:00', to: '08:00', workingDaysOnly: false } });
    await sharing({ [first.programmeId]: quiet, [second]: quiet });
    await tick(monday);
    await close(second, at('10-12T07:00'));
    expect(await tick(at('10-12T07:00'))).toEqual(['front-edit']);
  });
});

describe('a programme that', () => {
  const subscription = { programmeId: second, channel, language: 'fi' } as const;

  it('leaves the channel is no longer in its post, which becomes the other one’s digest', async () => {
    await sharing();
    await tick(monday);
    await unsubscribeChannel(stored.store, subscription, admin, at('10-12T05:10'));
    expect(await tick(at('10-12T06:00'))).toEqual(['front-edit']);
    expect(lastText()).toContain('Ensimmäinen · Q3/2026');
    expect(lastText()).not.toContain('Toinen');
    expect(await tick(at('10-19T05:00'))).toEqual(['digest']);
  });

  it('joins the channel is in its post within the hour', async () => {
    await sharing();
    await tick(monday);
    await unsubscribeChannel(stored.store, subscription, admin, at('10-12T05:10'));
    await tick(at('10-12T06:00'));
    await subscribeChannel(stored.store, subscription, admin, at('10-12T06:30'));
    expect(await tick(at('10-12T07:00'))).toEqual(['front-edit']);
    expect(lastText()).toContain('Toinen Q3/2026\nvastattu 0/2');
  });

  it('joins another one’s channel is in the front post of its next step, though the other had its digest', async () => {
    await sharing({ [second]: calendarOf(wednesdays) });
    await unsubscribeChannel(stored.store, subscription, admin, at('10-11T05:00'));
    expect(await tick(monday)).toEqual(['digest']);
    await subscribeChannel(stored.store, subscription, admin, at('10-12T06:00'));
    expect(await tick(at('10-12T07:00'))).toEqual([]);
    expect(await tick(at('10-14T05:00'))).toEqual(['front']);
    expect(await tick(at('10-19T05:00'))).toEqual(['front']);
  });

  it('and the last other one both leave: the post stays as it was', async () => {
    await sharing();
    await tick(monday);
    for (const programmeId of [first.programmeId, second])
      await unsubscribeChannel(stored.store, { programmeId, channel }, admin, at('10-12T05:10'));
    for (const moment of ['10-12T06:00', '10-19T05:00']) expect(await tick(at(moment))).toEqual([]);
  });
});

describe('a post that did not reach its channel', () => {
  const refusing = (state: 'not-installed' | 'failed') => {
    channels.outcome = ({ kind }): Outcome | undefined =>
      kind.startsWith('front') ? { type: 'ended', state, reason: '403' } : undefined;
  };

  it('is sent at the next step of the same week, once', async () => {
    await sharing({ [second]: calendarOf(wednesdays) });
    refusing('not-installed');
    expect(await tick(monday)).toEqual([]);
    expect(await messages()).toMatchObject([{ state: 'not-installed' }]);
    channels.outcome = undefined;
    expect(await tick(at('10-12T06:00'))).toEqual([]);
    expect(await tick(at('10-14T05:00'))).toEqual(['front']);
    expect(await messages()).toMatchObject([{ state: 'sent' }]);
  });

  it('is not edited', async () => {
    await sharing();
    refusing('failed');
    await tick(monday);
    await answer(second, 'a', at('10-12T05:30'));
    await tick(at('10-12T06:00'));
    expect(await messages()).toHaveLength(1);
  });

  it('after Teams was down shows what is so when it is sent, and is edited an hour later at the earliest', async () => {
    await sharing();
    channels.outcome = () => ({ type: 'retry', reason: 'down', afterMs: 40 * 60_000 });
    await tick(monday);
    await close(second, at('10-12T05:20'));
    await tick(at('10-12T05:20'));
    channels.outcome = undefined;
    expect(await tick(at('10-12T05:40'))).toEqual(['front']);
    expect(lastText()).toContain('Toinen Q3/2026, suljettu');
    await answer(first.programmeId, 'a', at('10-12T05:50'));
    expect(await tick(at('10-12T06:39'))).toEqual([]);
    expect(await tick(at('10-12T06:40'))).toEqual(['front-edit']);
  });

  it.each(['needless', 'not-installed'] as const)(
    'any more, as an edit ended as %s, is not tried by the hour',
    async (state) => {
      await sharing();
      await tick(monday);
      await answer(second, 'a', at('10-12T05:30'));
      channels.outcome = ({ edits }) => (edits ? { type: 'ended', state, reason: '404' } : undefined);
      await tick(at('10-12T06:00'));
      channels.outcome = undefined;
      await answer(second, 'b', at('10-12T06:30'));
      for (const hour of ['07', '08']) expect(await tick(at(`10-12T${hour}:00`))).toEqual([]);
      expect(await tick(at('10-19T05:00'))).toEqual(['front']);
    },
  );
});

describe('a digest in a front post', () => {
  const roundOf = async (programmeId: string) =>
    (await readRound(stored.store, { ...name, programmeId }))!.value;
  const lastOf = async (programmeId: string, moment: Date, except?: string) =>
    lastDigestAt(stored.store, await roundOf(programmeId), moment.toISOString(), except);

  it('counts as sent when the post or the edit that shows it was sent, but not while it is redrawn', async () => {
    await sharing({ [second]: calendarOf(wednesdays) });
    expect(await lastOf(second, at('10-12T04:00'))).toBeUndefined();
    await tick(monday);
    await tick(at('10-14T05:00'));
    await tick(at('10-14T06:00'));
    const front = (await loadFronts(stored.store))[0]!.key;
    expect(await lastOf(first.programmeId, at('10-14T05:30'))).toBe(monday.toISOString());
    expect(await lastOf(second, at('10-14T05:30'))).toBe(at('10-14T05:00').toISOString());
    expect(await lastOf(second, at('10-14T04:30'))).toBeUndefined();
    expect(await lastOf(second, at('10-14T05:30'), front)).toBeUndefined();
    await tick(at('10-19T05:00'));
    const next = (await loadFronts(stored.store))[0]!.key;
    expect(await lastOf(first.programmeId, at('10-19T06:00'), next)).toBe(monday.toISOString());
  });

  it('does not count while its post waits', async () => {
    await sharing();
    channels.outcome = () => ({ type: 'retry', reason: 'down', afterMs: 3 * 3600_000 });
    await tick(monday);
    expect(await lastOf(second, at('10-12T06:00'))).toBeUndefined();
    channels.outcome = undefined;
    await tick(at('10-12T08:00'));
    expect(await lastOf(second, at('10-12T09:00'))).toBe(at('10-12T08:00').toISOString());
  });

  it('says what came since the digest of the week before when it is shown alone', async () => {
    await sharing();
    await close(second, at('10-09T05:00'));
    await tick(at('10-09T05:00'));
    await answer(first.programmeId, 'a', at('10-13T05:00'));
    await tick(monday);
    await tick(at('10-13T06:00'));
    await tick(at('10-19T05:00'));
    expect(lastText()).toContain('Viime viikosta: +1 vastaus');
    await answer(first.programmeId, 'b', at('10-19T05:30'));
    await tick(at('10-19T06:00'));
    expect(lastText()).toContain('Viime viikosta: +2 vastausta');
  });
});

describe('a tick', () => {
  it('that runs again changes nothing, and two at once make one post and one edit', async () => {
    await sharing();
    await Promise.all([tick(monday), tick(monday)]);
    const before = stored.now.dump();
    await tick(monday);
    expect(stored.now.dump()).toEqual(before);
    await answer(second, 'a', at('10-12T05:30'));
    await Promise.all([tick(at('10-12T06:00')), tick(at('10-12T06:00'))]);
    expect((await messages()).map(({ edits }) => edits !== undefined)).toEqual([false, true]);
  });

  /** Monday's post, an answer, and a closing, with a power cut at every commit of either tick. */
  it.each(['the post', 'the closing'])(
    'cut off at any commit of %s is made up for by the next one',
    async (what) => {
      const cuts = await atEveryCommit(async (n) => {
        const { store, remove } = await openTempStore();
        await saveSharing(store);
        const closing = at('10-13T08:00');
        if (what === 'the closing') await channels.tick(monday, store);
        if (what === 'the closing') await answerIn(store, second, 'a', at('10-12T05:30'));
        if (what === 'the closing') await close(second, closing, store);
        const moment = what === 'the closing' ? closing : monday;
        const survived = await channels.tick(moment, dyingAtCommit(store, n)).then(
          () => true,
          () => false,
        );
        await channels.tick(new Date(moment.getTime() + 60_000), store);
        await channels.tick(new Date(moment.getTime() + 2 * 60_000), store);
        const made = await messages(store);
        expect(made.map(({ kind, state }) => `${kind} ${state}`)).toEqual(
          what === 'the closing' ? ['front sent', 'front-edit sent'] : ['front sent'],
        );
        for (const programmeId of [first.programmeId, second])
          expect((await readRound(store, { ...name, programmeId }))!.value).not.toHaveProperty('unposted');
        if (what === 'the closing') expect(channels.posts.at(-1)!.text).toContain('Toinen Q3/2026, suljettu');
        await remove();
        return { survived };
      });
      expect(cuts).toBeGreaterThan(3);
    },
  );

  it('that draws the post while a round is being closed is made up for within the hour', async () => {
    await sharing();
    let isClosed = false;
    const beforeCommit = async (partition: string) => {
      if (partition !== frontsPartition || isClosed || channels.posts.length === 0) return;
      isClosed = true;
      // The post was drawn, but is not marked as sent yet.
      for (const programmeId of [first.programmeId, second]) {
        await close(programmeId, monday);
        await postFronts(stored.store, { id: programmeId, timeZone: 'Europe/Helsinki' }, name.period, monday);
      }
    };
    expect(await tick(monday, interrupted(stored.store, { beforeCommit }))).toEqual(['front']);
    expect(lastText()).not.toContain('suljettu');
    expect(await tick(at('10-12T05:01'))).toEqual([]);
    expect(await tick(at('10-12T06:00'))).toEqual(['front-edit']);
    expect(isClosed).toBe(true);
    expect(lastText()).toContain('Toinen Q3/2026, suljettu');
    expect((await messages()).filter(({ edits }) => !edits)).toHaveLength(1);
  });

  it('of an outage of weeks makes the post of the week in which it runs again, and no other', async () => {
    await sharing();
    await tick(at('10-28T09:00'));
    expect((await messages()).map(({ key }) => key)).toEqual([`front|${channel}|2026-W44|fi`]);
  });

  it('records in each round’s partition where its digests were shown', async () => {
    await sharing();
    await tick(monday);
    const rows = stored.now.dump(roundPartition(other)).filter(({ key }) => key.startsWith('fronted|'));
    expect(rows.map(({ value }) => value)).toEqual([
      { step: monday.toISOString(), message: `front|${channel}|2026-W42|fi`, at: monday.toISOString() },
    ]);
  });
});

describe('a round that is taken back', () => {
  const discard = (round: typeof first, now: Date) => discardRound(stored.store, { ...round, ...admin }, now);

  it('leaves the post at once, and the last one leaves a line that says so', async () => {
    await sharing();
    expect(await tick(monday)).toEqual(['front']);
    await discard(first, at('10-12T05:10'));
    expect(await tick(at('10-12T05:11'))).toEqual(['front-edit']);
    expect(lastText()).toContain('Toinen · Q3/2026');
    expect(lastText()).not.toContain('Ensimmäinen');
    await discard(other, at('10-12T05:20'));
    expect(await tick(at('10-12T05:21'))).toEqual(['front-edit']);
    expect(lastText()).toBe(text('fi', 'brake.withdrawnFront'));
    for (const moment of ['10-12T06:30', '10-13T05:00', '10-20T05:00'])
      expect(await tick(at(moment))).toEqual([]);
  });

  it('leaves the post at once also where its own digest is not due yet', async () => {
    await sharing({ [second]: calendarOf(wednesdays) });
    expect(await tick(monday)).toEqual(['front']);
    expect(lastText()).toContain('Toinen');
    await discard(other, at('10-12T05:10'));
    expect(await tick(at('10-12T05:10'))).toEqual(['front-edit']);
    expect(lastText()).not.toContain('Toinen');
  });

  it('and was the only one left leaves that line also where its own digest is not due yet', async () => {
    await sharing({ [second]: calendarOf(wednesdays) });
    await tick(monday);
    await discard(first, at('10-12T05:10'));
    await tick(at('10-12T05:11'));
    await discard(other, at('10-12T05:20'));
    expect(await tick(at('10-12T05:21'))).toEqual(['front-edit']);
    expect(lastText()).toBe(text('fi', 'brake.withdrawnFront'));
  });

  it('whose post waits is not posted', async () => {
    await sharing();
    const held: Outcome = { type: 'held' };
    channels.outcome = () => held;
    await tick(monday);
    channels.outcome = undefined;
    for (const round of [first, other]) await discard(round, at('10-12T05:10'));
    expect(await tick(at('10-12T05:11'))).toEqual([]);
    expect((await messages()).map(({ state }) => state)).toEqual(['needless']);
  });

  it('that is paused holds the post of all that share it', async () => {
    await sharing();
    await pause(stored.store, first, admin, at('10-12T04:00'));
    expect(await tick(monday)).toEqual([]);
    await resume(stored.store, first, admin, at('10-12T06:00'));
    expect(await tick(at('10-12T06:00'))).toEqual(['front']);
  });
});
