/** Many goals in one form, in the Playground: how long it takes by hand, and what it looks like. */
import { textsIn } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { changeOwners, loadGoals } from '../../src/goals/register';
import { type Goal, type Locale } from '../../src/goals/schema';
import { loadReplies } from '../../src/replies/reply-store';
import { eventually } from '../helpers/eventually';
import { picture, pictureAt } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

const round = { programmeId: 'productivity-key-results', period: '2025-Q4' };
const names = {
  fi: 'Tuottavuus turvaa palvelut: avaintulokset',
  sv: 'Tuottavuus turvaa palvelut: avaintulokset',
  en: 'Productivity secures services: key results',
} satisfies Record<Locale, string>;
const fi = textsIn('fi');

let demo: Demo;
let page: PlaygroundPage;
/** The person's ten goals, each with one figure. */
let goals: readonly Goal[];

beforeAll(async () => {
  demo = await startDemo({ botPort: 4187, playgroundPort: 14187 });
  const isOwn = ({ owners }: Goal) => owners.includes(handUser);
  const all = await loadGoals(demo.store, round.programmeId);
  const owners = (ids: readonly string[]) => (goal: Goal) => ({ ...goal, owners: [...ids] });
  const change = (goalId: string, to: string) =>
    changeOwners(
      demo.store,
      { programmeId: round.programmeId, goalId },
      owners([to]),
      { by: 'a test', way: 'cli' },
      demo.clock.now(),
    );
  for (const { id } of all.filter(isOwn)) await change(id, 'finance@example.org');
  const plain = all.filter(({ fields }) => fields.every(({ role }) => role === 'confidence'));
  for (const { id } of plain.slice(0, 10)) await change(id, handUser);
  goals = (await loadGoals(demo.store, round.programmeId)).filter(isOwn);
  await giveReform();
  await openDueRounds(demo);
  await sendWaiting(demo);
  page = await openPlayground(demo);
}, 240_000);

/** Three goals of the productivity programme, each with a state and a text. */
async function giveReform(): Promise<void> {
  const programmeId = 'productivity-programme';
  for (const { id } of (await loadGoals(demo.store, programmeId)).slice(0, 3))
    await changeOwners(
      demo.store,
      { programmeId, goalId: id },
      (goal) => ({ ...goal, owners: [handUser] }),
      { by: 'a test', way: 'cli' },
      demo.clock.now(),
    );
}

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

const card = (locale: Locale = 'fi') => page.cardWithText(names[locale]);
const inputs = (locale: Locale = 'fi') => card(locale).locator('input[type=text]');

/** As wide as the Playground draws it, and as on two phones. */
async function pictures(locale: Locale, state: string): Promise<void> {
  await picture(card(locale), `${locale}-form-${state}.png`);
  for (const width of [340, 356])
    await pictureAt(card(locale), `${locale}-form-${state}-${width}.png`, width);
}

describe('a person with ten goals of one figure each', () => {
  it('opens the form, which says what is wrong or odd on its row and keeps what was typed', async () => {
    expect(goals).toHaveLength(10);
    await page.cardWithText(fi('due.title')).waitFor();
    await page.openRequest(names.fi);
    await page.press(fi('prompt.start'), card());
    await card()
      .filter({ hasText: fi('form.guide') })
      .waitFor();
    await pictures('fi', 'start');
    await inputs().nth(1).fill('paljon');
    await inputs().nth(2).fill('6');
    await page.press(fi('goal.save'), card());
    await page.cardWithText('Ei tallennettu vielä').waitFor();
    await pictures('fi', 'not-saved');
    expect(await inputs().nth(1).inputValue()).toBe('paljon');
  });

  it.each(['sv', 'en'] as const)('looks the same in %s', async (locale) => {
    const say = { sv: ['på svenska', 'mina mål'], en: ['in english', 'my goals'] }[locale];
    await page.newCard(() => page.say(say[0]!));
    await page.openRequest(names[locale], say[1]);
    await page.press(textsIn(locale)('prompt.continue'), card(locale));
    await card(locale)
      .filter({ hasText: textsIn(locale)('form.guide') })
      .waitFor();
    await inputs(locale).nth(1).fill('mycket');
    await page.press(textsIn(locale)('goal.save'), card(locale));
    await card(locale).filter({ hasText: 'mycket' }).waitFor();
    await pictures(locale, 'not-saved');
  });

  it('has a choice and a line of text on each row of the productivity programme', async () => {
    const reform = page.cardWithText('Productivity programme');
    await page.openRequest('Productivity programme', 'my goals');
    await page.press(/^(Start|Continue)$/, reform);
    await reform.filter({ hasText: textsIn('en')('form.guide') }).waitFor();
    await picture(reform, 'en-form-reform.png');
    await pictureAt(reform, 'en-form-reform-340.png', 340);
    expect(await reform.getByRole('combobox').count()).toBeGreaterThan(2);
  });

  it('answers all ten in less than a minute', async () => {
    await page.newCard(() => page.say('suomeksi'));
    await page.openRequest(names.fi);
    const began = performance.now();
    await page.press(fi('prompt.continue'), card());
    await card()
      .filter({ hasText: fi('form.guide') })
      .waitFor();
    const count = await inputs().count();
    for (let row = 0; row < count; row++)
      await inputs()
        .nth(row)
        .fill(String(60 + row));
    const save = page.page.getByRole('button', { name: /^(Tallenna|Oikein, tallenna)$/ });
    await save.last().click();
    const answered = async () => {
      const replies = await loadReplies(demo.store, round);
      return goals.filter(({ id }) => replies.get(id)?.by === handUser).length;
    };
    const done = async () => (await answered()) === goals.length;
    await card()
      .filter({ hasText: /Tallennettu|Ei tallennettu vielä/ })
      .waitFor();
    const confirm = card().getByRole('button', { name: fi('goal.saveConfirmed') });
    if (!(await done()) && (await confirm.isVisible())) await confirm.click();
    await eventually('all ten answers', done);
    const seconds = (performance.now() - began) / 1000;
    process.stdout.write(`ten goals in one form: ${seconds.toFixed(1)} s\n`);
    expect(seconds).toBeLessThan(60);
    await card()
      .filter({ hasText: fi('prompt.progress', { answered: 10, asked: 10 }) })
      .waitFor();
    await pictures('fi', 'done');
  });
});
