/** What a file of the plain layout sets of its programme. */
import { readAudit } from '../../src/audit/audit';
import { loadProgramme, loadRegister, programmesPartition, saveRegister } from '../../src/goals/register';
import { type Goal, type Programme, programmeSchema } from '../../src/goals/schema';
import { importRegister, planStoredImport } from '../../src/import/import-register';
import { type ImportedRegister } from '../../src/import/table/imported';
import { exportRegister } from '../../src/import/plain/export-register';
import { readRegister } from '../../src/import/read-register';
import { savePeople } from '../../src/people/directory';
import { holidayCalendar } from '../../src/periods/working-days';
import { checkSchedule } from '../../src/schedule/check-schedule';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  during,
  eachWithStore,
  goalWith,
  openTempStore,
  peopleOf,
  programmeWith,
  refusal,
} from '../helpers/fixtures';
import { asImported } from './as-imported';

const stored = eachWithStore();
const actor = { by: 'cli:root', way: 'cli' } as const;
const goals = [goalWith('a', { changedIn: 2 }), goalWith('b'), goalWith('c')];
const programme = programmeWith({
  ...{ version: 3, organisation: { fi: 'Alue', sv: 'Området' } },
  asker: { fi: 'Ministeriö', sv: 'Ministeriet' },
  legalBasis: { fi: 'Laki 612/2021, 29 §', sv: 'Lagen 612/2021, 29 §' },
});
const people = peopleOf(['anna@example.org', 'coordinator@example.org']);
const source = { now: during, holidays: holidayCalendar(), unitsWithoutHead: [] };

const fileOf = async (changes: Partial<Programme> = {}, all: readonly Goal[] = goals) =>
  readRegister(await exportRegister({ programme: { ...programme, ...changes }, goals: all }), 'a.xlsx');

const requestOf = (file: ImportedRegister, programmeId = 'prog') => ({
  ...{ programmeId, file },
  scheduleProblems: (schedule: Parameters<typeof checkSchedule>[0]) =>
    checkSchedule(schedule, source).problems,
});
const bring = (file: ImportedRegister, programmeId?: string, store: EntityStore = stored.store) =>
  importRegister(store, requestOf(file, programmeId), actor, during);
const audited = async () =>
  (await readAudit(stored.store, [programmesPartition])).map(({ what, from, to }) => ({ what, from, to }));

beforeEach(() => savePeople(stored.store, people));

