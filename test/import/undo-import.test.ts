import { readAudit, schedule } from '../../src/audit/audit';
import { StorageError } from '../../src/errors';
import { goalsPartition, loadProgramme, readGoalRows, saveRegister } from '../../src/goals/register';
import { scheduleOf } from '../../src/goals/schedule-of';
import { type Goal } from '../../src/goals/schema';
import { importRegister, type ImportRequest } from '../../src/import/import-register';
import { keepAnswers } from '../../src/import/keep-answers';
import { writePastFigures } from '../../src/import/past-figures';
import { markKey, readUnresolved } from '../../src/import/register-before';
import { resolveOwner } from '../../src/import/resolve-owner';
import { type ImportedRegister } from '../../src/import/table/imported';
import { undoImport } from '../../src/import/undo-import';
import { readUndoable } from '../../src/import/undoable';
import { omit } from '../../src/omit';
import { pendingMessages } from '../../src/outbox/message';
import { savePeople } from '../../src/people/directory';
import { reopenRound } from '../../src/reminders/reopen-round';
import { recordReply } from '../../src/replies/record-reply';
import { readReply } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { listRounds, roundPartition } from '../../src/rounds/round-store';
import { startProgramme } from '../../src/schedule/start-programme';
import { put, readRow } from '../../src/storage/rows';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit } from '../helpers/failing-store';
import {
  afterDeadline,
  collect,
  during,
  eachWithStore,
  goalWith,
  name,
  openTempStore,
  peopleOf,
  programmeWith,
  refusal,
  saveOpenRound,
} from '../helpers/fixtures';
import { sent, tickOn } from '../schedule/ticking';
import { asImported, withGoals } from './as-imported';

const stored = eachWithStore();
const actor = { by: 'cli:root', way: 'cli' } as const;
const [anna, bo, coordinator] = ['anna@example.org', 'bo@example.org', 'coordinator@example.org'];
const people = peopleOf([anna, bo, coordinator]);
const programmeId = 'prog';
const programme = programmeWith();

const goals = ['Hoitoon pääsy nopeutuu', 'Henkilöstö voi hyvin', 'Talous on tasapainossa'].map((title, at) =>
  goalWith(`g${at + 1}`, { code: `1.${at + 1}`, title: { fi: title }, owners: [anna] }),
);
const fileOf = (all: readonly Goal[] = goals) => asImported(programme, all, { layout: 'key-results' });

/** The first goal has another form, the second other owners, the third is gone, and there is a new one. */
const changedFile = () =>
  withGoals(
    fileOf([...goals, goalWith('g4', { code: '1.4', title: { fi: 'Aivan uusi' }, owners: [bo] })]),
    (all) =>
      all
        .map((goal, at) =>
          at === 0
            ? { ...goal, title: { fi: 'Hoitoon pääsy on nopeutunut paljon' } }
            : at === 1
              ? { ...goal, ownersText: 'Matti Meikäläinen' }
              : goal,
        )
        .filter((_, at) => at !== 2),
  );

const bring = (
  file: ImportedRegister,
  more: Partial<ImportRequest> = {},
  store: EntityStore = stored.store,
) => importRegister(store, { programmeId, file, ...more }, actor, during);
const undo = (store: EntityStore = stored.store) => undoImport(store, { programmeId }, actor, during);

/** The register without what only undoing or its own trace changes. */
async function register(store: EntityStore = stored.store) {
  const form = await loadProgramme(store, programmeId);
  return {
    programme: form && omit(form, 'version'),
    goals: (await readGoalRows(store, programmeId)).map(({ value }) => ({
      ...value,
      goal: omit(value.goal, 'changedIn'),
    })),
    unresolved: (await readUnresolved(store, programmeId)).map(({ value }) => value),
  };
}

beforeEach(async () => {
  await savePeople(stored.store, people);
  await saveRegister(stored.store, { programme, goals });
});

