/** Questions in reports, and in what is kept about a person. */
import readXlsxFile from 'read-excel-file/node';
import { exportWords } from '../../cards/parts/export-words';
import { reportWords } from '../../cards/report/words';
import { loadAccess } from '../../src/people/access';
import { erasePerson } from '../../src/privacy/erase-person';
import { exportPerson } from '../../src/privacy/export-person';
import { renamePerson } from '../../src/privacy/rename-person';
import { holidayCalendar } from '../../src/periods/working-days';
import { grant } from '../../src/people/grants';
import { askQuestion } from '../../src/questions/ask';
import { publishQuestion } from '../../src/questions/publish';
import { readQuestion } from '../../src/questions/question-store';
import { respondToQuestion } from '../../src/questions/respond';
import { type ReportFormat } from '../../src/report/content/formats';
import { makeReport } from '../../src/report/report';
import { loadGoals } from '../../src/goals/register';
import { loadOwnersFor } from '../../src/people/directory';
import { openTempStore, type TempStore } from '../helpers/fixtures';
import { readDocx } from '../report/docx-text';
import { slideParagraphs } from '../report/office-parts';
import { idOf } from './setting';

const round = { programmeId: 'strategic-goals', period: '2024-Q4' };
const now = new Date('2025-03-25T08:00:00.000Z');
const director = 'director@example.org';
const asked = '**Miksi** <b>punainen</b> =SUM(A1)?';
const responded = 'Rekrytointi kesti, mutta paikat on täytetty.';

let stored: TempStore;
let name: typeof round & { goalId: string; questionId: string };
let owner: string;
beforeEach(async () => {
  stored = await openTempStore({ seeded: true });
  const { store } = stored;
  const cli = { by: 'cli:root', way: 'cli' } as const;
  await grant(store, { personId: director, role: 'reader', programmeId: round.programmeId }, cli, now);
  const [goal] = await loadGoals(store, round.programmeId);
  name = { ...round, goalId: goal!.id, questionId: idOf(1) };
  const access = await loadAccess(store, { id: director, admin: false }, new Set());
  const act = { ...name, access, by: director, way: 'card' as const };
  const { to } = await askQuestion(store, { ...act, text: asked }, now, holidayCalendar());
  owner = to[0]!;
  expect((await loadOwnersFor(store, owner)).size).toBeGreaterThan(0);
  await askQuestion(
    store,
    { ...act, questionId: idOf(2), text: 'Jää julkaisematta?' },
    now,
    holidayCalendar(),
  );
  await respondToQuestion(store, { ...name, by: owner, way: 'card', text: responded, seen: 0 }, now);
});
afterEach(() => stored.remove());

const publish = () =>
  publishQuestion(stored.store, { ...name, by: 'planning@example.org', way: 'card', published: true }, now);

const made = async (format: ReportFormat) =>
  Buffer.from((await makeReport(stored.store, { ...round, format }, now, reportWords)).content);

const texts: readonly (readonly [ReportFormat, (file: Buffer) => Promise<string>])[] = [
  ['pptx', (file) => Promise.resolve(JSON.stringify(slideParagraphs(file)))],
  ['docx', async (file) => JSON.stringify((await readDocx(file)).paragraphs)],
  ['xlsx', async (file) => JSON.stringify((await readXlsxFile(file)).map(({ data }) => data))],
];

it.each(texts)(
  '%s publishes only the chosen questions, as they were typed; by default none',
  async (format, textOf) => {
    const before = await textOf(await made(format));
    expect([asked, responded].filter((each) => before.includes(each))).toEqual([]);
    await publish();
    const after = await textOf(await made(format));
    expect([asked, responded].filter((each) => !after.includes(each))).toEqual([]);
    expect(after).not.toContain('Jää julkaisematta?');
  },
);

it('is in what the asker and the owner are told about themselves, each with their own words', async () => {
  const told = async (id: string) => {
    const all = await exportPerson(stored.store, id, now, exportWords, 'fi');
    return JSON.stringify(all['Kysymykset tavoitteista ja vastaukset niihin, tukipyynnöt ja päätökset']);
  };
  expect(await told(director)).toContain(asked);
  expect(await told(director)).not.toContain(responded);
  expect(await told(owner)).toContain(responded);
  expect(await told(owner)).not.toContain(asked);
  expect(await told(owner)).toContain('"wasAsked":true');
});

it('keeps its words when its asker is renamed, and then erased', async () => {
  const cli = { by: 'cli:root', way: 'cli' } as const;
  await renamePerson(stored.store, { from: director, to: 'new@example.org' }, cli, now);
  expect((await readQuestion(stored.store, name))?.value).toMatchObject({
    by: 'new@example.org',
    text: asked,
  });
  await erasePerson(stored.store, { personId: 'new@example.org', admins: new Set(), actor: cli }, now);
  const after = (await readQuestion(stored.store, name))!.value;
  expect(after.by).toMatch(/^former-.*@erased\.invalid$/);
  expect(after).toMatchObject({ text: asked, responses: [{ by: owner, text: responded }] });
  const rest = stored.dump().filter(({ key }) => !key.startsWith('audit|'));
  expect(JSON.stringify(rest)).not.toContain('new@example.org');
});
