/** What support a task needs: on the slide of its goal, in the long form and among all answers of the workbook. */
import readXlsxFile from 'read-excel-file/node';
import { answerReader } from '../../cards/parts/answer-reader';
import { reportWords } from '../../cards/report/words';
import { loadDigestSource } from '../../src/digest/build-digest';
import { type DigestSource } from '../../src/digest/digest';
import { locales } from '../../src/goals/schema';
import { withSupportLines } from '../../src/goals/judging/support-lines';
import { longForm } from '../../src/report/content/long-form';
import { slidesOf } from '../../src/report/pptx/slides';
import { workbookOf } from '../../src/report/xlsx/workbook';
import { openTempStore, type TempStore } from '../helpers/fixtures';
import { slideParagraphs } from './office-parts';

let stored: TempStore;
let source: DigestSource;
beforeAll(async () => {
  stored = await openTempStore({ seeded: true });
  source = await asking();
});
afterAll(() => stored.remove());

const need = 'Kaksi hoitajaa, johtoryhmältä, 1.3. mennessä';
const unused = 'Jäi edellisestä jaksosta';

/** The round of 2024-Q4 as if it had asked for it: one task does not proceed, the other does. */
async function asking(): Promise<DigestSource> {
  const round = { programmeId: 'strategic-goals', period: '2024-Q4' };
  const published = await loadDigestSource(stored.store, round);
  const { form } = published;
  const goals = form.goals.map((goal) => withSupportLines(goal, form.programme));
  const reply = published.replies.get('path-1')!;
  const given = (value: string) => ({ raw: value, value, by: reply.by, at: reply.at, version: 1 });
  const answers = {
    ...reply.answers,
    'task1-state': given('needs-support'),
    'task1-state-support': given(need),
    'task2-state': given('as-planned'),
    'task2-state-support': given(unused),
  };
  const replies = new Map(published.replies).set('path-1', { ...reply, answers });
  return { ...published, form: { ...form, goals }, replies };
}

const options = {
  ...{ words: reportWords, names: new Map<string, string>(), timeZone: 'Europe/Helsinki' },
  asOf: new Date('2025-02-13T14:00:00.000Z'),
};

it.each([
  ['fi', `Tarvittava tuki: ${need}`],
  ['sv', `Stöd som behövs: ${need}`],
  ['en', `Support needed: ${need}`],
] as const)('is a line of its own under the task’s state in the slides in %s', async (locale, line) => {
  const all = slideParagraphs(await slidesOf(source, { ...options, locale })).flat();
  // The board's page quotes it too.
  expect(all.filter((text) => text.includes(need))).toEqual([expect.stringContaining(`”${need}”`), line]);
  const state = source.form.programme.workStates.find(({ id }) => id === 'needs-support')!;
  expect(all[all.indexOf(line) - 1]).toContain(state.label[locale] ?? state.label.fi);
  expect(all.join()).not.toContain(unused);
});

it.each(locales)('is a row of the long form with its role, only of the task that asks, in %s', (locale) => {
  const rows = longForm(source, answerReader(locale)).filter(({ role }) => role === 'support');
  expect(rows).toMatchObject([
    { goal_id: 'path-1', group_id: 'task1', field_id: 'task1-state-support', raw: need, answer: need },
  ]);
});

it('is among all answers of the workbook, and no measure', async () => {
  const sheets = await readXlsxFile(await workbookOf(source, { ...options, locale: 'fi', edition: 'full' }));
  const having = sheets.filter(({ data }) => JSON.stringify(data).includes(need)).map(({ sheet }) => sheet);
  expect(having).toEqual(['Kaikki vastaukset']);
});
