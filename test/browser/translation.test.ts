/** A bilingual goal in the Playground: one language is an answer, and the translation goes to somebody else and back. */
import { type Locator } from 'playwright-core';
import { textsIn } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type Demo, handUser, startDemo } from '../../deploy/local/start-demo';
import { type UnconfirmedReplyError, recordReply } from '../../src/replies/record-reply';
import { readReply } from '../../src/replies/reply-store';
import { loadForm, loadRequests, readRound } from '../../src/rounds/round-store';
import { readTranslationTask } from '../../src/rounds/responsibility-store';
import { handTranslation } from '../../src/translations/hand-translation';
import { recordTranslation } from '../../src/translations/record-translation';
import { picture, pictureAt } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

const round = { programmeId: 'half-year-follow-up', period: '2025-H2' };
const programme = 'Halvårsuppföljning av målen';
const own = { ...round, goalId: 'admin-2' };
const owner = 'followup-customer-director@example.org';
const colleague = { id: 'finance@example.org', name: 'Talousjohtaja' };
const source = 'Läget är tills vidare under kontroll.\nMånga extra timanställda syns i kostnaderna.';
const sv = textsIn('sv');

let demo: Demo;
let page: PlaygroundPage;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4176, playgroundPort: 14176 });
  await openDueRounds(demo);
  await sendWaiting(demo);
  page = await openPlayground(demo);
  // What is in the chat comes again a little after the page is loaded, and would be the newest card.
  await page.cardWithText(textsIn('fi')('due.title')).waitFor();
  await page.newCard(() => page.say('på svenska'));
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

const answersOf = async (goalId: string) => (await readReply(demo.store, round, goalId))?.value.answers ?? {};

/** The card in a wide window and as wide as on a phone. */
async function pictures(shown: Locator, name: string): Promise<void> {
  await picture(shown, `translation-${name}.png`);
  await pictureAt(shown, `translation-${name}-phone.png`, 356);
}

/** Another owner answers their first goal in Swedish. @returns its name */
async function othersGoal() {
  const { value } = (await readRound(demo.store, round))!;
  const { goals } = (await loadForm(demo.store, value))!;
  const { goalIds } = (await loadRequests(demo.store, round)).find(({ personId }) => personId === owner)!;
  const goal = goals.find(({ id }) => id === goalIds[0])!;
  const figures = goal.fields.filter(({ kind }) => kind !== 'text').map(({ id }) => [id, '5'] as const);
  const typed = { ...Object.fromEntries(figures), 'followup-sv': source };
  const save = { ...round, goalId: goal.id, by: owner, typed, locale: 'sv' as const, seenVersion: 0 };
  await recordReply(demo.store, save, demo.clock.now()).catch((error: UnconfirmedReplyError) =>
    recordReply(demo.store, { ...save, confirmed: error.token }, demo.clock.now()),
  );
  return { ...round, goalId: goal.id };
}

describe('the owner of a bilingual goal', () => {
  it('is asked in their own language first, and answers in it alone', async () => {
    const request = await page.openRequest(programme, 'mina mål');
    await page.press(sv('prompt.start'), request);
    const answering = request.filter({ hasText: sv('translation.oneIsEnough') });
    await answering.waitFor();
    expect(await answering.getByText(sv('translation.oneIsEnough')).count()).toBe(2);
    await pictures(answering, 'goal');
    for (const input of await answering.getByPlaceholder('t.ex.').all()) await input.fill('55');
    await answering.getByPlaceholder('högst').first().fill(source);
    await page.press(/^Spara( och fortsätt)?$/, answering);
    const sure = request.getByRole('button', { name: sv('goal.saveConfirmed') });
    const saved = request.filter({ hasText: sv('translation.pending', { languages: 'finska' }) });
    await saved.or(sure).first().waitFor();
    if (!(await saved.isVisible())) await sure.last().click();
    await saved.waitFor();
    await pictures(saved, 'saved');
    const answers = await answersOf(own.goalId);
    expect([answers['followup-sv']?.raw, answers['followup-fi']]).toEqual([source, undefined]);
  });

  it('hands only the translation to a colleague', async () => {
    const request = await page.openRequest(programme, 'mina mål');
    await request.getByText(sv('translation.state', { languages: 'finska' })).waitFor();
    await page.press(sv('goal.edit'), request);
    await request.getByText(sv('translation.missing')).waitFor();
    await page.press(sv('goal.handOver'), request);
    const form = request.filter({ hasText: sv('translation.what') });
    await form.waitFor();
    await pictures(form, 'hand-over');
    await page.fill(sv('person.typed'), colleague.id, form);
    await page.press(sv('handOver.send'), form);
    const handed = request.filter({ hasText: `finska → ${colleague.name}` });
    await handed.waitFor();
    await pictures(handed, 'handed');
    expect((await readTranslationTask(demo.store, { ...own, fieldId: 'followup-fi' }))?.value).toMatchObject({
      translator: colleague.id,
      by: handUser,
    });
  });

  it('reads the colleague’s text once it is written, and nothing waits any more', async () => {
    const versions = { seenSource: (await answersOf(own.goalId))['followup-sv']!.version, seen: 0 };
    const text = { text: 'Tilanne on hallinnassa.', locale: 'fi' as const };
    const written = { ...own, fieldId: 'followup-fi', by: colleague.id, ...text, ...versions };
    await recordTranslation(demo.store, written, demo.clock.now());
    const request = await page.openRequest(programme, 'mina mål');
    expect(await request.getByText('översättning').count()).toBe(0);
    await page.press(sv('goal.edit'), request);
    const goal = request.filter({ hasText: `Besvarat av ${colleague.name}` });
    await goal.waitFor();
    expect(await goal.getByPlaceholder('högst').last().inputValue()).toBe(text.text);
  });
});

