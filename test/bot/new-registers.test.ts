/** The same registers dropped into the chat, each into a programme that has no goals yet. */
import { text } from '../../cards/parts/strings';
import { textsOf, type TeamsUser } from '../../deploy/local/scripted-user';
import { loadGoals, saveRegister } from '../../src/goals/register';
import { readRegister } from '../../src/import/read-register';
import { type BotUnderTest, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { neverRefused, wrongWith } from '../helpers/card-faults';
import { FileServer } from '../helpers/file-server';
import { programmeWith } from '../helpers/fixtures';
import { press } from '../helpers/pressing';
import { postActivity } from '../helpers/raw-activity';
import { bannerOf } from '../helpers/read-card';
import { cardShown } from '../helpers/teams-conversations';
import { seed } from '../import/county-files';
import { type Made, madeOf, saveOfficePeople } from '../import/made-register';
import { type NewRegister, newRegisters } from '../import/new-registers';

const admin = 'planning@example.org';

let files: FileServer;
let running: BotUnderTest;
let user: TeamsUser;

beforeAll(async () => {
  files = await new FileServer().start();
  running = await startBotUnderTest({ admins: admin, downloads: files.limits, readRegister });
  await saveOfficePeople(running.store);
  user = await personAt(running, admin);
});
afterAll(async () => {
  await running.stop();
  await files.stop();
});

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

const documentOf = ({ what }: NewRegister) =>
  what.startsWith('the document ') ? what.replace('the document ', '') : undefined;

it.each(newRegisters.map((register, at) => ({ ...register, id: `new-${at}` })))('$what', async (register) => {
  const { id, made, refused } = register;
  const document = documentOf(register);
  const own = document === undefined ? programmeWith() : seed(document).programme;
  const programme = { ...own, id, coordinator: 'coordinator@example.org' };
  await saveRegister(running.store, { programme, goals: [] });
  const asked = await drop(register);
  if (refused) {
    expect(textsOf(asked)).toContain(
      text('fi', `refused.${refused}`, { sheet: 'Avaintulokset', cell: 'F2' }),
    );
    return;
  }
  const shown = await press(user, asked, 'import-plan', { programmeId: id });
  expect(wrongWith(shown, neverRefused)).toEqual([]);
  expect(textsOf(shown)).toContain(`Uusia ${made!.goals}, muuttuneita 0`);
  const card = textsOf(shown);
  // The preview of a document has several pages.
  if (document === undefined)
    expect({ errors: counted(card, 'import.errors'), warnings: counted(card, 'import.warnings') }).toEqual(
      countsIn(made!),
    );
  const done = await press(user, shown, 'import-apply');
  expect(bannerOf(done)).toEqual({ style: 'good', text: text('fi', 'import.done') });
  expect(madeOf([], await loadGoals(running.store, id))).toEqual({ ...made!, problems: {} });
});
