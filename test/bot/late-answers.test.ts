/** After the deadline, and in a round that was reopened: what people are told, and what they can still do. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text, textsIn } from '../../cards/parts/strings';
import { inputsOf, textsOf } from '../../deploy/local/scripted-user';
import { schedule } from '../../src/audit/audit';
import { buildDigest } from '../../src/digest/build-digest';
import { findMessage } from '../../src/outbox/message';
import { type Locale } from '../../src/goals/schema';
import { chooseLanguage } from '../../src/people/language';
import { setSubstitute } from '../../src/people/substitutions';
import { remindRound } from '../../src/reminders/remind-round';
import { readReply } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { readRound, roundPartition } from '../../src/rounds/round-store';
import { replace } from '../../src/storage/rows';
import { reopenRound } from '../../src/reminders/reopen-round';
import { type BotUnderTest, personAt } from '../helpers/bot-under-test';
import { deadline, name } from '../helpers/fixtures';
import { buttonsOf, type Inputs, press, sentMeanwhile, show } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';
import { anna, answer, bo, coordinator, say, startTwoUnits, substitute } from '../helpers/two-units';

let running: BotUnderTest;
beforeEach(async () => {
  running = await startTwoUnits();
  await running.bot.send();
});
afterEach(() => running.stop());

const closes = new Date('2026-11-09T14:00:00.000Z');
const inGrace = '2026-11-05T07:00:00.000Z';
const fi = textsIn('fi');
const goal = (goalId: string) => ({ ...name, goalId });
const at = async (personId: string, verb: string, data: object = name): Promise<Card> =>
  show(await personAt(running, personId), verb, data);
const pressedBy = async (personId: string, card: Card, verb: string, typed: Inputs = {}) =>
  press(await personAt(running, personId), card, verb, typed);

/** The messages that the person is sent now. */
async function told(personId: string): Promise<PostedActivity[]> {
  return sentMeanwhile(running, await personAt(running, personId), () => running.bot.send());
}

/** The round takes late replies for three more working days. */
async function withGrace(): Promise<void> {
  const row = (await readRound(running.store, name))!;
  const next = { ...row.value, closes: closes.toISOString() };
  await running.store.commit(roundPartition(name), [replace(row, next)]);
}

