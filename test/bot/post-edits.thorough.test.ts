/** A channel's post is edited over the connector, as in Teams. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { closeRound } from '../../src/rounds/close-round';
import { allMessages, type Message } from '../../src/outbox/message';
import { roundPartition } from '../../src/rounds/round-store';
import { type BotUnderTest } from '../helpers/bot-under-test';
import { channel, collect, name } from '../helpers/fixtures';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';
import { type Fault, faults } from '../helpers/teams-faults';
import { anna, answer, coordinator, register, say, startTwoUnits } from '../helpers/two-units';

const monday = '2026-10-19T05:00:00Z';
const hourLater = '2026-10-19T06:00:00Z';
const dayLater = '2026-10-20T06:00:00Z';

let running: BotUnderTest;

/** Monday's post is in the channel, and Anna has answered since. */
beforeEach(async () => {
  running = await startTwoUnits();
  await tickAt(monday);
  running.clock.set('2026-10-19T05:30:00Z');
  await answer(running, anna, 'a');
});
afterEach(() => running.stop());

async function tickAt(moment: string): Promise<void> {
  running.clock.set(moment);
  await running.bot.tick();
}

const posts = () => running.connector.postedIn(channel);
const versionsOf = (post: PostedActivity) =>
  post.versions.map((version) => textsOf(cardShown({ ...post, versions: [version] })));
const updates = () => running.connector.requests.filter(({ kind }) => kind === 'update');
const refuseEdits = (fault: Fault) =>
  (running.connector.fault = ({ kind }) => (kind === 'update' ? fault : undefined));
const edits = async (): Promise<Message[]> =>
  (await collect(allMessages(running.store, roundPartition(name))))
    .map(({ value }) => value)
    .filter((message) => message.edits);

describe('a post in a channel', () => {
  it('is replaced where it stands, says of which day it is, and keeps its summary', async () => {
    await tickAt(dayLater);
    const [post, ...more] = posts();
    expect(more).toEqual([]);
    const [before, after, ...others] = versionsOf(post!);
    expect(others).toEqual([]);
    expect(before).toContain('19.10. · vastattu 0/3');
    expect(after).toContain('20.10. · vastattu 1/3');
    expect(post!.versions.at(-1)!.summary).toBe(
      text('fi', 'digest.summary', {
        programme: 'Leikkausohjelma',
        period: 'Q3/2026',
        answered: 1,
        asked: 3,
      }),
    );
    expect(await edits()).toMatchObject([{ state: 'sent' }]);
  });

  it('is followed by a new one at the closing, and is edited no more', async () => {
    await closeRound(running.store, { ...name, by: coordinator, way: 'card' }, running.clock.now());
    await tickAt(hourLater);
    expect(posts().map(({ versions }) => versions.length)).toEqual([1, 1]);
  });

  it('whose edit was held up until the round was closed stays as it was', async () => {
    refuseEdits(faults.throttled(1800));
    await tickAt(hourLater);
    await closeRound(running.store, { ...name, by: coordinator, way: 'card' }, running.clock.now());
    running.connector.fault = () => undefined;
    await tickAt('2026-10-19T06:30:00Z');
    expect(posts().map(({ versions }) => versions.length)).toEqual([1, 1]);
    expect(await edits()).toMatchObject([{ state: 'needless' }]);
  });

  it('that was deleted is left in peace: one edit finds out, no other follows, nothing is said to be undelivered', async () => {
    const [post] = posts();
    const thread = running.connector.conversations.find(post!.conversationId)!;
    running.connector.conversations.change(thread, post!.id, () => ({ deleted: true }));
    await tickAt(hourLater);
    expect(updates().map(({ status }) => status)).toEqual([404]);
    expect(await edits()).toMatchObject([
      { state: 'needless', reason: expect.stringContaining('ActivityNotFoundInConversation') },
    ]);
    await answer(running, anna, 'care');
    await tickAt('2026-10-19T07:00:00Z');
    expect(updates()).toHaveLength(1);
    const [lines] = await say(running, coordinator, 'lähetykset');
    expect(textsOf(lines!)).toContain(
      text('fi', 'deliveries.counts', { sent: 3, pending: 0, undelivered: 0 }),
    );
  });

  it('in a team that the app was removed from is not tried again, and is no undelivered digest', async () => {
    refuseEdits(faults.notInRoster);
    await tickAt(hourLater);
    running.connector.fault = () => undefined;
    await answer(running, anna, 'care');
    await tickAt('2026-10-19T07:00:00Z');
    expect(updates().map(({ status }) => status)).toEqual([403]);
    const [lines] = await say(running, coordinator, 'lähetykset');
    expect(textsOf(lines!)).not.toContain(text('fi', 'deliveries.not-installed'));
  });

  it('is edited when Teams takes requests again', async () => {
    refuseEdits(faults.throttled(60));
    await tickAt(hourLater);
    running.connector.fault = () => undefined;
    await tickAt('2026-10-19T06:00:59Z');
    expect(updates()).toHaveLength(1);
    await tickAt('2026-10-19T06:01:00Z');
    expect(posts()[0]!.versions).toHaveLength(2);
  });

  it('of which the answer to an edit was lost is edited once more, to the same', async () => {
    refuseEdits(faults.lostAnswer);
    await tickAt(hourLater);
    running.connector.fault = () => undefined;
    await tickAt('2026-10-19T06:01:00Z');
    const [, first, second] = versionsOf(posts()[0]!);
    expect(second!.replace('9.01', '9.00')).toBe(first);
    expect(posts()).toHaveLength(1);
  });
});

it('an edit is made in quiet hours too: nobody is notified', async () => {
  await running.stop();
  const { calendar } = register().programme;
  running = await startTwoUnits({
    calendar: { ...calendar, quiet: { from: '09:00', to: '08:00', workingDaysOnly: false } },
  });
  await tickAt(monday);
  await answer(running, anna, 'a');
  await tickAt(hourLater);
  expect(posts().map(({ versions }) => versions.length)).toEqual([2]);
});
