/** An organisation of any number of programmes, each with 100 goals, ten persons and five years of closed rounds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { schedule } from '../../../src/audit/audit';
import { saveRegister } from '../../../src/goals/register';
import { peoplePartition, savePeople } from '../../../src/people/directory';
import { previousPeriod } from '../../../src/periods/period';
import { writePastRound } from '../../../src/replies/past-round';
import { replyChanges } from '../../../src/replies/reply-store';
import { openRound } from '../../../src/rounds/open-round';
import { type RoundName, roundPartition } from '../../../src/rounds/round-store';
import { settleRounds } from '../../../src/rounds/settled/settle-rounds';
import { surveyRounds } from '../../../src/rounds/settled/survey-rounds';
import { type ListedStore } from '../../../src/storage/listed-store';
import { MAX_CHANGES } from '../../../src/storage/limits';
import { commitInPages, insert } from '../../../src/storage/rows';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { type Change, type EntityStore, type JsonObject } from '../../../src/storage/store';
import { repliesOf } from '../../digest/fixtures';
import { deadline, during, opens, peopleOf, programmeWith } from '../../helpers/fixtures';
import { manyGoals, rawsOf } from '../large-programme';

export const goalsEach = 100;
const personsEach = 10;
const closedQuarters = 20;
/** A row above 1,002 bytes takes a page of 4 KB of its own in the file, which would then be 18 GB rather than 6. */
const sentences = 1;

const template = 'programme-template';
const openPeriod = '2026-Q3';
export const personOf = (programme: number, person: number) =>
  `p${programme * personsEach + person}@example.org`;

/** The round that is open in a programme, with its prompts waiting; half of its goals are answered. */
export const openRoundOf = (programme: number): RoundName => ({
  programmeId: `programme-${programme}`,
  period: openPeriod,
});

/** The round that was closed last. */
export const closedRoundOf = (programme: number): RoundName => ({
  ...openRoundOf(programme),
  period: previousPeriod(openPeriod),
});

/** One programme is written by the domain; the others are copies of its rows with ids of their own. */
export async function saveOrganisation(file: string, programmes: number): Promise<void> {
  const rows = await templateRows();
  const store = openSqliteStore(file);
  const persons = Array.from({ length: programmes * personsEach }, (_, person) => personOf(0, person));
  await savePeople(store, peopleOf(persons));
  for (let programme = 0; programme < programmes; programme++)
    await Promise.all(rows.map((row) => saveCopy(store, row, programme)));
  await store.close();
}

/** The commits of a programme are made at once, so that the store writes them in one transaction. */
async function saveCopy(
  store: EntityStore,
  { partition, text }: PartitionText,
  programme: number,
): Promise<void> {
  const own = copyFor(programme);
  const rows = JSON.parse(own(text)) as [string, JsonObject][];
  const pages: Change[][] = [];
  for (let start = 0; start < rows.length; start += MAX_CHANGES)
    pages.push(rows.slice(start, start + MAX_CHANGES).map(([key, value]) => insert(key, value)));
  await Promise.all(pages.map((page) => store.commit(own(partition), page)));
}

/** Replaces the template's name, and its persons p0 to p9. */
function copyFor(programme: number): (text: string) => string {
  return (text) =>
    text
      .replaceAll(template, `programme-${programme}`)
      .replace(
        /\bp(\d)@example/g,
        (_, person: string) => `p${programme * personsEach + Number(person)}@example`,
      );
}

interface PartitionText {
  readonly partition: string;
  /** Keys and values as JSON. */
  readonly text: string;
}

async function templateRows(): Promise<PartitionText[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'seuranta-template-'));
  const store = openSqliteStore(path.join(folder, 'store.db'));
  await saveTemplate(store);
  const rows = await rowsOfTemplate(store);
  await store.close();
  await rm(folder, { recursive: true });
  return rows;
}

/** Persons are saved for everybody together; rows that name no programme are not a programme's. */
async function rowsOfTemplate(store: ListedStore): Promise<PartitionText[]> {
  const all: PartitionText[] = [];
  for await (const partition of store.partitions()) {
    if (partition === peoplePartition) continue;
    const rows: [string, JsonObject][] = [];
    for await (const { key, value } of store.range(partition)) rows.push([key, value]);
    const text = JSON.stringify(rows);
    if (partition.includes(template) || rows.every(([key]) => key.includes(template)))
      all.push({ partition, text });
  }
  return all;
}

async function saveTemplate(store: EntityStore): Promise<void> {
  const programme = programmeWith({ id: template, channels: [] });
  const register = { programme, goals: manyGoals(goalsEach) };
  const persons = Array.from({ length: personsEach }, (_, person) => personOf(0, person));
  await savePeople(store, peopleOf(persons));
  await saveRegister(store, register);
  let period = openPeriod;
  for (let quarter = 1; quarter <= closedQuarters; quarter++) {
    period = previousPeriod(period);
    const replies = [...repliesOf(register, rawsOf(register.goals, quarter, sentences)).values()];
    await writePastRound(store, { ...register, roles: [], period, replies, by: personOf(0, 0) });
  }
  // As ticks do, the first of which only notes when it began.
  for (const minutesBefore of [30, 0])
    await settleRounds(store, await surveyRounds(store), new Date(opens.getTime() - minutesBefore * 60_000));
  const { settled } = await surveyRounds(store);
  if (settled.size !== closedQuarters) throw new Error(`${settled.size} rounds are settled`);
  const name = { programmeId: template, period: openPeriod };
  await openRound(store, { ...name, ...schedule, opens, deadline }, opens);
  const answered = repliesOf(register, rawsOf(register.goals.slice(0, goalsEach / 2), 0, sentences));
  const changes = [...answered.values()].flatMap((reply) =>
    replyChanges(undefined, { ...reply, at: during.toISOString() }),
  );
  await commitInPages(store, roundPartition(name), changes, MAX_CHANGES);
}
