/** Comments on units in reports, and in what is kept about a person. */
import readXlsxFile from 'read-excel-file/node';
import { exportWords } from '../../cards/parts/export-words';
import { reportWords } from '../../cards/report/words';
import { commentOnUnit } from '../../src/comments/comment-on-unit';
import { loadCommentVersions } from '../../src/comments/comment-store';
import { loadGoals } from '../../src/goals/register';
import { loadAccess } from '../../src/people/access';
import { grant } from '../../src/people/grants';
import { erasePerson } from '../../src/privacy/erase-person';
import { exportPerson } from '../../src/privacy/export-person';
import { renamePerson } from '../../src/privacy/rename-person';
import { type ReportFormat } from '../../src/report/content/formats';
import { makeReport } from '../../src/report/report';
import { reopenRound } from '../../src/reminders/reopen-round';
import { closeRound } from '../../src/rounds/close-round';
import { openTempStore, type TempStore } from '../helpers/fixtures';
import { readDocx } from '../report/docx-text';
import { slideParagraphs } from '../report/office-parts';

const head = 'director@example.org';
const cli = { by: 'cli:root', way: 'cli' } as const;
const said = '**Rekrytointi** <b>kesti</b> =SUM(A1), mutta paikat on täytetty.';
const withdrawn = 'Perutaan.';

/** Units that are divisions, and units that are not. */
const programmes = [
  { programmeId: 'productivity-key-results', period: '2025-Q3', unit: 'Ikäihmisten palvelut' },
  { programmeId: 'strategic-goals', period: '2024-Q4', unit: 'Terveyspalvelut' },
];

let stored: TempStore;
let now: Date;
beforeEach(async () => {
  stored = await openTempStore({ seeded: true });
});
afterEach(() => stored.remove());

async function commented({ programmeId, period, unit }: (typeof programmes)[number]) {
  const { store } = stored;
  now = new Date('2026-01-12T08:00:00.000Z');
  const until = new Date('2026-02-12T14:00:00.000Z');
  await reopenRound(store, { programmeId, period, ...cli, reason: 'late', deadline: until }, now);
  await grant(store, { personId: head, role: 'unit-head', programmeId, unit }, cli, now);
  const access = await loadAccess(store, { id: head, admin: false }, new Set());
  const act = { programmeId, period, unit, access, by: head, way: 'card' as const };
  await commentOnUnit(store, { ...act, text: withdrawn, seen: 0 }, now);
  await commentOnUnit(store, { ...act, text: said, seen: 1 }, now);
  return { programmeId, period };
}

const formats: readonly (readonly [ReportFormat, (file: Buffer) => Promise<string>])[] = [
  ['pptx', (file) => Promise.resolve(JSON.stringify(slideParagraphs(file)))],
  ['docx', async (file) => JSON.stringify((await readDocx(file)).paragraphs)],
  ['xlsx', async (file) => JSON.stringify((await readXlsxFile(file)).map(({ data }) => data))],
  ['json', (file) => Promise.resolve(file.toString())],
];

describe.each(programmes)('the report of $programmeId', (about) => {
  it.each(formats)(
    '%s has the comment as it was typed and not its earlier version',
    async (format, textOf) => {
      const name = await commented(about);
      const report = await makeReport(stored.store, { ...name, format }, now, reportWords);
      const text = await textOf(Buffer.from(report.content));
      expect(text).toContain(said);
      expect(text).not.toContain(withdrawn);
      expect(text).not.toContain(head);
      if (format !== 'json') expect(text).toMatch(/Yksikön kommentti|Yksiköiden kommentit/);
    },
  );
});

it('CSV has it in each row of the unit’s goals, and nowhere else; a closed round keeps it', async () => {
  const about = programmes[0]!;
  const name = await commented(about);
  await closeRound(stored.store, { ...name, ...cli }, new Date(now.getTime() + 60_000));
  const { content } = await makeReport(stored.store, { ...name, format: 'json' }, now, reportWords);
  const rows = JSON.parse(Buffer.from(content).toString()) as Record<string, string>[];
  const commentedRows = rows.filter(({ unit_comment }) => unit_comment === said);
  expect(new Set(commentedRows.map(({ unit }) => unit))).toEqual(new Set([about.unit]));
  expect(rows.filter(({ unit }) => unit === about.unit)).toHaveLength(commentedRows.length);
  expect((await loadGoals(stored.store, name.programmeId)).length).toBeGreaterThan(commentedRows.length);
});

it('is in what its writer is told about themselves, and keeps its words when they are renamed and erased', async () => {
  const name = await commented(programmes[0]!);
  const { store } = stored;
  const told = await exportPerson(store, head, now, exportWords, 'fi');
  expect(JSON.stringify(told['Kommentit yksiköistä'])).toContain(JSON.stringify(said).slice(1, -1));
  await renamePerson(store, { from: head, to: 'new@example.org' }, cli, now);
  const by = async () => (await loadCommentVersions(store, name)).map((each) => [each.by, each.text]);
  expect(await by()).toEqual([
    ['new@example.org', withdrawn],
    ['new@example.org', said],
  ]);
  await erasePerson(store, { personId: 'new@example.org', admins: new Set(), actor: cli }, now);
  const after = await by();
  expect(after.map(([, text]) => text)).toEqual([withdrawn, said]);
  for (const [who] of after) expect(who).toMatch(/^former-.*@erased\.invalid$/);
});
