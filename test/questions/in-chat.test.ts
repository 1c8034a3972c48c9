/** Questions over HTTP: what people get in chat, and that nothing they typed is lost. */
import { text } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { loadGoal } from '../../src/goals/register';
import { grant, revoke } from '../../src/people/grants';
import { type Card } from '../../cards/render';
import { loadQuestions } from '../../src/questions/question-store';
import { eachWithBot, personAt, reform } from '../helpers/bot-under-test';
import { buttonsOf, press, show } from '../helpers/pressing';
import { sayIn } from '../helpers/saying';

const running = eachWithBot();
const leader = 'director@example.org';
const owner = 'reform-finance-director@example.org';
const goalId = '1-3-a';
const reader = { personId: leader, role: 'reader', programmeId: reform.programmeId } as const;
const cli = { by: 'cli:root', way: 'cli' } as const;
const long = 'Pitkä kysymys. '.repeat(4_000);

async function started() {
  await running.bot.work();
  await grant(running.store, reader, cli, running.clock.now());
  const [asker, answerer] = [await personAt(running, leader), await personAt(running, owner)];
  for (const user of [asker, answerer]) await sayIn(running, user, 'ohje');
  const form = await show(asker, 'ask', { ...reform, goalId });
  return { asker, answerer, form };
}
const inputs = (card: Card) => JSON.stringify(card);

it('a question of 60,000 characters is refused with its limit, and its beginning is still in the box', async () => {
  const { asker, form } = await started();
  const refused = await press(asker, form, 'ask-send', { question: long });
  expect(textsOf(refused)).toContain(text('fi', 'refused.question-too-long', { maximum: '1000' }));
  expect(inputs(refused)).toContain('Pitkä kysymys. Pitkä');
  const sent = await press(asker, refused, 'ask-send', { question: 'Lyhyt kysymys?' });
  expect(textsOf(sent)).toContain('Kysymys on lähetetty');
});

it('a question whose asker has lost the grant meanwhile is not sent, but shown to them', async () => {
  const { asker, form } = await started();
  await revoke(running.store, reader, cli, running.clock.now());
  const refused = await press(asker, form, 'ask-send', { question: 'Ehdinkö vielä?' });
  expect(textsOf(refused)).toContain('Ehdinkö vielä?');
  expect(buttonsOf(refused)).toEqual([]);
  const goal = (await loadGoal(running.store, reform.programmeId, goalId))!;
  expect(textsOf(refused)).not.toContain(goal.title.fi);
});

it('a second response is told who was first, keeps its text, and can be added', async () => {
  const { asker, answerer, form } = await started();
  const sent = await press(asker, form, 'ask-send', { question: 'Mikä hidastaa?' });
  const data = buttonsOf(sent, 'question-publish');
  expect(data).toEqual([]);
  const [asked] = await questionsOf();
  const card = await show(answerer, 'asked', asked!);
  await press(answerer, card, 'respond', { response: 'Ensimmäinen' });
  const late = await press(answerer, card, 'respond', { response: 'Toinen' });
  expect(textsOf(late)).toMatch(/ehti vastata ennen sinua/);
  expect(inputs(late)).toContain('"value":"Toinen"');
  const added = textsOf(await press(answerer, late, 'respond'));
  for (const each of ['Ensimmäinen', 'Toinen', 'Vastaus on lähetetty']) expect(added).toContain(each);
});

async function questionsOf() {
  const all = await loadQuestions(running.store, reform);
  return all.map(({ id }) => ({ ...reform, goalId, questionId: id }));
}
