/** The only version is that of package.json; everything that shows or copies it has to agree. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import JSZip from 'jszip';
import { runCli } from '../../bot/cli/run';
import { version as shown } from '../../bot/config/version';
import { appPackage } from '../../deploy/teams/app-package';
import { systemClock } from '../../src/clock';

const textOf = (file: string) => readFileSync(path.join(__dirname, '../..', file), 'utf8');
const { version } = JSON.parse(textOf('package.json')) as { version: string };

it('is in the lockfile', () => {
  const lock = JSON.parse(textOf('package-lock.json')) as {
    version: string;
    packages: Readonly<Record<string, { version?: string }>>;
  };
  expect([lock.version, lock.packages['']?.version]).toEqual([version, version]);
});

it("is the container's label", () => {
  expect(textOf('deploy/Dockerfile')).toContain(`org.opencontainers.image.version=${version} `);
});

it("is the Teams app's, unless another one is given", async () => {
  const zip = await JSZip.loadAsync(await appPackage({ botId: '11111111-2222-3333-4444-555555555555' }));
  expect(JSON.parse(await zip.file('manifest.json')!.async('string'))).toMatchObject({ version });
});

// test/bot/teams/server.test.ts checks /healthz.
it('is what the bot and the command line show', async () => {
  const printed: string[] = [];
  const run = runCli(['--version'], { clock: systemClock, print: (line) => printed.push(line) });
  await expect(run).rejects.toMatchObject({ code: 'commander.version', exitCode: 0 });
  expect([printed, shown]).toEqual([[version], version]);
});
