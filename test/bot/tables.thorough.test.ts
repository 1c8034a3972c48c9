/** Filling a table from rows that were copied from a spreadsheet, over HTTP. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { type Card } from '../../cards/render';
import { type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { loadDrafts } from '../helpers/drafts';
import { readReply } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { doDueWork } from '../../src/schedule/tick';
import { eachWithBot, personAt } from '../helpers/bot-under-test';
import { wrongWith } from '../helpers/card-faults';
import { answerLastPeriod } from '../helpers/last-period';
import { buttonsOf, press, show, valuesOf } from '../helpers/pressing';
import { bannerOf, problemsOf } from '../helpers/read-card';

const survey = { programmeId: 'county-survey', period: '2025' };
const waiting = { ...survey, goalId: 'q8' };
const owner = 'survey-social-director@example.org';
const box = 'paste_waiting';

const running = eachWithBot();
let user: TeamsUser;
let first: Card;

beforeEach(async () => {
  await doDueWork(running.bot.tickOptions);
  user = await personAt(running, owner);
  first = await show(user, 'goal', waiting);
});

/** The button that fills from the box. */
const fill = (card: Card, pasted: string) => press(user, card, 'fill', { [box]: pasted }, { unknown: false });
const replyNow = async () => (await readReply(running.store, survey, waiting.goalId))?.value;
const draftNow = async () => (await loadDrafts(running.store, survey, owner)).get(waiting.goalId)?.typed;

const rows =
  '\tOsuus, %\tHenkilöitä\tTieto perustuu\n' +
  'a. Lapsiperheiden kotipalvelu\t6,76\t1 827\tarvioon\n' +
  'Iäkkäiden ympärivuorokautinen palveluasuminen\t0,9\tpaljon\tEn tiedä\n' +
  'Yhteensä\t3\t4\t';

it('fills the cells, says what it did not understand, and saves nothing', async () => {
  const card = await fill(first, rows);
  const values = valuesOf(card);
  expect(values).toMatchObject({
    'field_a-percent': '6,76',
    'field_a-persons': '1 827',
    'field_a-basis': 'estimate',
  });
  expect(values).toMatchObject({
    'field_b-percent': '0,9',
    'field_b-persons': 'paljon',
    'field_b-basis': '',
  });
  expect(problemsOf(card)).toEqual([expect.stringContaining('paljon')]);
  expect(textsOf(card)).toContain('”En tiedä” ei ole mikään vaihtoehdoista.');
  expect(textsOf(card)).toContain('”Yhteensä · 3 · 4”: taulukossa ei ole tämän nimistä riviä.');
  expect(bannerOf(card)).toMatchObject({ style: 'warning' });
  expect(wrongWith(card)).toEqual([]);
  expect(await replyNow()).toBeUndefined();
  expect(await draftNow()).toMatchObject({ 'a-percent': '6,76' });
});

describe('is neither lost nor saved unseen, whatever button is pressed', () => {
  const pasted = { [box]: 'Lapsiperheiden kotipalvelu\t6,76\t1 827\tArvioon' };
  const shownIn = (card: Card) => {
    expect(valuesOf(card)).toMatchObject({ 'field_a-percent': '6,76' });
    expect(bannerOf(card)?.text).toContain('tarkista ja tallenna');
  };

  it.each(['save', 'keep', 'page', 'hand-over', 'overview', 'skip'])('%s', async (verb) => {
    // A goal with several parts has no room for all of these buttons; older cards have them.
    const [{ data }] = buttonsOf(first, 'save') as [ReturnType<typeof buttonsOf>[number]];
    const card = await show(user, verb, { ...data, ...valuesOf(first), ...pasted, to: 1 });
    shownIn(card);
    expect(await draftNow()).toMatchObject({ 'a-percent': '6,76', 'a-basis': 'estimate' });
    expect(await replyNow()).toBeUndefined();
  });

  it('discard, which first asks, and keeps what was typed until it is sure', async () => {
    await press(user, first, 'keep', { 'field_b-percent': '1' });
    const withDraft = await show(user, 'goal', waiting);
    const filled = await press(user, withDraft, 'discard', { ...pasted, 'field_c-percent': '12' });
    shownIn(filled);
    const asking = await press(user, await show(user, 'goal', waiting), 'discard', {
      'field_d-percent': '13',
    });
    expect(bannerOf(asking)?.text).toBe(text('fi', 'draft.discardAsk'));
    expect(valuesOf(asking)).toMatchObject({
      ...{ 'field_a-percent': '6,76', 'field_b-percent': '1', 'field_c-percent': '12' },
      'field_d-percent': '13',
    });
    await press(user, asking, 'discard');
    expect(await draftNow()).toBeUndefined();
  });

  it.each(['unchanged', 'prefill'])('%s', async (verb) => {
    await answerLastPeriod(running.store, survey, [owner]);
    const card = await press(user, await show(user, 'goal', waiting), verb, pasted);
    shownIn(card);
    expect(await replyNow()).toBeUndefined();
    // What was filled in from last time is beside it, and pasted cells come first.
    if (verb === 'prefill') expect(valuesOf(card)).toMatchObject({ 'field_b-percent': '40' });
  });

  it('nor by a round that was closed meanwhile', async () => {
    await closeRound(running.store, { ...survey, by: 'a test', way: 'cli' }, running.clock.now());
    await press(user, first, 'save', pasted);
    expect(await draftNow()).toMatchObject({ 'a-percent': '6,76', 'a-persons': '1 827' });
  });
});

it('keeps a cell that was typed and not pasted', async () => {
  const typed = { 'field_c-percent': '12', [box]: 'Lapsiperheiden kotipalvelu\t\t5\t' };
  const card = await press(user, first, 'fill', typed, { unknown: false });
  expect(valuesOf(card)).toMatchObject({
    'field_c-percent': '12',
    'field_a-persons': '5',
    'field_a-percent': '',
  });
});

it('says in empty cells that the figure is not known, by one press', async () => {
  const typed = { 'field_a-percent': '12' };
  const card = await press(user, first, 'fill', typed, { unknown: true });
  expect(valuesOf(card)).toMatchObject({
    'field_a-percent': '12',
    'field_a-persons': 'ei tietoa',
    'field_a-basis': '',
  });
  expect(problemsOf(card)).toEqual([]);
});

it('fills the rows of the other part too, which are there when it is turned to', async () => {
  expect(valuesOf(first)).not.toHaveProperty('field_j-persons');
  const card = await fill(
    first,
    '\tHenkilöitä\nj. Päihdekuntoutujien ympärivuorokautinen palveluasuminen\t7',
  );
  const turned = await press(user, card, 'page', {}, { to: 1 });
  expect(valuesOf(turned)).toMatchObject({ 'field_j-persons': '7' });
});
