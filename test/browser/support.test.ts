/** Two people in two browsers: an owner asks for support, a leader decides from the digest, and the owner reads it in chat. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { reportWords } from '../../cards/report/words';
import { textsIn } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Playground, startPlayground } from '../../deploy/local/playground';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { loadGoal, loadRegister, saveRegister } from '../../src/goals/register';
import { grant } from '../../src/people/grants';
import { recordReply } from '../../src/replies/record-reply';
import { makeReport } from '../../src/report/report';
import { loadDecisions } from '../../src/support/support-store';
import { slideParagraphs } from '../report/office-parts';
import { picture, pictureAt } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

const programmeId = 'strategic-goals';
const goalId = 'foresight-3';
const leader = 'director@example.org';
const fi = textsIn('fi');
const needed = 'Kaksi analyytikkoa, johtoryhmältä, 1.3. mennessä';
const decided = 'Yksi analyytikko 1.3. alkaen, toisesta päätetään **keväällä** <b>2027</b>.';

let demo: Demo;
/** The leader's own Playground: each has one current user. */
let other: Playground;
let folder: string;
let owners: PlaygroundPage;
let leaders: PlaygroundPage;
let period: string;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4173, playgroundPort: 14173 });
  const by = { by: 'a test', way: 'cli' } as const;
  await grant(demo.store, { personId: leader, role: 'reader', programmeId }, by, demo.clock.now());
  const { programme, goals } = (await loadRegister(demo.store, programmeId))!;
  await saveRegister(demo.store, { programme: { ...programme, collectsSupport: true }, goals });
  const { rounds } = await openDueRounds(demo);
  period = rounds.find((round) => round.programmeId === programmeId)!.period;
  await sendWaiting(demo);
  await threeWeeksAgo();
  folder = await mkdtemp(path.join(tmpdir(), 'seuranta-leader-'));
  await writeFile(path.join(folder, '.m365agentsplayground.yml'), await asLeader());
  other = await startPlayground({ directory: folder, botEndpoint: demo.endpoint, port: 14174 });
  owners = await openPlayground(demo);
  await owners.cardWithText(fi('due.title')).waitFor();
  leaders = await openPlayground({ playground: other, shown: () => demo.shown(), isEmpty: true });
}, 300_000);

afterAll(async () => {
  await owners?.close();
  await leaders?.close();
  await other?.stop();
  await demo?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** The owner said then that one task does not proceed; a colleague answered for the last one. */
async function threeWeeksAgo(): Promise<void> {
  const { store, clock } = demo;
  const states = { 'task1-state': 'as-planned', 'task2-state': 'needs-support' };
  const typed = {
    nps: '40',
    summary: 'Analytiikka odottaa tekijöitä.',
    ...states,
    'task2-state-support': needed,
  };
  const about = { programmeId, period, goalId, locale: 'fi' as const };
  const then = new Date(clock.now().getTime() - 21 * 24 * 3_600_000);
  await recordReply(store, { ...about, by: handUser, typed, seenVersion: 0 }, then);
  const goal = (await loadGoal(store, programmeId, goalId))!;
  const [colleague] = goal.groups.find(({ id }) => id === 'task3')!.owners;
  const rest = { 'task3-state': 'as-planned' };
  await recordReply(store, { ...about, by: colleague!, typed: rest, seenVersion: 1 }, then);
}

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
  await picture(card, `support-${name}.png`);
  await pictureAt(card, `support-${name}-phone.png`, 356);
}

const old = fi('support.old', { count: 1 });

it('the leader sees the old request in the digest, and decides from its list', async () => {
  const digest = await leaders.newCard(() => leaders.say('kooste'));
  expect(await digest.textContent()).toContain(`${old}: 3.3`);
  await pictures(digest, 'digest');
  await leaders.press(fi('digest.showSupport', { count: 1 }), digest);
  const listed = digest.filter({ hasText: fi('heading.goals') });
  await listed.waitFor();
  await listed.getByText(/^Odottanut päätöstä /).waitFor();
  await pictures(listed, 'list');
  await listed.getByTitle(`${fi('support.button')}: 3.3`, { exact: true }).click();
  const form = digest.filter({ hasText: fi('support.title') });
  await form.getByText(needed).waitFor();
  await pictures(form, 'form');
  await leaders.fill(fi('support.line'), decided, form);
  await leaders.press(fi('support.decide'), form);
  const saved = digest.filter({ hasText: fi('support.saved') });
  await saved.waitFor();
  await pictures(saved, 'saved');
  const [decision] = await loadDecisions(demo.store, { programmeId, period });
  expect(decision).toMatchObject({ goalId, versions: [{ by: leader, text: decided }] });
  const after = await leaders.newCard(() => leaders.say('kooste'));
  expect(await after.textContent()).not.toContain(old);
  await after.getByText(/^Päätetty 30\.1\.: Yksi analyytikko/).waitFor();
  await pictures(after, 'digest-after');
}, 180_000);

it('the owner is told in their own chat, and finds it in the history and beside the task', async () => {
  const card = await owners.newCard(() => sendWaiting(demo));
  await card.getByText(decided).waitFor();
  await pictures(card, 'told');
  await owners.press(fi('asked.history'), card);
  const history = card.filter({ hasText: fi('support.ofGoal') });
  await history.getByText(decided).waitFor();
  await pictures(history, 'history');
}, 180_000);

it('the slides have what was decided, and name nobody', async () => {
  const name = { programmeId, period, format: 'pptx' as const };
  const { content } = await makeReport(demo.store, name, demo.clock.now(), reportWords);
  const slides = JSON.stringify(slideParagraphs(Buffer.from(content)));
  expect(slides).toContain(fi('reportFile.decisions'));
  expect(slides).toContain('Yksi analyytikko 1.3. alkaen');
}, 240_000);