describe('while late replies are taken', () => {
  const said = fi('prompt.late', {
    deadline: '4.11.2026 klo\u00a016.00',
    closing: '9.11.2026 klo\u00a016.00',
  });
  beforeEach(async () => {
    await withGrace();
    await answer(running, anna, 'a');
    running.clock.set(inGrace);
  });

  it('the request and the goal say until when, and that they are marked', async () => {
    expect(textsOf(await at(anna, 'overview'))).toContain(said);
    expect(textsOf(await at(anna, 'goal', goal('care')))).toContain(said);
  });

  it('the status says it too', async () => {
    const [card] = await say(running, coordinator, 'tilanne');
    const times = { deadline: '4.11.2026 klo\u00a016.00', closing: '9.11.2026 klo\u00a016.00' };
    expect(textsOf(card!)).toContain(fi('status.roundClosing', { answered: 1, asked: 3, ...times }));
  });

  it('what is saved is an answer, marked as late wherever it is shown', async () => {
    const saved = await pressedBy(anna, await at(anna, 'goal', goal('care')), 'save', { field_value: '40' });
    expect(bannerOf(saved)?.style).toBe('good');
    expect((await readReply(running.store, name, 'care'))?.value.answers['value']?.raw).toBe('40');
    const overview = textsOf(await at(anna, 'overview'));
    expect(
      overview
        .split('\n')
        .filter((line) => line.startsWith('✓'))
        .sort(),
    ).toEqual([
      `✓ vastattu: 40\u00a0%, ■\u00a0punainen · ${fi('state.late')}`,
      '✓ vastattu: 50\u00a0%, ▲\u00a0keltainen',
    ]);
    expect(textsOf(await at(anna, 'goal', goal('care')))).toContain(fi('field.late'));
    expect(textsOf(await at(anna, 'goal', goal('a')))).not.toContain(fi('field.late'));
    const [history] = await say(running, anna, 'historia 2.1');
    expect(textsOf(history!)).toContain(`Anna 5.11.2026 klo\u00a09.00 · ${fi('state.late')}`);
    const [digest] = await say(running, coordinator, 'kooste');
    expect(textsOf(digest!)).toContain(` · ${fi('digest.lateOf', { count: 1 })} · `);
    expect(await buildDigest(running.store, name, running.clock.now())).toMatchObject({ late: 1 });
  });

  it.each(['fi', 'sv', 'en'] as const)(
    'a reminder says that the deadline is over: %s',
    async (locale: Locale) => {
      await chooseLanguage(running.store, bo, locale);
      await remindRound(running.store, { ...name, step: inGrace, ...schedule }, running.clock.now());
      const [message] = await told(bo);
      const moments = {
        fi: ['4.11.2026 klo\u00a016.00', '9.11.2026 klo\u00a016.00'],
        sv: ['4.11.2026 kl.\u00a016.00', '9.11.2026 kl.\u00a016.00'],
        en: ['4 Nov 2026 at\u00a016:00', '9 Nov 2026 at\u00a016:00'],
      }[locale];
      const times = { deadline: moments[0]!, closing: moments[1]! };
      const reminder = text(locale, 'prompt.reminderLate', times);
      expect(bannerOf(cardShown(message!))?.text).toBe(reminder);
      expect(message!.versions[0]!.summary).toContain(reminder);
    },
  );

  it('it can be put off to a day before the closing', async () => {
    const form = await pressedBy(anna, await at(anna, 'overview'), 'snooze');
    expect(inputsOf(form)[0]!.choices!.map(({ value }) => value)).toEqual(['2026-11-06']);
    expect(textsOf(form)).toContain(fi('snooze.explain', { deadline: '9.11.2026 klo\u00a016.00' }));
    const put = await pressedBy(anna, form, 'snooze-until', { day: '2026-11-06' });
    expect(bannerOf(put)?.style).toBe('good');
    running.clock.set('2026-11-06T06:00:00.000Z');
    const [message] = await told(anna);
    expect(bannerOf(cardShown(message!))?.text).toBe(fi('snooze.reminder'));
    running.clock.set('2026-11-08T06:00:00.000Z');
    expect(buttonsOf(await at(anna, 'overview'), 'snooze')).toEqual([]);
  });

  it('it can be handed over, and the colleague’s answer is late', async () => {
    const form = await at(anna, 'hand-over', { ...goal('care'), version: 0 });
    await pressedBy(anna, form, 'hand-over-to', { person_typed: bo });
    const saved = await pressedBy(bo, await at(bo, 'goal', goal('care')), 'save', { field_value: '40' });
    expect(bannerOf(saved)?.style).toBe('good');
    const by = fi('field.answeredFor', { name: 'Bo', owner: 'Anna', moment: '5.11.2026 klo\u00a09.00' });
    const [history] = await say(running, coordinator, 'historia 2.1');
    expect(textsOf(history!)).toContain(`Bo 5.11.2026 klo\u00a09.00 · ${fi('state.late')}`);
    const taken = await pressedBy(anna, await at(anna, 'overview'), 'take-back');
    expect(bannerOf(taken)?.style).toBe('good');
    expect(textsOf(await at(anna, 'goal', goal('care')))).toContain(`${by} · ${fi('state.late')}`);
  });

  it('a substitute answers on the person’s behalf', async () => {
    const stand = { personId: anna, substituteId: substitute, from: '2026-11-05', to: '2026-11-05' };
    await setSubstitute(running.store, stand, running.clock.now());
    const card = await at(substitute, 'goal', goal('care'));
    expect(textsOf(card)).toContain(said);
    expect(bannerOf(await pressedBy(substitute, card, 'save', { field_value: '40' }))?.style).toBe('good');
    expect((await readReply(running.store, name, 'care'))?.value.answers['value']).toMatchObject({
      by: substitute,
      onBehalfOf: anna,
    });
  });

  it('nothing is taken at the closing, though nobody has closed the round yet', async () => {
    const card = await at(anna, 'goal', goal('care'));
    running.clock.set(closes.toISOString());
    const refused = await pressedBy(anna, card, 'save', { field_value: '40' });
    expect(bannerOf(refused)?.style).toBe('attention');
    expect(textsOf(refused)).toContain(fi('prompt.closed', { at: '9.11.2026 klo\u00a016.00' }));
    expect(textsOf(refused)).not.toContain(said);
  });
});

