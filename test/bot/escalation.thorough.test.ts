/** The messages that somebody has not answered, and that somebody is a goal's new owner, as people get them. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text, textsIn } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { type Actor, schedule } from '../../src/audit/audit';
import { findMessage, type Message, pendingMessages } from '../../src/outbox/message';
import { loadPerson } from '../../src/people/directory';
import { revoke } from '../../src/people/grants';
import { chooseLanguage } from '../../src/people/language';
import { removeSubstitute, setSubstitute } from '../../src/people/substitutions';
import { type Rung } from '../../src/periods/calendar-schema';
import { escalateRound } from '../../src/reminders/escalate-round';
import { changeOwner } from '../../src/rounds/change-owner';
import { closeRound } from '../../src/rounds/close-round';
import { roundPartition } from '../../src/rounds/round-store';
import { type BotUnderTest } from '../helpers/bot-under-test';
import { collect, name } from '../helpers/fixtures';
import { buttonsOf } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';
import {
  anna,
  answer,
  bo,
  coordinator,
  deputy,
  headOfSurgery,
  nobody,
  pressed,
  startTwoUnits,
  substitute,
} from '../helpers/two-units';

let running: BotUnderTest;
beforeEach(async () => {
  running = await startTwoUnits();
  await running.bot.send();
});
afterEach(() => running.stop());

const step = '2026-10-12T09:00:00.000Z';
const day = '2026-10-12';
const by: Actor = { by: 'test', way: 'cli' };
const fi = textsIn('fi');

const escalate = (to: Rung) =>
  escalateRound(running.store, { ...name, ...schedule, step, to }, running.clock.now());
const standIn = (personId: string, substituteId = substitute) =>
  setSubstitute(running.store, { personId, substituteId, from: day, to: day }, running.clock.now());

/** The messages that the person is sent now. */
async function sentTo(personId: string): Promise<PostedActivity[]> {
  const { aadObjectId } = (await loadPerson(running.store, personId))!;
  const before = running.connector.sentTo(aadObjectId!).length;
  await running.bot.send();
  return running.connector.sentTo(aadObjectId!).slice(before);
}

async function stateOf(personId: string, to: Rung): Promise<Message['state'] | undefined> {
  const key = `prog|2026-Q3|${personId}|escalation-${to}-${step}`;
  return (await findMessage(running.store, roundPartition(name), key))?.value.state;
}

const summaryOf = (posted: PostedActivity) => posted.versions[0]!.summary;

describe('an escalation to the head of a unit', () => {
  it('shows who has not answered there, why it came, and a button to remind them', async () => {
    await escalate('unit-head');
    const [posted, ...more] = await sentTo(headOfSurgery);
    expect(more).toEqual([]);
    expect(summaryOf(posted!)).toBe('Leikkausohjelma Q3/2026: 2 vastuuhenkilön vastaus puuttuu');
    const card = cardShown(posted!);
    expect(bannerOf(card)).toEqual({ style: 'warning', text: fi('escalation.lead') });
    expect(textsOf(card)).toContain('Anna \n· vastaamatta 2');
    expect(textsOf(card)).not.toContain('Hoiva');
    expect(buttonsOf(card).map(({ verb, data }) => [verb, data])).toMatchObject([
      ['remind-ask', { ...name, unit: 'Kirurgia' }],
      ['missing', { ...name, page: 0 }],
    ]);
    expect(
      (await pressed(running, headOfSurgery, 'remind-ask', buttonsOf(card)[0]!.data)).card,
    ).toBeDefined();
  });

  it('is in their own language', async () => {
    await chooseLanguage(running.store, headOfSurgery, 'sv');
    await escalate('unit-head');
    const [posted] = await sentTo(headOfSurgery);
    expect(bannerOf(cardShown(posted!))?.text).toBe(text('sv', 'escalation.lead'));
  });

  it('leaves out who has answered by the time it is sent', async () => {
    await escalate('unit-head');
    await answer(running, bo, 'both');
    const [posted] = await sentTo(headOfSurgery);
    expect(textsOf(cardShown(posted!))).not.toContain('Bo');
  });

  it.each([
    [
      'everybody there has answered',
      async () => {
        for (const [who, goal] of [
          [bo, 'both'],
          [anna, 'a'],
        ] as const)
          await answer(running, who, goal);
      },
    ],
    ['the round was closed', () => closeRound(running.store, { ...name, ...by }, running.clock.now())],
    ['the deadline is over', () => Promise.resolve(running.clock.set('2026-11-04T14:00:00Z'))],
    [
      'somebody else is the head now',
      () =>
        revoke(
          running.store,
          { personId: headOfSurgery, role: 'unit-head', programmeId: 'prog', unit: 'Kirurgia' },
          by,
          running.clock.now(),
        ),
    ],
  ] as const)('is needless when %s meanwhile', async (_, meanwhile) => {
    await escalate('unit-head');
    await meanwhile();
    expect(await sentTo(headOfSurgery)).toEqual([]);
    expect(await stateOf(headOfSurgery, 'unit-head')).toBe('needless');
  });
});

