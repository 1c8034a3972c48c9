/** An admin in the Playground makes a programme from a table of her own: columns, form, preview, schedule, start. */
import { type Locator } from 'playwright-core';
import { text, textsIn } from '../../cards/parts/strings';
import { handUser, type Demo, startDemo } from '../../deploy/local/start-demo';
import { type TeamsUser } from '../../deploy/local/scripted-user';
import { findReference } from '../../bot/teams/conversation-references';
import { loadRegister } from '../../src/goals/register';
import { type Locale, locales } from '../../src/locales';
import { loadPerson } from '../../src/people/directory';
import { FileServer } from '../helpers/file-server';
import { postActivity } from '../helpers/raw-activity';
import { type FileRow, workbookFile } from '../import/workbook-file';
import { commands } from './commands';
import { picture, pictureAt } from './picture';
import { openPlayground, type PlaygroundPage } from './playground-page';

const phone = 356;
const fi = textsIn('fi');

let files: FileServer;
let demo: Demo;
let page: PlaygroundPage;

beforeAll(async () => {
  files = await new FileServer().start();
  demo = await startDemo({ botPort: 4198, playgroundPort: 14198, downloads: files.limits });
  page = await openPlayground(demo);
}, 240_000);

afterAll(async () => {
  await page?.close();
  await demo?.stop();
  await files?.stop();
});

const table: readonly FileRow[] = [
  ['Kaupungin sitovat tavoitteet 2027'],
  [
    'Painopiste',
    'Sitova tavoite',
    'Mittari',
    'Lähtötaso 2026',
    'Taso 2027',
    'Toteuma 6/2026',
    'Vastaava',
    'Muuta',
  ],
  [
    'Elinvoima',
    'Työttömyys laskee',
    'Työttömyysaste',
    '11,2 %',
    'alle 10 %',
    '10,8 %',
    handUser,
    'Valtuusto 15.12.',
  ],
  ['Elinvoima', 'Asukasluku kasvaa', 'Asukkaita', 20150, 'vähintään 20 400', 20210, 'Elinvoimajohtaja', null],
  [
    'Talous',
    'Lainakanta kevenee',
    'Lainaa asukasta kohden',
    '3 900 €',
    'enintään 3 700 €',
    null,
    handUser,
    null,
  ],
];

/** The Playground cannot attach a file, so its activity comes as Teams would send it. */
async function drop(rows = table): Promise<void> {
  const person = (await loadPerson(demo.store, handUser))!;
  const { conversation, serviceUrl } = (await findReference(demo.store, handUser))!;
  const user: TeamsUser = {
    ...{ name: person.name, aadObjectId: person.aadObjectId!, endpoint: demo.endpoint },
    ...{ tenantId: demo.ids.tenantId, botId: demo.ids.botId },
    receipt: { conversationId: conversation!.id, activityId: '', serviceUrl: serviceUrl! },
  };
  const attachment = files.attachment('sitovat_tavoitteet.xlsx', await workbookFile({ Taulukko1: rows }));
  await postActivity(user, { type: 'message', text: '', attachments: [attachment] });
}

const both = async (card: Locator, name: string) => {
  await picture(card, `${name}.png`);
  await pictureAt(card, `${name}-phone.png`, phone);
};

it('a table of another organisation becomes a programme, which is started from its schedule', async () => {
  const card = await page.newCard(() => drop());
  await card.filter({ hasText: fi('columns.title') }).waitFor();
  await both(card, 'fi-columns');
  await page.choose('E: Taso 2027', fi('columns.meaning.baseline'), card);
  await page.press(fi('columns.done'), card);
  await card.filter({ hasText: fi('columns.problems', { count: 2 }) }).waitFor();
  await both(card, 'fi-columns-turned-down');
  await page.choose('E: Taso 2027', fi('columns.meaning.target'), card);
  await page.press(fi('columns.done'), card);
  await card.filter({ hasText: 'Taso 2027 – tavoitearvo' }).waitFor();
  await both(card, 'fi-file-offered');
  await page.press(fi('import.new'), card);
  await card.filter({ hasText: fi('newProgramme.preview') }).waitFor();
  await both(card, 'fi-new-programme-form');
  await page.fill(fi('newProgramme.name'), ' ', card);
  await page.fill(fi('person.typed'), 'Kukaan Tuntematon', card);
  await page.press(fi('newProgramme.preview'), card);
  await card.filter({ hasText: fi('newProgramme.problems', { count: 2 }) }).waitFor();
  await both(card, 'fi-new-programme-turned-down');
  await page.fill(fi('newProgramme.name'), 'Sitovat tavoitteet', card);
  await page.fill(fi('person.typed'), '', card);
  await page.choose(fi('newProgramme.rhythm'), fi('schedule.rhythm.half-year'), card);
  await page.press(fi('newProgramme.preview'), card);
  await card.filter({ hasText: fi('import.newApply') }).waitFor();
  await both(card, 'fi-new-programme-preview');
  expect(await loadRegister(demo.store, 'sitovat-tavoitteet')).toBeUndefined();
  await page.press(fi('import.newApply'), card);
  await card.filter({ hasText: fi('import.newDone', { name: 'Sitovat tavoitteet' }) }).waitFor();
  await both(card, 'fi-new-programme-saved');
  await page.press(fi('import.newSchedule'), card);
  await card.filter({ hasText: fi('schedule.notStarted') }).waitFor();
  await both(card, 'fi-new-programme-schedule');
  await page.press(fi('schedule.start'), card);
  await page.cardWithText(/Ohjelma on käynnistetty/).waitFor();
  const { programme, goals } = (await loadRegister(demo.store, 'sitovat-tavoitteet'))!;
  expect(programme).toMatchObject({ rhythm: 'half-year', name: { fi: 'Sitovat tavoitteet' } });
  expect(programme.awaitsStart).toBeUndefined();
  expect(goals).toHaveLength(3);
});

it.each(locales.filter((locale) => locale !== 'fi'))('the cards in %s', async (locale: Locale) => {
  const said = textsIn(locale);
  await page.newCard(() => page.say(commands[locale].language));
  const other = table.map((row, at) =>
    row.map((cell, column) => (at > 1 && column === 1 ? `${cell as string} ${locale}` : cell)),
  );
  const headed = other.map((row, at) =>
    at === 1 ? row.map((cell) => `${cell as string} ${'ab'[locales.indexOf(locale) - 1]}`) : row,
  );
  const card = await page.newCard(() => drop(headed));
  await card.filter({ hasText: text(locale, 'columns.title') }).waitFor();
  await both(card, `${locale}-columns`);
  await page.press(said('columns.done'), card);
  await card.filter({ hasText: said('import.new') }).waitFor();
  await both(card, `${locale}-file-offered`);
  await page.press(said('import.new'), card);
  await card.filter({ hasText: said('newProgramme.preview') }).waitFor();
  await both(card, `${locale}-new-programme-form`);
  await page.fill(said('newProgramme.name'), `Program ${locale}`, card);
  await page.press(said('newProgramme.preview'), card);
  await card.filter({ hasText: said('import.newApply') }).waitFor();
  await both(card, `${locale}-new-programme-preview`);
});
