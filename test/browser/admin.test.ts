/** An admin in the Playground changes when a programme reminds, by typing and clicking. */
import { type Locator } from 'playwright-core';
import { text, textsIn } from '../../cards/parts/strings';
import { openDueRounds, sendWaiting } from '../../deploy/local/demo-steps';
import { type TeamsUser } from '../../deploy/local/scripted-user';
import { type Demo, startDemo } from '../../deploy/local/start-demo';
import { readAudit } from '../../src/audit/audit';
import { loadProgramme, programmesPartition } from '../../src/goals/register';
import { type Locale } from '../../src/goals/schema';
import { loadPerson } from '../../src/people/directory';
import { holidayCalendar } from '../../src/periods/working-days';
import { forecast } from '../../src/schedule/forecast';
import { scheduleOf } from '../../src/goals/schedule-of';
import { doDueWork, sendDue } from '../../src/schedule/tick';
import { wordingFor } from '../../bot/views/wording';
import { postInvoke, shownBy } from '../helpers/raw-activity';
import { picture } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

const programmeId = 'strategic-goals';
/** The clock of the demo may stand in the last hours of the round: these reminders are after the deadline. */
const reminders = '2, +2';

let demo: Demo;
let page: PlaygroundPage;
let programme: string;

beforeAll(async () => {
  demo = await startDemo({ botPort: 4191, playgroundPort: 14191 });
  programme = wordingFor('fi').of((await loadProgramme(demo.store, programmeId))!.name);
  await openDueRounds(demo);
  page = await openPlayground(demo);
  // The demo shows what is open to a page that was just loaded; what is said before would stand above it.
  await page.cardWithText(programme).waitFor();
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

const fi = textsIn('fi');
const schedule = async () => scheduleOf((await loadProgramme(demo.store, programmeId))!);

/** The label of an input: what is to be typed, with its example. */
function labelIn(locale: Locale, field: 'reminders' | 'deadline' | 'grace'): string {
  return text(locale, `schedule.label.${field}`, { example: text(locale, `schedule.example.${field}`) });
}

async function openForm(command: string): Promise<Locator> {
  return page.newCard(() => page.say(command));
}

describe('an admin', () => {
  it('types the command, and is turned down at the field', async () => {
    const card = await openForm('aikataulu strategiset');
    await picture(card, 'fi-schedule-form.png');
    await page.fill(labelIn('fi', 'reminders'), 'kaksi', card);
    await page.fill(labelIn('fi', 'deadline'), '5', card);
    await page.press(fi('schedule.toPreview'), card);
    await card.filter({ hasText: fi('schedule.problem.offsets-unreadable') }).waitFor();
    await picture(card, 'fi-schedule-turned-down.png');
    await page.fill(labelIn('fi', 'reminders'), reminders, card);
    await page.press(fi('schedule.toPreview'), card);
    await card.filter({ hasText: fi('schedule.problems', { count: 1 }) }).waitFor();
    expect(await readAudit(demo.store, [programmesPartition])).toEqual([]);
  });

  it('sees what changes and what comes next, and saves it', async () => {
    const card = page.cardWithText(fi('schedule.problems', { count: 1 }));
    await page.fill(labelIn('fi', 'deadline'), '30', card);
    await page.choose(fi('schedule.field.digestDay'), fi('schedule.weekday.4'), card);
    await page.choose(fi('schedule.field.digestAt'), '10.30', card);
    await page.press(fi('schedule.toPreview'), card);
    const preview = page.cardWithText(fi('schedule.preview'));
    await preview.filter({ hasText: '→ 2 työpäivää ennen määräaikaa klo 9.00; 2 työpäivää' }).waitFor();
    await picture(preview, 'fi-schedule-preview.png');
    await page.press(fi('schedule.save'), preview);
    await page.cardWithText(fi('schedule.savedLast').replace('.', '')).waitFor();
    expect((await schedule()).calendar.reminders).toEqual([
      { workingDaysBefore: 2, at: '09:00' },
      { workingDaysAfter: 2, at: '09:00' },
    ]);
    expect((await schedule()).calendar.digest).toEqual({ weekday: 4, at: '10:30' });
    expect(await readAudit(demo.store, [programmesPartition])).toMatchObject([
      { what: 'schedule-changed', by: 'planning@example.org', way: 'card', programmeId },
    ]);
  });

  it('is reminded by it at the next step', async () => {
    const { store, bot } = demo;
    // Nobody is reminded of what has not reached them yet.
    await sendWaiting(demo);
    const holidays = holidayCalendar();
    const options = { programmeId, from: demo.clock.now(), count: 20, holidays, sendRate: 30 };
    const steps = await forecast(store, options);
    const reminder = steps.find(({ what }) => what === 'remind')!;
    const clock = { now: () => reminder.sentFrom };
    await doDueWork({ ...bot.tickOptions, clock });
    await sendDue({ ...bot.tickOptions, clock });
    // One message of all programmes whose reminders fall on that day.
    await page.expectText(new RegExp(`^${fi('due.reminder')}`));
  });
});

it('who is no admin is refused, and nothing is written', async () => {
  const before = await loadProgramme(demo.store, programmeId);
  const director = (await loadPerson(demo.store, 'director@example.org'))!;
  const user: TeamsUser = {
    ...{ name: director.name, aadObjectId: director.aadObjectId!, endpoint: demo.endpoint },
    ...{ tenantId: demo.ids.tenantId, botId: demo.ids.botId },
    receipt: { conversationId: 'a', activityId: '', serviceUrl: demo.playground.connectorUrl },
  };
  const refused = fi('refused.admins-only', { admins: 'Suunnittelupäällikkö' });
  for (const verb of ['schedule', 'schedule-preview', 'schedule-save', 'schedule-discard']) {
    const answer = await postInvoke(user, {
      action: { verb, data: { programmeId, reminders: '1', proposed: '' } },
    });
    expect(shownBy(answer)).toEqual({ text: refused });
  }
  expect(await loadProgramme(demo.store, programmeId)).toEqual(before);
});

it('the form and the preview in Swedish', async () => {
  const sv = textsIn('sv');
  await page.newCard(() => page.say('på svenska'));
  const card = await openForm('tidtabell strategic-goals');
  await picture(card, 'sv-schedule-form.png');
  await page.fill(labelIn('sv', 'grace'), '5', card);
  await page.fill(labelIn('sv', 'reminders'), '20 23.30, 1, +4', card);
  await page.press(sv('schedule.toPreview'), card);
  const preview = page.cardWithText(sv('schedule.preview'));
  await preview.waitFor();
  await picture(preview, 'sv-schedule-preview.png');
  await page.press(sv('schedule.discard'), preview);
  await page.cardWithText(sv('schedule.discarded')).waitFor();
});
