/** A responsible person's round in the Playground, by hand; and every state of the cards in the three languages. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Locator } from 'playwright-core';
import { type StringKey, type StringValues, text } from '../../cards/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { wordingFor } from '../../bot/wording';
import { changeGoal, loadGoals, loadProgramme, loadRegister, saveRegister } from '../../src/goals/register';
import { type Goal, locales } from '../../src/goals/schema';
import { loadDrafts } from '../../src/replies/draft';
import { recordReply } from '../../src/replies/record-reply';
import { loadHistory, loadReplies } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { handOver, takeBack } from '../../src/rounds/hand-over';
import { loadHandovers } from '../../src/rounds/responsibility-store';
import { eventually } from '../helpers/eventually';
import { openPlayground, type PlaygroundPage } from './playground-page';

/** Pictures of what was seen; not in git. */
const pictures = path.resolve('var/screenshots');

const round = { programmeId: 'productivity-key-results', period: '2025-Q4' };
const strategy = { programmeId: 'strategic-goals', period: '2025-Q4' };
const colleague = 'finance@example.org';
const fi = (key: StringKey, values?: StringValues) => text('fi', key, values);

let demo: Demo;
let page: PlaygroundPage;
/** The seven goals that the person answers for, in the order in which they are asked. */
let goals: readonly Goal[];
/** The same goal once for each language, so that every state is seen in each. */
let strategyGoals: readonly Goal[];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  demo = await startDemo({ botPort: 4179, playgroundPort: 56179 });
  const own = (await loadGoals(demo.store, round.programmeId)).filter(({ owners }) =>
    owners.includes(handUser),
  );
  const others = (await loadGoals(demo.store, round.programmeId)).filter(
    ({ owners, fields }) => !owners.includes(handUser) && fields.every(({ kind }) => kind === 'percent'),
  );
  for (const { id } of others.slice(0, 7 - own.length))
    await changeGoal(demo.store, round.programmeId, id, (goal) => ({ ...goal, owners: [handUser] }));
  goals = (await loadGoals(demo.store, round.programmeId)).filter(({ owners }) => owners.includes(handUser));
  const { programme, goals: strategic } = (await loadRegister(demo.store, strategy.programmeId))!;
  const nps = strategic.find(({ owners }) => owners.includes(handUser))!;
  strategyGoals = locales.map((locale, index) =>
    index === 0 ? nps : { ...nps, id: `${nps.id}-${locale}`, code: `${nps.code} ${locale}` },
  );
  await saveRegister(demo.store, { programme, goals: [...strategic, ...strategyGoals.slice(1)] });
  await openDueRounds(demo);
  await sendWaiting(demo);
  page = await openPlayground(demo.playground.url);
}, 120_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

