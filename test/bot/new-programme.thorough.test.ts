/** A file that is dropped into the chat becomes a programme: a short form, a preview, saving, and the start. */
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { textsOf, type TeamsUser } from '../../deploy/local/scripted-user';
import { StorageError } from '../../src/errors';
import { goalsPartition, loadProgramme, loadProgrammes, loadRegister } from '../../src/goals/register';
import { locales } from '../../src/locales';
import { readRegister } from '../../src/import/read-register';
import { type ImportMark, markKey } from '../../src/import/register-before';
import { listRounds } from '../../src/rounds/round-store';
import { savePeople } from '../../src/people/directory';
import { readRow } from '../../src/storage/rows';
import { type EntityStore } from '../../src/storage/store';
import { doDueWork } from '../../src/schedule/tick';
import { type BotUnderTest, dumpOf, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { neverRefused, wrongWith } from '../helpers/card-faults';
import { atEveryCommit, interrupted } from '../helpers/failing-store';
import { FileServer } from '../helpers/file-server';
import { peopleOf } from '../helpers/fixtures';
import { buttonsOf, type Inputs, press, show, valuesOf } from '../helpers/pressing';
import { postActivity } from '../helpers/raw-activity';
import { bannerOf, problemsOf } from '../helpers/read-card';
import { cardShown } from '../helpers/teams-conversations';
import {
  halfYearSheets,
  keyResultSheets,
  productivitySheets,
  seed,
  strategicSheets,
} from '../import/county-files';
import { type FileRow, workbookFile } from '../import/workbook-file';

const [admin, other, anna, bo] = ['planning', 'finance', 'anna', 'bo'].map(
  (name) => `${name}@example.org`,
) as [string, string, string, string];

let files: FileServer;
let running: BotUnderTest;
let user: TeamsUser;

/** Commits until the power is cut. */
let commitsLeft = Infinity;
const wrapStore = (store: EntityStore) =>
  interrupted(store, {
    beforeCommit: () => {
      commitsLeft -= 1;
      return commitsLeft < 0 ? Promise.reject(new StorageError('power cut')) : Promise.resolve();
    },
  });

beforeEach(async () => {
  files = await new FileServer().start();
  running = await startBotUnderTest({
    admins: `${admin},${other}`,
    downloads: files.limits,
    readRegister,
    wrapStore,
  });
  await savePeople(running.store, peopleOf([anna, bo, other]));
  user = await personAt(running, admin);
});
afterEach(async () => {
  await running.stop();
  await files.stop();
});

const keyResults: readonly FileRow[] = [
  ['Avaintulokset 2026'],
  ['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio', 'Vastuuhenkilö'],
  ['Sote', 'Vastaanotot', 'Uuteen hoitoon pääsee', 'Uusi jonotusaika alle 14 vrk', 21, anna],
  ['Sote', 'Kotihoito', 'Kotona pärjää', 'Uusi asiakasaika yli 60 %', 58, bo],
  ['Sote', 'Kotihoito', 'Kotona pärjää', 'Uusia etäkäyntejä yli 10 %', 8, 'Terveyspalvelut'],
];

async function drop(
  sheets: Readonly<Record<string, readonly FileRow[]>> = { Taulukko1: keyResults },
  who = user,
): Promise<Card> {
  const file = files.attachment('tulokset_2026.xlsx', await workbookFile(sheets));
  await postActivity(who, { type: 'message', text: '', attachments: [file] });
  return cardShown(running.connector.sentTo(who.aadObjectId).at(-1)!);
}

const named = (name: string, more: Inputs = {}): Inputs => ({ name, ...more });
const formOf = async (who = user) => press(who, await drop(undefined, who), 'import-new');
const previewOf = async (name: string, more: Inputs = {}, who = user) =>
  press(who, await formOf(who), 'import-new-plan', named(name, more));

describe('a register that no programme has', () => {
  it('is offered as a new programme first, with what the file suggests', async () => {
    const card = await drop();
    expect(wrongWith(card, neverRefused)).toEqual([]);
    const [first, second] = buttonsOf(card) as unknown as { verb: string; style: string }[];
    expect([first, second]).toMatchObject([
      { verb: 'import-new', style: 'positive' },
      { verb: 'import-plan' },
    ]);
    expect(textsOf(card)).toContain('3 tavoitetta, joista yhtäkään ei ole missään ohjelmassa');
    const form = await press(user, card, 'import-new');
    expect(wrongWith(form, neverRefused)).toEqual([]);
    expect(valuesOf(form)).toMatchObject({ name: 'Avaintulokset 2026', rhythm: 'quarter', first: 'current' });
    expect(buttonsOf(form).map(({ verb }) => verb)).toEqual([
      ...['import-new-plan', 'import-file', 'import-cancel'],
    ]);
  });

  it('is previewed, saved, and asks nobody before it was started from its schedule', async () => {
    const before = dumpOf(running);
    const card = await drop();
    const kept = dumpOf(running);
    expect(kept).not.toBe(before);
    const form = await press(user, card, 'import-new');
    const preview = await press(user, form, 'import-new-plan', named('Uudet tulokset', { first: 'ended' }));
    expect(wrongWith(preview, neverRefused)).toEqual([]);
    expect(await loadProgramme(running.store, 'uudet-tulokset')).toBeUndefined();
    const said = textsOf(preview);
    // Anna, Bo, and the coordinator in place of "Terveyspalvelut".
    expect(said).toContain('3 tavoitetta, 3 vastuuhenkilöä.');
    expect(said).toContain('Ensimmäinen kierros Q4/2025 avautuu heti, kun ohjelma käynnistetään.');
    expect(said).toContain('Terveyspalvelut');
    expect(said).toContain(`${text('fi', 'import.assumed')} (`);
    const done = await press(user, preview, 'import-apply');
    expect(bannerOf(done)).toEqual({ style: 'good', text: 'Ohjelma Uudet tulokset on luotu.' });
    expect(wrongWith(done, neverRefused)).toEqual([]);
    const register = (await loadRegister(running.store, 'uudet-tulokset'))!;
    expect(register.programme).toMatchObject({
      ...{ name: { fi: 'Uudet tulokset' }, rhythm: 'quarter', coordinator: admin, awaitsStart: true },
      ...{ firstPeriod: '2025-Q4', layout: 'key-results' },
    });
    expect(register.goals.map(({ owners }) => owners)).toEqual([[anna], [bo], [admin]]);
    await doDueWork(running.bot.tickOptions);
    expect(await listRounds(running.store, 'uudet-tulokset')).toEqual([]);
    const schedule = await press(user, done, 'schedule');
    expect(valuesOf(schedule)).toMatchObject({ rhythm: 'quarter', firstPeriod: '2025-Q4' });
    await press(user, schedule, 'programme-start');
    await doDueWork(running.bot.tickOptions);
    expect(await listRounds(running.store, 'uudet-tulokset')).toMatchObject([
      { period: '2025-Q4', status: 'open' },
    ]);
  });

  it('begins with the current period or the next one where that was chosen, whatever the rhythm', async () => {
    const firstOf = async (rhythm: string, first: string) => {
      const preview = await previewOf(`Tulokset ${rhythm} ${first}`, { rhythm, first });
      return /Ensimmäinen kierros (\S+) avautuu/.exec(textsOf(preview))?.[1];
    };
    expect(await firstOf('quarter', 'current')).toBe('Q1/2026');
    expect(await firstOf('month', 'next')).toBe('2/2026');
    expect(await firstOf('once', 'current')).toBe('2026');
    expect(await firstOf('year', 'ended')).toBe('2025');
  });

  it('can be undone from the receipt', async () => {
    const done = await press(user, await previewOf('Kumottava'), 'import-apply');
    const asked = await press(user, done, 'import-undo-ask');
    expect(textsOf(asked)).toContain(text('fi', 'import.undoProgramme'));
    await press(user, asked, 'import-undo');
    expect(await loadProgramme(running.store, 'kumottava')).toBeUndefined();
  });

  it('has its settings from a sheet of the file, in all its languages, unless the form says otherwise', async () => {
    const settings: readonly FileRow[] = [
      ['Asetus', 'Arvo', 'Teksti fi', 'Teksti sv'],
      ['Nimi', null, 'Avaintulokset', 'Nyckelresultat'],
      ['Rytmi', 'vuosi', null, null],
      ['Koordinaattori', bo, null, null],
    ];
    const form = await press(user, await drop({ Ohjelma: settings, Tulokset: keyResults }), 'import-new');
    expect(valuesOf(form)).toMatchObject({ name: 'Avaintulokset', rhythm: 'year' });
    expect(textsOf(form)).toContain('Nyt bo.');
    await press(user, await press(user, form, 'import-new-plan'), 'import-apply');
    expect(await loadProgramme(running.store, 'avaintulokset')).toMatchObject({
      ...{ name: { fi: 'Avaintulokset', sv: 'Nyckelresultat' }, rhythm: 'year', coordinator: bo },
    });
  });

  it('says where the file’s own times do not fit the rhythm that was chosen', async () => {
    const settings: readonly FileRow[] = [
      ['Asetus', 'Arvo'],
      ['Määräaika työpäivää jakson jälkeen', 60],
    ];
    const form = await press(user, await drop({ Ohjelma: settings, Tulokset: keyResults }), 'import-new');
    const again = await press(user, form, 'import-new-plan', named('Kuukausi', { rhythm: 'month' }));
    expect(problemsOf(again)).toEqual([expect.stringContaining('vielä auki, kun jakson')]);
    expect(valuesOf(again)).toMatchObject({ name: 'Kuukausi', rhythm: 'month' });
  });
});

describe('the form', () => {
  it('says at each input what is wrong, and keeps what was typed', async () => {
    const again = await press(user, await formOf(), 'import-new-plan', {
      ...{ name: '  ', rhythm: 'half-year', first: 'next', person_typed: 'Kukaan Tuntematon' },
    });
    expect(wrongWith(again, neverRefused)).toEqual([]);
    expect(problemsOf(again)).toEqual([
      ...[text('fi', 'newProgramme.nameMissing'), text('fi', 'person.unknown')],
    ]);
    expect(valuesOf(again)).toMatchObject({
      ...{ name: '', rhythm: 'half-year', first: 'next', person_typed: 'Kukaan Tuntematon' },
    });
    const [existing] = await loadProgrammes(running.store);
    const taken = await press(user, again, 'import-new-plan', {
      ...{ name: existing!.name.fi!.toUpperCase(), person_typed: anna },
    });
    expect(problemsOf(taken)).toEqual([text('fi', 'newProgramme.nameTaken')]);
    expect(textsOf(taken)).toContain('Nyt anna.');
  });

  it('keeps what was chosen when one goes back, from the preview and to the file', async () => {
    const chosen = { name: 'Takaisin', rhythm: 'month', first: 'next' };
    const preview = await press(user, await formOf(), 'import-new-plan', { ...chosen, person_typed: bo });
    const form = await press(user, preview, 'import-new');
    expect(valuesOf(form)).toMatchObject(chosen);
    expect(textsOf(form)).toContain('Nyt bo.');
    const file = await press(user, form, 'import-file', { name: 'Toinen nimi', rhythm: 'year' });
    expect(buttonsOf(file)[0]!.verb).toBe('import-new');
    const again = await press(user, file, 'import-new');
    expect(valuesOf(again)).toMatchObject({ name: 'Toinen nimi', rhythm: 'year', first: 'next' });
    expect(textsOf(again)).toContain('Nyt bo.');
  });

  it('is about a file that is gone after a day, or when another one was dropped', async () => {
    const form = await formOf();
    await drop();
    for (const verb of ['import-new-plan', 'import-file'])
      expect(bannerOf(await press(user, form, verb))?.text).toBe(text('fi', 'import.gone'));
    const preview = await previewOf('Vanha');
    running.clock.set(new Date(running.clock.now().getTime() + 24 * 60 * 60 * 1_000).toISOString());
    for (const verb of ['import-apply', 'import-new'])
      expect(bannerOf(await press(user, preview, verb))?.text).toBe(text('fi', 'import.gone'));
    expect(await loadProgramme(running.store, 'vanha')).toBeUndefined();
  });
});

describe('two presses', () => {
  it('of one admin make one programme, and the later one says that it is there', async () => {
    const preview = await previewOf('Kahdesti');
    const done = await Promise.all([1, 2].map(() => press(user, preview, 'import-apply')));
    expect(done.filter((card) => buttonsOf(card, 'schedule').length === 1)).not.toEqual([]);
    const late = await press(user, preview, 'import-apply');
    expect(bannerOf(late)?.text).toBe('Ohjelma Kahdesti on jo luotu.');
    expect(buttonsOf(late, 'schedule')).toHaveLength(1);
    const made = (await loadProgrammes(running.store)).filter(({ id }) => id.startsWith('kahdesti'));
    expect(made.map(({ id }) => id)).toEqual(['kahdesti']);
    expect((await loadRegister(running.store, 'kahdesti'))!.goals).toHaveLength(3);
  });

  it('between which the power was cut, at any commit, make one whole programme', async () => {
    const cuts = await atEveryCommit(async (n) => {
      const name = `Katkos ${n}`;
      const preview = await previewOf(name);
      commitsLeft = n - 1;
      const first = await press(user, preview, 'import-apply').catch(() => undefined);
      commitsLeft = Infinity;
      let card = await press(user, preview, 'import-apply');
      while (buttonsOf(card, 'import-apply').length > 0) card = await press(user, card, 'import-apply');
      expect(buttonsOf(card, 'schedule')).toHaveLength(1);
      const made = (await loadProgrammes(running.store)).filter((each) => each.name.fi === name);
      expect(made.map(({ id }) => id)).toEqual([`katkos-${n}`]);
      expect((await loadRegister(running.store, `katkos-${n}`))!.goals).toHaveLength(3);
      const mark = await readRow<ImportMark>(running.store, goalsPartition(`katkos-${n}`), markKey);
      expect(mark!.value.state).toBe('done');
      return { survived: first !== undefined && buttonsOf(first, 'schedule').length > 0 };
    });
    expect(cuts).toBeGreaterThan(3);
  });

  it('of two admins with the same name make one programme, and the later one chooses another name', async () => {
    const second = await personAt(running, other);
    const previews = [await previewOf('Sama nimi'), await previewOf('Sama nimi', {}, second)] as const;
    const done = await press(user, previews[0], 'import-apply');
    expect(bannerOf(done)?.text).toBe('Ohjelma Sama nimi on luotu.');
    const form = await press(second, previews[1], 'import-apply');
    expect(problemsOf(form)).toEqual([text('fi', 'newProgramme.nameTakenNow')]);
    const renamed = await press(second, form, 'import-new-plan', named('Sama nimi 2'));
    await press(second, renamed, 'import-apply');
    const made = (await loadProgrammes(running.store)).filter(({ id }) => id.startsWith('sama'));
    expect(made.map(({ id, coordinator }) => [id, coordinator])).toEqual([
      ['sama-nimi', admin],
      ['sama-nimi-2', other],
    ]);
  });

  it('of two admins at the same moment make one programme', async () => {
    const second = await personAt(running, other);
    const previews = [await previewOf('Yhtä aikaa'), await previewOf('Yhtä aikaa', {}, second)] as const;
    await Promise.all([press(user, previews[0], 'import-apply'), press(second, previews[1], 'import-apply')]);
    const made = (await loadProgrammes(running.store)).filter(({ id }) => id.startsWith('yhta'));
    expect(made).toHaveLength(1);
    expect((await loadRegister(running.store, made[0]!.id))!.goals).toHaveLength(3);
  });

  it('of two names that have the same id make two programmes', async () => {
    const second = await personAt(running, other);
    const preview = await previewOf('Tulokset!', {}, second);
    await press(user, await previewOf('Tulokset?'), 'import-apply');
    const anew = await press(second, preview, 'import-apply');
    expect(bannerOf(anew)?.text).toBe(text('fi', 'import.newPlan'));
    await press(second, anew, 'import-apply');
    expect(await loadProgramme(running.store, 'tulokset-2')).toMatchObject({ name: { fi: 'Tulokset!' } });
  });
});

describe('each document as its county keeps it', () => {
  it.each([
    ['productivity-key-results', keyResultSheets, 'quarter'],
    ['strategic-goals', strategicSheets, 'quarter'],
    ['productivity-programme', productivitySheets, 'half-year'],
    ['half-year-follow-up', halfYearSheets, 'half-year'],
  ] as const)(
    '%s becomes a programme with all its goals, which waits to be started',
    async (id, sheets, rhythm) => {
      const source = seed(id);
      const form = await press(user, await drop(sheets(source)), 'import-new');
      expect(valuesOf(form)).toMatchObject({ rhythm });
      const preview = await press(user, form, 'import-new-plan', named('Asiakirja'));
      expect(wrongWith(preview, neverRefused)).toEqual([]);
      await press(user, preview, 'import-apply');
      const { programme, goals } = (await loadRegister(running.store, 'asiakirja'))!;
      expect(programme).toMatchObject({ layout: source.programme.layout, rhythm, awaitsStart: true });
      expect(goals).toHaveLength(source.goals.length);
    },
  );
});

it('a file of goals that a programme has is offered to that programme first', async () => {
  await press(user, await previewOf('Ensimmäinen'), 'import-apply');
  const card = await drop();
  expect(buttonsOf(card).map(({ verb }) => verb)).toEqual(['import-plan', 'import-new', 'import-cancel']);
  expect(valuesOf(card)).toEqual({ programmeId: 'ensimmainen' });
});

it('a file for an existing programme needs the programme to be chosen', async () => {
  const again = await press(user, await drop(), 'import-plan', { programmeId: '' });
  expect(bannerOf(again)?.text).toBe(text('fi', 'import.programmeMissing'));
  expect(buttonsOf(again, 'import-new')).toHaveLength(1);
});

it('nobody but an admin makes a programme', async () => {
  const form = await formOf();
  const owner = await personAt(running, 'reform-finance-director@example.org');
  for (const verb of ['import-new-plan', 'import-file'] as const)
    await expect(show(owner, verb, buttonsOf(form, verb)[0]!.data)).rejects.toThrow(
      /Tämän voi tehdä vain pääkäyttäjä/,
    );
});

it.each(locales)('the cards keep the rules in %s', async (language) => {
  const { persons, ...roles } = peopleOf([other]);
  await savePeople(running.store, { ...roles, persons: persons.map((person) => ({ ...person, language })) });
  const who = await personAt(running, other);
  const file = await drop(undefined, who);
  const form = await press(who, file, 'import-new');
  const preview = await press(who, form, 'import-new-plan', named(`Namn ${language}`));
  const done = await press(who, preview, 'import-apply');
  for (const card of [file, form, preview, done]) expect(wrongWith(card, neverRefused)).toEqual([]);
});