describe('a programme that is not there yet', () => {
  it('is made as the file defines it, under the id that the admin gives', async () => {
    const { plan, written } = await bring(await fileOf(), 'new-year');
    expect([plan.settings, plan.problems, written]).toEqual([[{ setting: 'name', to: 'Ohjelma' }], [], true]);
    expect(await loadRegister(stored.store, 'new-year')).toEqual({
      programme: { ...programme, id: 'new-year' },
      goals,
    });
    expect((await audited()).map(({ what }) => what).sort()).toEqual([
      ...['channels-changed', 'programme-changed', 'schedule-changed'],
    ]);
    expect((await bring(await fileOf(), 'new-year')).written).toBe(false);
  });

  it('is not made of a file without settings, nor under an id that is none', async () => {
    const bare = asImported(programme, goals, { layout: 'key-results' });
    await expect(bring(bare)).rejects.toEqual(refusal('programme-needed', { programme: 'prog' }));
    await expect(bring(await fileOf(), 'Uusi vuosi')).rejects.toEqual(
      refusal('id-unreadable', { id: 'Uusi vuosi' }),
    );
    expect(stored.now.dump().filter(({ partition }) => partition !== 'people')).toEqual([]);
  });

  it('is not made where a setting is wrong, or its rounds could not be opened', async () => {
    const wrong: ImportedRegister = {
      ...asImported(programme, goals),
      problems: [
        {
          ...{ severity: 'warning', code: 'setting-rhythm-unknown', value: 'joskus' },
          ...{ place: { sheet: 'Ohjelma', row: 3 }, details: { setting: 'rhythm' } },
        },
      ],
    };
    await expect(bring(wrong)).rejects.toEqual(
      refusal('setting-rhythm-unknown', { setting: 'rhythm', text: 'joskus' }),
    );
    const late = { ...programme.calendar, deadline: { workingDaysAfter: 1, at: '07:00' } };
    await expect(bring(await fileOf({ calendar: late }))).rejects.toMatchObject({
      code: 'setting-deadline-before-opening',
      details: { setting: 'deadline' },
    });
    expect(await loadProgramme(stored.store, 'prog')).toBeUndefined();
  });

  it('is complete after the next import where the first one was cut off at any commit', async () => {
    const file = await fileOf();
    const cuts = await atEveryCommit(async (n) => {
      const { store, remove } = await openTempStore();
      await savePeople(store, people);
      const outcome = await bring(file, 'prog', dyingAtCommit(store, n)).catch(() => undefined);
      await bring(file, 'prog', store);
      expect(await loadRegister(store, 'prog')).toEqual({ programme, goals });
      await remove();
      return { survived: outcome !== undefined };
    });
    expect(cuts).toBeGreaterThan(2);
  });

  it('is made once where two import at the same moment', async () => {
    const file = await fileOf();
    let others = 0;
    const store = interrupted(stored.store, {
      beforeCommit: async () => {
        if (others++ === 0) await bring(file);
      },
    });
    await bring(file, 'prog', store);
    expect(await loadRegister(stored.store, 'prog')).toEqual({ programme, goals });
    expect((await audited()).filter(({ what }) => what === 'programme-changed')).toHaveLength(1);
  });
});

describe('a programme that is there', () => {
  beforeEach(() => saveRegister(stored.store, { programme, goals }));

  it('gets what the file sets otherwise, shown first and with its entries in the audit', async () => {
    const calendar = { ...programme.calendar, digest: { weekday: 5, at: '09:30' } };
    const file = await fileOf({ name: { fi: 'Ohjelma 2027' }, calendar });
    const plan = await planStoredImport(stored.store, requestOf(file));
    expect(plan.settings).toEqual([
      { setting: 'name', from: 'Ohjelma', to: 'Ohjelma 2027' },
      { setting: 'digestDay', from: '1', to: '5' },
      { setting: 'digestAt', from: '08:00', to: '09:30' },
    ]);
    expect(await audited()).toEqual([]);
    await bring(file);
    expect(await loadProgramme(stored.store, 'prog')).toEqual({
      ...programme,
      ...{ name: { fi: 'Ohjelma 2027' }, calendar },
    });
    expect(await audited()).toEqual(
      expect.arrayContaining([
        {
          ...{ what: 'programme-changed', from: expect.objectContaining({ name: { fi: 'Ohjelma' } }) },
          to: expect.objectContaining({ name: { fi: 'Ohjelma 2027' } }),
        },
        expect.objectContaining({ what: 'schedule-changed' }),
      ]),
    );
    expect(await audited()).toHaveLength(2);
  });

  it('keeps what the file does not set: its channels, and texts in other languages', async () => {
    const inOne = {
      organisation: { fi: 'Alue' },
      asker: { fi: 'Ministeriö' },
      legalBasis: { fi: 'Laki 612/2021, 29 §' },
    };
    const file = await fileOf({ channels: [], ...inOne, attainment: 'worst' });
    await bring({ ...file, settings: file.settings!.filter(({ key }) => key !== 'quietDays') });
    expect(await loadProgramme(stored.store, 'prog')).toEqual({ ...programme, attainment: 'worst' });
  });

  it('gets the channels that the file names', async () => {
    const channels = [{ channel: '19:other@thread.tacv2', language: 'sv' as const }];
    const { plan } = await bring(await fileOf({ channels }));
    expect(plan.settings.map(({ setting }) => setting)).toEqual(['channel']);
    expect((await loadProgramme(stored.store, 'prog'))!.channels).toEqual(channels);
    expect(await audited()).toEqual([{ what: 'channels-changed', from: programme.channels, to: channels }]);
  });

  it('gets a new version where other states can be answered or another respondent is asked', async () => {
    await bring(await fileOf({ respondent: 'county' }));
    expect((await loadProgramme(stored.store, 'prog'))!).toEqual(
      programmeSchema.parse({ ...programme, respondent: 'county', version: 4 }),
    );
  });

  it('keeps its schedule where that of the file cannot be used; the rest is taken', async () => {
    const late = { ...programme.calendar, deadline: { workingDaysAfter: 1, at: '07:00' } };
    const { plan } = await bring(await fileOf({ calendar: late, attainment: 'worst' }));
    expect(plan.problems).toMatchObject([
      { severity: 'warning', code: 'setting-deadline-before-opening', place: { sheet: 'Ohjelma' } },
    ]);
    expect(await loadProgramme(stored.store, 'prog')).toEqual({ ...programme, attainment: 'worst' });
  });

  it('takes no settings of another programme, and says so; the goals are taken', async () => {
    const file = await fileOf({ id: 'last-year', name: { fi: 'Viime vuosi' } }, goals.slice(0, 2));
    const { plan, counts } = await bring(file);
    expect([plan.settings, counts.retired]).toEqual([[], 1]);
    expect(plan.problems).toMatchObject([{ code: 'settings-of-another', value: 'last-year' }]);
    expect((await loadProgramme(stored.store, 'prog'))!.name).toEqual(programme.name);
  });

  it('says where nobody in the directory is the coordinator', async () => {
    const { plan } = await bring(await fileOf({ coordinator: 'new@example.org' }));
    expect(plan.problems).toMatchObject([{ code: 'coordinator-unknown', value: 'new@example.org' }]);
  });
});

