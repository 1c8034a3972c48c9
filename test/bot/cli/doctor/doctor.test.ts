/** `seuranta doctor`: a line for each check, with what to do, or that it could not be made. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import { CliFailure } from '../../../../bot/cli/parts/cli-command';
import { type CheckLine } from '../../../../bot/cli/doctor/check';
import { machineLines } from '../../../../bot/cli/doctor/check-machine';
import { openStore } from '../../../../bot/process/store/open-store';
import { runCli } from '../../../../bot/cli/run';
import { sqliteIn } from '../../../../bot/config/config';
import { pause, resume } from '../../../../src/brake/pauses';
import { findingIds } from '../../../../src/health/finding';
import { savePeople } from '../../../../src/people/directory';
import { peopleSchema } from '../../../../src/people/schema';
import { takeLease } from '../../../../src/schedule/lease';
import { writePeopleMark } from '../../../../src/schedule/people/people-mark';
import { type EntityStore } from '../../../../src/storage/store';
import { during, name, saveOpenRound, smallSetting } from '../../../helpers/fixtures';
import { GraphServer, graphUser, objectIdOf } from '../../../helpers/graph-server';
import { clockAt } from '../../../helpers/settable-clock';
import { sent, tickOn } from '../../../schedule/ticking';

const guid = '5e0a7a00-0000-4000-8000-0000000000bb';
const identity = {
  MICROSOFT_APP_ID: guid,
  MICROSOFT_APP_TENANT_ID: guid,
  MICROSOFT_APP_PASSWORD: 'not-a-secret',
  MICROSOFT_APP_PASSWORD_EXPIRES: '2027-06-01',
};
const chief = { id: 'chief@example.org', name: 'Chief', admin: true, aadObjectId: guid };
const clock = clockAt(during.toISOString());

let directory: string;
beforeEach(() => void (directory = mkdtempSync(path.join(tmpdir(), 'seuranta-doctor-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

interface Examination {
  readonly environment?: NodeJS.ProcessEnv;
  readonly getToken?: () => Promise<void>;
  readonly json?: boolean;
}

/** What is printed, and the error with which it fails. */
async function examine({
  environment = identity,
  getToken = () => Promise.resolve(),
  json = false,
}: Examination = {}) {
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  const options = { clock, print, getToken, environment: { SEURANTA_DATA: directory, ...environment } };
  const failure = await runCli(['doctor', ...(json ? ['--json'] : [])], options).catch(
    (error: unknown) => error,
  );
  expect(printed).toHaveLength(1);
  return { text: printed[0]!, failure };
}

async function linesOf(examination: Examination = {}): Promise<CheckLine[]> {
  return JSON.parse((await examine({ ...examination, json: true })).text) as CheckLine[];
}
const lineOf = async (check: string, examination: Examination = {}) =>
  (await linesOf(examination)).find((line) => line.check === check);
const wrongIn = (lines: readonly CheckLine[]) =>
  lines.filter(({ verdict }) => verdict !== 'ok').map(({ check, verdict }) => `${check} ${verdict}`);

async function inStore(work: (store: EntityStore) => Promise<unknown>): Promise<void> {
  const store = await openStore(sqliteIn(directory));
  await work(store);
  await store.close();
}
/** A running bot: an open round, its prompts sent, a tick in this minute, a replica with the lease. */
const healthy = (store: EntityStore) =>
  saveOpenRound(store, smallSetting())
    .then(() => savePeople(store, peopleSchema.parse({ persons: [chief] })))
    .then(() => tickOn(store, during))
    .then(() => takeLease(store, 'replica-1', during));

