/** From a register's file to a running programme, on the command line. */
import { loadProgramme, loadRegister, programmesPartition } from '../../../../src/goals/register';
import { readAudit } from '../../../../src/audit/audit';
import { savePeople } from '../../../../src/people/directory';
import { holidayCalendar } from '../../../../src/periods/working-days';
import { listRounds } from '../../../../src/rounds/round-store';
import { doDueWork } from '../../../../src/schedule/tick';
import { peopleOf } from '../../../helpers/fixtures';
import { clockAt } from '../../../helpers/settable-clock';
import { writtenWorkbook } from '../../../import/own-file';
import { type FileRow } from '../../../import/workbook-file';
import { cliUnderTest } from '../cli-under-test';

const anna = 'anna@example.org';
const bo = 'bo@example.org';
/** Ten working days after the third quarter. */
const opens = '2026-10-14T05:00:00.000Z';

const cli = cliUnderTest('2026-10-05T09:00:00.000Z', (store) => savePeople(store, peopleOf([anna, bo])), {
  each: true,
});

const keyResults: readonly FileRow[] = [
  ['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio', 'Vastuuhenkilö'],
  ['Sote', 'Vastaanotot', 'Hoitoon pääsee', 'Jonotusaika alle 14 vrk', 21, anna],
  ['Sote', 'Kotihoito', 'Kotona pärjää', 'Asiakasaika yli 60 %', 58, bo],
];
const settings: readonly FileRow[] = [
  ['Asetus', 'Arvo', 'Teksti fi'],
  ['Nimi', null, 'Avaintulokset 2026'],
  ['Rytmi', 'kuukausi', null],
  ['Koordinaattori', bo, null],
];
const bring = (sheets: Readonly<Record<string, readonly FileRow[]>>, ...more: string[]) =>
  writtenWorkbook('avaintulokset_2026.xlsx', sheets).then((file) =>
    cli.lines('import', file, '--programme', 'kr', ...more),
  );
const stored = () => cli.inStore((store) => loadProgramme(store, 'kr'));
const tickAt = async (moment: string) =>
  cli.inStore(async (store) => {
    await doDueWork({
      ...{ store, clock: clockAt(moment), holidays: holidayCalendar() },
      deliver: () => Promise.reject(new Error('nothing is sent')),
      onFailure: (_work, error) => {
        throw error;
      },
    });
    return (await listRounds(store, 'kr')).map(({ period, status }) => `${period} ${status}`);
  });

it('makes the programme, says what it assumed, and asks nobody before it is started', async () => {
  expect(await bring({ Avaintulokset: keyResults }, '--coordinator', 'Anna@Example.org')).toEqual([
    'kr (key-results): imported',
    'added 2, changed 0, came back 0, retired 0, unchanged 0, left as they are 0',
    'errors 0, warnings 0',
    '',
    'setting Name: – → "Avaintulokset 2026"',
    'added 1 Jonotusaika alle 14 vrk',
    'added 2 Asiakasaika yli 60 %',
    'assumed Name: "Avaintulokset 2026"',
    'assumed Languages: "fi"',
    'assumed Rhythm: "neljännesvuosi"',
    'assumed Opens working days after the period: "10"',
    'assumed Opens at: "08:00"',
    'assumed Deadline working days after the period: "30"',
    'assumed Deadline at: "16:00"',
    'assumed Late replies taken working days: "3"',
    'assumed Reminders working days before: "5, 1"',
    'assumed Reminders at: "09:00"',
    'assumed To the coordinator working days before: "+1"',
    'assumed Weekday of the digest: "1"',
    'assumed Digest at: "08:00"',
    'assumed Quiet from: "20:00"',
    'assumed Quiet to: "07:00"',
    'assumed Report publishes: "ei kumpaakaan"',
    'nobody is asked yet: look at the schedule and start it with "seuranta programme start --programme kr"',
  ]);
  expect(await stored()).toMatchObject({
    ...{ layout: 'key-results', rhythm: 'quarter', coordinator: anna, awaitsStart: true },
    headings: [{ fi: 'Toimiala' }, { fi: 'Tulosalue' }, { fi: 'Tavoite' }],
  });
  expect(await tickAt('2026-10-20T09:00:00.000Z')).toEqual([]);
  expect(await cli.lines('programmes')).toContainEqual(expect.stringContaining('not started'));
  expect(await cli.fails('round', 'open', '--yes', '--programme', 'kr', '--period', '2026-Q3')).toEqual([
    expect.stringMatching(/^error: "kr" has not been started, so nobody is asked; .*--yes$/),
  ]);
});

