/** Import → round → answers → report gives back every goal, field and answer of the import, in order: for all five. */
import { answerReader } from '../../cards/parts/answer-reader';
import { loadDigestSource } from '../../src/digest/build-digest';
import { schedule } from '../../src/audit/audit';
import { loadGoals, saveRegister } from '../../src/goals/register';
import { askedGoals } from '../../src/goals/answers/asked-fields';
import { type Goal, type Locale } from '../../src/goals/schema';
import { importRegister } from '../../src/import/import-register';
import { type ImportedRegister } from '../../src/import/table/imported';
import { writePastFigures } from '../../src/import/past-figures';
import { loadDirectory, savePeople } from '../../src/people/directory';
import { nextPeriod } from '../../src/periods/period';
import { longForm } from '../../src/report/content/long-form';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { readSeed, seedFolders } from '../../seeds/read';
import { readFile } from '../../seeds/read';
import { peopleSchema } from '../../seeds/schema';
import { eachWithStore } from '../helpers/fixtures';
import { answerAll, rowsOf, withoutSupportLines } from './answer-import';
import { asImported } from './as-imported';

const stored = eachWithStore();
const actor = { by: 'planning@example.org', way: 'cli' } as const;
const imported = new Date('2026-01-07T08:00:00Z');
const deadline = new Date('2026-02-20T14:00:00Z');
const shared = readFile('seeds/people.json', peopleSchema);

const seeds = seedFolders().map((folder) => {
  const seed = readSeed(folder);
  const answers = new Map(
    seed.replies.replies.map(({ goal, answers: given }) => [
      goal,
      Object.fromEntries(Object.entries(given).map(([id, raw]) => [id, String(raw)])),
    ]),
  );
  return { ...seed, answers, id: seed.programme.id };
});

describe.each(seeds)('$id', (seed) => {
  const { programme, goals, people, replies, answers } = seed;
  const [locale] = programme.languages as [Locale];
  // The layout reads no ids: they are made anew.
  const file = asImported(programme, goals, { layout: 'half-year', answers });

  it('comes back as it was imported, with the answers of its round and of the file', async () => {
    const { store } = stored;
    await savePeople(store, shared);
    await savePeople(store, people);
    await saveRegister(store, { programme, goals: [] });
    const { plan, counts } = await importRegister(
      store,
      { programmeId: programme.id, file },
      actor,
      imported,
    );
    expect(counts.added).toBe(goals.length);
    expect(plan.problems).toEqual([]);
    const past = { programme, period: replies.period, by: actor.by };
    const figures = await writePastFigures(store, plan, past);
    expect(figures.problems).toEqual([]);

    const register = { programme, goals: await loadGoals(store, programme.id) };
    const owners = (all: readonly Goal[]) =>
      all.map((goal) => [goal.owners, ...[...goal.groups, ...goal.fields].map((part) => part.owners)]);
    expect(owners(register.goals)).toEqual(owners(goals));
    const period = nextPeriod(replies.period);
    const name = { programmeId: programme.id, period };
    await openRound(store, { ...name, opens: imported, deadline, ...schedule }, imported);
    const given = await answerAll(store, register, period, await loadDirectory(store));
    await closeRound(store, { ...name, ...schedule }, deadline);

    const report = withoutSupportLines(
      longForm(await loadDigestSource(store, name), answerReader(locale)),
      programme,
    );
    expect(report).toMatchObject(rowsOf(file, seed));
    expect(report.map(({ raw, answered_by: by }) => [raw, by])).toEqual(
      given.map(({ raw, by }) => [raw, by]),
    );

    const before = longForm(
      await loadDigestSource(store, { ...name, period: replies.period }),
      answerReader(locale),
    );
    expect(before).toMatchObject(rowsOf(file, seed));
    const published = askedGoals(seed).flatMap((goal) =>
      goal.fields.map(({ id }) => answers.get(goal.id)?.[id] ?? ''),
    );
    const plain = (text: string | number) =>
      String(text)
        .split(/[,;]\s*/)
        .join();
    expect(before.map(({ raw }) => plain(raw))).toEqual(published.map((raw) => plain(raw.trim())));
  }, 60_000);

  it('is known again by the same file, and by its own export', async () => {
    const { store } = stored;
    await savePeople(store, shared);
    await savePeople(store, people);
    await saveRegister(store, { programme, goals: [] });
    const bring = (register: ImportedRegister) =>
      importRegister(store, { programmeId: programme.id, file: register }, actor, imported);
    await bring(file);
    const before = stored.now.dump();
    expect((await bring(file)).written).toBe(false);
    const exported = asImported(programme, await loadGoals(store, programme.id));
    expect((await bring(exported)).written).toBe(false);
    expect(stored.now.dump()).toEqual(before);
  }, 60_000);
});
