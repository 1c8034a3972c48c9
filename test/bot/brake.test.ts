/** A hand on the brake, in chat: admins and coordinators pause, resume and close, and what waits follows at once. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { textsIn } from '../../cards/parts/strings';
import { type Card } from '../../cards/render';
import { textsOf } from '../../deploy/local/scripted-user';
import { objectIdFor } from '../../seeds/load';
import { schedule } from '../../src/audit/audit';
import { loadPauses, pause } from '../../src/brake/pauses';
import { saveRegister } from '../../src/goals/register';
import { countMessages, endMessage, findMessage, findPending } from '../../src/outbox/message';
import { openRound, promptKey } from '../../src/rounds/open-round';
import { discardRound } from '../../src/schedule/discard-round';
import { replace } from '../../src/storage/rows';
import { remindRound } from '../../src/reminders/remind-round';
import { reopenRound } from '../../src/reminders/reopen-round';
import { closeRound } from '../../src/rounds/close-round';
import { roundPartition } from '../../src/rounds/round-store';
import { type BotUnderTest, dumpOf, personAt } from '../helpers/bot-under-test';
import { channel, deadline, during, name, opens } from '../helpers/fixtures';
import { buttonsOf, press, show } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';
import { cardShown } from '../helpers/teams-conversations';
import {
  admin,
  anna,
  answer,
  bo,
  coordinator,
  nobody,
  pressed,
  register,
  say,
  startTwoUnits,
} from '../helpers/two-units';

let running: BotUnderTest;
beforeEach(async () => {
  running = await startTwoUnits();
});
afterEach(() => running.stop());

const fi = textsIn('fi');
const { programmeId } = name;
const sentTo = (personId: string) => running.connector.sentTo(objectIdFor(personId));
const prompts = () => [...sentTo(anna), ...sentTo(bo)].length;
const states = () => countMessages(running.store, roundPartition(name));
const card = async (verb: string, data: object, personId = coordinator): Promise<Card> =>
  show(await personAt(running, personId), verb, data);
const pressOn = async (on: Card, verb: string, personId = coordinator, where = {}): Promise<Card> =>
  press(await personAt(running, personId), on, verb, {}, where);
const linesOf = (shown: Card) => textsOf(shown).replaceAll('\u00a0', ' ').split('\n');

describe('a round that is closed while its messages wait', () => {
  it('sends no prompt and no reminder any more, only its closing digest', async () => {
    const { store, clock, bot } = running;
    const now = clock.now();
    await remindRound(store, { ...name, ...schedule, step: now.toISOString() }, now);
    await closeRound(store, { ...name, ...schedule }, now);
    await bot.send();
    expect(prompts()).toBe(0);
    expect(await states()).toMatchObject({ pending: 0, sent: 1, needless: 4 });
  });
});

describe('a coordinator', () => {
  it('pauses a round from the card of its programme, after reading how far it has got', async () => {
    const programme = await card('programme', { programmeId });
    const before = dumpOf(running);
    const asked = await pressOn(programme, 'pause-ask', coordinator, name);
    expect(dumpOf(running) === before).toBe(true);
    expect(linesOf(asked).slice(0, 5)).toEqual([
      fi('brake.pauseTitle'),
      'Leikkausohjelma Q3/2026',
      'Lähetetty 0 viestiä, odottamassa 2. Vastattu 0/3.',
      fi('brake.pauseThen'),
      fi('brake.pauseCalendar'),
    ]);
    const done = await pressOn(asked, 'pause');
    expect(bannerOf(done)?.text).toBe('Lähettäminen on keskeytetty: Leikkausohjelma Q3/2026.');
    expect(linesOf(done)).toContain('Lähettäminen on ollut keskeytettynä 12.10.2026 klo 12.00 alkaen.');
    await running.bot.tick();
    expect(prompts()).toBe(0);
    expect(await loadPauses(running.store)).toMatchObject([{ ...name, by: coordinator }]);
  });

  it('resumes it there, once, and then everybody gets what waits', async () => {
    await pause(running.store, name, { by: coordinator, way: 'card' }, during);
    const asked = await pressOn(await card('programme', { programmeId }), 'resume-ask');
    expect(linesOf(asked)).toContain(fi('brake.resumeThen'));
    const done = await pressOn(asked, 'resume');
    expect(bannerOf(done)?.text).toBe('Lähettäminen jatkuu: Leikkausohjelma Q3/2026.');
    expect(bannerOf(await pressOn(asked, 'resume'))?.text).toBe(fi('refused.not-paused'));
    await running.bot.tick();
    expect(prompts()).toBe(2);
  });

  it('reads on the card who paused the programme, and what else stays paused', async () => {
    await pause(running.store, {}, { by: admin, way: 'card' }, during);
    await pause(running.store, { programmeId }, { by: coordinator, way: 'card' }, during);
    const programme = await card('programme', { programmeId });
    expect(bannerOf(programme)?.style).toBe('warning');
    expect(bannerOf(programme)?.text).toContain('kaikki ohjelmat');
    const [said] = await say(running, coordinator, 'jatka lähettämistä');
    expect(linesOf(said!)).toContain('Yhä keskeytettynä: kaikki ohjelmat.');
    const done = await pressOn(said!, 'resume');
    expect(bannerOf(done)?.text).toBe(
      'Lähettäminen jatkuu: Leikkausohjelma. Yhä keskeytettynä: kaikki ohjelmat.',
    );
    await running.bot.tick();
    expect(prompts()).toBe(0);
  });

  it.each([
    ['keskeytä', 'Leikkausohjelma', { programmeId }],
    ['pause leikkausohjelma Q3/2026', 'Leikkausohjelma Q3/2026', name],
  ])('types "%s" and is asked about %s', async (typed, what, data) => {
    const [asked] = await say(running, coordinator, typed);
    expect(linesOf(asked!)).toContain(what);
    expect(buttonsOf(asked!, 'pause').map((button) => button.data)).toEqual([data]);
  });

  it('cannot stop everything', async () => {
    await expect(card('pause', {})).rejects.toThrow('Suunnittelupäällikkö');
    expect(await loadPauses(running.store)).toEqual([]);
  });
});

describe('an admin', () => {
  it('stops everything with one command and one press, sees it in the status, and lets it go on', async () => {
    const [asked] = await say(running, admin, 'keskeytä');
    expect(linesOf(asked!)).toContain('kaikki ohjelmat');
    const done = await pressOn(asked!, 'pause', admin);
    expect(bannerOf(done)?.text).toBe('Lähettäminen on keskeytetty: kaikki ohjelmat.');
    await running.bot.tick();
    expect(prompts()).toBe(0);
    const [status] = await say(running, admin, 'tilanne');
    expect(linesOf(status!)).toContain(fi('brake.status'));
    expect(linesOf(status!).join()).toMatch(/keskeytettiin 12\.10\.2026 klo 12\.00 \(.+\): kaikki ohjelmat/);
    const list = await card('programmes', {}, admin);
    expect(bannerOf(list)?.style).toBe('warning');
    const resumed = await pressOn(await pressOn(list, 'resume-ask', admin), 'resume', admin);
    expect(bannerOf(resumed)?.text).toBe('Lähettäminen jatkuu: kaikki ohjelmat.');
    await running.bot.tick();
    expect(prompts()).toBe(2);
  });

  it('chooses between several pauses', async () => {
    await pause(running.store, { programmeId }, { by: coordinator, way: 'card' }, during);
    await pause(running.store, name, { by: 'cli:root', way: 'cli' }, during);
    const [choice] = await say(running, admin, 'resume');
    expect(buttonsOf(choice!, 'resume-ask').map(({ data }) => data)).toEqual([{ programmeId }, name]);
    const [only] = await say(running, admin, 'resume leikkausohjelma Q3/2026');
    expect(buttonsOf(only!, 'resume').map(({ data }) => data)).toEqual([name]);
  });

  it('is told that nothing is paused', async () => {
    const [said] = await say(running, admin, 'återuppta');
    expect(linesOf(said!)).toEqual([fi('brake.notPaused')]);
  });
});

describe('a round that was opened by mistake', () => {
  const discarded = {
    style: 'good',
    text: 'Kierros Q3/2026 on peruttu. Lähetettyjä viestejä oli 3 kappaletta.',
  };
  const line = fi('brake.withdrawn', { round: 'Leikkausohjelma Q3/2026' });
  const shownTo = (personId: string) => sentTo(personId).map((posted) => textsOf(cardShown(posted)));
  const later = async (moment: string) => {
    running.clock.set(moment);
    await running.bot.tick();
  };

  it('is taken back from the card of its programme: every card and post becomes one line', async () => {
    await running.bot.tick();
    await answer(running, bo, 'both');
    const asked = await pressOn(await card('programme', { programmeId }), 'discard-round-ask');
    expect(linesOf(asked).slice(0, 6)).toEqual([
      'Perutaanko kierros Q3/2026?',
      'Leikkausohjelma Q3/2026',
      'Lähetetty 3 viestiä, odottamassa 0. Vastattu 1/3.',
      fi('brake.discardThen'),
      fi('brake.discardAnswers'),
      fi('brake.discardByHand'),
    ]);
    expect(await states()).toMatchObject({ sent: 3 });
    const done = await pressOn(asked, 'discard-round');
    expect(bannerOf(done)).toEqual(discarded);
    expect(linesOf(done)).toContain('Q3/2026: peruttu');
    expect(bannerOf(await pressOn(asked, 'discard-round'))?.text).toBe(fi('refused.round-discarded'));

    await later('2026-10-12T09:01:00Z');
    for (const personId of [anna, bo]) expect(shownTo(personId)).toEqual([line]);
    const [post] = running.connector.postedIn(channel);
    expect(textsOf(cardShown(post!))).toBe(fi('brake.withdrawnPost', { round: 'Leikkausohjelma Q3/2026' }));
    expect(post!.versions).toHaveLength(2);
  });

  it('tells whoever presses a card that they still had open', async () => {
    await running.bot.tick();
    await pressOn((await say(running, coordinator, 'peru kierros'))[0]!, 'discard-round');
    for (const verb of ['start', 'overview', 'snooze'])
      expect(await pressed(running, anna, verb, name)).toEqual({ text: fi('refused.round-discarded') });
    const saved = await pressed(running, anna, 'save', { ...name, goalId: 'a', version: 0 });
    expect(saved).toEqual({ text: fi('refused.round-discarded') });
    expect((await pressed(running, coordinator, 'digest', { ...name, language: 'fi' })).text).toBe(
      fi('refused.round-discarded'),
    );
  });

  it('can be opened again after a minute, and everybody is asked anew', async () => {
    await running.bot.tick();
    const back = await pressOn((await say(running, coordinator, 'discard leikkaus'))[0]!, 'discard-round');
    const early = await pressOn(back, 'open-ask', coordinator, name);
    expect(bannerOf(early)?.text).toBe(fi('refused.round-discarding'));
    await later('2026-10-12T09:01:00Z');
    await pressOn(await pressOn(back, 'open-ask', coordinator, name), 'open');
    await running.bot.send();
    for (const personId of [anna, bo]) {
      const [first, second, ...more] = shownTo(personId);
      expect([first, more]).toEqual([line, []]);
      expect(second).toContain('Q3/2026');
    }
  });

  it('is not taken back by an outdated card', async () => {
    const asked = await card('discard-round-ask', name);
    await closeRound(running.store, { ...name, ...schedule }, during);
    const until = new Date('2026-10-20T09:00:00Z');
    await reopenRound(running.store, { ...name, ...schedule, reason: 'x', deadline: until }, during);
    const before = dumpOf(running);
    expect(bannerOf(await pressOn(asked, 'discard-round'))?.text).toBe(fi('refused.round-changed'));
    expect(bannerOf(await card('discard-round-ask', name))?.text).toBe(fi('refused.round-was-closed'));
    expect(buttonsOf(await card('programme', { programmeId }), 'discard-round-ask')).toEqual([]);
    expect(dumpOf(running) === before).toBe(true);
  });

  it('leaves what else a message asked, if it was about several rounds', async () => {
    const { store, bot } = running;
    const other = { ...name, programmeId: 'other' };
    const { programme, goals } = register({ id: 'other', name: { fi: 'Toinen ohjelma' }, channels: [] });
    await saveRegister(store, { programme, goals });
    await openRound(store, { ...other, ...schedule, opens, deadline }, during);
    // Anna's request of the other round was part of the first one's.
    const [own, toldKey] = [promptKey(name, anna), promptKey(other, anna)];
    const partition = roundPartition(other);
    const told = (await findPending(store, partition, toldKey))!;
    const ended = { ...told.value, state: 'needless' as const, endedAt: during.toISOString(), toldBy: own };
    await store.commit(partition, endMessage(told, ended));
    await bot.send();
    const sent = (await findMessage(store, roundPartition(name), own))!;
    await store.commit(roundPartition(name), [replace(sent, { ...sent.value, told: [toldKey] })]);

    const discard = (round: typeof name) =>
      discardRound(store, { ...round, by: admin, way: 'card' }, running.clock.now());
    await discard(name);
    await later('2026-10-12T09:01:00Z');
    const [card1, ...more] = shownTo(anna);
    expect(more).toEqual([]);
    expect(card1).toContain(line.replace(/ Sinun.*/, ''));
    expect(card1).toContain('Toinen ohjelma');
    await discard(other);
    await later('2026-10-12T09:03:00Z');
    expect(shownTo(anna)).toEqual([fi('brake.withdrawn', { round: 'Toinen ohjelma Q3/2026' })]);
    expect(shownTo(bo)).toHaveLength(1);
  });

  it('says that cards are replaced later while sending is paused', async () => {
    await running.bot.tick();
    await pause(running.store, {}, { by: admin, way: 'card' }, during);
    expect(linesOf(await card('discard-round-ask', name))).toContain(fi('brake.discardPaused'));
  });
});

it('nobody else sees what is paused', async () => {
  await pause(running.store, {}, { by: admin, way: 'card' }, during);
  const [status] = await say(running, nobody, 'tilanne');
  expect(linesOf(status!).join()).not.toContain(fi('brake.status'));
});
