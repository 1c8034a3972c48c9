/** The same registers dropped into the chat, each as a new programme of an organisation that has none. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sqliteIn } from '../../bot/config/config';
import { openStore } from '../../bot/process/store/open-store';
import { text } from '../../cards/parts/strings';
import { textsOf, type TeamsUser } from '../../deploy/local/scripted-user';
import { loadGoals, loadProgramme } from '../../src/goals/register';
import { readRegister } from '../../src/import/read-register';
import { type BotUnderTest, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { neverRefused, wrongWith } from '../helpers/card-faults';
import { FileServer } from '../helpers/file-server';
import { buttonsOf, press } from '../helpers/pressing';
import { postActivity } from '../helpers/raw-activity';
import { bannerOf } from '../helpers/read-card';
import { cardShown } from '../helpers/teams-conversations';
import { type Made, madeOf, saveOfficePeople } from '../import/made-register';
import { type NewRegister, newRegisters } from '../import/new-registers';

const admin = 'planning@example.org';

let files: FileServer;
/** A store of an organisation that has no programme yet. */
let fresh: string;
let running: BotUnderTest;
let user: TeamsUser;

beforeAll(async () => {
  files = await new FileServer().start();
  fresh = await mkdtemp(path.join(tmpdir(), 'seuranta-fresh-'));
  const store = await openStore(sqliteIn(fresh));
  await saveOfficePeople(store);
  await store.close();
});
afterAll(async () => {
  await files.stop();
  await rm(fresh, { recursive: true });
});
beforeEach(async () => {
  const from = path.join(fresh, 'seuranta.db');
  running = await startBotUnderTest({ from, admins: admin, downloads: files.limits, readRegister });
  user = await personAt(running, admin);
});
afterEach(() => running.stop());

async function drop({ name, content }: NewRegister) {
  const attachments = [files.attachment(name, await content())];
  await postActivity(user, { type: 'message', text: '', attachments });
  return cardShown(running.connector.sentTo(user.aadObjectId).at(-1)!);
}

/** How many lines the card has under a heading. */
const counted = (card: string, key: 'import.errors' | 'import.warnings') =>
  Number(new RegExp(`${text('fi', key)} \\((\\d+)\\)`).exec(card)?.[1] ?? 0);

function countsIn({ problems }: Made) {
  const count = (isError: boolean) =>
    Object.entries(problems)
      .filter(([code]) => code.startsWith('error ') === isError)
      .reduce((sum, [, cells]) => sum + (typeof cells === 'number' ? cells : cells.split(' ').length), 0);
  return { errors: count(true), warnings: count(false) };
}

it.each(newRegisters.map((register, at) => ({ ...register, id: `new-${at}` })))('$what', async (register) => {
  const { id, made, refused } = register;
  const asked = await drop(register);
  if (refused) {
    expect(textsOf(asked)).toContain(
      text('fi', `refused.${refused}`, { sheet: 'Avaintulokset', cell: 'F2' }),
    );
    return;
  }
  expect(buttonsOf(asked)[0]!.verb).toBe('import-new');
  const form = await press(user, asked, 'import-new');
  const filled = { name: id, person_typed: 'coordinator@example.org' };
  const shown = await press(user, form, 'import-new-plan', filled);
  expect(wrongWith(shown, neverRefused)).toEqual([]);
  const card = textsOf(shown);
  // The preview of a document has several pages.
  if (!register.what.startsWith('the document '))
    expect({ errors: counted(card, 'import.errors'), warnings: counted(card, 'import.warnings') }).toEqual(
      countsIn(made!),
    );
  const done = await press(user, shown, 'import-apply');
  expect(bannerOf(done)).toEqual({ style: 'good', text: text('fi', 'import.newDone', { name: id }) });
  expect(madeOf([], await loadGoals(running.store, id))).toEqual({ ...made!, problems: {} });
  expect((await loadProgramme(running.store, id))?.awaitsStart).toBe(true);
});
