/** Registers that are dropped into the chat as real files. */
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { textsOf, type TeamsUser } from '../../deploy/local/scripted-user';
import { loadRegister } from '../../src/goals/register';
import { type Register } from '../../src/goals/schema';
import { exportRegister } from '../../src/import/plain/export-register';
import { type BotUnderTest, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { neverRefused, wrongWith } from '../helpers/card-faults';
import { FileServer } from '../helpers/file-server';
import { press } from '../helpers/pressing';
import { postActivity } from '../helpers/raw-activity';
import { bannerOf } from '../helpers/read-card';
import { cardShown } from '../helpers/teams-conversations';
import { withPart, workbookFile } from '../import/workbook-file';

const programmeId = 'strategic-goals';
const admin = 'planning@example.org';

let files: FileServer;
let running: BotUnderTest;
let user: TeamsUser;

beforeAll(async () => {
  files = await new FileServer().start();
  running = await startBotUnderTest({ admins: admin, downloads: files.limits });
  user = await personAt(running, admin);
});
afterAll(async () => {
  await running.stop();
  await files.stop();
});

const stored = async () => (await loadRegister(running.store, programmeId)) as Register;

async function drop(content: Buffer, name = 'rekisteri.xlsx'): Promise<Card> {
  await postActivity(user, { type: 'message', text: '', attachments: [files.attachment(name, content)] });
  return cardShown(running.connector.sentTo(user.aadObjectId).at(-1)!);
}

it('a workbook of the plain layout changes goals and settings when the admin says so', async () => {
  const before = await stored();
  const [first, ...rest] = before.goals;
  const calendar = { ...before.programme.calendar, digest: { weekday: 5, at: '09:30' } };
  const changed: Register = {
    programme: { ...before.programme, calendar },
    goals: [{ ...first!, title: { fi: 'Toisin sanottu tavoite' } }, ...rest],
  };
  const asked = await drop(await exportRegister(changed, 'fi'));
  const shown = await press(user, asked, 'import-plan');
  expect(wrongWith(shown, neverRefused)).toEqual([]);
  expect(textsOf(shown)).toContain(text('fi', 'import.settings'));
  expect(textsOf(shown)).toMatch(/Koosteen viikonpäivä: maanantai → perjantai/);
  expect(textsOf(shown)).toContain('Toisin sanottu tavoite');
  expect(await stored()).toEqual(before);
  const done = await press(user, shown, 'import-apply');
  expect(bannerOf(done)).toEqual({ style: 'good', text: text('fi', 'import.done') });
  const { programme, goals } = await stored();
  expect(programme.calendar).toEqual(calendar);
  expect(goals[0]!.title).toEqual({ fi: 'Toisin sanottu tavoite' });
  expect(goals.slice(1)).toEqual(rest);
});

it('what is wrong with single rows, and with a whole file, is said with what to do', async () => {
  const head = ['Tavoitteen id', 'Tunnus', 'Taso I fi', 'Otsikko fi'];
  const row = ['g1', '1.1', 'Talous', null];
  const field = ['g1', 'a', 'numero', 'A'];
  const fieldHead = ['Tavoitteen id', 'Kohdan id', 'Laji', 'Nimi fi'];
  const sheets = { Tavoitteet: [head, row], Kohdat: [fieldHead, field] };
  const asked = await drop(await workbookFile(sheets));
  const data = { programmeId };
  const shown = textsOf(await press(user, asked, 'import-plan', data));
  expect(shown).toContain(text('fi', 'import.problem.title-missing'));
  expect(shown).toContain('sanaa ei tunneta. Mahdollisia: luku / tal / number;');
  const unknown = textsOf(await drop(await workbookFile({ A: [['Tavoite', 'Mittari']] })));
  expect(unknown).toMatch(/Sarakeotsikoita ei tunnistettu. Puuttuu: .*\. Lisää otsikot/s);
});

it('a file of very many goals is for the command line', async () => {
  const rows = Array.from({ length: 2_001 }, (_, at) => [
    'Toimiala',
    'Alue',
    `Tavoite ${at}`,
    `Tulos ${at}`,
    1,
  ]);
  const csv = [['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio'], ...rows];
  const content = Buffer.from(csv.map((row) => row.join(';')).join('\n'));
  expect(textsOf(await drop(content, 'tulokset.csv'))).toContain('komentorivillä: seuranta import');
});

it('a small workbook that is endless inside is refused, and the bot goes on', async () => {
  const nested = await withPart(
    await workbookFile({ A: [['a']] }),
    'xl/worksheets/sheet1.xml',
    () => `<worksheet>${'<a>'.repeat(1_000_000)}</worksheet>`,
  );
  expect(nested.length).toBeLessThan(30_000);
  expect(textsOf(await drop(nested))).toContain(text('fi', 'refused.file-too-complex'));
  const { status } = await fetch(`${running.url}/healthz`);
  expect(status).toBe(200);
});
