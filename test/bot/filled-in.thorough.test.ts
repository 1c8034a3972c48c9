/** Work states and percentages of tasks are filled in from last period: seen on the card, and saved only by the person. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { type Card } from '../../cards/render';
import { type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { loadRegister } from '../../src/goals/register';
import { loadDrafts } from '../helpers/drafts';
import { recordReply } from '../../src/replies/record-reply';
import { nextVersion } from '../../src/replies/reply';
import { readReply, replyChanges } from '../../src/replies/reply-store';
import { handOver } from '../../src/rounds/hand-over';
import { roundPartition } from '../../src/rounds/round-store';
import { doDueWork } from '../../src/schedule/tick';
import { dumpOf, eachWithBot, personAt } from '../helpers/bot-under-test';
import { wrongWith } from '../helpers/card-faults';
import { answerLastPeriod } from '../helpers/last-period';
import { buttonsOf, type Inputs, press, show, valuesOf } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';

const round = { programmeId: 'strategic-goals', period: '2025-Q4' };
const goal = { ...round, goalId: 'foresight-3' };
/** Owns a measure, two tasks and the summary. */
const owner = 'planning@example.org';
/** Shares the first task. */
const colleague = 'strategy-digital-services-manager@example.org';
const filled = {
  'field_task1-progress': '40',
  'field_task1-state': 'as-planned',
  'field_task2-progress': '40',
  'field_task2-state': 'as-planned',
};
const own: Inputs = { field_nps: '55', field_summary: 'Palaute kerätään nyt yhdessä paikassa.' };

const running = eachWithBot();
let user: TeamsUser;
let card: Card;

beforeEach(async () => {
  await doDueWork(running.bot.tickOptions);
  await answerLastPeriod(running.store, round, [owner]);
  user = await personAt(running, owner);
  card = await show(user, 'goal', goal);
});

const draftNow = async (name = goal, personId = owner) =>
  (await loadDrafts(running.store, name, personId)).get(name.goalId)?.typed;
const replyNow = async (name = goal) => (await readReply(running.store, name, name.goalId))?.value;
const rawsNow = async (name = goal) =>
  Object.fromEntries(Object.entries((await replyNow(name))?.answers ?? {}).map(([id, { raw }]) => [id, raw]));
const line = text('fi', 'field.filled', { period: 'Q4/2024' });
/** The same card as it was drawn before inputs were filled in. */
const without = (data: object) =>
  Object.fromEntries(Object.entries(data).filter(([key]) => key !== 'filled'));

