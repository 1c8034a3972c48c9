/** A goal of a bilingual programme, over HTTP: own language first, and the translation that is pending everywhere. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { inputsOf, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { schedule } from '../../src/audit/audit';
import { readReply } from '../../src/replies/reply-store';
import { recordReply, type UnconfirmedReplyError } from '../../src/replies/record-reply';
import { loadGoal } from '../../src/goals/register';
import { loadRequest } from '../../src/rounds/round-store';
import { closeRound } from '../../src/rounds/close-round';
import { eachWithBot, personAt } from '../helpers/bot-under-test';
import {
  atCard,
  atPrompt,
  buttonsOf,
  type Inputs,
  press,
  promptOnly,
  sentMeanwhile,
  show,
  valuesOf,
} from '../helpers/pressing';
import { bannerOf, problemsOf } from '../helpers/read-card';
import { say } from '../helpers/saying';

const followUp = { programmeId: 'half-year-follow-up', period: '2025-H2' };
const goal = { ...followUp, goalId: 'customer-1' };
const owner = 'followup-customer-director@example.org';
const planner = 'followup-planner@example.org';
const figures: Inputs = { 'field_speech-users': '60', 'field_digital-users': '12' };
const texts = { sv: 'field_followup-sv', fi: 'field_followup-fi' };

/** How often the card says it. */
const times = (card: Card, said: string) => textsOf(card).split(said).length - 1;

const running = eachWithBot();
let user: TeamsUser;

beforeEach(async () => {
  await promptOnly(running, [owner]);
  user = await atPrompt(running, owner, followUp);
});

it.each([
  ['på svenska', 'sv', ['sv', 'fi']],
  ['suomeksi', 'fi', ['fi', 'sv']],
  ['in english', 'en', ['sv', 'fi']],
] as const)('a person who reads %s is asked in that language first', async (said, locale, expected) => {
  await say(running, user, said);
  const card = await show(user, 'goal', goal);
  const ids = inputsOf(card).map(({ id }) => id);
  expect(ids).toEqual([...Object.keys(figures), ...expected.map((language) => texts[language])]);
  expect(times(card, text(locale, 'translation.oneIsEnough'))).toBe(2);
});

it('no language at all is refused at both, in words that fit', async () => {
  const card = await press(user, await show(user, 'goal', goal), 'save', figures);
  expect(bannerOf(card)?.text).toContain(text('sv', 'problem.one-language'));
  expect(problemsOf(card)).toEqual([1, 2].map(() => text('sv', 'problem.one-language')));
});

it('one language is saved as an answer, and its translation is said to be missing wherever the goal is', async () => {
  const card = await show(user, 'goal', goal);
  const next = await press(user, card, 'save', { ...figures, [texts.sv]: 'Framskrider enligt plan.' });
  expect(bannerOf(next)?.text).toContain(text('sv', 'translation.pending', { languages: 'finska' }));
  const state = text('sv', 'translation.state', { languages: 'finska' });
  const request = await show(user, 'overview', followUp);
  expect(times(request, ` · ${state}`)).toBe(1);
  const again = await show(user, 'goal', goal);
  expect(times(again, text('sv', 'translation.missing'))).toBe(1);

  const coordinator = await personAt(running, planner);
  expect(
    times(
      await say(running, coordinator, 'läget'),
      text('sv', 'translation.status', { state: '', count: 1 }),
    ),
  ).toBe(1);
  const missing = textsOf(await say(running, coordinator, 'obesvarade'));
  expect(missing).toContain(text('sv', 'translation.missingLead', { count: 1 }));
  expect(missing).toContain(text('sv', 'translation.codes', { count: '1', codes: '1.1' }));
});

it('nobody but a coordinator is told of translations by the status', async () => {
  await press(user, await show(user, 'goal', goal), 'save', { ...figures, [texts.sv]: 'Framskrider.' });
  expect(textsOf(await say(running, user, 'läget'))).not.toContain('översättning');
});

