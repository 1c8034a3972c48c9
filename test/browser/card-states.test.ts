/** A picture of every state of the cards in the three languages, reached by clicking and typing. */
import { wordingFor } from '../../bot/views/wording';
import { type PlainKey, text, textsIn } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { loadGoals, loadProgramme, loadRegister, saveRegister } from '../../src/goals/register';
import { type Goal, locales } from '../../src/goals/schema';
import { recordReply } from '../../src/replies/record-reply';
import { loadReplies } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { handOver, takeBack } from '../../src/rounds/hand-over';
import { eventually } from '../helpers/eventually';
import { commands } from './commands';
import { picture } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

const strategy = { programmeId: 'strategic-goals', period: '2025-Q4' };
const colleague = 'finance@example.org';

let demo: Demo;
let page: PlaygroundPage;
/** The same goal once per language, so that every state is shown in each. */
let goals: readonly Goal[];

beforeAll(async () => {
  demo = await startDemo({ botPort: 4180, playgroundPort: 14180 });
  const { programme, goals: all } = (await loadRegister(demo.store, strategy.programmeId))!;
  const own = all.find(({ owners }) => owners.includes(handUser))!;
  goals = locales.map((locale, index) =>
    index === 0 ? own : { ...own, id: `${own.id}-${locale}`, code: `${own.code} ${locale}` },
  );
  await saveRegister(demo.store, { programme, goals: [...all, ...goals.slice(1)] });
  await openDueRounds(demo);
  await sendWaiting(demo);
  page = await openPlayground(demo);
  // The demo resends the prompts to a page that was just loaded; anything said before would be above them.
  await page.cardWithText(wordingFor('fi').of(programme.name)).waitFor();
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

describe.each(locales)('the cards in %s', (locale) => {
  const t = textsIn(locale);
  const wording = wordingFor(locale);
  let programme: string;
  let goal: Goal;
  const card = () => page.cardWithText(programme);
  const see = (name: string, shown = card()) => picture(shown, `${locale}-${name}.png`);
  const press = async (key: PlainKey, then: string | RegExp) => {
    await page.press(t(key), card());
    await card().filter({ hasText: then }).waitFor();
  };
  const save = new RegExp(`^(${t('goal.save')}|${t('goal.saveAndGoOn')})$`);
  const pressSave = async (then: string) => {
    await page.press(save, card());
    await card().filter({ hasText: then }).waitFor();
  };

  beforeAll(async () => {
    const strategyProgramme = await loadProgramme(demo.store, strategy.programmeId);
    programme = wording.of(strategyProgramme!.name);
    goal = goals[locales.indexOf(locale)]!;
    await page.newCard(() => page.say(commands[locale].language));
  });

  it('ask, turn down, keep a draft and show it again', async () => {
    await page.openRequest(programme, commands[locale].goals);
    await see('request');
    await card()
      .getByRole('button', { name: new RegExp(`^(${t('prompt.start')}|${t('prompt.continue')})$`) })
      .last()
      .click();
    await card().getByRole('button', { name: save }).waitFor();
    await see('goal');
    await card().getByRole('textbox').first().fill('?!');
    await pressSave(t('goal.problems', { label: '', problem: '', more: 0 }).split('.')[0]!);
    await see('turned-down');
    await press('goal.keep', t('state.draft'));
    await see('draft-kept');
    await press('prompt.continue', t('draft.shown', { at: '' }).split(', ').at(-1)!);
    await see('draft-shown');
    // Less than a tenth of last period's figure, or better than the target for the first time.
    await fill(locale === 'fi' ? 8 : 99);
    await pressSave(t('goal.saveConfirmed'));
    await see('warning');
  });

  it('offer a colleague, another day and a substitute', async () => {
    await press('goal.handOver', t('handOver.title'));
    await see('hand-over');
    await press('form.back', goal.code);
    await press('goal.overview', t('state.draft'));
    await press('prompt.snooze', t('snooze.day'));
    await see('snooze');
    await press('snooze.send', t('snooze.done', { day: '' }).slice(0, 12));
    await see('snoozed');
    const form = await page.newCard(() => page.say(commands[locale].substitute));
    await see('substitute', form);
  });

  it('show what somebody else answered meanwhile', async () => {
    await press('prompt.continue', goal.code);
    const { store, clock } = demo;
    const name = { ...strategy, goalId: goal.id };
    const stood = (await loadReplies(store, strategy)).get(goal.id)?.version ?? 0;
    await handOver(store, { ...name, by: handUser, to: colleague }, clock.now());
    const typed = answersTo(goal, 40 + stood);
    await recordReply(
      store,
      { ...name, by: colleague, typed, locale: 'fi', seenVersion: stood },
      clock.now(),
    );
    await takeBack(store, { ...name, by: handUser }, clock.now());
    await fill(30 + stood);
    await pressSave(t('goal.keepTheirs'));
    await see('answered-meanwhile');
    await press('goal.keepTheirs', t('goal.save'));
    await see('answered-by-another');
    await press('goal.overview', t('state.answered'));
    await see('answered');
  });

  it('ask the coordinator about a successor', async () => {
    const { store, clock } = demo;
    const index = locales.indexOf(locale);
    const others = (await loadGoals(store, strategy.programmeId)).filter(
      ({ owners }) => owners[0]!.includes('@') && owners[0] !== handUser,
    );
    const proposed = others[index]!;
    const act = { ...strategy, goalId: proposed.id, by: proposed.owners[0]!, to: colleague, forGood: true };
    await handOver(store, act, clock.now());
    const shown = await page.newCard(() => sendWaiting(demo));
    await see('proposal', shown);
    await page.press(t('proposal.decline'), shown);
    await shown.getByRole('button').first().waitFor({ state: 'detached' });
    await see('proposal-declined', shown);
  });

  it('answer commands', async () => {
    const { history, who, help } = commands[locale];
    const said = { history: `${history} ${goal.code}`, who: `${who} ${goal.code}`, help };
    for (const [name, command] of Object.entries(said)) {
      const shown = await page.newCard(() => page.say(command));
      await page.page.waitForTimeout(300);
      await see(name, shown);
    }
  });

  /** A figure and a text, and the first choice of each list. */
  async function fill(figure: number): Promise<void> {
    await card().getByRole('textbox').first().fill(String(figure));
    for (const group of await card().getByRole('radiogroup').all())
      await group.getByRole('radio').first().check();
    await card().getByRole('textbox').last().fill(`Tilanne ${figure}`);
  }
});

it('a round that was closed says so on every old card, in the language of the person', async () => {
  const name = wordingFor('fi').of((await loadProgramme(demo.store, strategy.programmeId))!.name);
  const english = wordingFor('en').of((await loadProgramme(demo.store, strategy.programmeId))!.name);
  const cards = page.page.locator('.ac-adaptiveCard').filter({ hasText: new RegExp(`${name}|${english}`) });
  const before = await cards.count();
  for (const locale of locales) {
    await page.newCard(() => page.say(commands[locale].language));
    await page.newCard(() => page.say(commands[locale].goals));
    await eventually('the request', async () => (await cards.count()) > before + locales.indexOf(locale));
  }
  await closeRound(demo.store, { ...strategy, by: handUser, way: 'cli' }, demo.clock.now());
  for (const [index, locale] of locales.entries()) {
    await page.newCard(() => page.say(commands[locale].language));
    const old = cards.nth(before + index);
    await old.getByTitle(new RegExp(`: (${name}|${english})$`)).click();
    await old.filter({ hasText: text(locale, 'prompt.closed', { at: '' }).slice(0, 20) }).waitFor();
    await picture(old, `${locale}-closed.png`);
    // Nothing can be answered; the card that it was opened from has other programmes.
    const buttons = await old.getByRole('button').allTextContents();
    expect(buttons.map((each) => each.trim())).toEqual([text(locale, 'prompt.allDue')]);
  }
});

/** Answers that show who gave them. */
/** What was handed over: the goal's own fields and the person's tasks. */
function answersTo({ fields, groups }: Goal, figure: number): Record<string, string> {
  const others = groups.filter(({ owners }) => owners.length > 0 && !owners.includes(handUser));
  return Object.fromEntries(
    fields
      .filter(({ required, group }) => required && others.every(({ id }) => id !== group))
      .map(({ id, kind }) => {
        const value =
          kind === 'work-state' ? 'as-planned' : kind === 'text' ? `Tilanne ${figure}` : `${figure}`;
        return [id, value];
      }),
  );
}