describe('an unanswered goal', () => {
  it('has states and percentages as last time in its inputs, and says so; figures and texts are new', () => {
    expect(valuesOf(card)).toMatchObject({ ...filled, field_nps: '', field_summary: '' });
    expect(
      textsOf(card)
        .split('\n')
        .filter((each) => each === line),
    ).toHaveLength(2);
    // It is in the input, so it is not said again under it, as it is of the figure and the three texts.
    expect(textsOf(card).match(/edellinen \(Q4\/2024\)/g)).toHaveLength(4);
    expect(buttonsOf(card, 'prefill')).toHaveLength(1);
    expect(wrongWith(card)).toEqual([]);
  });

  it.each(['overview', 'keep', 'hand-over', 'skip'])(
    'left untouched by %s is not answered: no draft',
    async (verb) => {
      const before = dumpOf(running);
      const { data } = buttonsOf(card, 'save')[0]!;
      const after = await show(user, verb, { ...data, ...valuesOf(card) });
      expect(dumpOf(running) === before).toBe(true);
      if (verb === 'keep') expect(bannerOf(after)?.text).toBe(text('fi', 'draft.nothing'));
      expect(valuesOf(await show(user, 'goal', goal))).toMatchObject(filled);
    },
  );

  it('left with one change keeps that as a draft, and the others are filled in beside it', async () => {
    await press(user, card, 'keep', { 'field_task1-progress': '55' });
    expect(await draftNow()).toEqual({ 'task1-progress': '55' });
    const again = await show(user, 'goal', goal);
    expect(valuesOf(again)).toMatchObject({ ...filled, 'field_task1-progress': '55' });
    await press(user, again, 'keep', { 'field_task1-progress': '40' });
    expect(await draftNow()).toBeUndefined();
  });

  it('that was emptied stays empty, and is saved so', async () => {
    await press(user, card, 'keep', { 'field_task1-progress': '' });
    expect(await draftNow()).toEqual({ 'task1-progress': '' });
    const again = await show(user, 'goal', goal);
    expect(valuesOf(again)).toMatchObject({ ...filled, 'field_task1-progress': '' });
    expect(bannerOf(await press(user, again, 'save', own))?.style).toBe('good');
    expect(await rawsNow()).not.toHaveProperty('task1-progress');
    expect(await draftNow()).toBeUndefined();
  });

  it('is saved as the person’s own answer, not as one that was confirmed', async () => {
    expect(bannerOf(await press(user, card, 'save', own))?.style).toBe('good');
    expect(await rawsNow()).toMatchObject({ nps: '55', 'task1-progress': '40', 'task2-state': 'as-planned' });
    for (const { by, unchangedFrom } of Object.values((await replyNow())!.answers))
      expect({ by, unchangedFrom }).toEqual({ by: owner, unchangedFrom: undefined });
  });

  it('is still marked after a save that was refused, and nothing of it becomes a draft', async () => {
    const refused = await press(user, card, 'save', {
      ...own,
      field_nps: 'paljon',
      'field_task2-progress': '',
    });
    expect(valuesOf(refused)).toMatchObject({ ...filled, 'field_task2-progress': '', field_nps: 'paljon' });
    expect(await draftNow()).toEqual({ nps: 'paljon', summary: own['field_summary'], 'task2-progress': '' });
    expect(textsOf(refused)).toContain(line);
    await press(user, refused, 'overview');
    expect(await draftNow()).not.toHaveProperty('task1-state');
  });

  it('takes last time’s other answers too, where the button says so', async () => {
    const all = await press(user, card, 'prefill');
    expect(valuesOf(all)).toMatchObject({ ...filled, field_nps: '40', field_summary: 'Viimeksi: summary' });
    expect(buttonsOf(all, 'prefill')).toEqual([]);
    expect(bannerOf(await press(user, all, 'unchanged'))?.style).toBe('good');
  });

  it('asks about an odd percentage, whatever was filled in', async () => {
    const asked = await press(user, card, 'save', { ...own, 'field_task1-progress': '4' });
    expect(bannerOf(asked)?.style).toBe('warning');
    expect(valuesOf(asked)).toMatchObject({ ...filled, 'field_task1-progress': '4' });
    expect(bannerOf(await press(user, asked, 'save'))?.style).toBe('good');
    expect(await rawsNow()).toMatchObject({ 'task1-progress': '4', 'task1-state': 'as-planned' });
  });
});

it('an answered goal shows its answers, and a field that was left empty stays empty', async () => {
  await press(user, card, 'save', { ...own, 'field_task1-progress': '' });
  const again = await show(user, 'goal', goal);
  expect(valuesOf(again)).toMatchObject({ ...filled, ...own, 'field_task1-progress': '' });
  expect(textsOf(again)).not.toContain(line);
});

describe('meanwhile', () => {
  it('last period was corrected: what the card had filled in was still not typed', async () => {
    const last = { ...goal, period: '2024-Q4' };
    const reply = await readReply(running.store, last, goal.goalId);
    const meta = { by: owner, at: '2026-01-20T07:00:00Z', formVersion: reply!.value.formVersion };
    const corrected = new Map([['task1-progress', { raw: '45', value: 45 }]]);
    const [whole] = (await loadRegister(running.store, round.programmeId))!.goals.filter(
      ({ id }) => id === goal.goalId,
    );
    const next = nextVersion(reply!.value, whole!, corrected, meta);
    await running.store.commit(roundPartition(last), replyChanges(reply, next));
    await press(user, card, 'keep');
    expect(await draftNow()).toBeUndefined();
    expect(valuesOf(await show(user, 'goal', goal))).toMatchObject({ 'field_task1-progress': '45' });
    const back = await press(user, card, 'save', { ...own, field_nps: 'paljon' });
    expect(textsOf(back)).toContain(line);
    expect(await draftNow()).not.toHaveProperty('task1-progress');
  });

  it('somebody else answered the same task differently: the person chooses', async () => {
    const typed = { 'task1-state': 'needs-support', 'task1-progress': '30' };
    const theirs = { ...goal, by: colleague, typed, locale: 'fi', seenVersion: 0 } as const;
    await recordReply(running.store, theirs, running.clock.now());
    const choose = await press(user, card, 'save', own);
    expect(bannerOf(choose)?.style).toBe('attention');
    expect(buttonsOf(choose, 'discard')).toHaveLength(1);
    expect(await rawsNow()).toEqual(typed);
    // Left instead, the other's answer stands, and the untouched task is filled in as before.
    await press(user, card, 'overview');
    const again = await show(user, 'goal', goal);
    expect(valuesOf(again)).toMatchObject({ 'field_task2-state': 'as-planned' });
  });
});