describe('a translation that is handed over', () => {
  const source = 'Framskrider enligt plan.\nAllt fler använder Omaolo.';
  /** Is asked in another programme only, and reads Finnish. */
  const translator = { id: 'strategy-training-manager@example.org', name: 'Koulutuspäällikkö' };

  async function handTo(name: string): Promise<Card> {
    const form = await press(user, await show(user, 'goal', goal), 'hand-over');
    return press(user, form, 'hand-over-to', { person_typed: name });
  }

  /** The one message that the translator gets, and the translator at it. */
  async function received() {
    const posted = await sentMeanwhile(running, await personAt(running, translator.id), () =>
      running.bot.tick(),
    );
    expect(posted).toHaveLength(1);
    return { posted: posted[0]!, ...(await atCard(running, translator.id, posted[0]!)) };
  }

  beforeEach(async () => {
    await press(user, await show(user, 'goal', goal), 'save', { ...figures, [texts.sv]: source });
  });

  it('is what the hand-over card offers first, and is told to one person, with the source text above the box', async () => {
    const form = await press(user, await show(user, 'goal', goal), 'hand-over');
    expect(valuesOf(form)['scope']).toBe('translation|followup-fi');
    const done = await press(user, form, 'hand-over-to', { person_typed: translator.name });
    expect(bannerOf(done)?.text).toContain(translator.name);
    expect(times(done, `finska → ${translator.name}`)).toBe(1);
    const { posted, card } = await received();
    expect(posted.versions[0]!.summary).toContain('1.1');
    for (const line of source.split('\n')) expect(times(card, line)).toBe(1);
    expect(inputsOf(card).map(({ id, label }) => [id, label])).toEqual([[texts.fi, 'Seuranta (suomeksi)']]);
    expect(buttonsOf(card).map(({ verb }) => verb)).toEqual(['translation-save']);
    expect(
      await sentMeanwhile(running, await personAt(running, translator.id), () => running.bot.tick()),
    ).toEqual([]);
  });

  it('is saved by the translator, who sees nothing else of the goal, and is then the goal’s', async () => {
    await handTo(translator.name);
    const { user: writer, card } = await received();
    expect(textsOf(card)).not.toContain(figures['field_speech-users']);
    const saved = await press(writer, card, 'translation-save', { [texts.fi]: 'Etenee suunnitellusti.' });
    expect(bannerOf(saved)).toEqual({ style: 'good', text: text('fi', 'translation.saved') });
    const reply = (await readReply(running.store, followUp, goal.goalId))!.value;
    expect(reply.answers['followup-fi']).toMatchObject({ raw: 'Etenee suunnitellusti.', by: translator.id });
    expect(times(await show(user, 'overview', followUp), 'översättning')).toBe(0);
    expect(valuesOf(await show(user, 'goal', goal))[texts.fi]).toBe('Etenee suunnitellusti.');
  });

  it('is refused with what was typed in the box if the source was changed, and saved from the same card after that', async () => {
    await handTo(translator.name);
    const { user: writer, card } = await received();
    await press(user, await show(user, 'goal', goal), 'save', { [texts.sv]: 'Framskrider långsamt.' });
    const again = await press(writer, card, 'translation-save', { [texts.fi]: 'Etenee.' });
    expect(bannerOf(again)?.text).toContain('on muuttanut alkutekstiä');
    expect([times(again, 'Framskrider långsamt.'), valuesOf(again)[texts.fi]]).toEqual([1, 'Etenee.']);
    const saved = await press(writer, again, 'translation-save', { [texts.fi]: 'Etenee hitaasti.' });
    expect(bannerOf(saved)?.style).toBe('good');
  });

  it('shows what the owner wrote first beside what was typed', async () => {
    await handTo(translator.name);
    const { user: writer, card } = await received();
    await press(user, await show(user, 'goal', goal), 'save', { [texts.fi]: 'Omistajan teksti.' });
    const again = await press(writer, card, 'translation-save', { [texts.fi]: 'Kääntäjän teksti.' });
    expect(bannerOf(again)?.style).toBe('attention');
    expect([times(again, 'Omistajan teksti.'), valuesOf(again)[texts.fi]]).toEqual([1, 'Kääntäjän teksti.']);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'it was taken back',
      async () =>
        press(user, await press(user, await show(user, 'goal', goal), 'hand-over'), 'translation-take-back'),
    ],
    [
      'the round was closed',
      () => closeRound(running.store, { ...followUp, ...schedule }, running.clock.now()),
    ],
  ])('is refused with what was typed on the card if %s', async (_what, work) => {
    await handTo(translator.name);
    const { user: writer, card } = await received();
    await work();
    const refused = await press(writer, card, 'translation-save', { [texts.fi]: 'Etenee.' });
    expect(bannerOf(refused)?.style).toBe('attention');
    expect([times(refused, 'Etenee.'), inputsOf(refused), buttonsOf(refused)]).toEqual([1, [], []]);
    expect(
      (await readReply(running.store, followUp, goal.goalId))!.value.answers['followup-fi'],
    ).toBeUndefined();
  });

  it('is not told to the translator if it was taken back before the message went out', async () => {
    await handTo(translator.name);
    const form = await press(user, await show(user, 'goal', goal), 'hand-over');
    const back = await press(user, form, 'translation-take-back');
    expect(bannerOf(back)?.text).toBe(text('sv', 'translation.takenBack'));
    expect(
      await sentMeanwhile(running, await personAt(running, translator.id), () => running.bot.tick()),
    ).toEqual([]);
  });

  /** What the calendar's first reminder says to both. */
  async function reminded(): Promise<string[]> {
    running.clock.set('2026-02-06T07:01:00Z');
    const atOwner = await sentMeanwhile(running, user, () => running.bot.tick());
    const { aadObjectId } = await personAt(running, translator.id);
    const posted = [...atOwner, ...running.connector.sentTo(aadObjectId)];
    return posted.map(({ versions }) => String(versions[0]!.summary));
  }

  it('is chased with the translator by the calendar', async () => {
    await handTo(translator.name);
    await received();
    const said = await reminded();
    expect(said.filter((each) => each.startsWith('Muistutus: sinulta odotetaan 1 käännöstä'))).toHaveLength(
      1,
    );
    expect(said.filter((each) => each.includes('översätt'))).toEqual([]);
  });

  it('is chased with the owner while nobody else was asked and nothing else is left', async () => {
    const { goalIds } = (await loadRequest(running.store, followUp, owner))!.value;
    for (const goalId of goalIds) await answerInSwedish(goalId);
    const said = (await reminded()).filter((each) => each.startsWith('Påminnelse: du svarade på ett språk'));
    expect(said).toHaveLength(1);
  });

  async function answerInSwedish(goalId: string): Promise<void> {
    const { fields } = (await loadGoal(running.store, followUp.programmeId, goalId))!;
    const asked = fields.filter(({ kind }) => kind !== 'text').map(({ id }) => [id, '1'] as const);
    const typed = { ...Object.fromEntries(asked), 'followup-sv': 'Framskrider.' };
    const current = (await readReply(running.store, followUp, goalId))?.value.version ?? 0;
    const save = { ...followUp, goalId, by: owner, typed, locale: 'sv' as const, seenVersion: current };
    await recordReply(running.store, save, running.clock.now()).catch((error: UnconfirmedReplyError) =>
      recordReply(running.store, { ...save, confirmed: error.token }, running.clock.now()),
    );
  }
});