describe('whether support is asked for', () => {
  it('comes and goes with the file, says so, and makes it another version of the form', async () => {
    await bring(await fileOf(), 'prog');
    const before = (await loadProgramme(stored.store, 'prog'))!;
    expect(before.collectsSupport).toBeUndefined();
    const { plan } = await bring(await fileOf({ collectsSupport: true }));
    expect(plan.settings).toEqual([{ setting: 'collectsSupport', to: 'kyllä' }]);
    const asking = (await loadProgramme(stored.store, 'prog'))!;
    expect([asking.collectsSupport, asking.version]).toEqual([true, before.version + 1]);
    expect((await bring(await fileOf({ collectsSupport: true }))).written).toBe(false);
    const off = await bring(await fileOf({ collectsSupport: false }));
    expect(off.plan.settings).toEqual([{ setting: 'collectsSupport', from: 'kyllä', to: 'ei' }]);
    expect((await loadProgramme(stored.store, 'prog'))!.version).toBe(before.version + 2);
  });
});

describe('the colour of reports', () => {
  it('is set and changed by the file, and kept by one that does not name it', async () => {
    await saveRegister(stored.store, { programme, goals });
    const accents = [];
    for (const changes of [{ accent: '#1F5C99' }, { accent: '#7A1FA2' }, {}]) {
      await bring(await fileOf(changes));
      accents.push((await loadProgramme(stored.store, 'prog'))?.accent);
    }
    expect(accents).toEqual(['#1F5C99', '#7A1FA2', '#7A1FA2']);
  });

  it('is refused where text on white could not be read in it, with the reason', async () => {
    await saveRegister(stored.store, { programme, goals });
    const { plan } = await bring(await fileOf({ accent: '#FFD24D' }));
    const message = expect.stringMatching(/too light .*: contrast 1\.\d, at least 4\.5/) as string;
    expect(plan.problems).toMatchObject([
      { code: 'setting-invalid', details: { setting: 'accent', message } },
    ]);
    expect((await loadProgramme(stored.store, 'prog'))?.accent).toBeUndefined();
  });
});
