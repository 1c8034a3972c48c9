/** What the container runs: the compiled sources, without development packages. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startBotProcess } from '../helpers/bot-process';

const root = path.join(__dirname, '../..');
const data = mkdtempSync(path.join(tmpdir(), 'seuranta-built-'));

beforeAll(() => void execFileSync('npm', ['run', '-s', 'build'], { cwd: root }), 120_000);
afterAll(() => rmSync(data, { recursive: true, force: true }));

it('starts, says that it is up, and stops when it is asked to', async () => {
  const bot = await startBotProcess({ SEURANTA_DATA: data }, ['dist/bot/main.js']);
  const response = await fetch(bot.endpoint.replace('/api/messages', '/healthz'));
  expect(response.status).toBe(200);
  expect(await bot.terminate()).toMatchObject({ code: 0 });
  expect(bot.errors).toEqual([]);
});

it('has the command line and the example programmes', () => {
  const seuranta = (...args: string[]) =>
    execFileSync(process.execPath, ['dist/bot/cli/main.js', ...args, '--data', data], {
      cwd: root,
      encoding: 'utf8',
    });
  expect(seuranta('load-seeds')).toContain('county-survey');
  expect(seuranta('goals', '--programme', 'county-survey')).toContain('Q42');
});

it('makes reports in a process of their own', () => {
  const script = `
    const { createReportMaker } = require('./dist/bot/process/children/report-maker');
    const store = { type: 'sqlite', directory: process.argv[1] };
    const maker = createReportMaker({ store }, { now: () => new Date() }, { info: () => undefined });
    const name = { programmeId: 'county-survey', period: '2024', format: 'docx' };
    maker.make(name, 'planning@example.org').then(({ fileName, content }) =>
      console.log(fileName, Buffer.from(content).toString('latin1', 0, 2)),
    );`;
  const printed = execFileSync(process.execPath, ['-e', script, data], { cwd: root, encoding: 'utf8' });
  expect(printed).toMatch(/2024\.docx PK/);
});

it('needs no package that only development has', () => {
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const files = readdirSync(path.join(root, 'dist'), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.js'));
  const packages = sources.flatMap((file) =>
    [...readFileSync(path.join(root, 'dist', file), 'utf8').matchAll(/require\("([^".][^"]*)"\)/g)].map(
      ([, name]) =>
        name!
          .split('/')
          .slice(0, name!.startsWith('@') ? 2 : 1)
          .join('/'),
    ),
  );
  const unknown = new Set(packages.filter((name) => !name.startsWith('node:') && !(name in dependencies)));
  expect([...unknown]).toEqual([]);
});

it('is what the Dockerfile copies', () => {
  const dockerfile = readFileSync(path.join(root, 'deploy/Dockerfile'), 'utf8');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from]) =>
    from!.split(' '),
  );
  expect(copied.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  expect(dockerfile).toContain('dist/bot/main.js');
});
