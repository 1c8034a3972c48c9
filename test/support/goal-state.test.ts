/** Support that a goal without tasks asks for by its own state, where the programme publishes its states instead of lights. */
import { wordingFor } from '../../bot/views/wording';
import { idsIn, listButton } from '../../cards/parts/goals/lists';
import { text } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { buildDigest } from '../../src/digest/build-digest';
import { withSupportLines } from '../../src/goals/judging/support-lines';
import { loadGoals, loadProgramme, saveRegister } from '../../src/goals/register';
import { type Programme } from '../../src/goals/schema';
import { grant } from '../../src/people/grants';
import { recordReply } from '../../src/replies/record-reply';
import { existingRound, loadForm } from '../../src/rounds/round-store';
import { sendDue } from '../../src/schedule/tick';
import { loadRequests } from '../../src/support/load-requests';
import { eachWithBot, personAt, reform } from '../helpers/bot-under-test';
import { buttonsOf, press, show } from '../helpers/pressing';
import { sayIn } from '../helpers/saying';

// All prompts of the round are sent first.
jest.setTimeout(120_000);
const running = eachWithBot();
const leader = 'director@example.org';
const owner = 'reform-finance-director@example.org';
const named = 'development@example.org';
const goalId = '1-3-a';
const reader = { personId: leader, role: 'reader', programmeId: reform.programmeId } as const;
const cli = { by: 'cli:root', way: 'cli' } as const;

async function started(changes: Partial<Programme> = {}) {
  await running.bot.work();
  await grant(running.store, reader, cli, running.clock.now());
  const programme = (await loadProgramme(running.store, reform.programmeId))!;
  const goals = await loadGoals(running.store, reform.programmeId);
  await saveRegister(running.store, { programme: { ...programme, ...changes }, goals });
}
async function says(typed: Readonly<Record<string, string>>, seenVersion = 0) {
  const form = { ...reform, goalId, by: owner, typed, locale: 'fi' as const, seenVersion };
  await recordReply(running.store, form, running.clock.now());
}
const stuck = { status: 'needs-support', description: 'Kilpailutus on kesken.' };
const requests = async () => {
  const form = (await loadForm(running.store, (await existingRound(running.store, reform)).value))!;
  return loadRequests(running.store, { name: reform, form }, goalId);
};
const digestAfter = (days: number) =>
  buildDigest(running.store, reform, new Date(running.clock.now().getTime() + days * 24 * 3_600_000));

it('is decided from the list of those who need support; the owner is told, and digest and history show it', async () => {
  await started();
  await says(stuck);
  const [asker, decider] = [await personAt(running, owner), await personAt(running, leader)];
  for (const user of [asker, decider]) await sayIn(running, user, 'ohje');
  const list = await show(decider, 'goals', { ...reform, language: 'fi', list: 'reds' });
  expect(textsOf(list)).toContain(text('fi', 'digest.showSupport', { count: 1 }));
  expect(textsOf(list)).toMatch(/Odottanut päätöstä \d+\.\d+\. alkaen/);
  expect(buttonsOf(list, 'support').map(({ title }) => title)).toEqual([text('fi', 'support.inRow')]);
  const card = await press(decider, list, 'support');
  const saved = await press(decider, card, 'support-decide', { decision: 'Lakimies avuksi' });
  expect(textsOf(saved)).toContain(text('fi', 'support.saved'));
  const history = await show(decider, 'history', { ...reform, language: 'fi', goalId });
  expect(textsOf(history)).toContain('Lakimies avuksi');
  expect(textsOf(await show(asker, 'goal', { ...reform, goalId }))).toContain('Lakimies avuksi');
  await sendDue(running.bot.tickOptions);
  const told = JSON.stringify(running.connector.sentTo(asker.aadObjectId).at(-1));
  expect(told).toContain('kirjasi päätöksen tukipyynnöstäsi');
  const { decidedSupport, oldSupport } = await digestAfter(30);
  expect([decidedSupport?.map(({ id }) => id), oldSupport]).toEqual([[goalId], undefined]);
});

it('is named as old after ten working days, in the one list of support; another state withdraws it', async () => {
  await started();
  await says(stuck);
  expect((await digestAfter(3)).oldSupport).toBeUndefined();
  const digest = await digestAfter(20);
  expect(digest.oldSupport).toMatchObject({ count: 1, goals: [goalId] });
  const wording = wordingFor('fi');
  expect([idsIn('reds', digest), listButton('support', digest, wording)]).toEqual([[goalId], undefined]);
  await says({ ...stuck, status: 'challenges' }, 1);
  expect(await requests()).toEqual([]);
});

it('is no request where lights are published: there the same state is only red', async () => {
  await started({ publishes: 'lights' });
  await says(stuck);
  expect(await requests()).toEqual([]);
});

it('has a line of what is needed where the programme collects it, whose persons are told', async () => {
  await started({ collectsSupport: true });
  await says({ ...stuck, 'status-support': `Lakimies, ${named}, 1.3.` });
  expect(await requests()).toMatchObject([{ fieldId: 'status', wanted: [`Lakimies, ${named}, 1.3.`] }]);
  expect((await requests())[0]).not.toHaveProperty('task');
  const person = await personAt(running, named);
  await sayIn(running, person, 'ohje');
  await sendDue(running.bot.tickOptions);
  expect(JSON.stringify(running.connector.sentTo(person.aadObjectId))).toContain('pyytää sinulta tukea');
  const [goal] = await loadGoals(running.store, reform.programmeId);
  const lights = {
    ...(await loadProgramme(running.store, reform.programmeId))!,
    publishes: 'lights',
  } as const;
  expect(withSupportLines(goal!, lights)).toBe(goal);
});
