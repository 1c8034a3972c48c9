/** The house keeps its shape: rooms in one direction, none too full, no file too long. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { arrowsIn, circlesIn, filesBelow, folderOf, type Sources, sourcesOf } from './helpers/house';

const tops = ['bot', 'cards', 'src'];
const mostFiles = 25;
const mostLines = 300;

const circlesOf = (sources: Record<string, string>) => circlesIn(arrowsIn(new Map(Object.entries(sources))));

function overfullFolders(files: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(folderOf(file), (counts.get(folderOf(file)) ?? 0) + 1);
  return [...counts].flatMap(([folder, count]) => (count > mostFiles ? [`${folder}: ${count} files`] : []));
}

function longFiles(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) => {
    const lines = text.trimEnd().split('\n').length;
    return lines > mostLines ? [`${file}: ${lines} lines`] : [];
  });
}

describe('the house', () => {
  it.each(tops)('has no circle of folders in %s', (top) => {
    expect(circlesIn(arrowsIn(sourcesOf(top)))).toEqual([]);
  });

  it.each(tops)('has at most 25 files in a folder of %s', (top) => {
    expect(overfullFolders(filesBelow(top))).toEqual([]);
  });

  it.each(tops)('has at most 300 lines in a file of %s', (top) => {
    expect(longFiles(sourcesOf(top))).toEqual([]);
  });

  it.each(['bot', 'src'])('has a README in each room of %s', (top) => {
    const root = path.join(__dirname, '..', top);
    const rooms = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const without = rooms.filter(({ name }) => !existsSync(path.join(root, name, 'README.md')));
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('has nothing but its entrance in the root of bot', () => {
    const files = readdirSync(path.join(__dirname, '../bot'), { withFileTypes: true });
    const names = files.filter((entry) => entry.isFile()).map(({ name }) => name);
    expect(names.filter((name) => !['main.ts', 'README.md'].includes(name))).toEqual([]);
  });
});

describe('what keeps the house in shape', () => {
  it('finds a circle over three folders, whatever way its files import, and prints its arrows', () => {
    const found = circlesOf({
      'src/a/x.ts': "import { type Y } from '../b/y';\nimport { helper } from './helper';",
      'src/a/helper.ts': 'export const helper = 1;',
      'src/b/y.ts': "export * from '../c';",
      'src/c/index.ts': "export const later = () => import('../a/x.js');",
      'src/d/z.ts': "import { y } from '../b/y';\nimport { z } from 'zod';",
      'src/e/end.ts': '',
    });
    expect(found).toEqual([
      ['src/a/x.ts -> src/b/y.ts', 'src/b/y.ts -> src/c/index.ts', 'src/c/index.ts -> src/a/x.ts'],
    ]);
  });

  it('takes a folder and its subfolder for two', () => {
    const found = circlesOf({
      'src/a/list.ts': "import { one } from './one/one';",
      'src/a/one/one.ts': "import { type Item } from '../item';",
      'src/a/item.ts': '',
    });
    expect(found).toEqual([['src/a/list.ts -> src/a/one/one.ts', 'src/a/one/one.ts -> src/a/item.ts']]);
  });

  it('tells two circles apart, and leaves out what only leads from one to the other', () => {
    const found = circlesOf({
      'src/a/a.ts': "import '../b/b';",
      'src/b/b.ts': "import '../a/a';\nimport '../c/c';",
      'src/c/c.ts': "import '../d/d';",
      'src/d/d.ts': "import '../c/c';",
    });
    expect(found).toEqual([
      ['src/a/a.ts -> src/b/b.ts', 'src/b/b.ts -> src/a/a.ts'],
      ['src/c/c.ts -> src/d/d.ts', 'src/d/d.ts -> src/c/c.ts'],
    ]);
  });

  it('lets folders import in one direction, however many ways there are', () => {
    const found = circlesOf({
      'src/a/a.ts': "import '../b/b';\nimport '../c/c';",
      'src/b/b.ts': "import '../c/c';",
      'src/c/c.ts': '',
    });
    expect(found).toEqual([]);
  });

  it('finds the folder and the file that are one too many', () => {
    const files = (count: number) => Array.from({ length: count }, (_, at) => `src/a/${at}.ts`);
    expect(overfullFolders(files(25))).toEqual([]);
    expect(overfullFolders([...files(26), 'src/b/one.ts'])).toEqual(['src/a: 26 files']);
    expect(longFiles(new Map([['src/a.ts', 'a\n'.repeat(300)]]))).toEqual([]);
    expect(longFiles(new Map([['src/a.ts', 'a\n'.repeat(301)]]))).toEqual(['src/a.ts: 301 lines']);
  });
});
