/** On a phone, what any press has done can be read from where the button was, without scrolling; in three languages. */
import { type Locator } from 'playwright-core';
import { wordingFor } from '../../bot/views/wording';
import { textsIn } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { changeOwners, loadGoals, loadProgramme } from '../../src/goals/register';
import { type Goal, locales } from '../../src/goals/schema';
import { roundPartition } from '../../src/rounds/round-store';
import { readRows, remove } from '../../src/storage/rows';
import { withPrefix } from '../../src/storage/store';
import { eventually } from '../helpers/eventually';
import { commands } from './commands';
import { pictureAt } from './picture';
import { openPlayground, OVERFLOW, type PlaygroundPage } from './playground-page';

/** A card on a phone of 390 pixels, in a chat. */
const width = 356;
/** Of a phone's screen, below the chat's head and above the message box; the button was in its middle. */
const inSight = 500;

const keyResults = { programmeId: 'productivity-key-results', period: '2025-Q4' };
const strategy = { programmeId: 'strategic-goals', period: '2025-Q4' };
const survey = { programmeId: 'county-survey', period: '2025' };
const rounds = [keyResults, strategy, survey];

let demo: Demo;
let page: PlaygroundPage;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4188, playgroundPort: 14188 });
  await giveSimpleGoals();
  await openDueRounds(demo);
  await sendWaiting(demo);
  page = await openPlayground(demo);
  await page.cardWithText(textsIn('fi')('due.title')).waitFor();
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

/** Six goals of one figure each, so that they are asked in one form. */
async function giveSimpleGoals(): Promise<void> {
  const { programmeId } = keyResults;
  const isSimple = ({ fields }: Goal) =>
    fields.every(({ role, kind }) => role === 'confidence' && kind === 'percent');
  const simple = (await loadGoals(demo.store, programmeId)).filter(isSimple).slice(0, 6);
  for (const { id: goalId } of simple)
    await changeOwners(
      demo.store,
      { programmeId, goalId },
      (goal) => ({ ...goal, owners: [handUser] }),
      { by: 'a test', way: 'cli' },
      demo.clock.now(),
    );
}

/** As if nobody had answered yet, for the next language. */
async function forgetAnswers(): Promise<void> {
  for (const round of rounds)
    for (const prefix of ['reply|', 'history|', 'draft|', 'turned|']) {
      const rows = readRows(demo.store, roundPartition(round), withPrefix(prefix));
      for await (const row of rows) await demo.store.commit(roundPartition(round), [remove(row)]);
    }
}

