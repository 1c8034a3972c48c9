/** Decisions on requests for support in reports, and in what is kept about a person. */
import readXlsxFile from 'read-excel-file/node';
import { exportWords } from '../../cards/parts/export-words';
import { reportWords } from '../../cards/report/words';
import { loadGoals } from '../../src/goals/register';
import { erasePerson } from '../../src/privacy/erase-person';
import { exportPerson } from '../../src/privacy/export-person';
import { renamePerson } from '../../src/privacy/rename-person';
import { type ReportFormat } from '../../src/report/content/formats';
import { makeReport } from '../../src/report/report';
import { roundPartition } from '../../src/rounds/round-name';
import { insert } from '../../src/storage/rows';
import { type SupportDecision } from '../../src/support/request';
import { decisionKey, loadDecisions } from '../../src/support/support-store';
import { openTempStore, type TempStore } from '../helpers/fixtures';
import { readDocx } from '../report/docx-text';
import { slideParagraphs } from '../report/office-parts';

const round = { programmeId: 'strategic-goals', period: '2024-Q4' };
const now = new Date('2025-03-25T08:00:00.000Z');
const director = 'director@example.org';
const owner = 'planning@example.org';
const needed = '**Kaksi** <b>hoitajaa</b> =SUM(A1)';
const first = 'Yksi vakanssi';
const decided = 'Kaksi vakanssia 1.3. alkaen';

let stored: TempStore;
let decision: SupportDecision;
beforeEach(async () => {
  stored = await openTempStore({ seeded: true });
  const goals = await loadGoals(stored.store, round.programmeId);
  const goal = goals.find(({ fields }) => fields.some(({ id }) => id === 'task1-state'))!;
  const at = '2025-01-20T08:00:00.000Z';
  decision = {
    ...{ goalId: goal.id, fieldId: 'task1-state', askedAt: '2025-01-15T08:00:00.000Z' },
    ...{ askedBy: owner, wanted: [needed] },
    versions: [
      { text: first, by: director, at },
      { text: decided, by: director, at },
    ],
  };
});
afterEach(() => stored.remove());

const write = (changes: Partial<SupportDecision> = {}) =>
  stored.store.commit(roundPartition(round), [insert(decisionKey(decision), { ...decision, ...changes })]);
const made = async (format: ReportFormat) =>
  Buffer.from((await makeReport(stored.store, { ...round, format }, now, reportWords)).content);

const texts: readonly (readonly [ReportFormat, (file: Buffer) => Promise<string>])[] = [
  ['pptx', (file) => Promise.resolve(JSON.stringify(slideParagraphs(file)))],
  ['docx', async (file) => JSON.stringify((await readDocx(file)).paragraphs)],
  ['xlsx', async (file) => JSON.stringify((await readXlsxFile(file)).map(({ data }) => data))],
  ['json', (file) => Promise.resolve(file.toString())],
  ['csv', (file) => Promise.resolve(file.toString())],
];

it.each(texts)('%s has what is decided, as it was typed, and nobody’s name', async (format, textOf) => {
  const before = await textOf(await made(format));
  expect(before).not.toContain(decided);
  await write();
  const after = await textOf(await made(format));
  expect([needed, decided].filter((each) => !after.includes(each))).toEqual([]);
  expect(after).not.toContain(first);
  for (const person of [director, owner]) expect(after).not.toContain(person);
});

const rowsOf = async (period = round.period) => {
  const name = { ...round, period, format: 'json' } as const;
  const { content } = await makeReport(stored.store, name, now, reportWords);
  return JSON.parse(Buffer.from(content).toString()) as Record<string, string>[];
};

it('JSON has it in the row of the task’s state alone, with a line for each time that it was asked', async () => {
  const again = { askedAt: '2025-02-15T08:00:00.000Z', wanted: ['Ensin\nrahat', 'sitten väki'] };
  await write();
  await stored.store.commit(roundPartition(round), [
    insert(decisionKey({ ...decision, ...again }), { ...decision, ...again }),
  ]);
  const rows = await rowsOf();
  expect(rows.filter((row) => row['support_decision'] !== '')).toEqual([
    expect.objectContaining({
      ...{ goal_id: decision.goalId, field_id: 'task1-state', role: 'state' },
      support_requested: `${needed}\nEnsin rahat sitten väki`,
      support_decision: `${decided}\n${decided}`,
    }),
  ]);
});

it('JSON has it in the goal’s first row if the form no longer has the task', async () => {
  const fieldId = 'task9-state';
  await stored.store.commit(roundPartition(round), [
    insert(decisionKey({ ...decision, fieldId }), { ...decision, fieldId }),
  ]);
  const rows = await rowsOf();
  const firstRow = rows.find((row) => row['goal_id'] === decision.goalId)!;
  expect(rows.filter((row) => row['support_decision'] === decided)).toEqual([firstRow]);
});

it('rows of a year have what was decided in each of its rounds', async () => {
  const before = { ...round, period: '2024-Q3' };
  await stored.store.commit(roundPartition(before), [insert(decisionKey(decision), decision)]);
  await write();
  const rows = await rowsOf('2024');
  const found = rows.filter((row) => row['support_decision'] === decided).map(({ period }) => period);
  expect(found).toEqual(['2024-Q3', '2024-Q4']);
});

it('a decision that was taken back is in no report', async () => {
  await write({ versions: [...decision.versions, { by: director, at: now.toISOString() }] });
  for (const [format, textOf] of texts) expect(await textOf(await made(format))).not.toContain(decided);
});

it('is in what the asker and the decider are told about themselves, each with their own words', async () => {
  await write();
  const told = async (id: string) => {
    const all = await exportPerson(stored.store, id, now, exportWords, 'fi');
    return JSON.stringify(all['Kysymykset tavoitteista ja vastaukset niihin, tukipyynnöt ja päätökset']);
  };
  expect(await told(owner)).toContain(needed);
  expect(await told(owner)).not.toContain(decided);
  expect(await told(director)).toContain(decided);
  expect(await told(director)).not.toContain('hoitajaa');
});

it('keeps its words when its decider is renamed, and then erased', async () => {
  await write();
  const cli = { by: 'cli:root', way: 'cli' } as const;
  await renamePerson(stored.store, { from: director, to: 'new@example.org' }, cli, now);
  await erasePerson(stored.store, { personId: 'new@example.org', admins: new Set(), actor: cli }, now);
  const [after] = await loadDecisions(stored.store, round);
  expect(after).toMatchObject({ askedBy: owner, wanted: [needed] });
  for (const { by, text } of after!.versions) {
    expect(by).toMatch(/^former-.*@erased\.invalid$/);
    expect([first, decided]).toContain(text);
  }
});
