/** The owner of a goal's summary in a browser: what waits, the draft from the tasks' words, saved with one press. */
import { wordingFor } from '../../bot/views/wording';
import { textsIn } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { loadRegister, saveRegister } from '../../src/goals/register';
import { recordReply, type Typed, UnconfirmedReplyError } from '../../src/replies/record-reply';
import { readReply } from '../../src/replies/reply-store';
import { doDueWork } from '../../src/schedule/tick';
import { picture, pictureAt } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

const round = { programmeId: 'strategic-goals', period: '2025-Q4' };
/** Its first two tasks and its summary are the user's, the third task is a colleague's. */
const goalId = 'foresight-3';
const colleague = 'strategy-knowledge-manager@example.org';
const fi = textsIn('fi');
const words = [
  'Palautejärjestelmä on käytössä kaikilla toimialueilla.',
  'Toimintamallit on hyväksytty johtoryhmässä, ja koulutukset jatkuvat keväällä.',
  'Raportit julkaistaan kuukausittain, ja asiakasraati kokoontui kahdesti.',
];

let demo: Demo;
let page: PlaygroundPage;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4197, playgroundPort: 14197 });
  const register = (await loadRegister(demo.store, round.programmeId))!;
  const stage = { of: 'tasks-and-measures' as const, workingDaysBefore: 5, at: '16:00', reminders: [] };
  const programme = { ...register.programme, calendar: { ...register.programme.calendar, stage } };
  await saveRegister(demo.store, { ...register, programme });
  await openDueRounds(demo);
  await sendWaiting(demo);
  page = await openPlayground(demo);
  await page.cardWithText(fi('due.title')).waitFor();
}, 180_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

async function answer(by: string, typed: Typed): Promise<void> {
  const seenVersion = (await readReply(demo.store, round, goalId))?.value.version ?? 0;
  const submission = { ...round, goalId, by, typed, shown: Object.keys(typed), locale: 'fi' as const };
  const given = { ...submission, seenVersion };
  await recordReply(demo.store, given, demo.clock.now()).catch((error: unknown) => {
    // Another figure than last quarter's is asked about once.
    if (!(error instanceof UnconfirmedReplyError)) throw error;
    return recordReply(demo.store, { ...given, confirmed: error.token }, demo.clock.now());
  });
}

const taskAnswer = (task: number): Typed => ({
  [`task${task}-progress`]: String(30 * task),
  [`task${task}-state`]: 'as-planned',
  [`task${task}-words`]: words[task - 1]!,
});

async function pictures(card: ReturnType<PlaygroundPage['lastCard']>, name: string): Promise<void> {
  await picture(card, `stages-${name}.png`);
  await pictureAt(card, `stages-${name}-phone.png`, 356);
}

it('asks for what is due first, then sends the draft, which is saved with one press', async () => {
  const mine = await page.newCard(() => page.say('omat tavoitteet'));
  const until = wordingFor('fi').moment('2026-02-06T14:00:00Z');
  await mine
    .getByText(fi('due.until', { period: 'Q4/2025', deadline: until }))
    .first()
    .waitFor();
  await pictures(mine, 'due');
  await answer(handUser, { nps: '55', ...taskAnswer(1), ...taskAnswer(2) });
  await answer(colleague, taskAnswer(3));
  await doDueWork(demo.bot.tickOptions);
  const card = await page.newCard(() => sendWaiting(demo));
  await card.getByText(fi('stage.draft')).waitFor();
  await pictures(card, 'draft');
  await page.press(fi('goal.save'), card);
  await card.filter({ hasNotText: fi('stage.draft') }).waitFor();
  await pictures(card, 'saved');
  const summary = (await readReply(demo.store, round, goalId))!.value.answers['summary'];
  expect(summary).toMatchObject({ by: handUser });
  for (const text of words) expect(summary!.raw).toContain(text);
}, 240_000);
