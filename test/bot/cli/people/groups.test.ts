/** Roles and readers from a group of the directory, on the command line, with a Graph on loopback. */
import { loadDirectory, savePeople } from '../../../../src/people/directory';
import { loadGrants } from '../../../../src/people/grants';
import { peopleSchema } from '../../../../src/people/schema';
import { saveSetting, smallSetting } from '../../../helpers/fixtures';
import { GraphServer, graphUser, objectIdOf } from '../../../helpers/graph-server';
import { actor, cliUnderTest } from '../cli-under-test';

const [anna, bo, cia] = ['anna@example.org', 'bo@example.org', 'cia@example.org'];
const board = objectIdOf(900);
const persons = [anna, bo].map((id, at) => ({ id, name: id.split('@')[0], aadObjectId: objectIdOf(at) }));
const cli = cliUnderTest(
  '2026-10-12T09:00:00Z',
  async (store) => {
    await saveSetting(store, smallSetting());
    await savePeople(store, peopleSchema.parse({ persons }));
  },
  { each: true },
);

let graph: GraphServer;
beforeEach(async () => {
  graph = await new GraphServer().start();
  for (const [at, id] of [anna, bo, cia].entries())
    graph.add(graphUser(objectIdOf(at), id, { preferredLanguage: null }));
  graph.add(graphUser(objectIdOf(7), 'guest@example.com', { userType: 'Guest' }));
  graph.groups.set(board, { displayName: 'Board', members: [0, 2, 7].map(objectIdOf) });
  Object.assign(process.env, { DIRECTORY: 'graph', GRAPH_URL: graph.url });
});
afterEach(async () => {
  for (const name of ['DIRECTORY', 'GRAPH_URL']) delete process.env[name];
  await graph.stop();
});

const roleSet = ['role', 'set', '--role', 'board', '--label', 'Johtoryhmä'];
const granting = ['--role', 'reader', '--programme', 'prog', '--group', board];
const roles = () =>
  cli.inStore(async (store) =>
    [...(await loadDirectory(store)).roles.values()].filter(({ id }) => id === 'board'),
  );
const readers = () => cli.inStore(async (store) => (await loadGrants(store)).map(({ personId }) => personId));

it('a role is filled from a group, and compared with it by people sync', async () => {
  expect(await cli.lines(...roleSet, '--group', board.toUpperCase())).toEqual([
    'the group "Board" has 2 members, 1 of them new; left out: 1 guests',
    `role:board stands for: ${anna}, ${cia}`,
  ]);
  expect(await cli.run('audit', '--what', 'role-changed')).toContain(actor);
  graph.groups.set(board, { displayName: 'Board', members: [1, 2].map(objectIdOf) });
  const dry = await cli.lines('people', 'sync', '--dry-run');
  expect(dry.join('\n')).toMatch(
    /Board +2 members\nbo@example\.org +joined: role:board\nanna@example\.org +left: role:board\n/,
  );
  expect(dry.at(-1)).toContain('1 groups, 0 of them not read (dry run');
  expect(await roles()).toMatchObject([{ members: [anna, cia], group: board }]);
  await cli.run('people', 'sync');
  expect(await roles()).toMatchObject([{ members: [bo, cia] }]);
});

it('a group that is gone is said, and nothing is changed', async () => {
  await cli.run(...roleSet, '--group', board);
  graph.groups.delete(board);
  expect((await cli.lines('people', 'sync')).join('\n')).toMatch(
    /Board +not read, so its members stay: the directory has no such group/,
  );
  expect(await roles()).toMatchObject([{ members: [anna, cia] }]);
  expect(await cli.run('doctor').catch(() => cli.fails('doctor').then((lines) => lines.join('\n')))).toMatch(
    /groups +.*not read since 2026-10-12.*Board \(the directory has no such group\)/,
  );
});

it('readers come from a group, and go with it', async () => {
  expect(await cli.lines('grant', ...granting)).toEqual([
    'the group "Board" has 2 members, 1 of them new; left out: 1 guests',
    'they may read prog',
  ]);
  expect(await readers()).toEqual([anna, cia]);
  expect(await cli.run('grants')).toMatch(new RegExp(`${cia} .*reader +prog +group ${board}`));
  await cli.run('revoke', ...granting);
  expect(await readers()).toEqual([]);
  expect(await cli.fails('revoke', ...granting)).toEqual([expect.stringContaining('no such grant')]);
});

it.each([
  [[...roleSet, '--group', objectIdOf(901)], 'the directory has no such group'],
  [[...roleSet, '--group', 'Board'], 'that is not an object id'],
  [['grant', '--role', 'reader', '--programme', 'prog', '--group', objectIdOf(901)], 'no such group'],
  [[...roleSet], 'either --members or --group'],
  [[...roleSet, '--members', anna, '--group', board], 'either --members or --group'],
  [['grant', ...granting, '--person', anna], 'either --person or --group'],
  [['grant', '--role', 'coordinator', '--programme', 'prog', '--group', board], 'only be a reader'],
  [['grant', '--role', 'admin', '--group', board], 'only be a reader'],
  [['grant', '--role', 'reader', '--programme', 'nothing', '--group', board], 'nothing'],
])('%j is refused, and changes nothing', async (command, reason) => {
  const before = cli.dump();
  expect((await cli.fails(...command)).join('\n')).toContain(reason);
  expect(cli.dump()).toEqual(before);
});

it('says that the bot may not read groups, or that Graph does not answer', async () => {
  graph.fault = () => ({ status: 403 });
  expect((await cli.fails('grant', ...granting)).join('\n')).toContain('GroupMember.Read.All');
  graph.fault = () => ({ status: 500 });
  expect((await cli.fails('grant', ...granting)).join('\n')).toContain('Graph: 500');
});

it('needs a directory', async () => {
  delete process.env['DIRECTORY'];
  expect((await cli.fails('grant', ...granting)).join('\n')).toContain('no directory is configured');
});