it('is started after its schedule was shown, and then opens its rounds', async () => {
  await bring({ Avaintulokset: keyResults }, '--coordinator', anna);
  const before = cli.dump();
  const shown = await cli.lines('programme', 'start', '--programme', 'kr');
  expect(shown[0]).toBe('kr is not started; start it with --yes');
  expect(shown).toContainEqual(expect.stringMatching(/14\.10\.2026 08:00 +open +2026-Q3 +2 /));
  expect(cli.dump()).toEqual(before);
  expect((await cli.lines('programme', 'start', '--programme', 'kr', '--yes'))[0]).toBe('kr is started');
  expect((await cli.lines('programme', 'start', '--programme', 'kr', '--yes'))[0]).toBe(
    'kr was started earlier',
  );
  expect((await stored())!.awaitsStart).toBeUndefined();
  const acts = await cli.inStore((store) =>
    readAudit(store, [programmesPartition], { what: 'programme-started' }),
  );
  expect(acts).toHaveLength(1);
  expect(await tickAt(opens)).toEqual(['2026-Q3 open']);
});

it('lists what would be due at once, and a second import neither starts it nor changes it', async () => {
  await bring({ Avaintulokset: keyResults }, '--coordinator', anna);
  expect((await bring({ Avaintulokset: keyResults }))[0]).toBe('kr (key-results): nothing changes');
  const again = await bring({ Ohjelma: settings, Avaintulokset: keyResults });
  expect(again[0]).toBe('kr (key-results): imported');
  // Thirty working days are more than a month has.
  expect(again.at(-1)).toMatch(
    /^warning: .*: the setting "Deadline working days after the period": round 2026-M12 /,
  );
  expect(await stored()).toMatchObject({ awaitsStart: true, rhythm: 'quarter', coordinator: bo });
  cli.clock.set('2026-10-20T09:00:00.000Z');
  expect(await cli.lines('programme', 'start', '--programme', 'kr')).toContain(
    'due at once, since its time has passed:',
  );
});

it('takes settings beside any layout, and from a programme that it should be like', async () => {
  await bring({ Ohjelma: settings, Avaintulokset: keyResults });
  expect(await stored()).toMatchObject({
    ...{ name: { fi: 'Avaintulokset 2026' }, rhythm: 'month', coordinator: bo, layout: 'key-results' },
    calendar: { opens: { workingDaysAfter: 2 }, deadline: { workingDaysAfter: 8 } },
  });
  const file = await writtenWorkbook('kr2.xlsx', { Taulukko: keyResults });
  await cli.lines(
    'import',
    file,
    '--programme',
    'kr2',
    '--like',
    'kr',
    '--name',
    'Uudet',
    '--rhythm',
    'quarter',
  );
  const { programme, goals } = (await cli.inStore((store) => loadRegister(store, 'kr2')))!;
  expect(programme).toMatchObject({
    ...{ id: 'kr2', name: { fi: 'Uudet' }, rhythm: 'quarter', coordinator: bo, awaitsStart: true },
    calendar: { opens: { workingDaysAfter: 2 } },
  });
  expect(goals.map(({ owners }) => owners)).toEqual([[anna], [bo]]);
});

it('begins with the first period that was given, or has only that one', async () => {
  await bring({ Avaintulokset: keyResults }, '--coordinator', anna, '--first-period', '2026-Q4');
  expect(await stored()).toMatchObject({ rhythm: 'quarter', firstPeriod: '2026-Q4' });
  await cli.run('programme', 'start', '--programme', 'kr', '--yes');
  expect(await tickAt('2026-10-20T09:00:00.000Z')).toEqual([]);
  const file = await writtenWorkbook('once.xlsx', { Taulukko: keyResults });
  const made = ['--programme', 'once', '--coordinator', anna, '--rhythm', 'once', '--first-period', '2026'];
  await cli.run('import', file, ...made);
  const once = await cli.inStore((store) => loadProgramme(store, 'once'));
  expect(once).toMatchObject({ rhythm: 'once', onlyPeriod: '2026' });
  expect(once).not.toHaveProperty('firstPeriod');
});

it('names nobody as coordinator where nothing says who it is, and how to say it', async () => {
  const lines = await bring({ Avaintulokset: keyResults });
  expect((await stored())!.coordinator).toBe('role:coordinator');
  expect(lines.at(-1)).toMatch(/^warning: .*"role:coordinator": .*"seuranta role set"/);
});

it('does not take what makes a programme for one that exists, nor what is no address', async () => {
  await bring({ Avaintulokset: keyResults });
  await expect(bring({ Avaintulokset: keyResults }, '--name', 'X', '--rhythm', 'year')).rejects.toThrow(
    /"kr" exists already, so --name, --rhythm would change nothing/,
  );
  await expect(bring({ Avaintulokset: keyResults }, '--coordinator', 'Anna')).rejects.toThrow(
    /give an email address/,
  );
  await expect(bring({ Avaintulokset: keyResults }, '--like', 'gone')).rejects.toThrow(/exists already/);
  const file = await writtenWorkbook('a.xlsx', { Taulukko: keyResults });
  expect(await cli.fails('import', file, '--programme', 'new', '--like', 'gone')).toEqual([
    expect.stringContaining('there is no programme "gone"'),
  ]);
});
