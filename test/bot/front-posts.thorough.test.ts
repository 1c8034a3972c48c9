/** The one post of a channel that programmes share, over the connector as in Teams: what it leads to, and for whom. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text, textsIn } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { schedule } from '../../src/audit/audit';
import { frontsPartition, loadFronts } from '../../src/digest/front-store';
import { saveRegister } from '../../src/goals/register';
import { pendingPrefix, type Message } from '../../src/outbox/message';
import { grant } from '../../src/people/grants';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { insert } from '../../src/storage/rows';
import { type BotUnderTest, personAt } from '../helpers/bot-under-test';
import { wrongWith } from '../helpers/card-faults';
import { channel, deadline, goalWith, name, opens, programmeWith } from '../helpers/fixtures';
import { buttonsOf, pressInChannel } from '../helpers/pressing';
import { sayInChannel } from '../helpers/saying';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';
import { faults } from '../helpers/teams-faults';
import { anna, answer, coordinator, nobody, pressed, reader, say, startTwoUnits } from '../helpers/two-units';

const monday = '2026-10-19T05:00:00Z';
const board = { id: channel };
const fi = textsIn('fi');
const others = ['alfa', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'];

let running: BotUnderTest;
beforeEach(async () => {
  running = await startTwoUnits();
});
afterEach(() => running.stop());

/** So many programmes more in the same channel, each with an open round. */
async function share(count: number): Promise<void> {
  const { store } = running;
  for (const id of others.slice(0, count)) {
    const programme = programmeWith({ id, name: { fi: `Ohjelma ${id}` }, coordinator });
    await saveRegister(store, { programme, goals: [goalWith('a')] });
    await openRound(store, { ...name, programmeId: id, opens, deadline, ...schedule }, opens);
  }
}

async function tickAt(moment: string): Promise<void> {
  running.clock.set(moment);
  await running.bot.tick();
}
const posts = () => running.connector.postedIn(channel);
const lastOf = (post: PostedActivity | undefined) => cardShown(post!);
async function press(personId: string, verb: string, data: object, where = board): Promise<Card> {
  const { card, text: said } = await pressInChannel(
    running,
    await personAt(running, personId),
    where,
    verb,
    data,
  );
  if (!card) throw new Error(`${verb} gave no card: ${said}`);
  expect(wrongWith(card)).toEqual([]);
  return card;
}
const programmesOn = (card: Card) => buttonsOf(card, 'digest').map(({ data }) => data['programmeId']);

describe('the post of a channel that programmes share', () => {
  it('leads each reader to every digest, and from each back to the others', async () => {
    await share(2);
    await tickAt(monday);
    const [post, ...more] = posts();
    expect(more).toEqual([]);
    expect(wrongWith(lastOf(post))).toEqual([]);
    expect(post!.versions[0]!.summary).toBe(
      fi('front.summary', { programmes: 'Ohjelma alfa, Ohjelma beta, Leikkausohjelma' }),
    );
    for (const { data } of buttonsOf(lastOf(post), 'digest')) {
      const digest = await press(nobody, 'digest', data);
      expect(textsOf(digest)).toContain(fi('digest.showAll'));
      const [back, ...others] = buttonsOf(digest, 'front');
      expect(others).toEqual([]);
      expect(back!.title).toBe(fi('front.back'));
      expect(programmesOn(await press(nobody, 'front', back!.data))).toEqual(['alfa', 'beta', 'prog']);
    }
  });

  it('with more programmes than buttons leads to all of them, a page at a time, and back to the right page', async () => {
    await share(6);
    await tickAt(monday);
    const first = lastOf(posts()[0]);
    const [on] = buttonsOf(first, 'front');
    const second = await press(nobody, 'front', on!.data);
    expect([...programmesOn(first), ...programmesOn(second)]).toEqual(
      [...others.slice(0, 6), 'prog'].toSorted(),
    );
    const digest = await press(nobody, 'digest', buttonsOf(second, 'digest').at(-1)!.data);
    const back = await press(nobody, 'front', buttonsOf(digest, 'front')[0]!.data);
    expect(programmesOn(back)).toEqual(programmesOn(second));
  });

  it('is edited by closings, and its buttons still lead to the closed rounds', async () => {
    await share(1);
    await tickAt(monday);
    await answer(running, anna, 'a');
    await closeRound(running.store, { ...name, by: coordinator, way: 'card' }, running.clock.now());
    await tickAt('2026-10-19T05:01:00Z');
    expect(posts().map(({ versions }) => versions.length)).toEqual([2]);
    const card = lastOf(posts()[0]);
    expect(textsOf(card)).toContain(fi('front.closed', { period: 'Q3/2026' }));
    const closed = buttonsOf(card, 'digest').find(({ data }) => data['programmeId'] === 'prog')!;
    expect(textsOf(await press(nobody, 'digest', closed.data))).toContain('· Q3/2026\nsuljettu 19.10.');
  });

  it('in a team that the app was removed from is on the worklist of each of its programmes, until it is sent', async () => {
    await share(1);
    // The prompts, and the post of the week before.
    await running.bot.tick();
    running.connector.fault = ({ kind }) => (kind === 'create' ? faults.notInRoster : undefined);
    await tickAt(monday);
    expect(posts()).toHaveLength(1);
    const [lines] = await say(running, coordinator, 'lähetykset');
    for (const sent of [2, 3])
      expect(textsOf(lines!)).toContain(fi('deliveries.counts', { sent, pending: 0, undelivered: 1 }));
    expect(textsOf(lines!).split(fi('deliveries.not-installed'))).toHaveLength(3);
    running.connector.fault = () => undefined;
    await closeRound(running.store, { ...name, by: coordinator, way: 'card' }, running.clock.now());
    await tickAt('2026-10-19T05:01:00Z');
    expect(posts()).toHaveLength(2);
  });

  it('leads to digests that say what came since the post of the week before, all week long', async () => {
    await share(1);
    await running.bot.tick();
    running.clock.set('2026-10-13T05:00:00Z');
    await answer(running, anna, 'a');
    await tickAt(monday);
    const since = async (personId = nobody) =>
      textsOf(await press(personId, 'digest', { ...name, language: 'fi' }));
    expect(await since()).toContain(fi('digest.sinceAnswers', { count: 1 }));
    await tickAt('2026-10-19T06:00:00Z');
    await answer(running, anna, 'care');
    await tickAt('2026-10-20T06:00:00Z');
    expect(await since()).toContain(fi('digest.sinceAnswers', { count: 2 }));
  });

  it('that was deleted is left in peace', async () => {
    await share(1);
    await tickAt(monday);
    const [post] = posts();
    const thread = running.connector.conversations.find(post!.conversationId)!;
    running.connector.conversations.change(thread, post!.id, () => ({ deleted: true }));
    await answer(running, anna, 'a');
    for (const hour of ['06', '07']) await tickAt(`2026-10-19T${hour}:00:00Z`);
    expect(running.connector.requests.filter(({ kind }) => kind === 'update')).toHaveLength(1);
    expect((await loadFronts(running.store))[0]).toHaveProperty('nextRefresh');
  });
});

