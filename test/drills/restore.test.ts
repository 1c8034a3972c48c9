/** Backup, destroy, restore, by the lines of the runbooks: the embedded store, and Azure Tables. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TableClient } from '@azure/data-tables';
import { type Azurite, startAzurite } from '../helpers/azurite';
import { azureCommands, type Drill, dockerLines, inImage, startDrill, startLine, tag } from './drill';

let drill: Drill;
afterEach(() => drill.end());

const grants = async () => (await drill.run('docker exec seuranta seuranta grants --json')).out;
const grant = (person: string) =>
  drill.run(`docker exec seuranta seuranta grant --person ${person} --role reader --programme county-survey`);

describe('the embedded store', () => {
  const page = 'deploy/embedded-store.md';
  const [stop, look, restore, ...rest] = dockerLines(page, 'Restore');
  const volume = () => drill.docker.place('seuranta');
  const files = () => (existsSync(volume()) ? readdirSync(volume()) : undefined);
  const destroyed = {
    emptied: () => {
      for (const file of readdirSync(volume())) rmSync(path.join(volume(), file));
    },
    gone: () => rmSync(volume(), { recursive: true }),
  };

  it.each(['emptied', 'gone'] as const)('whose folder is %s under a running bot', async (how) => {
    drill = startDrill();
    const { run, docker } = drill;
    await run(inImage('load-seeds'));
    await run(startLine);
    await grant('finance@example.org');
    const kept = await grants();
    for (const line of dockerLines(page, 'Back up')) await run(line);
    await grant('director@example.org');
    destroyed[how]();
    const left = files();
    // Noticed, refused, and nothing is made in its place.
    const { out } = await run('docker exec seuranta seuranta doctor', 1);
    expect(out).toMatch(
      /^BROKEN +running bot .* the store was removed, replaced or damaged: nothing is saved/m,
    );
    expect(out).toMatch(/^look at it +store +there is none in /m);
    expect((await run('docker exec seuranta seuranta grants', 1)).err).toMatch(
      /^error: there is no store in/,
    );
    expect(files()).toEqual(left);
    await run(stop!);
    expect(files()).toEqual(left);
    const seen = await run(look!, 1);
    expect([seen.out, seen.err]).toEqual([
      expect.stringContaining('the backup is sound'),
      expect.stringMatching(/^nothing was changed; stop the bot/),
    ]);
    expect((await run(restore!)).out).toContain('restored; start the bot');
    for (const line of rest.slice(0, 2)) await run(line);
    expect(await grants()).toBe(kept);
    expect(docker.health('seuranta').status).toBe(0);
  });
});

describe('Azure Tables', () => {
  const [copy, check, restore] = dockerLines('deploy/azure/README.md', 'Back up, restore, move');
  let azurite: Azurite;
  beforeEach(async () => void (azurite = await startAzurite()));
  afterEach(() => azurite.stop());

  it('copied while a bot runs, lost, and made the same again from the copy', async () => {
    const { connectionString } = azurite;
    const tables = { AZURE_TABLES_CONNECTION_STRING: connectionString };
    // Azurite is on this machine, and is given to the containers as the account's URL would be.
    drill = startDrill({ isOffline: false, environment: { ...tables, PORT: '0' } });
    const { run } = drill;
    await run(inImage('load-seeds'));
    await run(startLine);
    await grant('finance@example.org');
    const kept = await grants();
    const commands = azureCommands('deploy/azure/README.md');
    expect(commands.length).toBeGreaterThan(1);
    for (const command of commands) await run(`docker exec seuranta ${command}`);
    expect((await run(copy!)).out).toContain('a bot is running');
    expect((await run(check!)).out).toContain('county-survey');
    await grant('director@example.org');
    expect((await drill.docker.line(restore!)).err).toMatch(/^error: .* has the lease until/);
    await run('docker stop seuranta');
    const refused = await drill.docker.line(restore!.replace(' --replace', ''));
    expect(refused.err).toMatch(/^The target holds /);
    await run(restore!);
    await run('docker start seuranta');
    expect(await grants()).toBe(kept);
    // The whole account is lost.
    await run('docker stop seuranta');
    const table = TableClient.fromConnectionString(connectionString, 'seuranta', {
      allowInsecureConnection: true,
    });
    await table.deleteTable();
    expect((await run(restore!.replace('/seuranta.db', ''))).out).toContain('are the same in both');
    await run('docker start seuranta');
    expect(await grants()).toBe(kept);
    expect(restore).toContain(` ${tag} `);
  });
});
