import pino from 'pino';
import {
  chatLimits,
  type ReaderLimits,
  registerReader,
} from '../../../../bot/process/children/register-reader';
import { readRegister } from '../../../../src/import/read-register';
import { refusal } from '../../../helpers/fixtures';
import { workbookFile } from '../../../import/workbook-file';

/** Each file is read by a process started for it. */
jest.setTimeout(120_000);

const head = ['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio'];
const goals = (count: number) =>
  Array.from({ length: count }, (_, index) => [
    'Talous',
    'Hankinnat',
    `Tavoite ${index}`,
    'Säästö on yli 5 %',
    50,
  ]);
const lines: string[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
const patient: ReaderLimits = { ...chatLimits, longestMs: 60_000 };
const reader = (changes: Partial<ReaderLimits> = {}) => registerReader({ ...patient, ...changes }, log);

let file: Buffer;
beforeAll(async () => {
  file = await workbookFile({ Tavoitteet: [head, ...goals(30)] });
});

it('gives what is read in the same process, and throws what is thrown there', async () => {
  const read = await reader()(file, 'a.xlsx');
  expect(read.goals).toHaveLength(30);
  expect(read).toEqual(await readRegister(file, 'a.xlsx'));
  await expect(reader()(Buffer.from('%PDF-1.7'), 'a.xlsx')).rejects.toEqual(
    refusal('file-not-a-table', { kind: 'PDF' }),
  );
  await expect(reader()(file, 'a.xlsx', { layout: 'half-year' })).rejects.toEqual(
    refusal('layout-unrecognised'),
  );
});

it('reads any table by what its columns are said to hold', async () => {
  const own = await workbookFile({
    Taulu: [
      ['Mitä', 'Kuka'],
      ['Jono lyhenee', 'anna@example.org'],
    ],
  });
  const choices = [
    { meaning: 'goal', column: 'Mitä' },
    { meaning: 'owner', column: 'B' },
  ] as const;
  const { goals: read } = await reader()(own, 'a.xlsx', { choices });
  expect(read.map(({ title, ownersText }) => [title.fi, ownersText])).toEqual([
    ['Jono lyhenee', 'anna@example.org'],
  ]);
});

it.each<readonly [string, Partial<ReaderLimits>, string]>([
  ['takes too long', { longestMs: 1 }, 'file-too-heavy'],
  ['takes too much memory', { heap: 8 }, 'file-too-heavy'],
  ['is too much for who waits for it', { most: { goals: 2_000, bytes: 1_000 } }, 'file-too-heavy'],
  ['has too many goals', { most: { goals: 29, bytes: Infinity } }, 'too-many-goals'],
])('a file that %s is refused, and the next one is read', async (_what, changes, code) => {
  const large = await workbookFile({ Tavoitteet: [head, ...goals(2_000)] });
  const read = reader(changes);
  await expect(read(changes.heap ? large : file, 'a.xlsx')).rejects.toEqual(refusal(code));
  await expect(reader()(file, 'a.xlsx')).resolves.toMatchObject({ layout: 'key-results' });
});

it('what the engine says of a full heap is one line of the log', () => {
  const complaints = lines.map((line) => JSON.parse(line) as { msg: string; fatal?: string });
  expect(complaints.some(({ fatal }) => /heap/i.test(fatal ?? ''))).toBe(true);
});
