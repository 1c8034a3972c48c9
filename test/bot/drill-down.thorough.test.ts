/** From the digest in a channel to the goals of a division, to one goal's history, and back: who sees what. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text, textsIn } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { saveRegister } from '../../src/goals/register';
import { chooseLanguage } from '../../src/people/language';
import { recordReply } from '../../src/replies/record-reply';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { type BotUnderTest, dumpOf, personAt } from '../helpers/bot-under-test';
import { wrongWith } from '../helpers/card-faults';
import { channel, deadline, during, goalWith, name, opens } from '../helpers/fixtures';
import { buttonsOf } from '../helpers/pressing';
import { postInvoke, shownBy } from '../helpers/raw-activity';
import { bannerOf } from '../helpers/read-card';
import { channelData } from '../helpers/saying';
import { cardShown } from '../helpers/teams-conversations';
import {
  admin,
  anna,
  answer,
  answersTo,
  bo,
  coordinator,
  deputy,
  headOfSurgery,
  nobody,
  pressed as pressedInChat,
  reader,
  register,
  startTwoUnits,
} from '../helpers/two-units';

const board = { id: channel };
const other = { id: '19:other@thread.tacv2' };
const stranger = 'stranger@example.org';
const schedule = { by: 'schedule', way: 'schedule' } as const;
const place = { ...name, language: 'sv' as const };
const surgery = { ...place, division: 'Kirurgia', page: 0 };
const care = { ...place, division: 'Hoiva', page: 0 };
const said = textsIn('fi');
const notReadable = said('refused.not-readable', { coordinator: 'Coordinator' });

let running: BotUnderTest;
let before: string;
beforeEach(async () => {
  running = await startTwoUnits({ channels: [{ channel, language: 'sv' }] });
  before = dumpOf(running);
});
afterEach(() => running.stop());

/** What a press on a post in a channel shows to the person who pressed. */
async function pressed(
  personId: string,
  verb: string,
  data: object,
  where = board,
): Promise<{ card?: Card; text?: string }> {
  const { thread, activityId } = running.connector.conversations.startThread(where.id, {});
  const user = await personAt(running, personId);
  const answered = await postInvoke(
    user,
    { action: { type: 'Action.Execute', verb, data } },
    {
      replyToId: activityId,
      conversation: { id: thread.id, conversationType: 'channel', isGroup: true, tenantId: user.tenantId },
      channelData: channelData(where),
    },
  );
  // Whoever pressed, and whatever the result: the post is unchanged, and nothing else is in the thread.
  expect(thread.activities.map(({ versions }) => versions)).toEqual([[{}]]);
  const shown = shownBy(answered);
  if (shown.card) expect(wrongWith(shown.card)).toEqual([]);
  return shown;
}

async function card(personId: string, verb: string, data: object, where = board): Promise<Card> {
  const shown = await pressed(personId, verb, data, where);
  if (!shown.card) throw new Error(`${verb} gave no card: ${shown.text}`);
  return shown.card;
}

/** Codes of the goals in the card's order, or the text that the person gets instead. */
async function goalsOrRefusal(personId: string, data: object): Promise<string> {
  const shown = await pressed(personId, 'division', data);
  return shown.text ?? codesOn(shown.card!).join(', ');
}
const codesOn = (shown: Card) => buttonsOf(shown, 'history').map(({ data }) => String(data['goalId']));

const readers: readonly (readonly [who: string, id: string, surgery: string, care: string])[] = [
  ['an admin', admin, 'a, both', 'care'],
  ['the coordinator', coordinator, 'a, both', 'care'],
  ['a coordinator by a grant', deputy, 'a, both', 'care'],
  ['a reader', reader, 'a, both', 'care'],
  ['the head of a unit', headOfSurgery, 'a, both', notReadable],
  ['an owner of goals in both units', anna, 'a, both', 'care'],
  ['an owner of one goal', bo, 'both', notReadable],
  ['an outsider', nobody, notReadable, notReadable],
  ['a person whom nobody knows', stranger, said('refused.unknown-person'), said('refused.unknown-person')],
];