describe('the buttons of a front post', () => {
  it('show in another place only what the person may read there', async () => {
    await share(1);
    await grant(running.store, { personId: reader, role: 'reader', programmeId: 'alfa' }, schedule, opens);
    const place = { language: 'fi' };
    const inChat = async (personId: string) => (await pressed(running, personId, 'front', place)).card!;
    expect(textsOf(await inChat(nobody))).toBe(fi('digest.nothingToRead'));
    expect(programmesOn(await inChat(reader))).toEqual(['alfa', 'prog']);
    const elsewhere = await press(reader, 'front', place, { id: '19:other@thread.tacv2' });
    expect(textsOf(elsewhere)).toBe(fi('digest.nothingToRead'));
  });

  it.each([{}, { language: 'de' }, { language: 'fi', page: -1 }])('with %j are refused', async (data) => {
    expect(await pressed(running, reader, 'front', data)).toEqual({ text: fi('refused.malformed') });
  });

  it('of a programme that has the channel to itself lead to no other', async () => {
    const digest = await press(reader, 'digest', { ...name, language: 'fi' });
    expect(buttonsOf(digest, 'front')).toEqual([]);
  });

  it('of a post of before show the programmes that are open now', async () => {
    await share(2);
    await tickAt(monday);
    const { data } = buttonsOf(await press(nobody, 'digest', { ...name, language: 'fi' }), 'front')[0]!;
    await closeRound(running.store, { ...name, by: coordinator, way: 'card' }, running.clock.now());
    running.clock.set('2026-10-27T05:00:00Z');
    expect(programmesOn(await press(nobody, 'front', data))).toEqual(['alfa', 'beta']);
  });
});

describe('"kooste" in a channel', () => {
  const said = async (typed: string) => sayInChannel(running, await personAt(running, nobody), board, typed);

  it('that programmes share shows the front card, or the digest that is named', async () => {
    await share(2);
    const [card, ...more] = await said('kooste');
    expect(more).toEqual([]);
    expect(programmesOn(card!)).toEqual(['alfa', 'beta', 'prog']);
    expect(textsOf((await said('kooste leikkausohjelma'))[0]!)).toContain(fi('digest.showAll'));
  });

  it('while no round is open shows the latest round of each programme', async () => {
    await share(1);
    for (const programmeId of ['alfa', 'prog'])
      await closeRound(
        running.store,
        { ...name, programmeId, by: coordinator, way: 'card' },
        running.clock.now(),
      );
    running.clock.set('2026-12-01T05:00:00Z');
    const [card] = await said('kooste');
    expect(programmesOn(card!)).toEqual(['alfa', 'prog']);
    expect(textsOf(card!).split(fi('front.closed', { period: 'Q3/2026' }))).toHaveLength(3);
  });

  it('whose programmes never had a round says so', async () => {
    for (const id of ['new', 'newer'])
      await saveRegister(running.store, {
        programme: programmeWith({ id, channels: [{ channel, language: 'sv' }] }),
        goals: [goalWith('a')],
      });
    expect((await said('kooste')).map(textsOf)).toContain(text('fi', 'channel.noRounds'));
  });
});

it('a message of a newer program among the front posts fails, and says so', async () => {
  const now = running.clock.now().toISOString();
  const message: Message = {
    ...{ key: 'newer', kind: 'praise', recipient: { type: 'channel', channelId: channel }, data: {} },
    ...{ createdAt: now, attempts: 0, notBefore: now, state: 'pending' },
  };
  await running.store.commit(frontsPartition, [insert(`${pendingPrefix}newer`, message)]);
  await running.bot.send();
  expect((await running.store.get(frontsPartition, 'done|newer'))?.value).toMatchObject({
    ...{ state: 'failed', reason: expect.stringContaining('a message of kind "praise" to a channel') },
  });
});