describe('a bot that is well', () => {
  it('has nothing to look at, a line for everything, and exit code 0', async () => {
    await inStore(healthy);
    const { text, failure } = await examine();
    expect(failure).toBeUndefined();
    const lines = text.split('\n');
    expect(lines.filter((line) => !line.startsWith('ok  '))).toEqual([]);
    expect(text).toMatch(/^ok +recipients +2 are asked in open rounds, 0 out of reach$/m);
    expect(text).toMatch(/^ok +digests +none is overdue; the last was posted Mon 12\.10\.2026 12:00$/m);
    expect(text).toMatch(/^ok +lease +replica-1 has it until Mon 12\.10\.2026 12:00$/m);
    expect(text).toMatch(/^ok +secret +valid until Tue 1\.6\.2027 03:00$/m);
    expect(text).toMatch(/^ok +token /m);
  });

  it('is told of in one JSON document too', async () => {
    await inStore(healthy);
    const lines = await linesOf();
    expect(wrongIn(lines)).toEqual([]);
    const machine = [
      'configuration',
      'Node',
      'time zones',
      'memory',
      'store',
      'lease',
      'admins',
      'token',
      ...['Graph', 'Graph reads', 'Graph installs', 'Graph groups', 'Graph absences'],
      'PUBLIC_URL',
    ];
    // Only the running bot can see what it is doing.
    const looked = findingIds.filter((id) => id !== 'stands-still');
    expect(lines).toHaveLength(machine.length + looked.length);
    expect(lines.map(({ check }) => check)).toEqual(expect.arrayContaining(machine));
  });
});

describe('faults of the configuration', () => {
  const environment = { ...identity, PORT: 'x', LOG_LEVEL: 'loud' };

  it('are all named, the rest is looked at, and the exit code is 1', async () => {
    await inStore(healthy);
    const { text, failure } = await examine({ environment });
    expect(failure).toBeInstanceOf(CliFailure);
    expect((failure as CliFailure).exitCode).toBe(1);
    expect(text.match(/^BROKEN +configuration +(PORT|LOG_LEVEL): .+$/gm)).toHaveLength(2);
    expect(text).toMatch(/^ok +recipients/m);
    expect(text).not.toContain('not-a-secret');
  });

  it('of the store leave the machine to be looked at', async () => {
    const lines = await linesOf({ environment: { ...identity, AZURE_TABLES_TABLE: '1' } });
    expect(wrongIn(lines)).toEqual(['configuration broken']);
    expect(lines.map(({ check }) => check)).not.toContain('store');
  });
});

describe('the store', () => {
  it('that is not there is not made by looking at it', async () => {
    const folder = path.join(directory, 'nowhere');
    const line = await lineOf('store', { environment: { ...identity, SEURANTA_DATA: folder } });
    expect(line).toMatchObject({ verdict: 'look', says: expect.stringContaining(folder) });
    expect(existsSync(folder)).toBe(false);
  });

  it('of an empty file, as a full disk leaves it, is not made either', async () => {
    const file = path.join(directory, 'seuranta.db');
    writeFileSync(file, '');
    expect(await lineOf('store')).toMatchObject({ verdict: 'look' });
    expect(readFileSync(file)).toHaveLength(0);
  });

  it('of a newer program is told of with the message that opening it gives, and is left alone', async () => {
    await inStore(healthy);
    const db = new Database(path.join(directory, 'seuranta.db'));
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(await lineOf('store')).toMatchObject({
      verdict: 'broken',
      says: expect.stringMatching(/version 99/),
    });
  });
});