describe.each(locales)('in %s', (locale) => {
  const t = textsIn(locale);
  const wording = wordingFor(locale);
  /** The words up to the first value. */
  const saying = (whole: string) => new RegExp(whole.split(/[.:]/)[0]!.trim());
  const notSaved = saying(t('form.notSaved', { what: '', more: 0 }));
  const unsaved = new RegExp(`${t('state.unsaved')}|${t('state.draft')}`);
  const again = new RegExp(`^(${[t('goal.edit'), t('prompt.continue'), t('goal.answer')].join('|')})$`);
  const start = new RegExp(`^(${t('prompt.start')}|${t('prompt.continue')})$`);
  const save = new RegExp(`^(${[t('goal.save'), t('goal.saveAndGoOn'), t('goal.submit')].join('|')})$`);

  beforeAll(async () => {
    await forgetAnswers();
    await page.newCard(() => page.say(commands[locale].language));
  });

  async function open({ programmeId }: { readonly programmeId: string }): Promise<Locator> {
    const name = wording.of((await loadProgramme(demo.store, programmeId))!.name);
    await page.openRequest(name, commands[locale].goals);
    return page.cardWithText(name);
  }

  async function started(round: { readonly programmeId: string }): Promise<Locator> {
    const card = await open(round);
    await page.press(start, card);
    await card.getByRole('button', { name: save }).first().waitFor();
    return card;
  }

  /** Presses, takes a picture of what comes, and expects it to say this near where the button was. */
  async function expectInSight(
    name: string,
    card: Locator,
    title: string | RegExp,
    words: RegExp,
  ): Promise<void> {
    const button = await sighted(card, title);
    const pressedAt = await onPhone(card, async () => (await edges(card, button)).bottom);
    const before = await card.innerText();
    await page.press(title, card);
    await eventually('the result', async () => (await card.innerText()) !== before);
    await card.filter({ hasText: words }).waitFor();
    const [height, places] = await onPhone(card, async () => {
      const box = (await card.boundingBox())!;
      const shown = await card.getByText(words).filter({ visible: true }).all();
      return [box.height, await Promise.all(shown.map((each) => edges(card, each)))] as const;
    });
    await pictureAt(card, `${locale}-sight-${name}-phone.png`, width);
    const bottom = Math.min(pressedAt + inSight / 2, height);
    expect(places.filter((place) => place.bottom <= bottom && place.top >= bottom - inSight)).not.toEqual([]);
  }

  const last = (card: Locator, name: string | RegExp) =>
    card.getByRole('button', { name, exact: true }).last();

  /** The button, or the menu that it is in. */
  async function sighted(card: Locator, title: string | RegExp): Promise<Locator> {
    const button = last(card, title);
    return (await button.isVisible()) ? button : last(card, OVERFLOW);
  }

  it('a form of many goals: refused at a row, asked about, saved, and unchanged', async () => {
    const card = await started(keyResults);
    const row = (index: number) => card.locator('input[type=text]').nth(index);
    await row(0).fill('paljon');
    await expectInSight('row-refused', card, t('goal.save'), notSaved);
    await row(0).fill('0,5');
    await expectInSight('row-odd', card, t('goal.save'), notSaved);
    const saved = saying(t('form.saved', { count: 1, what: '' }));
    await expectInSight('row-saved', card, t('goal.saveConfirmed'), saved);
    const unchanged = new RegExp(
      t('form.unchangedSaved', { count: 5, what: '' }).split(':')[0]!.replace('5', '\\d+'),
    );
    await expectInSight(
      'unchanged',
      card,
      new RegExp(t('form.unchanged', { count: 5 }).replace('5', '\\d+')),
      unchanged,
    );
  }, 240_000);

  it('a goal: asked about, kept as a draft by leaving, and not handed over to nobody', async () => {
    const card = await started(strategy);
    await card.getByRole('textbox').first().fill('8');
    for (const group of await card.getByRole('radiogroup').all())
      await group.getByRole('radio').first().check();
    await card.getByRole('textbox').last().fill('Työ etenee.');
    await expectInSight('goal-odd', card, save, notSaved);
    await expectInSight('goal-saved', card, t('goal.saveConfirmed'), saying(t('goal.saved', { goal: '' })));
    await last(card, t('goal.edit')).click();
    await card.getByRole('button', { name: save }).waitFor();
    await card.getByRole('textbox').last().fill('Työ etenee hyvin.');
    await expectInSight('draft-by-leaving', card, t('goal.overview'), unsaved);
    await last(card, again).click();
    await page.press(t('goal.handOver'), card);
    await card.filter({ hasText: t('handOver.title') }).waitFor();
    await expectInSight('hand-over-refused', card, t('handOver.send'), saying(t('person.missing')));
  }, 240_000);

  it('a survey: asked whether to lock, and a table that cannot be pasted', async () => {
    const card = await started(survey);
    for (const group of await card.getByRole('radiogroup').all())
      await group.getByRole('radio').first().check();
    await expectInSight('lock', card, t('goal.submit'), saying(t('goal.lockAsk')));
    await page.press(t('goal.overviewSurvey'), card);
    await card
      .getByRole('button', { name: t('goal.answer') })
      .last()
      .click();
    const table = card.getByRole('button', { name: t('table.paste') });
    await table.first().click();
    await card.locator('textarea').filter({ visible: true }).first().fill('Ei mikään rivi\t1\t2\t3');
    await expectInSight(
      'paste-refused',
      card,
      t('table.fill'),
      saying(t('table.filled', { count: 0, unread: 1 })),
    );
  }, 240_000);

  it('a substitute who is not named', async () => {
    const card = await page.newCard(() => page.say(commands[locale].substitute));
    await page.fill(t('substitute.from'), '2027-01-11', card);
    await page.fill(t('substitute.to'), '2027-01-15', card);
    await expectInSight('substitute-refused', card, t('substitute.set'), saying(t('person.missing')));
  }, 240_000);
});

/** Where it is on the card, in pixels from the card's top. */
async function edges(card: Locator, element: Locator): Promise<{ top: number; bottom: number }> {
  const [outer, inner] = [(await card.boundingBox())!, (await element.boundingBox())!];
  return { top: inner.y - outer.y, bottom: inner.y + inner.height - outer.y };
}

/** Looks at a card as wide as on a phone. */
async function onPhone<T>(card: Locator, look: () => Promise<T>): Promise<T> {
  await card.evaluate(`(element) => { element.style.width = '${width}px'; }`);
  const seen = await look();
  await card.evaluate(`(element) => { element.style.width = ''; }`);
  return seen;
}
