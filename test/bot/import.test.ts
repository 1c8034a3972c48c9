/** Registers that are dropped into the chat. The files in these tests are registers as JSON. */
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { type TeamsUser } from '../../deploy/local/scripted-user';
import { download, downloadLimits } from '../../bot/teams/dropped-file';
import { readAudit } from '../../src/audit/audit';
import { RefusedError } from '../../src/errors';
import { goalsPartition, loadGoals, loadRegister } from '../../src/goals/register';
import { type ImportedRegister } from '../../src/import/table/imported';
import { importRegister } from '../../src/import/import-register';
import { resolveOwner } from '../../src/import/resolve-owner';
import { type ReadRegister } from '../../src/import/read-register';
import { type BotUnderTest, dumpOf, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { wrongWith, neverRefused } from '../helpers/card-faults';
import { FileServer } from '../helpers/file-server';
import { refusal } from '../helpers/fixtures';
import { buttonsOf, press, show, valuesOf } from '../helpers/pressing';
import { postActivity } from '../helpers/raw-activity';
import { bannerOf } from '../helpers/read-card';
import { cardShown } from '../helpers/teams-conversations';
import { asImported, withGoals } from '../import/as-imported';

const programmeId = 'productivity-programme';
const admin = 'planning@example.org';

const readRegister: ReadRegister = (bytes, fileName) => {
  if (!fileName.endsWith('.xlsx')) throw new RefusedError('file-old-excel');
  return Promise.resolve(JSON.parse(Buffer.from(bytes).toString()) as ImportedRegister);
};

let files: FileServer;
let running: BotUnderTest;
let user: TeamsUser;
let file: ImportedRegister;

beforeEach(async () => {
  files = await new FileServer().start();
  running = await startBotUnderTest({ admins: admin, readRegister, downloads: files.limits });
  user = await personAt(running, admin);
  const { programme, goals } = (await loadRegister(running.store, programmeId))!;
  file = asImported(programme, goals, { layout: 'productivity-programme' });
});
afterEach(async () => {
  await running.stop();
  await files.stop();
});

const live = () => loadGoals(running.store, programmeId);
const changedFile = () =>
  withGoals(file, ([first, second, third, ...rest]) => [
    { ...first!, title: { fi: 'Aivan toisin sanottu mittari' } },
    { ...second!, ownersText: 'Matti Meikäläinen' },
    third!,
    ...rest.slice(1),
  ]);

async function drop(attachment: object, who = user): Promise<Card> {
  const before = running.connector.sentTo(who.aadObjectId).length;
  await postActivity(who, {
    type: 'message',
    text: '',
    attachments: [{ contentType: 'text/html' }, attachment],
  });
  const [posted, ...more] = running.connector.sentTo(who.aadObjectId).slice(before);
  expect(more).toEqual([]);
  return cardShown(posted!);
}
const dropRegister = (register: ImportedRegister) =>
  drop(files.attachment('Tuottavuusohjelma 2026.xlsx', JSON.stringify(register)));

describe('a register that an admin drops into the chat', () => {
  it('is asked about, shown, and imported only when the admin says so', async () => {
    const asked = await dropRegister(changedFile());
    expect(wrongWith(asked)).toEqual([]);
    expect(valuesOf(asked)).toEqual({ programmeId });
    const before = JSON.stringify(await live());
    const shown = await press(user, asked, 'import-plan');
    expect(wrongWith(shown, neverRefused)).toEqual([]);
    expect(textsOf(shown)).toContain('Mitään ei ole vielä tallennettu.');
    expect(textsOf(shown)).toContain('Aivan toisin sanottu mittari');
    expect(textsOf(shown)).toContain('Matti Meikäläinen – henkilöä ei löydy henkilöluettelosta');
    expect(textsOf(shown)).toContain('muuttuneita 2, palautettuja 0, poistuneita 1');
    expect(JSON.stringify(await live())).toBe(before);
    const done = await press(user, shown, 'import-apply');
    expect(bannerOf(done)).toEqual({ style: 'good', text: text('fi', 'import.done') });
    expect(textsOf(done)).toContain('1 vastuuhenkilö jäi tunnistamatta');
    const goals = await live();
    expect(goals).toHaveLength(76);
    expect(goals[0]!.title).toEqual({ fi: 'Aivan toisin sanottu mittari' });
    const audit = await readAudit(running.store, [goalsPartition(programmeId)], {
      what: 'register-imported',
    });
    expect(audit).toMatchObject([{ by: admin, way: 'card', to: { changed: 2, retired: 1 } }]);
  });

  it('leaves owners whom nobody knows on the programme’s card, with a way to the goal', async () => {
    const shown = await press(user, await dropRegister(changedFile()), 'import-plan');
    await press(user, shown, 'import-apply');
    const programme = await show(user, 'programme', { programmeId });
    const list = await press(user, programme, 'unresolved');
    expect(wrongWith(list)).toEqual([]);
    expect(textsOf(list)).toContain('Matti Meikäläinen');
    const [, second] = await live();
    expect(textsOf(list)).toContain(second!.code);
    expect(textsOf(await press(user, list, 'owners'))).toContain(second!.title.fi!);
    await resolveOwner(
      running.store,
      { programmeId, text: 'Matti Meikäläinen', to: admin },
      { by: 'cli:root', way: 'cli' },
      running.clock.now(),
    );
    const verbs = buttonsOf(await show(user, 'programme', { programmeId })).map(({ verb }) => verb);
    expect(verbs).not.toContain('unresolved');
  });

  it('can be undone once, after a look at what that does', async () => {
    const before = await live();
    const done = await press(
      user,
      await press(user, await dropRegister(changedFile()), 'import-plan'),
      'import-apply',
    );
    const asked = await press(user, done, 'import-undo-ask');
    expect(wrongWith(asked)).toEqual([]);
    expect(textsOf(asked)).toContain('3 tavoitetta palaa entiselleen.');
    await resolveOwner(
      running.store,
      { programmeId, text: 'Matti Meikäläinen', to: admin },
      { by: 'cli:root', way: 'cli' },
      running.clock.now(),
    );
    const again = await press(user, asked, 'import-undo');
    expect(bannerOf(again)?.text).toBe(text('fi', 'import.undoNew'));
    expect(textsOf(again)).toContain('nekin muutokset kumotaan');
    const undone = await press(user, again, 'import-undo');
    expect(bannerOf(undone)).toEqual({ style: 'good', text: text('fi', 'import.undone') });
    expect((await live()).map(({ title, owners }) => ({ title, owners }))).toEqual(
      before.map(({ title, owners }) => ({ title, owners })),
    );
    const late = await press(user, again, 'import-undo');
    expect(bannerOf(late)?.text).toBe(text('fi', 'refused.undo-nothing'));
  });

  it('is not kept after it was imported, nor after it was cancelled', async () => {
    const shown = await press(user, await dropRegister(changedFile()), 'import-plan');
    await press(user, shown, 'import-apply');
    const again = await press(user, shown, 'import-apply');
    expect(bannerOf(again)?.text).toBe(text('fi', 'import.gone'));
    const other = await dropRegister(file);
    expect(bannerOf(await press(user, other, 'import-cancel'))?.text).toBe(text('fi', 'import.cancelled'));
    expect(bannerOf(await press(user, other, 'import-plan'))?.text).toBe(text('fi', 'import.gone'));
    expect(dumpOf(running)).not.toContain('import-files');
  });

  it('is kept for a day, and until another one is dropped', async () => {
    const first = await dropRegister(file);
    const second = await dropRegister(file);
    expect(bannerOf(await press(user, first, 'import-plan'))?.text).toBe(text('fi', 'import.gone'));
    running.clock.set(new Date(running.clock.now().getTime() + 24 * 60 * 60 * 1_000).toISOString());
    expect(bannerOf(await press(user, second, 'import-plan'))?.text).toBe(text('fi', 'import.gone'));
  });

  it('has a choice for each target that does not say which side is good, and buttons for all', async () => {
    const measure = (raw: string) => ({
      ...({ id: 'm', kind: 'number', role: 'measure', label: { fi: 'Jono' }, required: true } as const),
      ...{ targets: [{ raw, value: Number(raw) }], place: file.goals[0]!.place },
    });
    const bare = withGoals(file, ([first, second, ...rest]) => [
      { ...first!, fields: [measure('14')] },
      { ...second!, fields: [measure('20')] },
      ...rest,
    ]);
    const sidesOf = async () =>
      (await live())
        .slice(0, 2)
        .map(({ fields: [field] }) => field!.targets.map(({ comparator }) => comparator));
    const shown = await press(user, await dropRegister(bare), 'import-plan');
    expect(wrongWith(shown, neverRefused)).toEqual([]);
    expect(textsOf(shown)).toContain('2 tavoitearvosta ei käy ilmi, kumpi suunta on parempi.');
    const inputs = Object.keys(valuesOf(shown)).filter((id) => id.startsWith('side:'));
    expect(inputs).toHaveLength(2);
    const all = await press(user, shown, 'import-sides', {}, { all: 'at-most' });
    expect(Object.values(valuesOf(all))).toEqual(['at-most', 'at-most']);
    const one = await press(user, all, 'import-sides', { [inputs[1]!]: 'at-least' }, { all: undefined });
    expect(Object.values(valuesOf(one))).toEqual(['at-most', 'at-least']);
    await press(user, one, 'import-apply');
    expect(await sidesOf()).toEqual([['at-most'], ['at-least']]);
  });

  it('that changes nothing has nothing to press but to cancel', async () => {
    const shown = await press(user, await dropRegister(file), 'import-plan');
    expect(textsOf(shown)).toContain('Tiedosto ei muuta mitään.');
    expect(buttonsOf(shown).map(({ verb }) => verb)).toEqual(['import-cancel']);
  });

  it('is shown anew where the register has changed since, and nothing is imported', async () => {
    const shown = await press(user, await dropRegister(changedFile()), 'import-plan');
    const other = withGoals(file, ([first, ...rest]) => [
      { ...first!, title: { fi: 'Toisen sanoma' } },
      ...rest,
    ]);
    await importRegister(
      running.store,
      { programmeId, file: other },
      { by: 'cli:root', way: 'cli' },
      running.clock.now(),
    );
    const before = dumpOf(running);
    const anew = await press(user, shown, 'import-apply');
    expect(bannerOf(anew)).toEqual({ style: 'warning', text: text('fi', 'import.newPlan') });
    expect(textsOf(anew)).toContain('Toisen sanoma → Aivan toisin sanottu mittari');
    expect(dumpOf(running)).toBe(before);
    await press(user, anew, 'import-apply');
    expect((await live())[0]!.title.fi).toBe('Aivan toisin sanottu mittari');
  });

  it('of many changes is shown in pages, each small enough', async () => {
    const long = withGoals(file, (all) =>
      all.map((goal) => ({ ...goal, title: { fi: `${goal.title.fi} ${'å'.repeat(300)}` } })),
    );
    let card = await press(user, await dropRegister(long), 'import-plan');
    const seen = [textsOf(card)];
    for (;;) {
      expect(wrongWith(card, neverRefused)).toEqual([]);
      const page = Math.max(...buttonsOf(card, 'import-plan').map(({ data }) => data['page'] as number));
      if (page < seen.length) break;
      card = await press(user, card, 'import-plan', {}, { page });
      seen.push(textsOf(card));
    }
    expect(seen.length).toBeGreaterThan(1);
    for (const { code } of await live()) expect(seen.join('\n')).toContain(code);
  });

  it('is nobody else’s to import, also for another admin', async () => {
    const asked = await dropRegister(file);
    const { data } = buttonsOf(asked, 'import-plan')[0]!;
    const owner = await personAt(running, 'reform-finance-director@example.org');
    await expect(show(owner, 'import-plan', { ...data, programmeId })).rejects.toThrow(
      /Tämän voi tehdä vain pääkäyttäjä/,
    );
  });
});

describe('a file that is not taken', () => {
  const told = async (attachment: object, who = user) => textsOf(await drop(attachment, who));

  it('is one of who is no admin: it is not even fetched', async () => {
    const owner = await personAt(running, 'reform-finance-director@example.org');
    expect(await told(files.attachment('a.xlsx', JSON.stringify(file)), owner)).toContain(
      'Tämän voi tehdä vain pääkäyttäjä',
    );
    expect(files.fetched).toEqual([]);
  });

  it('is no register, or one that cannot be read', async () => {
    expect(await told(files.attachment('old.xls', 'x'))).toBe(text('fi', 'refused.file-old-excel'));
    expect(await told(files.attachment('empty.xlsx', JSON.stringify({ ...file, goals: [] })))).toBe(
      text('fi', 'refused.file-not-understood'),
    );
  });

  it('is too large, gone, stuck, or elsewhere', async () => {
    expect(await told(files.attachment('large.xlsx', 'x'.repeat(1024 * 1024 + 1)))).toContain(
      'liian suuri: enintään 1\u00a0Mt. Suuremman voi tuoda pääkäyttäjä komentorivillä',
    );
    const attachment = files.attachment('gone.xlsx');
    files.files.delete('gone.xlsx');
    expect(await told(attachment)).toBe(text('fi', 'refused.file-not-downloaded'));
    expect(await told(files.attachment('stuck:'))).toBe(text('fi', 'refused.file-not-downloaded'));
    files.attachment('a.xlsx', JSON.stringify(file));
    expect(await told(files.attachment('moved:a.xlsx'))).toBe(text('fi', 'refused.file-not-downloaded'));
    const elsewhere = { ...attachment, content: { downloadUrl: running.url } };
    expect(await told(elsewhere)).toBe(text('fi', 'refused.file-not-trusted'));
  });
});

describe('files are fetched from Microsoft’s hosts only', () => {
  it.each([
    ['https://county-my.sharepoint.com/personal/x/_layouts/15/download.aspx?UniqueId=1&tempauth=2', true],
    ['http://county.sharepoint.com/a', false],
    ['https://sharepoint.com.evil.example/a', false],
    ['https://evilsharepoint.com/a', false],
    ['https://county.sharepoint.com:8443/a', false],
    ['https://127.0.0.1/a', false],
    ['https://169.254.169.254/metadata', false],
    ['file:///etc/passwd', false],
  ])('%s: %s', async (url, isTrusted) => {
    expect(downloadLimits.isTrusted(new URL(url))).toBe(isTrusted);
    if (!isTrusted)
      await expect(download({ name: 'a', url }, downloadLimits)).rejects.toEqual(refusal('file-not-trusted'));
  });
});