describe('a store that is damaged', () => {
  const file = () => path.join(directory, 'seuranta.db');

  /** Overwrites every other page, except the first ones. */
  function spoilPages(): void {
    const bytes = readFileSync(file());
    for (let at = 4096 * 3; at < bytes.length; at += 4096 * 2) bytes.fill(0x5a, at, at + 4096);
    writeFileSync(file(), bytes);
  }

  it('in its pages is said to be so, the rest is looked at, and the exit code is 1', async () => {
    await inStore(healthy);
    spoilPages();
    const { text, failure } = await examine();
    expect((failure as CliFailure).exitCode).toBe(1);
    expect(text).toMatch(/^BROKEN +store +.*seuranta\.db is damaged \(.+\)\. Put a backup back/m);
    for (const check of ['configuration', 'Node', 'secret', 'token', 'disk', 'PUBLIC_URL'])
      expect(text).toMatch(new RegExp(`^(ok|look at it) +${check} `, 'm'));
  });

  it('in the text of a row is found too', async () => {
    await inStore(healthy);
    const db = new Database(file());
    db.exec("UPDATE entities SET value = substr(value, 2) WHERE partition = 'programmes'");
    db.close();
    expect(await lineOf('store')).toMatchObject({
      verdict: 'broken',
      says: expect.stringContaining('the row "programme|prog" in "programmes" is no JSON'),
    });
  });

  it('is left as it is', async () => {
    await inStore(healthy);
    spoilPages();
    const before = readFileSync(file());
    await examine();
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  it('or gone, with its log still there, is no new store', async () => {
    writeFileSync(`${file()}-wal`, 'x'.repeat(100));
    expect(await lineOf('store')).toMatchObject({
      verdict: 'broken',
      says: expect.stringMatching(/the file is gone, and the log of its last changes is still there/),
    });
    expect(existsSync(file())).toBe(false);
  });
});

describe('what the watch looks at', () => {
  it('is told with what to do: ticks that stopped, a digest, recipients', async () => {
    await inStore(async (store) => {
      await saveOpenRound(store, smallSetting());
      await tickOn(store, during, ({ kind }) =>
        kind === 'prompt' || kind === 'digest' ? { type: 'ended', state: 'blocked', reason: '403' } : sent(),
      );
      await takeLease(store, 'replica-1', during);
    });
    clock.set('2026-10-12T09:20:00.000Z');
    const { text, failure } = await examine();
    clock.set(during.toISOString());
    expect((failure as Error).message).toBe('2 of 25 checks found something broken');
    expect(text).toMatch(/^BROKEN +last tick +Mon 12\.10\.2026 12:00, 20 minutes ago\n +-> start the bot/m);
    expect(text).toMatch(/^BROKEN +digests +1 overdue since Mon 12\.10\.2026 12:00: prog 2026-Q3\n +-> /m);
    expect(text).toMatch(
      /^look at it +recipients +2 of 2 who are asked in open rounds are out of reach\n +-> /m,
    );
    expect(text).toMatch(/^look at it +lease +replica-1 let it expire Mon 12\.10\.2026 12:00\n +-> start/m);
  });

  it('is a pause, with what it holds, since when, and how to take it back', async () => {
    const by = { by: 'admin@example.org', way: 'card' } as const;
    await inStore(async (store) => {
      await saveOpenRound(store, smallSetting());
      for (const scope of [{ programmeId: 'prog' }, name]) await pause(store, scope, by, during);
    });
    expect(await lineOf('sending')).toMatchObject({
      verdict: 'look',
      says: 'paused since Mon 12.10.2026 12:00: prog, prog 2026-Q3; 2 messages are waiting',
      todo: expect.stringContaining('"seuranta resume"'),
    });
    await inStore(async (store) => {
      await resume(store, { programmeId: 'prog' }, by, during);
      await resume(store, name, by, during);
    });
    expect(await lineOf('sending')).toMatchObject({ verdict: 'ok', says: 'nothing is paused' });
  });

  it('is a clock that was set back: ticks and a lease that lie ahead', async () => {
    const ahead = new Date('2026-10-12T11:00:00.000Z');
    await inStore(async (store) => {
      await saveOpenRound(store, smallSetting());
      await tickOn(store, ahead);
      await takeLease(store, 'replica-1', ahead);
    });
    const { text } = await examine();
    expect(text).toMatch(/^BROKEN +clock +the last tick is 7200 s ahead, Mon 12\.10\.2026 14:00: .*\n +-> /m);
    expect(text).toMatch(/^look at it +lease +replica-1 has it until Mon 12\.10\.2026 14:00, further ahead/m);
  });

  it('is the end of the secret too, before, after, and where nobody has said it', async () => {
    const ending = (MICROSOFT_APP_PASSWORD_EXPIRES: string) =>
      lineOf('secret', { environment: { ...identity, MICROSOFT_APP_PASSWORD_EXPIRES } });
    expect(await ending('2026-10-30')).toMatchObject({
      verdict: 'look',
      says: 'expires Fri 30.10.2026 02:00, in 17 days',
    });
    expect(await ending('2026-10-01')).toMatchObject({
      verdict: 'broken',
      says: 'expired Thu 1.10.2026 03:00',
    });
    expect(await ending('')).toMatchObject({
      verdict: 'look',
      says: expect.stringContaining('not known when'),
    });
    const { MICROSOFT_APP_PASSWORD, MICROSOFT_APP_PASSWORD_EXPIRES, ...rest } = identity;
    const environment = { ...rest, MICROSOFT_APP_TYPE: 'UserAssignedMSI' };
    expect(await lineOf('secret', { environment })).toMatchObject({ verdict: 'ok' });
    expect([MICROSOFT_APP_PASSWORD, MICROSOFT_APP_PASSWORD_EXPIRES]).toHaveLength(2);
  });
});

it('that nobody would hear of it is something to look at', async () => {
  await inStore((store) => saveOpenRound(store, smallSetting()));
  const environment = { ...identity, SEURANTA_ADMINS: 'anna@example.org' };
  const says = '1 in the directory, 0 with a Teams account';
  expect(await lineOf('admins', { environment })).toMatchObject({ verdict: 'look', says });
  expect(await lineOf('admins')).toMatchObject({ verdict: 'look', says: expect.stringMatching(/^0 in/) });
});

describe('the token', () => {
  const failing = (error: Error) => lineOf('token', { getToken: () => Promise.reject(error) });

  it.each([
    ['AADSTS7000222: The provided client secret keys for app are expired.', 'broken', 'has expired'],
    ['AADSTS7000215: Invalid client secret provided.', 'broken', 'is wrong'],
    ['AADSTS700027: The certificate is not registered.', 'broken', 'not that of the app'],
    ['AADSTS700016: Application was not found in the directory.', 'broken', 'no such app'],
    ['something new\nTrace ID: 1', 'broken', 'none is issued: something new'],
    ['network_error: Network request failed', 'look', 'cannot be reached'],
  ])('that is refused with %j is %s', async (message, verdict, said) => {
    const line = await failing(new Error(message));
    expect(line).toMatchObject({ verdict, says: expect.stringContaining(said), todo: expect.any(String) });
    expect(line!.says).not.toContain('Trace');
  });

  it('cannot be asked for without a network, however deep the cause lies', async () => {
    const cause = new AggregateError([Object.assign(new Error(''), { code: 'ENOTFOUND' })]);
    expect(await failing(new Error('failed', { cause }))).toMatchObject({ verdict: 'look' });
  });

  it('is not asked for where nobody is authenticated', async () => {
    const line = await lineOf('token', {
      environment: {},
      getToken: () => Promise.reject(new Error('asked')),
    });
    expect(line).toMatchObject({ verdict: 'look', says: expect.stringContaining('no MICROSOFT_APP_ID') });
  });
});

describe('Microsoft Graph', () => {
  const permissions = ['Graph', 'Graph reads', 'Graph installs'];
  const verdicts = (lines: readonly CheckLine[]) =>
    lines.filter(({ check }) => permissions.includes(check)).map(({ verdict }) => verdict);
  let graph: GraphServer;
  beforeEach(async () => {
    graph = await new GraphServer().start();
    graph.add(graphUser(objectIdOf(1), 'anna@example.org'));
  });
  afterEach(() => graph.stop());
  const environment = () => ({ DIRECTORY: 'graph', TEAMS_APP_ID: guid, GRAPH_URL: graph.url });
  const withAccount = { id: 'anna@example.org', name: 'Anna', aadObjectId: objectIdOf(7) };

  it('is asked for each permission that is needed, and what is missing says what to do', async () => {
    expect(verdicts(await linesOf({ environment: environment() }))).toEqual(['ok', 'ok', 'ok']);
    graph.fault = ({ path: asked }) => (asked.includes('installedApps') ? { status: 403 } : undefined);
    const lines = await linesOf({ environment: environment() });
    expect(verdicts(lines)).toEqual(['ok', 'ok', 'broken']);
    expect(lines.find(({ check }) => check === permissions[2])?.todo).toContain('grant it');
  });

  it('need not let mailboxes be read', async () => {
    const absences = () => lineOf('Graph absences', { environment: environment() });
    // Of the persons in the store, the first with an account is tried.
    await inStore((store) => savePeople(store, peopleSchema.parse({ persons: [withAccount] })));
    graph.replies.set(objectIdOf(7), { status: 'disabled' });
    expect(await absences()).toEqual({
      ...{ check: 'Graph absences', verdict: 'ok', says: 'MailboxSettings.Read is granted' },
    });
    graph.fault = ({ path: asked }) => (asked.includes('mailboxSettings') ? { status: 403 } : undefined);
    expect(await absences()).toMatchObject({ verdict: 'ok', says: expect.stringContaining('optional') });
  });

  it.each([
    ['directory', 'people'],
    ['absences', 'absences'],
  ] as const)('whose answer failed is told with the reason: %s', async (check, work) => {
    const tried = during.toISOString();
    await inStore((store) => writePeopleMark(store, { tried, failure: 'Graph: 503' }, work));
    const line = await lineOf(check, { environment: environment() });
    expect(line?.verdict).toBe('look');
    expect(line?.says).toContain('Graph: 503');
  });
});

describe('a bot on this machine', () => {
  it.each([
    [503, { status: 'the store was removed' }, 'broken'],
    [200, { status: 'ready' }, undefined],
    [503, 'something else that listens there', undefined],
  ])('that answers %d %j', async (code, body, verdict) => {
    const server = createServer((_request, response) => {
      response.statusCode = code;
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const line = await lineOf('running bot', { environment: { ...identity, PORT: String(port) } });
    await new Promise((resolve) => server.close(resolve));
    expect(line?.verdict).toBe(verdict);
    if (line) expect(line.says).toBe(`it answers on port ${port}, but is not ready: the store was removed`);
  });
});

describe('PUBLIC_URL', () => {
  let server: Server;
  let status = 200;
  const lineAt = (port: number) =>
    lineOf('PUBLIC_URL', { environment: { ...identity, PUBLIC_URL: `http://127.0.0.1:${port}/` } });
  beforeEach(async () => {
    server = createServer((request, response) => {
      response.statusCode = request.url === '/healthz' ? status : 404;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => void server.close());

  it('is asked whether the bot is there', async () => {
    const { port } = server.address() as AddressInfo;
    expect(await lineAt(port)).toMatchObject({ verdict: 'ok', says: `http://127.0.0.1:${port} answers 200` });
    status = 502;
    expect(await lineAt(port)).toMatchObject({
      verdict: 'look',
      says: expect.stringMatching(/answers 502$/),
    });
    await new Promise((resolve) => server.close(resolve));
    expect(await lineAt(port)).toMatchObject({
      verdict: 'look',
      says: expect.stringMatching(/does not answer/),
    });
  });
});

describe('the machine', () => {
  const good = { node: '20.19.0', freeMemory: 256 * 1024 * 1024, offsets: [120, 180] as const };

  it.each([
    [good, []],
    [{ ...good, node: '24.0.1' }, []],
    [{ ...good, node: '20.18.9' }, ['Node broken']],
    [{ ...good, node: '18.20.0' }, ['Node broken']],
    [{ ...good, offsets: [0, 0] as const }, ['time zones broken']],
    [{ ...good, freeMemory: 255 * 1024 * 1024 }, ['memory look']],
  ])('%j is %j', (machine, wrong) => {
    expect(wrongIn(machineLines(machine))).toEqual(wrong);
  });
});