describe('an escalation to coordinators', () => {
  it('shows those whom it names only, and leads to all', async () => {
    await escalate('unit-head');
    // The other unit has no head, so they are told about Anna, who is late in both.
    const [posted] = await sentTo(deputy);
    const card = cardShown(posted!);
    expect(textsOf(card)).toContain('Anna');
    expect(textsOf(card)).not.toContain('Bo');
    expect(buttonsOf(card, 'missing').map(({ data }) => data)).toMatchObject([{ ...name, page: 0 }]);
    const all = await pressed(running, deputy, 'missing', { ...name, page: 0 });
    expect(textsOf(all.card!)).toContain('Bo');
  });

  it.each([coordinator, deputy])('is sent to %s once', async (personId) => {
    await escalate('coordinator');
    await escalate('coordinator');
    expect(await sentTo(personId)).toHaveLength(1);
  });
});

describe('an escalation to a substitute', () => {
  const banner = (names: string, count = 1) => ({
    style: 'warning',
    text: fi('escalation.substitute', { names, count }),
  });

  it('is the request, with for whom they stand in', async () => {
    await standIn(bo);
    await escalate('substitute');
    const [posted, ...more] = (await sentTo(substitute)).filter((each) => isAbout(cardShown(each)));
    expect(more).toEqual([]);
    const card = cardShown(posted!);
    expect(bannerOf(card)).toEqual(banner('Bo'));
    expect(summaryOf(posted!)).toBe(banner('Bo').text);
    expect(buttonsOf(card, 'goal').map(({ data }) => data['goalId'])).toEqual(['both']);
  });

  it('names all for whom they stand in', async () => {
    await standIn(anna);
    await standIn(bo);
    await escalate('substitute');
    const [posted] = (await sentTo(substitute)).filter((each) => isAbout(cardShown(each)));
    expect(bannerOf(cardShown(posted!))).toEqual(banner('Anna, Bo', 2));
  });

  it('who runs the round as well is the request where they can answer all of it, else the list', async () => {
    await standIn(bo, deputy);
    await answer(running, anna, 'care');
    await escalate('substitute');
    const about = async () => (await sentTo(deputy)).map(cardShown).filter(isAbout);
    const [request] = await about();
    expect(bannerOf(request!)).toEqual(banner('Bo'));
    expect(buttonsOf(request!, 'goal')).toHaveLength(1);
    running.clock.set('2026-10-12T09:01:00Z');
    const later = { ...name, ...schedule, step: '2026-10-12T09:01:00.000Z', to: 'coordinator' as const };
    await escalateRound(running.store, later, running.clock.now());
    const [list] = await about();
    expect(bannerOf(list!)?.text).toBe(fi('escalation.lead'));
    expect(textsOf(list!)).toContain('Anna');
  });

  it('is needless when the person answered', async () => {
    await standIn(bo);
    await escalate('substitute');
    await answer(running, bo, 'both');
    expect((await sentTo(substitute)).filter((each) => isAbout(cardShown(each)))).toEqual([]);
    expect(await stateOf(substitute, 'substitute')).toBe('needless');
  });

  it('is needless when the substitution was taken back', async () => {
    await standIn(bo);
    await escalate('substitute');
    await removeSubstitute(running.store, bo, day, running.clock.now());
    expect((await sentTo(substitute)).filter((each) => isAbout(cardShown(each)))).toEqual([]);
    expect(await stateOf(substitute, 'substitute')).toBe('needless');
  });

  /** They are also told that they are a substitute. */
  const isAbout = (card: Card) => buttonsOf(card).length > 0;
});

describe('a new owner in the middle of a round', () => {
  const change = (to: string) =>
    changeOwner(
      running.store,
      { programmeId: 'prog', goalId: 'care', from: anna, to },
      by,
      running.clock.now(),
    );
  const received = { code: '2.1', title: 'Tavoite care' };

  it('is told of which goal, above the request with it', async () => {
    await change(nobody);
    const [posted, ...more] = await sentTo(nobody);
    expect(more).toEqual([]);
    const said = fi('owner.received', received);
    expect(summaryOf(posted!)).toBe(said);
    expect(bannerOf(cardShown(posted!))).toEqual({ style: 'accent', text: said });
    expect(buttonsOf(cardShown(posted!), 'goal').map(({ data }) => data['goalId'])).toEqual(['care']);
  });

  it('is not told when it went to somebody else before that', async () => {
    await change(nobody);
    const back = { programmeId: 'prog', goalId: 'care', from: nobody, to: bo };
    await changeOwner(running.store, back, by, running.clock.now());
    expect(await sentTo(nobody)).toEqual([]);
  });

  it('is not told when the round was closed before that', async () => {
    await change(nobody);
    await closeRound(running.store, { ...name, ...by }, running.clock.now());
    expect(await sentTo(nobody)).toEqual([]);
  });
});

it('leaves no message of these kinds without a card', async () => {
  await standIn(bo);
  await escalate('substitute');
  await running.bot.send();
  expect(await collect(pendingMessages(running.store, roundPartition(name)))).toEqual([]);
});