describe.each(readers)('%s', (_, id, inSurgery, inCare) => {
  it('sees of each division what is theirs to see', async () => {
    expect(await goalsOrRefusal(id, surgery)).toBe(inSurgery);
    expect(await goalsOrRefusal(id, care)).toBe(inCare);
    expect(dumpOf(running)).toBe(before);
    expect(running.connector.requests).toEqual([]);
  });

  it('sees the history of those goals and of no others', async () => {
    for (const goalId of ['a', 'both', 'care']) {
      const mayRead = `${inSurgery}, ${inCare}`.split(', ').includes(goalId);
      const shown = await pressed(id, 'history', { ...place, goalId });
      expect([goalId, shown.card !== undefined]).toEqual([goalId, mayRead]);
      if (!mayRead) expect([inSurgery, inCare]).toContain(shown.text);
    }
    expect(dumpOf(running)).toBe(before);
  });

  it('sees among all divisions those with something to see', async () => {
    const shown = await pressed(id, 'divisions', place);
    const seen = [inSurgery, inCare].filter((each) => /^[a-z, ]+$/.test(each)).length;
    if (seen === 0) expect(shown.text).toBe(inSurgery);
    else expect(buttonsOf(shown.card!, 'division')).toHaveLength(seen);
  });
});

it('who sees a part is told so, and the figures above are those of the part', async () => {
  await answer(running, anna, 'a');
  const whole = textsOf(await card(reader, 'division', surgery));
  const part = textsOf(await card(bo, 'division', surgery));
  expect(whole).toContain('\n▲\n\u00a0keltainen\u00a01   ○\u00a0ei\u00a0vastattu\u00a01\n');
  expect(part).not.toContain('keltainen');
  expect(part).toContain(said('drill.part'));
  expect(whole).not.toContain(said('drill.part'));
});

describe('the digest that is posted in the channel', () => {
  it('leads to the goals and a goal’s history in the reader’s language, and back in the channel’s', async () => {
    await answer(running, anna, 'a');
    await running.bot.tick();
    running.clock.set('2026-10-19T06:00:00Z');
    await running.bot.tick();
    const digest = cardShown(running.connector.postedIn(channel).at(-1)!);
    const divisions = await card(reader, 'divisions', buttonsOf(digest, 'divisions')[0]!.data);
    expect(buttonsOf(divisions, 'division').map(({ data }) => data['division'])).toEqual([
      'Kirurgia',
      'Hoiva',
    ]);
    const goals = await card(reader, 'division', buttonsOf(divisions, 'division')[0]!.data);
    expect(codesOn(goals)).toEqual(['a', 'both']);
    const [first] = buttonsOf(goals, 'history');
    const history = await card(reader, 'history', first!.data);
    expect(textsOf(history)).toContain(said('history.title', { programme: 'Leikkausohjelma' }));
    expect(textsOf(history)).toContain('50\u00a0%');
    const again = await card(reader, 'division', buttonsOf(history, 'division')[0]!.data);
    expect(again).toEqual(goals);
    for (const shown of [goals, history]) {
      const back = await card(reader, 'digest', buttonsOf(shown, 'digest')[0]!.data);
      expect(textsOf(back)).toContain(text('sv', 'digest.answeredOf', { answered: 1, asked: 3 }));
      expect(buttonsOf(back)).toEqual(buttonsOf(digest));
    }
  });

  it('says who has not answered, what changed, and puts what needs help first', async () => {
    await closeRound(running.store, { ...name, ...schedule }, during);
    const next = { ...name, period: '2026-Q4' };
    await openRound(running.store, { ...next, opens, deadline, ...schedule }, during);
    const reply = { ...next, goalId: 'both', by: anna, typed: { value: '20' }, seenVersion: 0 };
    await recordReply(running.store, { ...reply, locale: 'fi' }, during);
    const goals = await card(reader, 'division', { ...surgery, ...next });
    expect(codesOn(goals)).toEqual(['both', 'a']);
    const shown = textsOf(goals);
    expect(shown).toContain('○\u00a0ei\u00a0vastattu → \n■\n\u00a0punainen · 20\u00a0%\n');
    expect(shown).toContain(said('drill.same', { light: '○\u00a0ei\u00a0vastattu' }));
    expect(shown.split(said('drill.missing', { names: 'Anna' }))).toHaveLength(2);
  });

  it('of a round that is closed shows what its snapshot has', async () => {
    await closeRound(running.store, { ...name, ...schedule }, during);
    const { programme, goals } = register();
    const moved = goals.map((goal) => (goal.id === 'a' ? { ...goal, headings: [{ fi: 'Hoiva' }] } : goal));
    await saveRegister(running.store, { programme, goals: moved });
    const shown = await card(reader, 'division', surgery);
    expect(codesOn(shown)).toEqual(['a', 'both']);
    expect(textsOf(shown)).toContain('suljettu 12.10.2026');
    // The current register decides who may see what.
    expect(codesOn(await card(headOfSurgery, 'division', surgery))).toEqual(['both']);
  });

  it('names a division that is gone since, and shows those that there are', async () => {
    const { programme, goals } = register();
    const renamed = goals.map((goal) =>
      goal.id === 'care' ? goal : { ...goal, headings: [{ fi: 'Leikkaukset' }] },
    );
    await saveRegister(running.store, { programme, goals: renamed });
    const shown = await card(reader, 'division', surgery);
    expect(bannerOf(shown)).toEqual({
      style: 'warning',
      text: said('drill.gone', { name: 'Kirurgia' }),
    });
    expect(buttonsOf(shown, 'division').map(({ data }) => data['division'])).toEqual([
      'Leikkaukset',
      'Hoiva',
    ]);
  });

  it.each([
    ['division', { ...surgery, period: '2019-Q1' }, 'refused.unknown-round'],
    ['digest', { ...place, programmeId: 'gone' }, 'refused.unknown-round'],
    ['history', { ...place, goalId: 'gone' }, 'refused.unknown-goal'],
    ['division', { ...surgery, language: 'de' }, 'refused.malformed'],
    ['division', { ...surgery, division: 'x'.repeat(301) }, 'refused.malformed'],
    ['digest', { ...name }, 'refused.malformed'],
  ] as const)('%s of what is not there is answered with why: %j', async (verb, data, key) => {
    expect(await pressed(reader, verb, data)).toEqual({ text: said(key) });
  });
});

