/** Drafts, typed but not saved: they are kept, shown again, seen by nobody else, and do not count as answers. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { inputsOf, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { buildDigest } from '../../src/digest/build-digest';
import { loadRegister, saveRegister } from '../../src/goals/register';
import { loadDrafts } from '../helpers/drafts';
import { readReply } from '../../src/replies/reply-store';
import { doDueWork } from '../../src/schedule/tick';
import { personAt, reform, eachWithBot } from '../helpers/bot-under-test';
import { buttonsOf, type Inputs, press, show, valuesOf } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';

const [owner, coOwner] = ['reform-hospital-manager@example.org', 'reform-homecare-manager@example.org'];
/** Owned by both, in two fields. */
const goal = { ...reform, goalId: '1-4-b' };
const typed: Inputs = { field_status: 'challenges', field_description: 'Vielä kesken oleva kuvaus' };

const running = eachWithBot();
let user: TeamsUser;
/** The goal's card before anything was typed. */
let empty: Card;

beforeEach(async () => {
  await doDueWork(running.bot.tickOptions);
  user = await personAt(running, owner);
  empty = await show(user, 'goal', goal);
});

const goalCard = (by = user) => show(by, 'goal', goal);
const draftOf = async (personId = owner, round = reform, goalId = goal.goalId) =>
  (await loadDrafts(running.store, round, personId)).get(goalId)?.typed;
const typable = (card: Card) =>
  inputsOf(card)
    .filter(({ type }) => type === 'Input.Text')
    .map(({ id }) => id);
const kept = { status: 'challenges', description: 'Vielä kesken oleva kuvaus' };

describe('a draft', () => {
  beforeEach(async () => void (await press(user, empty, 'keep', typed)));

  it('is said to be kept, and shown as a draft that is not answered', async () => {
    const card = await show(user, 'overview', reform);
    expect(textsOf(card)).toContain(`✎ ${text('fi', 'state.draft')}`);
    expect(textsOf(card)).not.toContain(`✓ ${text('fi', 'state.answered')}`);
    const asked = buttonsOf(card, 'goal').length;
    expect(textsOf(card)).toContain(text('fi', 'prompt.progress', { answered: 0, asked }));
    expect(await readReply(running.store, reform, goal.goalId)).toBeUndefined();
  });

  it('does not count in the digest', async () => {
    const digest = await buildDigest(running.store, reform, running.clock.now());
    expect(digest).toMatchObject({ answered: 0, partly: 0, persons: { done: 0 } });
  });

  it('stands in all fields of the goal’s card when it is opened again', async () => {
    const card = await goalCard();
    expect(valuesOf(card)).toEqual(typed);
    const at = '20.1.2026 klo\u00a09.00';
    expect(bannerOf(card)).toEqual({ style: 'warning', text: text('fi', 'draft.shown', { at }) });
  });

  it('over an answer says that the answer stands', async () => {
    await press(user, await goalCard(), 'save');
    await press(user, await goalCard(), 'keep', { ...typed, field_description: 'Muutettu, kesken' });
    const at = '20.1.2026 klo\u00a09.00';
    expect(bannerOf(await goalCard())?.text).toBe(text('fi', 'draft.shownOver', { at }));
  });

  it('is seen by nobody else who is asked the same goal', async () => {
    const other = await personAt(running, coOwner);
    for (const card of [await goalCard(other), await show(other, 'overview', reform)]) {
      expect(JSON.stringify(card)).not.toContain('kesken oleva');
      expect(textsOf(card)).not.toContain(`✎ ${text('fi', 'state.draft')}`);
      expect(bannerOf(card)).toBeUndefined();
    }
    expect(Object.values(valuesOf(await goalCard(other)))).toEqual(['', '']);
  });

  it('is gone once the goal is saved', async () => {
    expect(bannerOf(await press(user, await goalCard(), 'save'))?.style).toBe('good');
    expect(await draftOf()).toBeUndefined();
    expect(bannerOf(await goalCard())).toBeUndefined();
    expect(textsOf(await show(user, 'overview', reform))).not.toContain(text('fi', 'state.draft'));
  });

  it('is thrown away by the button that says so, once it was asked about', async () => {
    const asking = await press(user, await goalCard(), 'discard');
    expect(bannerOf(asking)?.text).toBe(text('fi', 'draft.discardAsk'));
    expect(await draftOf()).toBeDefined();
    expect(bannerOf(await press(user, asking, 'discard'))?.text).toBe(text('fi', 'draft.discarded'));
    expect(await draftOf()).toBeUndefined();
    expect(Object.values(valuesOf(await goalCard()))).toEqual(['', '']);
  });

  it('stays when a card is used that was drawn before it and shows none', async () => {
    for (const verb of ['overview', 'hand-over', 'keep']) await press(user, empty, verb);
    expect(await draftOf()).toEqual(kept);
  });

  it('is changed by going on with it, also where a field is emptied', async () => {
    await press(user, await goalCard(), 'keep', { field_description: '' });
    expect(valuesOf(await goalCard())).toEqual({ field_status: 'challenges', field_description: '' });
  });

  it('is of no use to a co-owner’s reply, and stands beside it', async () => {
    const other = await personAt(running, coOwner);
    const first = { field_status: 'completed', field_description: 'Valmis' };
    await press(other, await goalCard(other), 'save', first);
    const card = await goalCard();
    expect(valuesOf(card)).toEqual(typed);
    expect(textsOf(card)).toContain(text('fi', 'field.conflict', { name: other.name, value: 'Valmis' }));
    const shown = await press(user, card, 'save');
    expect(bannerOf(shown)?.style).toBe('good');
    expect(await draftOf()).toBeUndefined();
  });
});