describe('somebody who is asked to translate', () => {
  it('finds it among what is due, with the source above the box, and writes it', async () => {
    const name = await othersGoal();
    const task = { ...name, fieldId: 'followup-fi', by: owner, to: handUser };
    await handTranslation(demo.store, task, demo.clock.now());
    await page.newCard(() => sendWaiting(demo));
    await page.cardWithText(sv('translation.into.fi')).waitFor();
    const due = await page.newCard(() => page.say('mina mål'));
    await due.getByText(/En översättning väntas av dig/).waitFor();
    await pictures(due, 'due');
    await due.getByTitle(`: ${programme}`).click();
    const request = due.filter({ hasText: sv('translation.write', { count: 1 }) });
    await request.waitFor();
    await pictures(request, 'request');
    await page.press(sv('translation.write', { count: 1 }), request);
    const box = due.filter({ hasText: 'timanställda' });
    await box.waitFor();
    await pictures(box, 'box');
    await box.getByRole('textbox').fill('Tilanne on toistaiseksi hallinnassa.');
    await page.press(sv('translation.save'), box);
    const saved = due.filter({ hasText: sv('translation.saved') });
    await saved.waitFor();
    await pictures(saved, 'written');
    expect((await answersOf(name.goalId))['followup-fi']).toMatchObject({ by: handUser, translatedFrom: 1 });
  });
});

describe('an admin', () => {
  it('sees which translations are pending, from whom and since when, and decides who writes one', async () => {
    const name = { ...(await changedSource()), fieldId: 'followup-fi' };
    const missing = await page.newCard(() => page.say(`obesvarade ${programme}`));
    await pictures(missing, 'missing');
    await page.press(sv('translation.show', { count: 1 }), missing);
    const list = page.cardWithText('(översättare), väntar sedan');
    await list.waitFor();
    await pictures(list, 'list');
    await page.press(sv('translation.assign'), list);
    const form = page.cardWithText(sv('translation.assignExplain'));
    await form.waitFor();
    await pictures(form, 'assign');
    await page.fill(sv('person.typed'), colleague.id, form);
    await page.press(sv('translation.assignSend'), form);
    const done = page.cardWithText(`finska: ${colleague.name} (översättare)`);
    await done.waitFor();
    await pictures(done, 'assigned');
    expect((await readTranslationTask(demo.store, name))?.value).toMatchObject({ translator: colleague.id });
    const status = await page.newCard(() => page.say('läget'));
    await status.getByText(`Översättning väntas av: ${colleague.name} 1`).waitFor();
    await pictures(status, 'status');
  });

  /** The owner changes the text that the hand user has translated. */
  async function changedSource() {
    const { goalIds } = (await loadRequests(demo.store, round)).find(({ personId }) => personId === owner)!;
    const name = { ...round, goalId: goalIds[0]! };
    const reply = (await readReply(demo.store, round, name.goalId))!.value;
    const raw = Object.entries(reply.answers).map(([id, answer]) => [id, String(answer.raw)] as const);
    const typed = { ...Object.fromEntries(raw), 'followup-sv': 'Läget är under kontroll.' };
    const save = { ...name, by: owner, typed, locale: 'sv' as const, seenVersion: reply.version };
    await recordReply(demo.store, save, demo.clock.now()).catch((error: UnconfirmedReplyError) =>
      recordReply(demo.store, { ...save, confirmed: error.token }, demo.clock.now()),
    );
    return name;
  }
});
