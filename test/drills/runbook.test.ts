/** Every command of the runbooks that is run in the image, in the order of its page. */
import { afterEach, expect, it } from '@jest/globals';
import { markdownFiles } from '../helpers/markdown';
import { type Drill, dockerLines, inImage, startDrill, startLine, tag } from './drill';

let drill: Drill;
afterEach(() => drill.end());

const pages = markdownFiles('deploy').flatMap(({ file }) => (dockerLines(file).length > 0 ? [file] : []));
/** It needs Azure Tables: store-drill.test.ts runs its lines. */
const azure = 'deploy/azure/README.md';

/** A look before the restore ends with 1, since nothing was changed. */
const statusOf = (line: string) => (/ restore (?!.*--yes)/.test(line) ? 1 : 0);

it.each(pages.filter((file) => file !== azure))('%s', async (file) => {
  drill = startDrill();
  expect((await drill.run(inImage('load-seeds'))).err).toMatch(/^store: a new one is made in /);
  const [first, ...others] = dockerLines(file);
  const isInstalling = first!.startsWith('docker build');
  if (isInstalling) expect(first).toBe(`docker build -f deploy/Dockerfile -t ${tag} .`);
  else await drill.run(startLine);
  for (const line of isInstalling ? others : [first!, ...others]) {
    const { out, err } = await drill.run(line, statusOf(line));
    expect([line, out + err]).toEqual([line, expect.not.stringMatching(/^ +at .+:\d+:\d+\)?$/m)]);
  }
  expect(drill.docker.health('seuranta').status).toBe(0);
});

it('wherever a page starts the bot, it keeps the same volume, variables and port', () => {
  drill = startDrill();
  const lines = pages.flatMap((file) => dockerLines(file)).filter((line) => line.startsWith('docker run -d'));
  expect(lines.length).toBeGreaterThan(2);
  expect(new Set(lines.map((line) => line.replace(/seuranta:[\d.]+$/, tag)))).toEqual(new Set([startLine]));
});

it('there are pages, and no other page of the project runs the image', () => {
  drill = startDrill();
  expect(pages).toEqual(expect.arrayContaining(['deploy/README.md', 'deploy/embedded-store.md', azure]));
  const others = markdownFiles().filter(({ file, text }) => !pages.includes(file) && /^docker /m.test(text));
  expect(others.map(({ file }) => file)).toEqual([]);
});
