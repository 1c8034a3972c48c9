/** Import → round → answers → report gives back every goal, field and answer of the import, in order: for all five. */
import { loadDigestSource } from '../../src/digest/build-digest';
import { schedule } from '../../src/audit/audit';
import { loadGoals, saveRegister } from '../../src/goals/register';
import { askedGoals, isAskedOf } from '../../src/goals/asked-fields';
import { type Field, type Goal, type Locale, type Register } from '../../src/goals/schema';
import { textIn } from '../../src/goals/text';
import { importRegister } from '../../src/import/import-register';
import { type ImportedRegister } from '../../src/import/imported';
import { writePastFigures } from '../../src/import/past-figures';
import { loadDirectory, type Directory, personsOf, savePeople } from '../../src/people/directory';
import { nextPeriod } from '../../src/periods/period';
import { recordReply, UnconfirmedReplyError } from '../../src/replies/record-reply';
import { longForm } from '../../src/report/long-form';
import { closeRound } from '../../src/rounds/close-round';
import { ownersOfField } from '../../src/rounds/asked';
import { openRound } from '../../src/rounds/open-round';
import { type EntityStore } from '../../src/storage/store';
import { readSeed, seedFolders } from '../../seeds/read';
import { readFile } from '../../seeds/read';
import { peopleSchema } from '../../seeds/schema';
import { eachWithStore } from '../helpers/fixtures';
import { asImported } from './as-imported';

const stored = eachWithStore();
const actor = { by: 'planning@example.org', way: 'cli' } as const;
const imported = new Date('2026-01-07T08:00:00Z');
const during = new Date('2026-01-20T08:00:00Z');
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

/** What a person types into a field of this kind. */
function typedInto(field: Field, at: number, { programme }: Register): string {
  switch (field.kind) {
    case 'single-choice':
    case 'multiple-choice':
      return field.options![at % field.options!.length]!.id;
    case 'work-state':
      return programme.workStates[at % programme.workStates.length]!.id;
    case 'yes-no':
      return '1';
    case 'light':
      return 'green';
    case 'date':
      return '2026-01-15';
    case 'text':
      return `Etenee, kohta ${at}`;
    default:
      return String(Math.min(field.max ?? 50, Math.max(field.min ?? 0, 50)));
  }
}

interface Given {
  readonly goal: Goal;
  readonly field: Field;
  readonly raw: string;
  readonly by: string;
}

/** Everybody answers what is theirs, a submit for each person of a goal. */
async function answerAll(store: EntityStore, register: Register, period: string, directory: Directory) {
  const given: Given[] = [];
  for (const goal of askedGoals(register)) {
    const byPerson = new Map<string, Given[]>();
    goal.fields.forEach((field, at) => {
      const by = ownersOfField(goal, field).flatMap((owner) => personsOf(directory, owner))[0]!;
      const each = { goal, field, by, raw: typedInto(field, at, register) };
      given.push(each);
      byPerson.set(by, [...(byPerson.get(by) ?? []), each]);
    });
    for (const [by, all] of byPerson) await submit(store, register, { goal, by, all, period });
  }
  return given;
}

async function submit(
  store: EntityStore,
  { programme }: Register,
  { goal, by, all, period }: { goal: Goal; by: string; all: readonly Given[]; period: string },
) {
  const submission = {
    ...{ programmeId: programme.id, period, goalId: goal.id, by, seenVersion: 0 },
    ...{ locale: 'fi' as Locale, shown: all.map(({ field }) => field.id) },
    typed: Object.fromEntries(all.map(({ field, raw }) => [field.id, raw])),
  };
  try {
    await recordReply(store, submission, during);
  } catch (error) {
    if (!(error instanceof UnconfirmedReplyError)) throw error;
    await recordReply(store, { ...submission, confirmed: error.token }, during);
  }
}

/** What a report must have of the file: the words and figures of every field that is asked, in the file's order. */
function rowsOf({ goals }: ImportedRegister, { programme }: Register) {
  const [locale] = programme.languages as [Locale];
  const asked = goals.filter((goal) => isAskedOf(goal, programme));
  return asked.flatMap((goal) =>
    goal.fields.map((field) => ({
      goal_code: goal.code,
      goal_title: textIn(goal.title, locale),
      field: textIn(field.label, locale),
      kind: field.kind,
      target: field.targets.map(({ raw }) => raw).join('; '),
      baseline: field.baseline?.raw ?? '',
    })),
  );
}

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

    const report = longForm(await loadDigestSource(store, name), locale);
    expect(report).toMatchObject(rowsOf(file, seed));
    expect(report.map(({ raw, answered_by: by }) => [raw, by])).toEqual(
      given.map(({ raw, by }) => [raw, by]),
    );

    const before = longForm(await loadDigestSource(store, { ...name, period: replies.period }), locale);
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