describe('a person with seven goals', () => {
  const programme = 'Tuottavuus turvaa palvelut: avaintulokset';
  const card = () => page.cardWithText(programme);
  const goalCard = (goal: Goal) =>
    page.cardWithText(programme).filter({ hasText: `${goal.code} ${goal.title.fi}` });
  const onGoal = (number: number) => card().filter({ hasText: `· ${number}/7` });
  const draftOf = async (goal: Goal) => (await loadDrafts(demo.store, round, handUser)).get(goal.id);
  const reply = async (goal: Goal) => (await loadReplies(demo.store, round)).get(goal.id);

  it('finds one message with all of them', async () => {
    expect(goals).toHaveLength(7);
    await card().waitFor();
    for (const goal of goals) await goalCard(goal).waitFor();
    await picture(card(), 'fi-prompt.png');
  });

  it('is turned down once, with what was typed kept', async () => {
    await page.press(fi('prompt.start'), card());
    await onGoal(1).waitFor();
    await picture(card(), 'fi-goal.png');
    const input = card().getByPlaceholder('esim.').first();
    await input.fill('paljon');
    await page.press(fi('goal.save'), card());
    await page.cardWithText(fi('problem.number-unreadable', { text: 'paljon' })).waitFor();
    expect(await card().getByPlaceholder('esim.').first().inputValue()).toBe('paljon');
    expect(await reply(goals[0]!)).toBeUndefined();
    await picture(card(), 'fi-turned-down.png');
    await answer('50,5');
    await onGoal(2).filter({ hasText: 'Tallennettu' }).waitFor();
    expect(await reply(goals[0]!)).toMatchObject({ version: 1, by: handUser });
  });

  it('keeps a draft, which is no answer, and comes back to it', async () => {
    await card().getByPlaceholder('esim.').first().fill('51,5');
    await page.press(fi('goal.keep'), card());
    await card()
      .filter({ hasText: fi('state.draft') })
      .waitFor();
    await picture(card(), 'fi-draft-kept.png');
    expect(await reply(goals[1]!)).toBeUndefined();
    await page.press(fi('prompt.continue'), card());
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
      const unchanged = card().getByRole('button', { name: 'Ei muutosta' });
      if (number === 4 && (await unchanged.isVisible())) await unchanged.click();
      else await answer('52,5');
    }
    await onGoal(7).waitFor();
    expect(await page.page.locator('.ac-adaptiveCard').filter({ hasText: programme }).count()).toBe(1);
  });

  it('hands the last one on', async () => {
    await page.press(fi('goal.handOver'), card());
    await card()
      .filter({ hasText: fi('handOver.title') })
      .waitFor();
    await page.fill(fi('person.typed'), 'Talousjohtaja', card());
    await picture(card(), 'fi-hand-over.png');
    await page.press(fi('handOver.send'), card());
    // Two persons of the directory have that name.
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
    await card().filter({ hasText: '· 1/6' }).waitFor();
    await answer('60,5');
    await card().filter({ hasText: 'Tallennettu' }).waitFor();
    const versions = await loadHistory(demo.store, round, goals[0]!.id);
    expect(versions.map(({ answers }) => Object.values(answers)[0]?.raw)).toEqual(['50,5', '60,5']);
  });

  it('has answered six goals with one message and nothing beside it', async () => {
    const replies = await loadReplies(demo.store, round);
    expect(goals.filter(({ id }) => replies.get(id)?.by === handUser)).toHaveLength(6);
    expect(await page.page.locator('.ac-adaptiveCard').filter({ hasText: programme }).count()).toBe(1);
  });

  /** Types into every figure, takes the first of each list, and confirms what the bot asks about. */
  async function answer(figure: string): Promise<void> {
    const shown = card();
    const before = await shown.innerText();
    for (const input of await shown.getByPlaceholder('esim.').all()) await input.fill(figure);
    for (const group of await shown.getByRole('radiogroup').all())
      await group.getByRole('radio').first().check();
    await page.press(fi('goal.save'), shown);
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

const commands = {
  fi: {
    goals: 'omat tavoitteet',
    language: 'suomeksi',
    history: 'historia',
    who: 'kuka vastaa',
    help: 'ohje',
  },
  sv: {
    goals: 'mina mål',
    language: 'på svenska',
    history: 'historik',
    who: 'vem ansvarar för',
    help: 'hjälp',
  },
  en: { goals: 'my goals', language: 'in english', history: 'history', who: 'who answers for', help: 'help' },
} as const;
const substitutes = { fi: 'sijainen', sv: 'ersättare', en: 'substitute' } as const;

describe.each(locales)('the cards in %s', (locale) => {
  const t = (key: StringKey, values?: StringValues) => text(locale, key, values);
  const wording = wordingFor(locale);
  let programme: string;
  let goal: Goal;
  const card = () => page.cardWithText(programme);
  const see = (name: string, shown = card()) => picture(shown, `${locale}-${name}.png`);
  const press = async (key: StringKey, then: string | RegExp) => {
    await page.press(t(key), card());
    await card().filter({ hasText: then }).waitFor();
  };

  beforeAll(async () => {
    const strategyProgramme = await loadProgramme(demo.store, strategy.programmeId);
    programme = wording.of(strategyProgramme!.name);
    goal = strategyGoals[locales.indexOf(locale)]!;
    await page.newCard(() => page.say(commands[locale].language));
  });

  it('ask, turn down, keep a draft and show it again', async () => {
    await page.say(commands[locale].goals);
    await card()
      .filter({ hasText: t('prompt.title', { period: wording.period(strategy.period) }) })
      .waitFor();
    await see('request');
    await card()
      .getByRole('button', { name: new RegExp(`^(${t('prompt.start')}|${t('prompt.continue')})$`) })
      .last()
      .click();
    await card()
      .getByRole('button', { name: t('goal.handOver') })
      .waitFor();
    await see('goal');
    await card().getByRole('textbox').first().fill('12345');
    await press('goal.save', t('problem.required'));
    await see('turned-down');
    await press('goal.keep', t('state.draft'));
    await see('draft-kept');
    await press('prompt.continue', t('draft.shown', { at: '' }).slice(-40));
    await see('draft-shown');
    // Less than a tenth of last period's figure, or better than the target for the first time.
    await fill(locale === 'fi' ? 8 : 99);
    await press('goal.save', t('goal.saveConfirmed'));
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
    const form = await page.newCard(() => page.say(substitutes[locale]));
    await see('substitute', form);
  });

  it('show what somebody else answered meanwhile', async () => {
    await press('prompt.continue', t('goal.save'));
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
    await press('goal.save', t('goal.keepTheirs'));
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
  await closeRound(demo.store, { ...strategy, by: handUser }, demo.clock.now());
  for (const [index, locale] of locales.entries()) {
    await page.newCard(() => page.say(commands[locale].language));
    const old = cards.nth(before + index);
    await old.getByRole('button').first().click();
    await old.filter({ hasText: text(locale, 'prompt.closed', { deadline: '' }).slice(0, 20) }).waitFor();
    await picture(old, `${locale}-closed.png`);
    expect(await old.getByRole('button').count()).toBe(0);
  }
});

/** Answers that tell apart who gave them. */
function answersTo({ fields }: Goal, figure: number): Record<string, string> {
  return Object.fromEntries(
    fields
      .filter(({ required }) => required)
      .map(({ id, kind }) => {
        const value =
          kind === 'work-state' ? 'as-planned' : kind === 'text' ? `Tilanne ${figure}` : `${figure}`;
        return [id, value];
      }),
  );
}

/** One whole card; the window is made tall enough for it first. */
async function picture(card: Locator, name: string): Promise<void> {
  await card.page().setViewportSize({ width: 1400, height: 2400 });
  await card.screenshot({ path: path.join(pictures, name), animations: 'disabled' });
  await card.page().setViewportSize({ width: 1400, height: 1000 });
}
