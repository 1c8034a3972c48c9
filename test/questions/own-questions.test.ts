/** The command "kysymykset": what waits for a person's response, and what they asked. */
import { textsOf } from '../../deploy/local/scripted-user';
import { text } from '../../cards/parts/strings';
import { goalKey, goalsPartition, type StoredGoal } from '../../src/goals/register';
import { grant, revoke } from '../../src/people/grants';
import { readRow, replace } from '../../src/storage/rows';
import { eachWithBot, personAt, reform } from '../helpers/bot-under-test';
import { buttonsOf, press, show } from '../helpers/pressing';
import { say, sayIn } from '../helpers/saying';

const running = eachWithBot();
const leader = 'director@example.org';
const owner = 'reform-finance-director@example.org';
const goalId = '1-3-a';
const reader = { personId: leader, role: 'reader', programmeId: reform.programmeId } as const;
const cli = { by: 'cli:root', way: 'cli' } as const;
const waiting = text('fi', 'questions.own.waiting');
const asked = text('fi', 'questions.own.asked');

async function started() {
  await running.bot.work();
  await grant(running.store, reader, cli, running.clock.now());
  const [asker, answerer] = [await personAt(running, leader), await personAt(running, owner)];
  for (const user of [asker, answerer]) await sayIn(running, user, 'ohje');
  const form = await show(asker, 'ask', { ...reform, goalId });
  await press(asker, form, 'ask-send', { question: 'Mikä hidastaa?' });
  return { asker, answerer };
}

it('has a list of each, whose buttons open the question; a response moves nothing to others', async () => {
  const { asker, answerer } = await started();
  const [mine, theirs] = [await say(running, asker, 'kysymykset'), await say(running, answerer, 'frågor')];
  expect(textsOf(mine)).toContain(asked);
  expect(textsOf(mine)).not.toContain(waiting);
  expect(textsOf(theirs)).toContain(waiting);
  expect(textsOf(theirs)).not.toContain(asked);
  expect(buttonsOf(theirs, 'asked')).toHaveLength(1);
  const question = await press(answerer, theirs, 'asked');
  await press(answerer, question, 'respond', { response: 'Rekrytointi kestää.' });
  expect(textsOf(await say(running, answerer, 'questions'))).toContain(text('fi', 'questions.own.empty'));
  expect(textsOf(await say(running, asker, 'omat kysymykset'))).toContain('Vastattu');
});

it('a question whose day has passed is overdue, for whoever asked too', async () => {
  const { asker, answerer } = await started();
  for (const user of [asker, answerer])
    expect(textsOf(await say(running, user, 'kysymykset'))).not.toContain('Myöhässä');
  running.clock.set('2026-01-29T07:00:00Z');
  for (const user of [asker, answerer])
    expect(textsOf(await say(running, user, 'kysymykset'))).toContain('Myöhässä: vastausta pyydettiin');
});

it('somebody whose grant ended is not shown what they asked', async () => {
  const { asker } = await started();
  await revoke(running.store, reader, cli, running.clock.now());
  expect(textsOf(await say(running, asker, 'kysymykset'))).toContain(text('fi', 'questions.own.empty'));
});

it('a goal that was retired cannot be asked about, and has no button for it', async () => {
  const { asker, answerer } = await started();
  const history = { ...reform, goalId, language: 'fi' };
  expect(buttonsOf(await show(asker, 'history', history), 'ask')).toHaveLength(1);
  const row = (await readRow<StoredGoal>(
    running.store,
    goalsPartition(reform.programmeId),
    goalKey(goalId),
  ))!;
  const retired = { by: 'cli:root', at: running.clock.now().toISOString() };
  await running.store.commit(goalsPartition(reform.programmeId), [replace(row, { ...row.value, retired })]);
  expect(buttonsOf(await say(running, asker, 'kysymykset'), 'asked')).toHaveLength(1);
  expect(buttonsOf(await say(running, answerer, 'kysymykset'), 'asked')).toHaveLength(1);
  const own = await press(asker, await say(running, asker, 'kysymykset'), 'asked');
  expect(buttonsOf(own, 'ask')).toEqual([]);
});
