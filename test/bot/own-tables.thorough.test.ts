/** Tables that fit no layout, dropped into the chat: what their columns hold is said on a card, and remembered. */
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { textsOf, type TeamsUser } from '../../deploy/local/scripted-user';
import { loadProgramme, loadRegister } from '../../src/goals/register';
import { textIn } from '../../src/goals/text';
import { readRegister } from '../../src/import/read-register';
import { savePeople } from '../../src/people/directory';
import { type BotUnderTest, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { neverRefused, wrongWith } from '../helpers/card-faults';
import { FileServer } from '../helpers/file-server';
import { peopleOf } from '../helpers/fixtures';
import { buttonsOf, type Inputs, press, valuesOf } from '../helpers/pressing';
import { postActivity } from '../helpers/raw-activity';
import { bannerOf, nodesOf, problemsOf } from '../helpers/read-card';
import { cardShown } from '../helpers/teams-conversations';
import { type OwnTable, ownTables } from '../import/own-tables';
import { type FileRow, workbookFile } from '../import/workbook-file';

const admin = 'planning@example.org';
const coordinator = 'coordinator@example.org';

let files: FileServer;
let running: BotUnderTest;
let user: TeamsUser;

beforeAll(async () => {
  files = await new FileServer().start();
  running = await startBotUnderTest({ admins: admin, downloads: files.limits, readRegister });
  await savePeople(running.store, peopleOf(['anna@example.org', 'bo@example.org', coordinator]));
  user = await personAt(running, admin);
});
afterAll(async () => {
  await running.stop();
  await files.stop();
});

async function drop(file: OwnTable['file']): Promise<Card> {
  const isText = typeof file === 'string';
  const content = isText ? Buffer.from(file) : await workbookFile(file);
  const attachment = files.attachment(isText ? 'own.csv' : 'own.xlsx', content);
  await postActivity(user, { type: 'message', text: '', attachments: [attachment] });
  return cardShown(running.connector.sentTo(user.aadObjectId).at(-1)!);
}

/** The label of each column's input, "A: Sitova tavoite", by the input's id. */
function labelsOf(card: Card): Map<string, string> {
  const inputs = nodesOf(card).filter(({ id }) => String(id).startsWith('column:'));
  return new Map(inputs.map(({ id, label }) => [String(id), String(label)]));
}

/** "goal=Vad vi vill", by the heading or the letters of the column. */
function chosen(card: Card, said: readonly string[]): Inputs {
  return Object.fromEntries(
    said.map((each) => {
      const [meaning, column] = each.split('=') as [string, string];
      const [id] = [...labelsOf(card)].find(
        ([input, label]) => label.endsWith(`: ${column}`) || input === `column:${column}`,
      )!;
      return [id, meaning];
    }),
  );
}

const accept = (card: Card, inputs: Inputs = {}) =>
  press(user, card, 'import-columns', inputs, { to: 'done' });
const make = async (card: Card, name: string) => {
  const form = await press(user, card, 'import-new');
  const preview = await press(user, form, 'import-new-plan', { name, person_typed: coordinator });
  return { preview, done: await press(user, preview, 'import-apply') };
};

describe.each(ownTables.map((table, at) => ({ ...table, id: `taulu-${at}` })))('$what', (table) => {
  it('becomes a programme when somebody has looked at its columns', async () => {
    const columns = await drop(table.file);
    expect(wrongWith(columns, neverRefused)).toEqual([]);
    expect(textsOf(columns)).toContain(text('fi', 'columns.title'));
    const offered = await accept(columns, chosen(columns, table.said ?? []));
    expect(wrongWith(offered, neverRefused)).toEqual([]);
    expect(buttonsOf(offered)[0]!.verb).toBe('import-new');
    const { preview, done } = await make(offered, table.id);
    expect(wrongWith(preview, neverRefused)).toEqual([]);
    expect(buttonsOf(done, 'schedule')).toHaveLength(1);
    const { goals, programme } = (await loadRegister(running.store, table.id))!;
    expect(programme.awaitsStart).toBe(true);
    const shown = goals.map((goal) => [goal.code, textIn(goal.title, 'fi'), goal.owners.join(', ')]);
    expect(shown).toEqual(table.goals);
    expect(goals.map((goal) => textIn(goal.headings[0]!, 'fi'))).toEqual(table.headings);
  });
});

const head = ['Mitä halutaan', 'Millä nähdään', 'Taso 2025', 'Taso 2026', 'Kuka', 'Muuta'];
const rows = (...owners: readonly string[]): Record<string, readonly FileRow[]> => ({
  Taulu: [
    head,
    ...owners.map((owner, at): FileRow => [`Halu ${at}`, `Mitta ${at}`, '11 %', 'yli 12 %', owner, 'x']),
  ],
});
const meanings = {
  ...{ 'column:A': 'goal', 'column:B': 'measure', 'column:C': 'baseline', 'column:D': 'target' },
  ...{ 'column:E': 'owner', 'column:F': 'ignore' },
};

describe('the columns of a table whose headings nobody knows', () => {
  it('are all shown with cells and no guess, and nothing goes on before one holds goals or measures', async () => {
    const card = await drop(rows('anna@example.org', 'bo@example.org'));
    expect([...labelsOf(card).values()]).toEqual(head.map((each, at) => `${'ABCDEF'[at]}: ${each}`));
    expect(new Set(Object.values(valuesOf(card)))).toEqual(new Set(['ignore']));
    expect(textsOf(card)).toContain('Soluissa: Halu 0 | Halu 1');
    const again = await accept(card, { 'column:E': 'owner' });
    expect(bannerOf(again)).toEqual({ style: 'attention', text: text('fi', 'columns.goalMissing') });
    expect(valuesOf(again)).toMatchObject({ 'column:A': 'ignore', 'column:E': 'owner' });
  });

  it('that have a meaning which only one can have are marked, both of them', async () => {
    const card = await drop(rows('anna@example.org'));
    const again = await accept(card, { ...meanings, 'column:C': 'target' });
    expect(wrongWith(again, neverRefused)).toEqual([]);
    expect(problemsOf(again)).toHaveLength(2);
    expect(problemsOf(again)[0]).toBe('Vain yhdessä sarakkeessa voi olla tavoitearvo. Korjaa toinen.');
    const none = await accept(await drop(rows('anna@example.org')), { 'column:A': 'goal' });
    expect(buttonsOf(none, 'import-columns')).toHaveLength(1);
  });

  it('of which none has a goal in its cells are asked for again', async () => {
    const card = await drop({ Taulu: [head, [null, null, null, null, 'anna@example.org', 'x']] });
    const again = await accept(card, { 'column:A': 'goal', 'column:E': 'owner' });
    expect(bannerOf(again)?.text).toBe(text('fi', 'columns.noGoals'));
    expect(valuesOf(again)).toMatchObject({ 'column:A': 'goal', 'column:E': 'owner' });
  });

  it('keep what was chosen when one goes back, and are remembered by their headings for next year', async () => {
    const card = await drop(rows('anna@example.org', 'bo@example.org'));
    const offered = await accept(card, meanings);
    expect(textsOf(offered)).toContain(
      'Mitä halutaan – tavoite; Millä nähdään – mittari; Taso 2025 – lähtötaso',
    );
    const back = await press(user, offered, 'import-columns', {}, { to: 0 });
    expect(valuesOf(back)).toEqual(meanings);
    const { done } = await make(await accept(back), 'Omat toiveet');
    expect(buttonsOf(done, 'schedule')).toHaveLength(1);
    const register = (await loadRegister(running.store, 'omat-toiveet'))!;
    expect(register.goals[0]!.fields[0]).toMatchObject({
      ...{ baseline: { value: 11 }, targets: [{ value: 12, comparator: 'above' }] },
    });
    // Both columns of levels have the same heading without their years, so they are told apart by their order.
    const [, ...table] = rows('bo@example.org', 'bo@example.org')['Taulu']!;
    const nextHead = head.map((each) =>
      each === 'Muuta' ? 'Aivan muuta' : each.replace(/202(\d)/, '203$1'),
    );
    const next = await drop({ Taulu: [nextHead, ...table] });
    expect(buttonsOf(next)[0]!.verb).toBe('import-plan');
    expect(valuesOf(next)).toEqual({ programmeId: 'omat-toiveet' });
    expect(textsOf(next)).toContain('Taso 2035 – lähtötaso; Taso 2036 – tavoitearvo');
    const plan = await press(user, next, 'import-plan');
    expect(textsOf(plan)).toContain('muuttuneita 1');
    await press(user, plan, 'import-apply');
    const { goals } = (await loadRegister(running.store, 'omat-toiveet'))!;
    expect(goals.map(({ owners }) => owners)).toEqual([['bo@example.org'], ['bo@example.org']]);
  });

  it('of a wide table come in pages, which keep what was chosen on each', async () => {
    const wide = Array.from({ length: 30 }, (_, at) => `Sarake ${'abcdefghijklmnopqrstuvwxyzåäöx'[at]}`);
    const first = await drop({ Taulu: [wide, wide.map((each, at) => (at === 29 ? 'Halu' : each))] });
    expect(wrongWith(first, neverRefused)).toEqual([]);
    expect(textsOf(first)).toContain('yhteensä 30 saraketta');
    const second = await press(user, first, 'import-columns', { 'column:B': 'heading' }, { to: 1 });
    const third = await press(user, second, 'import-columns', { 'column:O': 'goal' }, { to: 2 });
    // "AD" is on the last page and "O" on the second, which comes back.
    const marked = await accept(third, { 'column:AD': 'goal' });
    expect(wrongWith(marked, neverRefused)).toEqual([]);
    expect(valuesOf(marked)).toMatchObject({ 'column:O': 'goal' });
    const offered = await accept(marked, { 'column:O': 'ignore' });
    expect(textsOf(offered)).toContain('Sarake b – osa-alue tai muu otsikkotaso; Sarake x – tavoite');
  });

  it('are of a file that is gone when another one was dropped', async () => {
    const unknown = {
      Taulu: [
        ['Eka', 'Toka'],
        ['Halu', 'Mitta'],
      ],
    };
    const card = await drop(unknown);
    await drop(unknown);
    expect(bannerOf(await accept(card, { 'column:A': 'goal' }))?.text).toBe(text('fi', 'import.gone'));
    expect(await loadProgramme(running.store, 'own')).toBeUndefined();
  });
});