describe('a card from before inputs were filled in', () => {
  const typedThen = {
    'field_task1-state': '',
    'field_task1-progress': '',
    field_nps: '62',
    field_summary: 'Uutta.',
  };
  const old = (verb: string, typed: Inputs) => {
    const data = without(buttonsOf(card, 'save')[0]!.data);
    return show(user, verb, { ...data, ...filled, ...typedThen, ...typed });
  };

  it('means empty where an input is empty', async () => {
    const back = await old('save', { 'field_task2-progress': '' });
    expect(bannerOf(back)?.style).toBe('attention');
    expect(valuesOf(back)).toMatchObject({ 'field_task1-state': '', 'field_task2-progress': '' });
    expect(textsOf(back)).not.toContain(line);
    expect(await replyNow()).toBeUndefined();
    expect(await draftNow()).not.toHaveProperty('task1-state');
  });

  it('keeps what was typed there, even if it is the same as last time', async () => {
    await old('keep', {});
    expect(await draftNow()).toMatchObject({ 'task2-state': 'as-planned', nps: '62' });
  });
});

it('a mark that the bot did not make does no harm', async () => {
  const { data } = buttonsOf(card, 'save')[0]!;
  for (const mark of [
    { period: '1999-Q1', version: 1 },
    { period: '2024-Q4', version: 99 },
  ]) {
    const after = await show(user, 'save', { ...data, ...valuesOf(card), filled: mark, field_nps: 'paljon' });
    expect(valuesOf(after)).toMatchObject(filled);
    expect(await replyNow()).toBeUndefined();
  }
});

describe('a goal of several parts', () => {
  const [manager, other] = ['strategy-integration-manager@example.org', colleague];
  const name = { ...round, goalId: 'path-2' };
  const onPage = (page: Card) => Object.keys(valuesOf(page)).filter((id) => id.startsWith('field_task'));
  const typed = (page: Card) =>
    Object.fromEntries(Object.entries(valuesOf(page)).map(([id, value]) => [id, value || '50']));
  let person: TeamsUser;
  let first: Card;

  beforeEach(async () => {
    await answerLastPeriod(running.store, round, [manager, other]);
    await handOver(running.store, { ...name, by: other, to: manager }, running.clock.now());
    person = await personAt(running, manager);
    first = await show(person, 'goal', name);
  });

  it('leaves no draft on the way, and its last part saves what was left as last time on the others', async () => {
    expect(onPage(first)).not.toEqual([]);
    const second = await press(person, first, 'page', {}, { to: 1 });
    expect(await draftNow(name, manager)).toBeUndefined();
    const back = await press(person, second, 'save', typed(second));
    // The first part's figures are new each time.
    expect(bannerOf(back)?.style).toBe('attention');
    expect(await replyNow(name)).toBeUndefined();
    expect(valuesOf(back)).toMatchObject({ 'field_task1-state': 'as-planned', 'field_task1-progress': '40' });
    const forward = await press(person, back, 'save', typed(back));
    expect(bannerOf(await press(person, forward, 'save'))?.style).toBe('good');
    const states = Object.entries(await rawsNow(name)).filter(([id]) => id.endsWith('state'));
    expect(states.map(([, raw]) => raw)).toEqual(['as-planned', 'as-planned', 'as-planned']);
    expect(await draftNow(name, manager)).toBeUndefined();
  });

  it('of which a part is saved by the person counts as typed there', async () => {
    await press(person, first, 'save', typed(first));
    expect(await draftNow(name, manager)).toMatchObject({ 'task1-state': 'as-planned' });
  });
});
