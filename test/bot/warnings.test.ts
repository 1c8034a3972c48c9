/** An answer that was accepted but may not be what was meant: the person is asked once. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { loadDrafts } from '../helpers/drafts';
import { loadHistory, readReply } from '../../src/replies/reply-store';
import { doDueWork } from '../../src/schedule/tick';
import { personAt, eachWithBot } from '../helpers/bot-under-test';
import { buttonsOf, type Inputs, press, show, valuesOf } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';

const strategy = { programmeId: 'strategic-goals', period: '2025-Q4' };
const owner = 'strategy-rescue-manager@example.org';
const goal = { ...strategy, goalId: 'services-5' };
const passed = (value: string) => text('fi', 'warning.target-passed', { value, target: '96' });
const label = 'Riskialuekohtaisten vasteaikojen toteutuminen (%)';
const asked = (value: string) => {
  const what = text('fi', 'goal.warning', { label, warning: passed(value) });
  return {
    style: 'warning',
    text: text('fi', 'goal.warnings', { what, count: 1, button: 'Oikein, tallenna' }),
  };
};

const complete: Inputs = {
  'field_response-times-met': '97',
  'field_task2-state': 'challenges',
  field_summary: 'Tilanne on hyvä.',
};

const running = eachWithBot();
let user: TeamsUser;
/** The goal's card with a figure that passes its target typed and turned down. */
let warned: Card;

beforeEach(async () => {
  await doDueWork(running.bot.tickOptions);
  user = await personAt(running, owner);
  warned = await press(user, await show(user, 'goal', goal), 'save', complete);
});

const replyNow = async () => (await readReply(running.store, strategy, goal.goalId))?.value;
const tokenOf = (card: Card) => buttonsOf(card, 'save')[0]!.data['confirm'];

it('says what is odd beside the figure, saves nothing, and keeps what was typed as a draft', async () => {
  expect(bannerOf(warned)).toEqual(asked('97'));
  expect(textsOf(warned)).toContain(passed('97'));
  expect(buttonsOf(warned, 'save')[0]!.title).toBe(text('fi', 'goal.saveConfirmed'));
  expect(valuesOf(warned)).toMatchObject(complete);
  expect(await replyNow()).toBeUndefined();
  const draft = (await loadDrafts(running.store, strategy, owner)).get(goal.goalId);
  expect(draft?.typed).toMatchObject({ 'response-times-met': '97', summary: 'Tilanne on hyvä.' });
});

it('is saved as it is by pressing once more, and the draft is gone', async () => {
  expect(bannerOf(await press(user, warned, 'save'))?.style).toBe('good');
  expect((await replyNow())?.answers['response-times-met']?.raw).toBe('97');
  expect(await loadDrafts(running.store, strategy, owner)).toEqual(new Map());
});

describe('the token of a warning', () => {
  it('does not confirm another figure', async () => {
    const again = await press(user, warned, 'save', { 'field_response-times-met': '99' });
    expect(bannerOf(again)).toEqual(asked('99'));
    expect(textsOf(again)).toContain(passed('99'));
    expect(tokenOf(again)).not.toBe(tokenOf(warned));
    expect(await replyNow()).toBeUndefined();
    expect(bannerOf(await press(user, again, 'save'))?.style).toBe('good');
    expect((await replyNow())?.answers['response-times-met']?.raw).toBe('99');
  });

  it.each(['0'.repeat(16), '', 'yes'])('"%s" confirms nothing', async (confirm) => {
    const data = { ...goal, version: 0, page: 0, ...complete, confirm };
    expect(bannerOf(await show(user, 'save', data))).toEqual(asked('97'));
    expect(await replyNow()).toBeUndefined();
  });

  it('is not needed for a figure without a warning', async () => {
    expect(bannerOf(await press(user, warned, 'save', { 'field_response-times-met': '91' }))?.style).toBe(
      'good',
    );
  });

  it('still confirms when only what was not warned about was changed', async () => {
    const shown = await press(user, warned, 'save', { field_summary: 'Tilanne on oikein hyvä.' });
    expect(bannerOf(shown)?.style).toBe('good');
  });
});

it('the same submit twice at the same moment is saved once', async () => {
  const shown = await Promise.all([press(user, warned, 'save'), press(user, warned, 'save')]);
  expect(shown.map((card) => bannerOf(card)?.style)).toEqual(['good', 'good']);
  expect(await loadHistory(running.store, strategy, goal.goalId)).toHaveLength(1);
});

it('what was confirmed is not asked again when something else is changed', async () => {
  await press(user, warned, 'save');
  const card = await show(user, 'goal', goal);
  const shown = await press(user, card, 'save', { field_summary: 'Tilanne on yhä hyvä.' });
  expect(bannerOf(shown)?.style).toBe('good');
});