describe('the way back to the digest', () => {
  it('is open to everybody in a channel that gets it, elsewhere to who reads the programme', async () => {
    for (const id of [reader, headOfSurgery, bo]) await card(id, 'digest', place);
    for (const id of [headOfSurgery, bo, nobody]) {
      expect(await pressed(id, 'digest', place, other)).toEqual({ text: notReadable });
      expect(await pressedInChat(running, id, 'digest', place)).toEqual({ text: notReadable });
    }
    await card(reader, 'digest', place, other);
    expect((await pressedInChat(running, reader, 'digest', place)).card).toBeDefined();
  });

  it('is offered only where it is open', async () => {
    const history = ['history', { ...place, goalId: 'a' }] as const;
    for (const [verb, data] of [['division', surgery], history] as const) {
      expect(buttonsOf(await card(headOfSurgery, verb, data), 'digest')).toHaveLength(1);
      for (const [id, count] of [[reader, 1] as const, [headOfSurgery, 0] as const, [anna, 0] as const]) {
        const inChat = (await pressedInChat(running, id, verb, data)).card!;
        expect(buttonsOf(inChat, 'digest')).toHaveLength(count);
        if (count === 0) expect(buttonsOf(inChat).length).toBeGreaterThan(0);
      }
    }
  });
});

it('the digest of the command “kooste” leads on in the same way, and stands in the chat as it was sent', async () => {
  await chooseLanguage(running.store, reader, 'en');
  const [posted] = await answersTo(running, reader, 'digest');
  const [button] = buttonsOf(cardShown(posted!), 'divisions');
  expect(button!.data['language']).toBe('en');
  const user = await personAt(running, reader, posted);
  const { card: goals } = shownBy(
    await postInvoke(user, { action: { verb: 'divisions', data: button!.data } }),
  );
  expect(textsOf(goals!)).toContain(text('en', 'drill.toDigest'));
  expect(running.connector.requests.filter(({ kind }) => kind === 'update')).toEqual([]);
});

it('an admin’s card that is asked for in a channel is shown to the admin and never to the channel', async () => {
  expect((await pressed(admin, 'programmes', {})).card).toBeDefined();
});

it('a long division has pages, each goal is on one of them, and a history leads back to its page', async () => {
  const { programme, goals } = register();
  const many = Array.from({ length: 23 }, (_, index) => goalWith(`g${index}`, { headings: [{ fi: 'Iso' }] }));
  await saveRegister(running.store, { programme, goals: [...goals, ...many] });
  const big = { ...place, division: 'Iso' };
  const pages = await Promise.all([0, 1, 2].map((page) => card(reader, 'division', { ...big, page })));
  expect(pages.flatMap(codesOn)).toEqual(many.map(({ id }) => id));
  expect(pages.map((page) => buttonsOf(page, 'division').map(({ data }) => data['page']))).toEqual([
    [1],
    [0, 2],
    [1],
  ]);
  expect(textsOf(pages[2]!)).toContain(said('missing.page', { page: 3, pages: 3 }));
  expect(await card(reader, 'division', { ...big, page: 99 })).toEqual(pages[2]);
  const history = await card(reader, 'history', { ...place, goalId: 'g15' });
  expect(textsOf(history)).toContain(said('history.none', { code: 'G15' }));
  expect(buttonsOf(history, 'division')[0]!.data).toEqual({ ...big, page: 1 });
});