it('brings back the goals, their owners and the settings, under a new version of the form', async () => {
  const before = await register();
  await bring(changedFile());
  expect(await register()).not.toEqual(before);
  const { parts, settings } = await undo();
  expect(parts.map(({ kept, then }) => [kept.value.goalId, then])).toEqual([
    ['1-4', 'removed'],
    ['g1', 'restored'],
    ['g2', 'restored'],
    ['g3', 'restored'],
  ]);
  expect(settings).toBe('restored');
  expect(await register()).toEqual(before);
  const [first, second] = await readGoalRows(stored.store, programmeId);
  expect([first, second].map((row) => row!.value.goal.changedIn)).toEqual([3, undefined]);
  expect((await loadProgramme(stored.store, programmeId))!.version).toBe(3);
  const acts = await readAudit(stored.store, [goalsPartition(programmeId)], { what: 'import-undone' });
  expect(acts).toMatchObject([{ by: 'cli:root', to: { goals: 4 } }]);
});

it('leaves a programme started that was started since', async () => {
  await saveRegister(stored.store, { programme: { ...programme, awaitsStart: true }, goals });
  await bring(changedFile());
  await startProgramme(stored.store, programmeId, scheduleOf(programme), actor, during);
  await undo();
  expect((await loadProgramme(stored.store, programmeId))!.awaitsStart).toBeUndefined();
});

it('is done once, and only for the latest import', async () => {
  await expect(undo()).rejects.toEqual(refusal('undo-nothing'));
  await bring(changedFile());
  const before = await register();
  await bring(fileOf());
  await bring(fileOf());
  await undo();
  expect(await register()).toEqual(before);
  await expect(undo()).rejects.toEqual(refusal('undo-nothing'));
});

it('is refused after an import by a program that keeps nothing', async () => {
  await bring(changedFile());
  const mark = await readRow(stored.store, goalsPartition(programmeId), markKey);
  await stored.store.commit(goalsPartition(programmeId), [
    put(mark, markKey, { ...mark!.value, run: 'other' }),
  ]);
  await expect(undo()).rejects.toEqual(refusal('undo-nothing'));
});

it('says which goals were changed since, and undoes only what was shown', async () => {
  await bring(changedFile());
  const shown = await readUndoable(stored.store, programmeId);
  expect(shown.changedSince).toEqual([]);
  await resolveOwner(stored.store, { programmeId, text: 'Matti Meikäläinen', to: bo }, actor, during);
  await expect(undoImport(stored.store, { programmeId, name: shown.name }, actor, during)).rejects.toEqual(
    refusal('plan-changed'),
  );
  const { changedSince } = await undo();
  expect(changedSince.map(({ code }) => code)).toEqual(['1.2']);
});

describe('in the middle of a round', () => {
  beforeEach(() => saveOpenRound(stored.store, { register: { programme, goals }, people }));
  const answer = (at: Date, by = anna) => {
    const submission = {
      ...name,
      goalId: 'g2',
      by,
      typed: { value: '50' },
      locale: 'fi',
      seenVersion: 0,
    } as const;
    return recordReply(stored.store, submission, at);
  };

  it('ends with the first answer, not with one before', async () => {
    await answer(during);
    const later = new Date(during.getTime() + 60_000);
    await importRegister(stored.store, { programmeId, file: changedFile() }, actor, later);
    await readUndoable(stored.store, programmeId);
    await importRegister(stored.store, { programmeId, file: fileOf() }, actor, during);
    await expect(undo()).rejects.toEqual(refusal('undo-answered', { period: name.period, goal: '1.2' }));
  });

  it('ends with the first answer also in a round that was reopened before', async () => {
    const at = (minutes: number) => new Date(afterDeadline.getTime() + minutes * 60_000);
    await closeRound(stored.store, { ...name, ...schedule }, at(0));
    const until = new Date(at(0).getTime() + 7 * 24 * 3_600_000);
    await reopenRound(stored.store, { ...name, ...actor, reason: 'Korjaus', deadline: until }, at(1));
    await importRegister(stored.store, { programmeId, file: changedFile() }, actor, at(2));
    await answer(at(3), coordinator);
    const undoing = undoImport(stored.store, { programmeId }, actor, at(4));
    await expect(undoing).rejects.toEqual(refusal('undo-answered', { period: name.period, goal: '1.2' }));
  });

  it('leaves a new owner to be told whose message came to nothing, once a file names them again', async () => {
    const at = (minutes: number) => new Date(during.getTime() + minutes * 60_000);
    const owned = (by: string) => fileOf(goals.map((goal) => ({ ...goal, owners: [by] })));
    const request = { programmeId, file: owned(bo) };
    await importRegister(stored.store, { ...request, sendFrom: at(10) }, actor, during);
    await undo();
    await tickOn(stored.store, at(11), ({ kind }) =>
      kind === 'owner' ? { type: 'ended', state: 'needless', reason: 'nothing left to say' } : sent(),
    );
    await importRegister(stored.store, { ...request, sendFrom: at(30) }, actor, at(20));
    const waiting = await collect(pendingMessages(stored.store, roundPartition(name)));
    expect(waiting.map(({ value }) => [value.kind, value.recipient])).toEqual([
      ['owner', { type: 'person', personId: bo }],
    ]);
  });

  it('retires an added goal that a round asks, and asks nobody about it', async () => {
    await bring(changedFile());
    const { parts } = await undo();
    expect(parts.find(({ kept }) => kept.value.goalId === '1-4')!.then).toBe('retired');
    const rows = await readGoalRows(stored.store, programmeId);
    expect(rows.filter(({ value }) => value.retired).map(({ value }) => value.goal.id)).toEqual(['1-4']);
  });
});

