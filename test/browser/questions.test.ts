/** Two people in two browsers: a leader asks about a goal from the digest, its owner responds, and the leader reads it. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { reportWords } from '../../cards/report/words';
import { textsIn } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Playground, startPlayground } from '../../deploy/local/playground';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { loadGoals } from '../../src/goals/register';
import { type Goal } from '../../src/goals/schema';
import { grant } from '../../src/people/grants';
import { publishQuestion } from '../../src/questions/publish';
import { loadQuestions } from '../../src/questions/question-store';
import { loadReplies } from '../../src/replies/reply-store';
import { makeReport } from '../../src/report/report';
import { slideParagraphs } from '../report/office-parts';
import { picture, pictureAt } from './picture';
import { openPlayground, OVERFLOW, type PlaygroundPage } from './playground-page';

const round = { programmeId: 'productivity-key-results', period: '2025-Q4' };
const leader = 'director@example.org';
const fi = textsIn('fi');
const asked = 'Mikä hidastaa, ja mitä **teette** <b>toisin</b>?';
const responded = 'Rekrytointi kesti. Paikat on nyt täytetty, ja vaje kurotaan kiinni keväällä.';

let demo: Demo;
/** The leader's own Playground: each has one current user. */
let other: Playground;
let folder: string;
let owners: PlaygroundPage;
let leaders: PlaygroundPage;
let goal: Goal;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4171, playgroundPort: 14171 });
  const by = { by: 'a test', way: 'cli' } as const;
  const reader = { personId: leader, role: 'reader', programmeId: round.programmeId } as const;
  await grant(demo.store, reader, by, demo.clock.now());
  goal = (await loadGoals(demo.store, round.programmeId)).find((each) => each.owners.includes(handUser))!;
  await openDueRounds(demo);
  await sendWaiting(demo);
  folder = await mkdtemp(path.join(tmpdir(), 'seuranta-leader-'));
  await writeFile(path.join(folder, '.m365agentsplayground.yml'), await asLeader());
  other = await startPlayground({ directory: folder, botEndpoint: demo.endpoint, port: 14172 });
  owners = await openPlayground(demo);
  await owners.cardWithText(fi('due.title')).waitFor();
  leaders = await openPlayground({ playground: other, shown: () => demo.shown(), isEmpty: true });
}, 180_000);

afterAll(async () => {
  await owners?.close();
  await leaders?.close();
  await other?.stop();
  await demo?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The demo's organisation, with the leader as the current user. */
async function asLeader(): Promise<string> {
  const file = path.join(__dirname, '../../deploy/local/.m365agentsplayground.yml');
  const pairs = [
    ['000000000010', '000000000011'],
    ['Suunnittelupäällikkö', 'Hyvinvointialuejohtaja'],
    ['planning@', 'director@'],
    ['surname: Suunnittelu\n', 'surname: Johto\n'],
  ] as const;
  return pairs.reduce(
    (text, [one, two]) => text.replaceAll(one, '\u0000').replaceAll(two, one).replaceAll('\u0000', two),
    await readFile(file, 'utf8'),
  );
}

async function pictures(card: ReturnType<PlaygroundPage['lastCard']>, name: string): Promise<void> {
  await picture(card, `questions-${name}.png`);
  await pictureAt(card, `questions-${name}-phone.png`, 356);
}

const waiting = (count: number) => fi('questions.waiting', { count });

it('the leader asks from the digest', async () => {
  const digest = await leaders.newCard(() => leaders.say('kooste'));
  await leaders.press(/^Kaikki tavoitteet/, digest);
  const listed = digest.filter({ hasText: fi('heading.goals') });
  await listed.waitFor();
  const histories = listed.getByTitle(new RegExp(`^${fi('drill.history')}: `));
  for (;;) {
    // While a page is replaced by the next one, the list is empty for a moment.
    await histories.first().waitFor();
    const more = listed.getByTitle(`${fi('drill.history')}: ${goal.code}`, { exact: true });
    if ((await more.count()) > 0) break;
    const first = await histories.first().getAttribute('title');
    await leaders.press(fi('prompt.later'), listed);
    await listed.getByTitle(first!, { exact: true }).waitFor({ state: 'detached' });
  }
  await pictures(listed, 'list');
  const actions = listed
    .locator('.ac-actionSet')
    .filter({ has: leaders.page.getByTitle(`${fi('drill.history')}: ${goal.code}`, { exact: true }) });
  await actions.getByRole('button', { name: OVERFLOW }).click();
  await leaders.page
    .getByRole('menuitem')
    .filter({ hasText: fi('ask.button') })
    .first()
    .click();
  const form = digest.filter({ hasText: fi('ask.title') });
  await form.waitFor();
  await leaders.fill(fi('ask.text'), asked, form);
  await pictures(form, 'ask');
  await leaders.press(fi('ask.send'), form);
  const sent = digest
    .filter({ hasText: fi('asked.open') })
    .or(digest.filter({ hasText: 'Kysymys on lähetetty' }));
  await sent.first().waitFor();
  await pictures(digest, 'sent');
  expect(await loadQuestions(demo.store, round)).toMatchObject([
    { goalId: goal.id, by: leader, text: asked },
  ]);
  const after = await leaders.newCard(() => leaders.say('kooste'));
  expect(await after.textContent()).toContain(waiting(1));
  await pictures(after, 'digest');
}, 240_000);

it('the owner is told in their own chat, with the figures beside it, and responds', async () => {
  const card = await owners.newCard(() => sendWaiting(demo));
  await card.getByText(asked).waitFor();
  await card.getByText(fi('asked.figures')).waitFor();
  await pictures(card, 'asked');
  await owners.fill(fi('asked.yours'), responded, card);
  await owners.press(fi('asked.respond'), card);
  const done = card.filter({ hasText: fi('asked.sent', { name: 'Hyvinvointialuejohtaja' }) });
  await done.waitFor();
  await pictures(done, 'responded');
  expect((await loadReplies(demo.store, round)).get(goal.id)).toBeUndefined();
}, 240_000);

it('the leader reads the response in chat, the next digest waits for nothing, and the history has both', async () => {
  const card = await leaders.newCard(() => sendWaiting(demo));
  await card.getByText(responded).waitFor();
  await pictures(card, 'response');
  const digest = await leaders.newCard(() => leaders.say('kooste'));
  expect(await digest.textContent()).not.toContain(waiting(1));
  await leaders.press(fi('asked.history'), card);
  await card
    .getByText(fi('history.target', { target: '' }).trim())
    .first()
    .waitFor();
  const history = card.filter({ hasText: fi('questions.ofGoal') }).filter({ hasText: 'Q3/2025' });
  await history.waitFor();
  for (const text of [asked, responded]) await history.getByText(text).waitFor();
  await pictures(history, 'history');
}, 240_000);

it('the slides show both once the coordinator has chosen so', async () => {
  const slides = async () => {
    const name = { ...round, format: 'pptx' as const };
    const { content } = await makeReport(demo.store, name, demo.clock.now(), reportWords);
    return JSON.stringify(slideParagraphs(Buffer.from(content)));
  };
  expect(await slides()).not.toContain(responded);
  const [question] = await loadQuestions(demo.store, round);
  const act = { ...round, goalId: goal.id, questionId: question!.id, published: true };
  await publishQuestion(demo.store, { ...act, by: 'a coordinator', way: 'card' }, demo.clock.now());
  expect(await slides()).toContain(responded);
}, 240_000);
