/** A goal that does not fit one card: its parts are kept as a draft, and the last one saves it as a whole. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { goalPages } from '../../cards/goal/pages';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { inputsOf, sureData, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { loadGoal, loadProgramme } from '../../src/goals/register';
import { type Goal } from '../../src/goals/schema';
import { loadDrafts } from '../helpers/drafts';
import { loadHistory, readReply } from '../../src/replies/reply-store';
import { doDueWork } from '../../src/schedule/tick';
import { eachWithBot, personAt } from '../helpers/bot-under-test';
import { buttonsOf, type Inputs, press, show, valuesOf } from '../helpers/pressing';
import { bannerOf, problemsOf } from '../helpers/read-card';
import { typedAnswer } from '../helpers/typed-answers';

const survey = { programmeId: 'county-survey', period: '2025' };
const name = { ...survey, goalId: 'q8' };
const owner = 'survey-social-director@example.org';

const running = eachWithBot();
let user: TeamsUser;
let goal: Goal;
let first: Card;

beforeEach(async () => {
  await doDueWork(running.bot.tickOptions);
  user = await personAt(running, owner);
  goal = (await loadGoal(running.store, name.programmeId, name.goalId))!;
  first = await show(user, 'goal', name);
});

const replyNow = async () => (await readReply(running.store, survey, name.goalId))?.value;
const draftNow = async () => (await loadDrafts(running.store, survey, owner)).get(name.goalId);
const pageOf = (card: Card) => buttonsOf(card, 'save')[0]?.data['page'];
const answersFor = (card: Card, turn = 0): Inputs =>
  Object.fromEntries(inputsOf(card).map((input) => [input.id, typedAnswer(input, goal, turn)]));

/** Saves one page, and confirms warnings. */
async function savePage(card: Card, turn = 0): Promise<Card> {
  const typed = answersFor(card, turn);
  const next = await press(user, card, 'save', typed);
  return sureData(next) ? press(user, next, 'save', typed) : next;
}

describe('a goal on two pages', () => {
  it('shows each field on one of them, and says which part it is', async () => {
    const programme = (await loadProgramme(running.store, survey.programmeId))!;
    expect(goalPages(goal, goal.fields, programme)).toHaveLength(2);
    const second = await press(user, first, 'page', {}, { to: 1 });
    const shown = [first, second].flatMap((card) => inputsOf(card).map(({ id }) => id));
    expect(shown.toSorted()).toEqual(goal.fields.map(({ id }) => `field_${id}`).toSorted());
  });

  it('is no reply after the first: that part is kept, and comes back when the goal is opened again', async () => {
    const typed = answersFor(first);
    const second = await savePage(first);
    expect(pageOf(second)).toBe(1);
    expect(bannerOf(second)).toEqual({
      style: 'good',
      text: text('fi', 'goal.partKept', { page: 1, pages: 2 }),
    });
    expect(await replyNow()).toBeUndefined();
    expect(await draftNow()).toBeDefined();
    expect(valuesOf(await show(user, 'goal', name))).toEqual(typed);
  });

  it('is answered as a whole by the second, in one version, and the draft is gone', async () => {
    const second = await savePage(first);
    const typed = { ...answersFor(first), ...answersFor(second) };
    const after = await savePage(second);
    expect(bannerOf(after)?.style).toBe('good');
    expect(bannerOf(after)?.text).toContain('Lähetetty ja lukittu');
    const { answers } = (await replyNow())!;
    const raws = Object.entries(answers).map(([id, { raw }]) => [`field_${id}`, raw]);
    expect(Object.fromEntries(raws)).toEqual(typed);
    expect(await loadHistory(running.store, survey, name.goalId)).toHaveLength(1);
    expect(await draftNow()).toBeUndefined();
  });

  it('with a page left empty: comes back on that page, and nothing typed on the other is lost', async () => {
    const second = await press(user, first, 'page', {}, { to: 1 });
    const typed = answersFor(second);
    const back = await press(user, second, 'save', typed);
    expect(pageOf(back)).toBe(0);
    expect(problemsOf(back)).toContain(text('fi', 'problem.required'));
    expect(await replyNow()).toBeUndefined();
    expect(valuesOf(await press(user, back, 'page', {}, { to: 1 }))).toEqual(typed);
  });

  it('with a value that does not fit on the first: is not gone on with', async () => {
    const [input] = inputsOf(first);
    const back = await press(user, first, 'save', { ...answersFor(first), [input!.id]: 'paljon' });
    expect(pageOf(back)).toBe(0);
    expect(problemsOf(back)).toHaveLength(1);
    expect(valuesOf(back)[input!.id]).toBe('paljon');
  });

  describe('that was sent', () => {
    const locked = text('fi', 'refused.locked', { coordinator: 'Selvityksen koordinaattori' });
    beforeEach(async () => void (await savePage(await savePage(first))));

    it('is locked: an old card of the second says so and changes nothing', async () => {
      const card = await show(user, 'goal', { ...name, page: 1 });
      expect(textsOf(await press(user, card, 'save', answersFor(card, 1)))).toContain(locked);
      expect(await loadHistory(running.store, survey, name.goalId)).toHaveLength(1);
    });

    // A part is kept as a draft without checking the lock; the card says that it is saved with the last one.
    it('is locked: an old card of the first says so too', async () => {
      expect(textsOf(await press(user, first, 'save', answersFor(first, 1)))).toContain(locked);
      expect(await draftNow()).toBeUndefined();
    });
  });

  // Only the last page's inputs are compared with the form; on the first, unknown inputs are dropped silently.
  it('with an input for a field that is no more: says that the card is out of date', async () => {
    const data = { ...buttonsOf(first, 'save')[0]!.data, ...answersFor(first), 'field_no-such-field': 'x' };
    expect(textsOf(await show(user, 'save', data))).toContain(text('fi', 'refused.unknown-field'));
  });
});