describe('the answers of a file', () => {
  const period = '2025-Q1';
  const answer = async (
    written: boolean,
    { plan }: { readonly plan: Awaited<ReturnType<typeof bring>>['plan'] },
  ) => {
    const form = (await loadProgramme(stored.store, programmeId))!;
    await keepAnswers(stored.store, { programmeId, period, written }, actor, during);
    await writePastFigures(stored.store, plan, { programme: form, period, by: actor.by });
  };

  it.each([[changedFile()], [fileOf()]])('go with it', async (file) => {
    await bring(fileOf());
    const before = await register();
    const outcome = await bring(file);
    await answer(outcome.written, outcome);
    expect((await listRounds(stored.store, programmeId)).map((round) => round.period)).toEqual([period]);
    await undo();
    expect(await listRounds(stored.store, programmeId)).toEqual([]);
    expect(await collect(stored.store.range(roundPartition({ programmeId, period })))).toEqual([]);
    expect(await register()).toEqual(before);
  });

  it('stay once their round was reopened, with what was answered in it', async () => {
    const outcome = await bring(fileOf());
    await answer(outcome.written, outcome);
    const until = new Date(during.getTime() + 7 * 24 * 3_600_000);
    const round = { programmeId, period };
    await reopenRound(stored.store, { ...round, ...actor, reason: 'Korjaus', deadline: until }, during);
    const submission = { ...round, goalId: 'g2', by: anna, typed: { value: '50' }, locale: 'fi' } as const;
    await recordReply(stored.store, { ...submission, seenVersion: 0 }, during);
    await expect(undo()).rejects.toEqual(refusal('undo-round', { period }));
    expect((await readReply(stored.store, round, 'g2'))?.value.by).toBe(anna);
  });
});

describe('a programme that the import made', () => {
  const made = { programmeId: 'made', newProgramme: { fallback: { name: 'Uusi', coordinator: anna } } };
  const make = () => importRegister(stored.store, { ...made, file: fileOf() }, actor, during);

  it('is removed, and can be made again', async () => {
    await make();
    const { settings } = await undoImport(stored.store, { programmeId: 'made' }, actor, during);
    expect(settings).toBe('removed');
    expect(await loadProgramme(stored.store, 'made')).toBeUndefined();
    expect(await readGoalRows(stored.store, 'made')).toEqual([]);
    expect((await make()).counts.added).toBe(3);
  });
});

/** The power fails at every commit of the import or of its undoing; both are done again until they are through. */
it.each(['import', 'undo'] as const)(
  'leaves the same where the power fails during the %s',
  async (act) => {
    const filled = async () => {
      const temp = await openTempStore();
      await savePeople(temp.store, people);
      await saveRegister(temp.store, { programme, goals });
      return temp;
    };
    const before = await register();
    const commits = await atEveryCommit(async (n) => {
      const temp = await filled();
      const dying = dyingAtCommit(temp.store, n);
      const bringing = (store: EntityStore) => bring(changedFile(), {}, store);
      if (act === 'undo') await bringing(temp.store);
      const survived = await (act === 'import' ? bringing(dying) : undo(dying)).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(StorageError);
          return false;
        },
      );
      if (act === 'import') await bringing(temp.store);
      if (act === 'import' || !survived) await undo(temp.store);
      expect(await register(temp.store)).toEqual(before);
      await temp.remove();
      return { survived };
    });
    expect(commits).toBeGreaterThan(3);
  },
  60_000,
);