it('on a card from before the programme forbade drafts, what was typed is kept', async () => {
  const register = (await loadRegister(running.store, reform.programmeId))!;
  const policy = { ...register.programme.policy, drafts: false };
  await saveRegister(running.store, { ...register, programme: { ...register.programme, policy } });
  expect(bannerOf(await press(user, empty, 'keep', typed))?.style).toBe('good');
  const card = await goalCard();
  expect(valuesOf(card)).toEqual(typed);
  await press(user, card, 'save');
  expect((await readReply(running.store, reform, goal.goalId))!.value.answers).toMatchObject({
    description: { raw: kept.description },
  });
});

it('nothing typed: says so and keeps none', async () => {
  const card = await press(user, empty, 'keep');
  expect(bannerOf(card)).toEqual({ style: 'warning', text: text('fi', 'draft.nothing') });
  expect(await draftOf()).toBeUndefined();
});

it('“save draft” says what was kept, and nothing is asked of the fields', async () => {
  const card = await press(user, empty, 'keep', { field_description: 'x'.repeat(6000) });
  const said = bannerOf(card)!;
  expect(said.style).toBe('good');
  expect(await draftOf()).toMatchObject({ description: 'x'.repeat(6000) });
});

describe('leaving the card by another button keeps what was typed', () => {
  it.each(['overview', 'keep', 'hand-over'])('%s', async (verb) => {
    await press(user, empty, verb, typed);
    expect(await draftOf()).toEqual(kept);
    expect(valuesOf(await goalCard())).toEqual(typed);
  });

  it('page: what was typed on each page stands there', async () => {
    const survey = { programmeId: 'county-survey', period: '2025' };
    const personId = 'survey-social-director@example.org';
    const person = await personAt(running, personId);
    const first = await show(person, 'goal', { ...survey, goalId: 'q8' });
    const [one] = typable(first);
    const second = await press(person, first, 'page', { [one!]: 'ensimmäisellä' }, { to: 1 });
    const [other] = typable(second);
    expect(other).not.toBe(one);
    const back = await press(person, second, 'page', { [other!]: 'toisella' }, { to: 0 });
    expect(valuesOf(back)[one!]).toBe('ensimmäisellä');
    expect(valuesOf(await press(person, back, 'page', {}, { to: 1 }))[other!]).toBe('toisella');
    const draft = Object.values((await draftOf(personId, survey, 'q8')) ?? {});
    expect(draft).toEqual(expect.arrayContaining(['ensimmäisellä', 'toisella']));
  });
});

it('what was turned down and then emptied does not come back', async () => {
  const turned = await press(user, empty, 'save', { field_description: 'x'.repeat(6000) });
  expect(bannerOf(turned)?.style).toBe('attention');
  expect(await draftOf()).toBeDefined();
  await press(user, turned, 'overview', { field_description: '' });
  expect(await draftOf()).toBeUndefined();
});

it('of an answered goal: a change that was not saved is a draft, and the answer stands', async () => {
  await press(user, empty, 'save', { field_status: 'completed', field_description: 'Valmis' });
  await press(user, await goalCard(), 'overview', { field_description: 'Ei sittenkään valmis' });
  const request = await show(user, 'overview', reform);
  expect(textsOf(request).split('\n')).toContain(
    `✓ vastattu: ●\u00a0vihreä · ${text('fi', 'state.unsaved')}`,
  );
  expect((await readReply(running.store, reform, goal.goalId))?.value.answers['description']?.raw).toBe(
    'Valmis',
  );
  expect(valuesOf(await goalCard())['field_description']).toBe('Ei sittenkään valmis');
});
