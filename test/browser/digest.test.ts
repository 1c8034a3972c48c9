/** The digests of a busy round on a phone: how tall they are, and that their lists reach every goal. */
import { listedGoals } from '../../cards/drill-down/lists';
import { digestPlace } from '../../cards/parts/goals/divisions';
import { type GoalList } from '../../cards/parts/goals/lists';
import { textsIn } from '../../cards/parts/strings';
import { answerRounds, openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, startDemo } from '../../deploy/local/start-demo';
import { loadProgramme } from '../../src/goals/register';
import { buildDigest, loadDigestSource } from '../../src/digest/build-digest';
import { goalStandings } from '../../src/digest/goal-standings';
import { type Locale, locales, type LocalizedText } from '../../src/goals/schema';
import { textIn } from '../../src/goals/text';
import { type Round } from '../../src/rounds/round';
import { eventually } from '../helpers/eventually';
import { commands } from './commands';
import { picture, pictureOnPhone } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

/** Pixels of a card on a phone that can be read without scrolling far. */
const tallest = 700;

let demo: Demo;
let page: PlaygroundPage;
let rounds: readonly Round[];
let names: Record<string, Record<Locale, string>>;
let fullNames: typeof names;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4195, playgroundPort: 14195 });
  ({ rounds } = await openDueRounds(demo));
  await sendWaiting(demo);
  expect((await answerRounds(demo, rounds)).failures).toEqual([]);
  names = {};
  fullNames = {};
  for (const { programmeId } of rounds) {
    const { name, shortName } = (await loadProgramme(demo.store, programmeId))!;
    names[programmeId] = inEach(shortName!);
    fullNames[programmeId] = inEach(name);
  }
  page = await openPlayground(demo);
  // The demo shows what is open to a page that was just loaded; what is said before would stand above it.
  await page.cardWithText(textsIn('fi')('due.title')).waitFor();
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

function inEach(text: LocalizedText): Record<Locale, string> {
  return Object.fromEntries(locales.map((locale) => [locale, textIn(text, locale)])) as Record<
    Locale,
    string
  >;
}

const listBehind = {
  'digest.showAll': 'all',
  'digest.showQuestions': 'all',
  'digest.showSupport': 'support',
  'digest.showReds': 'reds',
  'digest.showChanges': 'changes',
} as const satisfies Record<string, GoalList>;

/** The goals that the list has for a reader of the whole programme. */
async function goalsListed(round: Round, key: keyof typeof listBehind, locale: Locale) {
  const now = demo.clock.now();
  const digest = await buildDigest(demo.store, round, now);
  const source = await loadDigestSource(demo.store, round, now);
  return listedGoals(
    {
      ...{ digest, goals: goalStandings(source), programme: source.form.programme },
      ...{ place: digestPlace(digest, locale), isPart: false },
    },
    listBehind[key],
  );
}

describe.each(locales)('in %s', (locale) => {
  beforeAll(async () => {
    await page.newCard(() => page.say(commands[locale].language));
    await page.newCard(() => page.say(commands[locale].digest));
  }, 240_000);

  it('every programme’s digest is at most two screens of a phone', async () => {
    const heights: Record<string, number> = {};
    for (const [id, named] of Object.entries(names)) {
      const card = page.cardWithText(
        new RegExp(`^${textsIn(locale)('heading.digest')}\\s*${named[locale]} · `),
      );
      await card.waitFor();
      heights[id] = await pictureOnPhone(card, `digest-${locale}-${id}.png`);
    }
    expect(Object.keys(heights)).toHaveLength(5);
    expect(Object.entries(heights).filter(([, height]) => height > tallest)).toEqual([]);
  }, 240_000);

  it.each([
    ['strategic-goals', 'digest.showAll'],
    ['strategic-goals', 'digest.showSupport'],
    ['productivity-key-results', 'digest.showReds'],
    ['half-year-follow-up', 'digest.showChanges'],
    ['productivity-programme', 'digest.showAll'],
    ['county-survey', 'digest.showQuestions'],
  ] as const)(
    'the list of %s behind "%s" reaches every goal',
    async (programmeId, key) => {
      const t = textsIn(locale);
      const programme = new RegExp(`${names[programmeId]![locale]} · |${fullNames[programmeId]![locale]}`);
      const round = rounds.find((each) => each.programmeId === programmeId)!;
      const { length: count } = await goalsListed(round, key, locale);
      const title = new RegExp(`^${t(key, { count })}`.replace(/[()]/g, '\\$&'));
      const card = () => page.cardWithText(programme);
      // The first button of a row: a request that waits is decided, and every other goal leads to its history.
      const ofRow = new RegExp(`^(${t('drill.history')}|${t('support.button')}): `);
      await card().getByRole('button', { name: title }).click();
      const seen = new Set<string>();
      for (;;) {
        await card()
          .getByRole('button', { name: t('drill.toDigest') })
          .waitFor();
        for (const button of await card().getByTitle(ofRow).all())
          seen.add((await button.getAttribute('title'))!);
        if (seen.size <= 10) await picture(card(), `digest-${locale}-${programmeId}-${key}.png`);
        const on = card().getByRole('button', { name: t('prompt.later'), exact: true });
        if ((await on.count()) === 0) break;
        const before = seen.size;
        await on.click();
        await eventually('the next page', async () => {
          const titles = card().getByTitle(ofRow);
          const first = (await titles.count()) > 0 && (await titles.first().getAttribute('title'));
          return before > 0 && typeof first === 'string' && !seen.has(first);
        });
      }
      await card()
        .getByRole('button', { name: t('drill.toDigest') })
        .click();
      await card().getByRole('button', { name: title }).waitFor();
      expect(seen.size).toBe(count);
    },
    60_000,
  );
});
