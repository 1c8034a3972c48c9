/** `people sync` and look-ups on the command line, with a Graph on loopback or a directory in a file. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { enqueue } from '../../../../src/outbox/message';
import { sendPending } from '../../../../src/outbox/sender';
import { loadPerson, peoplePartition, savePeople } from '../../../../src/people/directory';
import { recordAttempt, wantInstallation } from '../../../../src/people/installations';
import { loadAllLeft } from '../../../../src/people/left';
import { peopleSchema } from '../../../../src/people/schema';
import { manyPersons, saveSetting, smallSetting } from '../../../helpers/fixtures';
import { GraphServer, graphUser, objectIdOf } from '../../../helpers/graph-server';
import { actor, cliUnderTest } from '../cli-under-test';

const anna = 'anna@example.org';
const bo = 'bo@example.org';
const cia = 'cia@example.org';
const linked = [anna, bo, ...manyPersons(18)];
const persons = linked.map((id, at) => ({ id, name: id.split('@')[0], aadObjectId: objectIdOf(at) }));
const cli = cliUnderTest(
  '2026-10-12T09:00:00Z',
  async (store) => {
    await saveSetting(store, smallSetting());
    await savePeople(store, peopleSchema.parse({ persons }));
  },
  { each: true },
);
const left = () => cli.inStore(async (store) => [...(await loadAllLeft(store)).keys()]);

let graph: GraphServer;
beforeEach(async () => {
  graph = await new GraphServer().start();
  for (const [at, id] of linked.entries())
    graph.add(graphUser(objectIdOf(at), id, { preferredLanguage: null }));
  Object.assign(process.env, { DIRECTORY: 'graph', GRAPH_URL: graph.url });
});
afterEach(async () => {
  for (const name of ['DIRECTORY', 'GRAPH_URL', 'DIRECTORY_FILE']) delete process.env[name];
  await graph.stop();
});

describe('people sync', () => {
  it('says what it has changed, and does so', async () => {
    graph.add(graphUser(objectIdOf(0), anna, { displayName: 'Anna Virtanen', preferredLanguage: 'sv-FI' }));
    graph.users.delete(objectIdOf(1));
    const lines = await cli.lines('people', 'sync');
    expect(lines).toEqual([
      expect.stringMatching(/^PERSON +NAME +WHAT$/),
      expect.stringMatching(/^anna@example.org +Anna Virtanen +changed: name, language$/),
      expect.stringMatching(/^bo@example.org +left: the account no longer exists$/),
      '20 persons: 1 changed, 1 left, 0 back',
    ]);
    expect(await left()).toEqual([bo]);
    expect(await cli.lines('people', 'sync')).toEqual(['20 persons: 0 changed, 0 left, 0 back']);
    expect(await cli.run('audit', '--what', 'person-left')).toContain(actor);
  });

  it('writes nothing when it is only tried', async () => {
    graph.users.delete(objectIdOf(1));
    const before = cli.dump();
    const report = await cli.json<{ dryRun: boolean; leavers: unknown[] }>('people', 'sync', '--dry-run');
    expect(report).toMatchObject({ dryRun: true, leavers: [{ personId: bo, why: 'gone' }] });
    expect(cli.dump()).toEqual(before);
  });

  it('marks many leavers only when that is said', async () => {
    for (let at = 0; at < 6; at++) graph.users.delete(objectIdOf(at));
    expect(await cli.fails('people', 'sync')).toEqual([
      expect.stringMatching(/^error: 6 of 20 persons would have left.*--accept-leavers$/),
    ]);
    expect(await left()).toEqual([]);
    await cli.run('people', 'sync', '--accept-leavers');
    expect(await left()).toHaveLength(6);
  });

  it('says why the directory could not be read, and changes nothing', async () => {
    graph.fault = () => ({ status: 403, code: 'Authorization_RequestDenied' });
    const before = cli.dump();
    expect(await cli.fails('people', 'sync')).toEqual([
      'error: Graph: 403 Authorization_RequestDenied as the test wants it; nothing was changed',
    ]);
    expect(cli.dump()).toEqual(before);
  });

  it('needs a directory', async () => {
    delete process.env['DIRECTORY'];
    expect(await cli.fails('people', 'sync')).toEqual([
      expect.stringContaining('no directory is configured'),
    ]);
  });
});

describe('a directory in a file', () => {
  const file = (content: string) => {
    const name = path.join(cli.directory, 'directory.json');
    writeFileSync(name, content);
    delete process.env['DIRECTORY'];
    process.env['DIRECTORY_FILE'] = name;
  };

  it('names accounts, and who is taken out of it has left', async () => {
    const known = persons.filter(({ id }) => id !== bo).map(({ id }) => ({ id, name: `The ${id}` }));
    file(JSON.stringify({ persons: known }));
    expect((await cli.lines('people', 'sync')).at(-1)).toBe('20 persons: 19 changed, 1 left, 0 back');
    expect(await left()).toEqual([bo]);
  });

  it.each(['{"persons":[{}]}', '{'])('that is none is said to be so: %s', async (content) => {
    file(content);
    expect(await cli.fails('people', 'sync')).toEqual([
      expect.stringMatching(/directory\.json cannot be read as a directory.*nothing was changed$/),
    ]);
  });
});

it('outbox status says why the app could not be installed for somebody', async () => {
  await cli.inStore(async (store) => {
    const message = { key: `people|${anna}|x`, kind: 'leavers' as const, data: { persons: [] } };
    const recipient = { type: 'person' as const, personId: anna };
    await store.commit(peoplePartition, [enqueue({ ...message, recipient }, cli.clock.now())]);
    const missing = { type: 'ended', state: 'not-installed', reason: '403 no app' } as const;
    await sendPending({ store, clock: cli.clock, deliver: () => Promise.resolve(missing) }, peoplePartition);
    await wantInstallation(store, anna);
    const refused = { state: 'refused', triedOn: '2026-10-12', reason: 'Graph: 403 Forbidden' } as const;
    await recordAttempt(store, { personId: anna, ...refused });
  });
  expect(await cli.run('outbox', 'status')).toContain(
    '403 no app; not installed on 2026-10-12: Graph: 403 Forbidden',
  );
});

describe('somebody who is not known', () => {
  const add = ['owner', 'add', '--programme', 'prog', '--goal', 'A', '--to', cia];

  it('is looked up by the address, and added', async () => {
    graph.add(graphUser(objectIdOf(50), cia, { displayName: 'Cia' }));
    expect(await cli.run(...add)).toContain(cia);
    expect(await cli.inStore((store) => loadPerson(store, cia))).toMatchObject({ name: 'Cia' });
    expect(await cli.run('audit', '--what', 'person-added')).toContain(cia);
  });

  it('is not found where the directory knows nobody by it either', async () => {
    expect(await cli.fails(...add)).toEqual([
      expect.stringContaining('nobody in the directory matches "cia@'),
    ]);
  });

  it('is an error where the directory cannot be asked', async () => {
    graph.fault = () => ({ status: 500 });
    expect(await cli.fails(...add)).toEqual([expect.stringContaining('Graph: 500')]);
  });
});
