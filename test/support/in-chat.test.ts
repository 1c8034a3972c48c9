/** Requests for support over HTTP: what leaders and owners get in chat, and that nothing they typed is lost. */
import { text } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { loadRegister, saveRegister } from '../../src/goals/register';
import { goalSchema } from '../../src/goals/schema';
import { grant, revoke } from '../../src/people/grants';
import { recordReply } from '../../src/replies/record-reply';
import { sendDue } from '../../src/schedule/tick';
import { eachWithBot, personAt, reform } from '../helpers/bot-under-test';
import { buttonsOf, press, show, valuesOf } from '../helpers/pressing';
import { sayIn } from '../helpers/saying';

// All prompts of the round are sent first.
jest.setTimeout(120_000);
const running = eachWithBot();
const leader = 'director@example.org';
const owner = 'reform-finance-director@example.org';
const other = 'development@example.org';
const goalId = '1-3-a';
const reader = { personId: leader, role: 'reader', programmeId: reform.programmeId } as const;
const cli = { by: 'cli:root', way: 'cli' } as const;
const place = { ...reform, language: 'fi' as const };

async function started(line = 'Kaksi kehittäjää, johtoryhmältä, 1.3.') {
  await running.bot.work();
  await grant(running.store, reader, cli, running.clock.now());
  const { programme, goals } = (await loadRegister(running.store, reform.programmeId))!;
  const tasked = goals.map((goal) => {
    if (goal.id !== goalId) return goal;
    const task = { id: 'task', kind: 'task' as const, label: { fi: 'Ostopalvelut' }, owners: [owner] };
    const state = {
      id: 'task-state',
      kind: 'work-state',
      role: 'state',
      label: { fi: 'Tila' },
      group: 'task',
    };
    const fields = [...goal.fields.map((field) => ({ ...field, required: false })), state];
    return goalSchema.parse({ ...goal, groups: [...goal.groups, task], fields });
  });
  const collecting = { ...programme, collectsSupport: true };
  await saveRegister(running.store, { programme: collecting, goals: tasked });
  const stuck = programme.workStates.find(({ light }) => light === 'red')!.id;
  const typed = { 'task-state': stuck, 'task-state-support': line };
  const form = { ...reform, goalId, by: owner, typed, locale: 'fi' as const, seenVersion: 0 };
  await recordReply(running.store, form, running.clock.now());
  const [asker, decider] = [await personAt(running, owner), await personAt(running, leader)];
  for (const user of [asker, decider]) await sayIn(running, user, 'ohje');
  return { asker, decider };
}
const listed = (user: Awaited<ReturnType<typeof personAt>>) => show(user, 'goals', { ...place, list: 'all' });

it('a leader decides from the list of goals; the owner is told, and the list and the history show it', async () => {
  const { asker, decider } = await started();
  const list = await listed(decider);
  expect(textsOf(list)).toMatch(/Odottanut päätöstä \d+\.\d+\. alkaen/);
  const card = await press(decider, list, 'support', {}, { goalId });
  for (const each of ['Ostopalvelut', 'Kaksi kehittäjää, johtoryhmältä, 1.3.', 'Mitä päätettiin?'])
    expect(textsOf(card) + JSON.stringify(card)).toContain(each);
  const saved = await press(decider, card, 'support-decide', { decision: 'Kaksi vakanssia' });
  expect(textsOf(saved)).toContain(text('fi', 'support.saved'));
  expect(textsOf(await listed(decider))).toMatch(/Päätetty \d+\.\d+\.: Kaksi vakanssia/);
  const history = await show(decider, 'history', { ...place, goalId });
  for (const each of ['Tukipyynnöt', 'Kaksi vakanssia']) expect(textsOf(history)).toContain(each);
  await sendDue(running.bot.tickOptions);
  const told = running.connector.sentTo(asker.aadObjectId).at(-1)!;
  expect(JSON.stringify(told)).toContain('kirjasi päätöksen tukipyynnöstäsi');
  const own = await show(asker, 'goal', { ...reform, goalId });
  expect(JSON.stringify(own)).toContain('Kaksi vakanssia');
  const seen = await show(asker, 'support', { ...reform, goalId, fieldId: 'task-state' });
  expect(buttonsOf(seen, 'support-decide')).toEqual([]);
});

it('the second of two is told who was first, keeps the text, and can correct; taking back opens it again', async () => {
  const { decider } = await started();
  const card = await press(decider, await listed(decider), 'support', {}, { goalId });
  await press(decider, card, 'support-decide', { decision: 'Ensimmäinen' });
  const late = await press(decider, card, 'support-decide', { decision: 'Toinen' });
  expect(textsOf(late)).toMatch(/ehti kirjata päätöksen ennen sinua/);
  expect(valuesOf(late)['decision']).toBe('Toinen');
  const corrected = await press(decider, late, 'support-decide');
  for (const each of ['Ensimmäinen', 'Päätöstä korjattu', 'Toinen'])
    expect(textsOf(corrected)).toContain(each);
  const undone = await press(decider, corrected, 'support-undo');
  expect(textsOf(undone)).toContain(text('fi', 'support.undone'));
  expect(textsOf(await listed(decider))).toMatch(/Odottanut päätöstä/);
});

it('a text of 60,000 characters, and one from somebody who has lost the grant, are refused and shown again', async () => {
  const { decider } = await started();
  const card = await press(decider, await listed(decider), 'support', {}, { goalId });
  const long = await press(decider, card, 'support-decide', { decision: 'Pitkä päätös. '.repeat(4_300) });
  expect(textsOf(long)).toContain(text('fi', 'refused.decision-too-long', { maximum: '300' }));
  expect(valuesOf(long)['decision']).toContain('Pitkä päätös. Pitkä');
  await revoke(running.store, reader, cli, running.clock.now());
  const refused = await press(decider, card, 'support-decide', { decision: 'Ehdinkö vielä?' });
  expect(textsOf(refused)).toContain('Ehdinkö vielä?');
  expect(textsOf(refused)).not.toContain('Ostopalvelut');
  expect(buttonsOf(refused)).toEqual([]);
});

it('whom the request names is told, and decides although they see nothing else of the goal', async () => {
  await started(`Kaksi kehittäjää, ${other}, 1.3.`);
  const named = await personAt(running, other);
  await sayIn(running, named, 'ohje');
  await sendDue(running.bot.tickOptions);
  expect(JSON.stringify(running.connector.sentTo(named.aadObjectId))).toContain('pyytää sinulta tukea');
  const card = await show(named, 'support', { ...reform, goalId, fieldId: 'task-state' });
  expect(buttonsOf(card, 'history')).toEqual([]);
  expect(textsOf(await press(named, card, 'support-decide', { decision: 'Sopii' }))).toContain(
    text('fi', 'support.saved'),
  );
});
