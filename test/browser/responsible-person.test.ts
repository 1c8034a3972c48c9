/** A responsible person's round in the Playground, by hand. */
import { textsIn } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { changeOwners, loadGoals } from '../../src/goals/register';
import { type Goal } from '../../src/goals/schema';
import { loadDrafts } from '../helpers/drafts';
import { loadHistory, loadReplies } from '../../src/replies/reply-store';
import { loadHandovers } from '../../src/rounds/responsibility-store';
import { eventually } from '../helpers/eventually';
import { picture } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

const round = { programmeId: 'productivity-key-results', period: '2025-Q4' };
const colleague = 'finance@example.org';
const fi = textsIn('fi');
const save = /^(Tallenna|Tallenna ja jatka)$/;

let demo: Demo;
let page: PlaygroundPage;
/** The person's seven goals, in the order in which they are asked. */
let goals: readonly Goal[];

beforeAll(async () => {
  demo = await startDemo({ botPort: 4179, playgroundPort: 14179 });
  const isOwn = ({ owners }: Goal) => owners.includes(handUser);
  const all = await loadGoals(demo.store, round.programmeId);
  const others = all.filter((goal) => !isOwn(goal) && goal.fields.every(({ kind }) => kind === 'percent'));
  for (const { id } of others.slice(0, 7 - all.filter(isOwn).length))
    await changeOwners(
      demo.store,
      { programmeId: round.programmeId, goalId: id },
      (goal) => ({ ...goal, owners: [handUser] }),
      { by: 'a test', way: 'cli' },
      demo.clock.now(),
    );
  goals = (await loadGoals(demo.store, round.programmeId)).filter(isOwn);
  await openDueRounds(demo);
  await sendWaiting(demo);
  page = await openPlayground(demo);
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

describe('a person with seven goals', () => {
  const programme = 'Tuottavuus turvaa palvelut: avaintulokset';
  const card = () => page.cardWithText(programme);
  /** The messages that ask: the welcome only names the programme. */
  const asked = () =>
    page.page
      .locator('.ac-adaptiveCard')
      .filter({ hasText: programme })
      .filter({ hasNotText: fi('welcome.title') });
  const goalCard = (goal: Goal) =>
    page.cardWithText(programme).filter({ hasText: `${goal.code} ${goal.title.fi}` });
  const onGoal = (number: number) => card().filter({ hasText: `Tavoite ${number}/7` });
  const draftOf = async (goal: Goal) => (await loadDrafts(demo.store, round, handUser)).get(goal.id);
  const reply = async (goal: Goal) => (await loadReplies(demo.store, round)).get(goal.id);

  it('finds one message with all of them', async () => {
    expect(goals).toHaveLength(7);
    await card().waitFor();
    await page.cardWithText(fi('due.title')).getByTitle(`: ${programme}`).click();
    for (const goal of goals) await goalCard(goal).waitFor();
    await picture(card(), 'fi-prompt.png');
  });

  it('is turned down once, with what was typed kept', async () => {
    await page.press(fi('prompt.start'), card());
    await oneAtATime();
    await onGoal(1).waitFor();
    await picture(card(), 'fi-goal.png');
    const input = card().getByPlaceholder('esim.').first();
    await input.fill('paljon');
    await page.press(save, card());
    await page.cardWithText(fi('problem.number-unreadable.no-figure', { text: 'paljon' })).waitFor();
    expect(await card().getByPlaceholder('esim.').first().inputValue()).toBe('paljon');
    expect(await reply(goals[0]!)).toBeUndefined();
    await picture(card(), 'fi-turned-down.png');
    await answer('50,5');
    await onGoal(2).filter({ hasText: 'Tallennettu' }).waitFor();
    expect(await reply(goals[0]!)).toMatchObject({ version: 1, by: handUser });
  });

  it('keeps a draft, which is no answer, and comes back to it', async () => {
    await card().getByPlaceholder('esim.').first().fill('51,5');
    await page.press(fi('goal.overview'), card());
    await card()
      .filter({ hasText: fi('state.draft') })
      .waitFor();
    await picture(card(), 'fi-draft-kept.png');
    expect(await reply(goals[1]!)).toBeUndefined();
    await page.press(fi('prompt.continue'), card());
    await oneAtATime();
    await onGoal(2).waitFor();
    expect(await card().getByPlaceholder('esim.').first().inputValue()).toBe('51,5');
    await picture(card(), 'fi-draft-shown.png');
    await answer('51,5');
    await onGoal(3).waitFor();
    expect(await draftOf(goals[1]!)).toBeUndefined();
  });

  it('answers the others, one after the other, in the same message', async () => {
    for (const number of [3, 4, 5, 6]) {
      await onGoal(number).waitFor();
      const unchanged = card().getByRole('button', { name: /^Ennallaan/ });
      if (number === 4 && (await unchanged.isVisible())) await unchanged.click();
      else await answer('52,5');
    }
    await onGoal(7).waitFor();
    expect(await asked().count()).toBe(1);
  });

  it('hands the last one on', async () => {
    await page.press(fi('goal.handOver'), card());
    await card()
      .filter({ hasText: fi('handOver.title') })
      .waitFor();
    await page.fill(fi('person.typed'), 'Talousjohtaja', card());
    await picture(card(), 'fi-hand-over.png');
    await page.press(fi('handOver.send'), card());
    // Two persons in the directory have that name.
    await card()
      .filter({ hasText: fi('person.several') })
      .waitFor();
    await picture(card(), 'fi-hand-over-several.png');
    await page.choose(fi('person.candidate'), `Talousjohtaja (${colleague})`, card());
    await page.press(fi('handOver.send'), card());
    await card().filter({ hasText: '→ Talousjohtaja' }).waitFor();
    await picture(card(), 'fi-all-done.png');
    expect(await loadHandovers(demo.store, round)).toMatchObject([
      { goalId: goals[6]!.id, from: handUser, to: colleague },
    ]);
  });

  it('edits an answer; both versions are kept', async () => {
    await card()
      .getByRole('button', { name: fi('goal.edit') })
      .first()
      .click();
    // One of the seven was handed on.
    await card().filter({ hasText: 'Tavoite 1/6' }).waitFor();
    await answer('60,5');
    await card().filter({ hasText: 'Tallennettu' }).waitFor();
    const versions = await loadHistory(demo.store, round, goals[0]!.id);
    expect(versions.map(({ answers }) => Object.values(answers)[0]?.raw)).toEqual(['50,5', '60,5']);
  });

  it('has answered six goals with one message and nothing beside it', async () => {
    const replies = await loadReplies(demo.store, round);
    expect(goals.filter(({ id }) => replies.get(id)?.by === handUser)).toHaveLength(6);
    expect(await asked().count()).toBe(1);
  });

  /** From the form of all goals to their own cards. */
  async function oneAtATime(): Promise<void> {
    await card()
      .filter({ hasText: fi('form.guide') })
      .waitFor();
    await page.press(fi('form.each'), card());
  }

  /** Types into every figure, picks the first choice of each list, and confirms what the bot asks about. */
  async function answer(figure: string): Promise<void> {
    const shown = card();
    const before = await shown.innerText();
    for (const input of await shown.getByPlaceholder('esim.').all()) await input.fill(figure);
    for (const group of await shown.getByRole('radiogroup').all())
      await group.getByRole('radio').first().check();
    await page.press(save, shown);
    await changed(before);
    const confirm = card().getByRole('button', { name: fi('goal.saveConfirmed'), exact: true });
    if (!(await confirm.isVisible())) return;
    await picture(card(), 'fi-warning.png');
    const asked = await card().innerText();
    await confirm.click();
    await changed(asked);
  }

  const changed = (before: string) =>
    eventually('another card', async () => (await card().innerText()) !== before);
});