describe('in a round that was reopened', () => {
  const reason = 'Luvut **täsmentyivät**';
  const until = new Date('2026-11-18T14:00:00.000Z');
  const reopened = '2026-11-10T07:00:00.000Z';
  const why = fi('prompt.reopened', { name: 'Coordinator', at: '10.11.2026 klo\u00a09.00', reason });
  const late = fi('prompt.late', {
    deadline: '4.11.2026 klo\u00a016.00',
    closing: '18.11.2026 klo\u00a016.00',
  });
  const reopen = () =>
    reopenRound(
      running.store,
      { ...name, by: coordinator, way: 'card', reason, deadline: until },
      running.clock.now(),
    );
  beforeEach(async () => {
    await answer(running, bo, 'both');
    await closeRound(running.store, { ...name, ...schedule }, deadline);
    await running.bot.send();
    running.clock.set(reopened);
  });

  it('who has something left is told by whom, when and why, and what the answers count for; the others are not', async () => {
    await reopen();
    const [message, ...more] = await told(anna);
    expect(more).toEqual([]);
    const shown = textsOf(cardShown(message!));
    expect(shown).toContain(why);
    expect(shown).toContain(late);
    expect(message!.versions[0]!.summary).toMatch(
      new RegExp(`^${fi('prompt.reopenedSummary')} Leikkausohjelma Q3/2026: 2 tavoitetta`),
    );
    expect(await told(bo)).toEqual([]);
    expect(textsOf(await at(bo, 'overview'))).toContain(why);
  });

  it('each reads it in their own language', async () => {
    await chooseLanguage(running.store, anna, 'sv');
    await reopen();
    const [message] = await told(anna);
    expect(textsOf(cardShown(message!))).toContain(
      text('sv', 'prompt.reopened', { name: 'Coordinator', at: '10.11.2026 kl.\u00a09.00', reason }),
    );
  });

  it('who stands in today is told for whom', async () => {
    const stand = { personId: anna, substituteId: substitute, from: '2026-11-10', to: '2026-11-10' };
    await setSubstitute(running.store, stand, running.clock.now());
    await reopen();
    const messages = (await told(substitute)).map(cardShown).filter((card) => textsOf(card).includes(why));
    expect(messages.map((card) => bannerOf(card)?.text)).toEqual([
      fi('prompt.asSubstitute', { name: 'Anna' }),
    ]);
  });

  it.each([
    [
      'everything was answered',
      async () => {
        for (const goalId of ['a', 'care']) await answer(running, anna, goalId);
      },
    ],
    [
      'it was closed again',
      async () => {
        await closeRound(running.store, { ...name, ...schedule }, running.clock.now());
      },
    ],
  ])('nothing is sent where %s before the message', async (_, meanwhile) => {
    await reopen();
    running.clock.set('2026-11-10T07:00:01.000Z');
    await meanwhile();
    expect(await told(anna)).toEqual([]);
    const key = `prog|2026-Q3|${anna}|reopened-${deadline.toISOString()}`;
    expect((await findMessage(running.store, roundPartition(name), key))?.value.state).toBe('needless');
  });

  it('once it is closed again, nobody is told any more why it was open', async () => {
    await reopen();
    await closeRound(running.store, { ...name, ...schedule }, until);
    running.clock.set(until.toISOString());
    const shown = textsOf(await at(anna, 'overview'));
    expect(shown).not.toContain(why);
    expect(shown).toContain(fi('prompt.closed', { at: '18.11.2026 klo\u00a016.00' }));
  });
});
