/** A survey's answer is locked when it is sent: never by one press, and it can be read afterwards. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { type Card } from '../../cards/render';
import { inputsOf, sureData, type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { loadGoal } from '../../src/goals/register';
import { readReply } from '../../src/replies/reply-store';
import { doDueWork } from '../../src/schedule/tick';
import { askedPeople } from '../helpers/asked-people';
import { eachWithBot, personAt } from '../helpers/bot-under-test';
import { buttonsOf, type Inputs, press, show, valuesOf } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';
import { typedAnswer } from '../helpers/typed-answers';

const survey = { programmeId: 'county-survey', period: '2025' };
const running = eachWithBot();
let user: TeamsUser;
let name: typeof survey & { readonly goalId: string };
let card: Card;
let typed: Inputs;

beforeEach(async () => {
  await doDueWork(running.bot.tickOptions);
  const asked = await askedPeople(running.store, survey);
  const { personId, goal } = asked.find(({ fields }) => fields.some(({ kind }) => kind === 'single-choice'))!;
  name = { ...survey, goalId: goal.id };
  user = await personAt(running, personId);
  card = await show(user, 'goal', name);
  const known = (await loadGoal(running.store, survey.programmeId, goal.id))!;
  typed = Object.fromEntries(inputsOf(card).map((input) => [input.id, typedAnswer(input, known, 0)]));
});

const replyNow = async () => (await readReply(running.store, survey, name.goalId))?.value;
const asking = { style: 'warning', text: text('fi', 'goal.lockAsk') };

describe('sending', () => {
  it('shows first what will be locked, and saves nothing', async () => {
    const asked = await press(user, card, 'save', typed);
    expect(bannerOf(asked)).toEqual(asking);
    expect(textsOf(asked)).toContain(text('fi', 'goal.locks'));
    expect(buttonsOf(asked, 'save')[0]?.title).toBe(text('fi', 'goal.submitConfirmed'));
    expect(await replyNow()).toBeUndefined();
  });

  it('is done by the second press, and says sent and locked', async () => {
    const sent = await press(user, await press(user, card, 'save', typed), 'save');
    expect(bannerOf(sent)?.text).toMatch(/^Lähetetty ja lukittu: /);
    expect((await replyNow())?.version).toBe(1);
  });

  it('is asked about again if something else is typed meanwhile', async () => {
    const asked = await press(user, card, 'save', typed);
    const text = inputsOf(asked).find(({ type }) => type === 'Input.Text')!;
    const again = await press(user, asked, 'save', { [text.id]: 'Toinen teksti' });
    expect(bannerOf(again)).toEqual(asking);
    expect(sureData(again)).not.toEqual(sureData(asked));
    expect(textsOf(again)).toContain('Toinen teksti');
    expect(await replyNow()).toBeUndefined();
  });
});

it('giving last year’s answer again is asked about, too', async () => {
  const asked = await press(user, card, 'unchanged');
  expect(bannerOf(asked)).toEqual(asking);
  expect(textsOf(asked)).toContain(text('fi', 'goal.locks'));
  expect(await replyNow()).toBeUndefined();
  expect(bannerOf(await press(user, asked, 'unchanged'))?.style).toBe('good');
  expect(await replyNow()).toMatchObject({ version: 1 });
});

it('what is typed after the question about last year’s answer is not passed over', async () => {
  const asked = await press(user, card, 'unchanged');
  const shown = await press(user, asked, 'unchanged', typed);
  expect(bannerOf(shown)).toEqual({ style: 'warning', text: text('fi', 'goal.typedNew') });
  expect(valuesOf(shown)).toMatchObject(typed);
  expect(await replyNow()).toBeUndefined();
});

it('what was sent can be read', async () => {
  await press(user, await press(user, card, 'save', typed), 'save');
  const request = await show(user, 'overview', survey);
  expect(buttonsOf(request, 'goal').filter(({ data }) => data['goalId'] === name.goalId)).toEqual([]);
  const shown = await press(user, request, 'history', {}, { goalId: name.goalId });
  const written = Object.entries(typed).find(([, value]) => value.length > 20)?.[1] ?? '';
  expect(textsOf(shown)).toContain(written.slice(0, 20));
  const [back] = buttonsOf(shown, 'overview');
  expect(back?.title).toBe(text('fi', 'goal.overviewSurvey'));
  expect(textsOf(await press(user, shown, 'overview'))).toEqual(textsOf(request));
});
