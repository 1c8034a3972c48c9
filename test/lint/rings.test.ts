import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Import, type ImportLinter, startImportLinter } from './forbidden-imports';

/** From left to right; a room may use only what is to its left. */
const rings = [
  ['config'],
  ['logs', 'calls'],
  ['views'],
  ['actions', 'commands', 'messages'],
  ['teams', 'web'],
  ['process'],
  ['cli'],
];
const rooms = rings.flat();
const pairs = rooms.flatMap((from) => rooms.filter((to) => to !== from).map((to) => ({ from, to })));
const ringOf = (room: string) => rings.findIndex((ring) => ring.includes(room));
const mayUse = ({ from, to }: { from: string; to: string }) => ringOf(to) < ringOf(from);

let linter: ImportLinter;
beforeAll(() => void (linter = startImportLinter()));
afterAll(() => linter.stop());

async function refused(imports: readonly Import[]): Promise<readonly Import[]> {
  const messages = await linter.lint(imports);
  return imports.filter((_, index) => messages[index]!.length > 0);
}

it('knows every room of bot/', () => {
  const folders = readdirSync(path.resolve(__dirname, '../../bot'), { withFileTypes: true });
  const names = folders.filter((each) => each.isDirectory()).map(({ name }) => name);
  expect(names.sort()).toEqual([...rooms].sort());
});

it.each([
  ['a file', 'x.ts', (to: string) => `../${to}/y`],
  ['the index', 'x.ts', (to: string) => `../${to}`],
  ['a file of a subfolder from a subfolder', 'deep/x.ts', (to: string) => `../../${to}/deeper/y`],
])('refuses each import of %s to its right, and no other', async (_what, file, spelt) => {
  const imports = (all: typeof pairs) =>
    all.map(({ from, to }) => ({ from: `bot/${from}/${file}`, imports: spelt(to) }));
  expect(await refused(imports(pairs))).toEqual(imports(pairs.filter((pair) => !mayUse(pair))));
});

it('says why, and which way is open', async () => {
  const [[message, ...more] = []] = await linter.lint([
    { from: 'bot/views/x.ts', imports: '../commands/command' },
  ]);
  expect(more).toEqual([]);
  expect(message).toContain('A view draws for any reader');
  expect(message).toContain(
    'config <- logs | calls <- views <- actions | commands | messages <- teams | web <- process <- main | cli',
  );
});

it('lets main.ts use every room but the command line, and nobody use main.ts', async () => {
  const fromMain = rooms.map((room) => ({ from: 'bot/main.ts', imports: `./${room}/x` }));
  const toMain = rooms
    .filter((room) => room !== 'cli')
    .map((room) => ({ from: `bot/${room}/x.ts`, imports: '../main' }));
  expect(await refused([...fromMain, ...toMain])).toEqual([
    { from: 'bot/main.ts', imports: './cli/x' },
    ...toMain,
  ]);
});

it('lets only the process and the command line choose a store', async () => {
  const adapter = '../../src/storage/sqlite/sqlite-store';
  const imports = rooms.map((room) => ({ from: `bot/${room}/x.ts`, imports: adapter }));
  const choosing = ['bot/process/x.ts', 'bot/cli/x.ts'];
  expect(await refused(imports)).toEqual(imports.filter(({ from }) => !choosing.includes(from)));
});

it('keeps the Bot Framework in bot/teams, but for the files that make or read an activity', async () => {
  const imports = ['bot/main.ts', 'bot/cli/parts/x.ts', 'bot/views/parts/x.ts', 'bot/logs/activity-ids.ts']
    .concat(rooms.map((room) => `bot/${room}/x.ts`))
    .flatMap((from) => ['botbuilder', 'botframework-connector'].map((name) => ({ from, imports: name })));
  const free = ['bot/logs/activity-ids.ts', 'bot/teams/x.ts'];
  expect(await refused(imports)).toEqual(imports.filter(({ from }) => !free.includes(from)));
});

it('keeps what is shared free of what shares it', async () => {
  const wrong = [
    { from: 'bot/cli/parts/x.ts', imports: '../rounds/y' },
    { from: 'bot/cli/parts/x.ts', imports: '../run' },
    { from: 'bot/cli/people/x.ts', imports: '../rounds/y' },
    { from: 'bot/views/parts/x.ts', imports: '../turn' },
    { from: 'bot/views/parts/x.ts', imports: '../../commands/y' },
  ];
  const right = [
    { from: 'bot/cli/run.ts', imports: './rounds/y' },
    { from: 'bot/cli/people/x.ts', imports: '../parts/y' },
    { from: 'bot/cli/parts/x.ts', imports: '../../process/y' },
    { from: 'bot/views/parts/x.ts', imports: '../../../cards/render' },
  ];
  expect(await refused([...wrong, ...right])).toEqual(wrong);
});
