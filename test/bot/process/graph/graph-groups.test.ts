/** Members of a group, as Graph gives them over HTTP. */
import { createGraphClient } from '../../../../bot/process/graph/graph-client';
import { graphGroups } from '../../../../bot/process/graph/graph-groups';
import { GraphServer, graphUser, objectIdOf } from '../../../helpers/graph-server';

const board = objectIdOf(900);
let graph: GraphServer;
let waits: number[];
beforeEach(async () => {
  graph = await new GraphServer().start();
  waits = [];
});
afterEach(() => graph.stop());

const read = (most = 100, id = board) => {
  const wait = (ms: number) => Promise.resolve(void waits.push(ms));
  const options = { url: graph.url, token: () => Promise.resolve(undefined), wait };
  return graphGroups(createGraphClient(options))(id, most);
};
const fill = (count: number, from = 1) => {
  const ids = Array.from({ length: count }, (_, at) => objectIdOf(from + at));
  graph.add(...ids.map((id, at) => graphUser(id, `p${from + at}@example.org`)));
  graph.groups.set(board, { displayName: 'Board ', members: ids });
};

it('are read page by page, with the name of the group', async () => {
  fill(7);
  graph.pageSize = 3;
  const found = await read();
  expect(found).toMatchObject({ name: 'Board' });
  expect('members' in found && found.members.map(({ addresses }) => addresses[0])).toEqual(
    Array.from({ length: 7 }, (_, at) => `p${at + 1}@example.org`),
  );
  expect(graph.requests).toHaveLength(4);
});

it('are also those of groups within it, each once, even if one contains the other', async () => {
  fill(2);
  graph.add(graphUser(objectIdOf(3), 'inner@example.org'));
  const inner = objectIdOf(901);
  graph.groups.set(board, { displayName: 'Board', members: [objectIdOf(1), inner] });
  graph.groups.set(inner, { displayName: 'Inner', members: [objectIdOf(1), objectIdOf(3), board] });
  const found = await read();
  expect('members' in found && found.members.map(({ objectId }) => objectId)).toEqual([
    objectIdOf(1),
    objectIdOf(3),
  ]);
});

it('say who is a guest and whose account is switched off', async () => {
  fill(1);
  graph.add(graphUser(objectIdOf(2), 'guest@example.com', { userType: 'Guest', accountEnabled: false }));
  graph.groups.set(board, { displayName: 'Board', members: [objectIdOf(1), objectIdOf(2)] });
  const found = await read();
  expect('members' in found && found.members).toMatchObject([
    { enabled: true },
    { enabled: false, isGuest: true },
  ]);
});

it('of a group of ten thousand are not read to the end', async () => {
  fill(10_000);
  expect(await read(1_000)).toEqual({ problem: 'large' });
  // The group and two pages.
  expect(graph.requests).toHaveLength(3);
});

it('that are as many as allowed are taken', async () => {
  fill(100);
  expect(await read(100)).toMatchObject({ name: 'Board' });
});

it('are unknown where the group is gone', async () => {
  expect(await read()).toEqual({ problem: 'gone' });
});

it('are unknown where the bot may not read groups', async () => {
  fill(1);
  graph.fault = ({ path }) => (path.includes('/transitiveMembers') ? { status: 403 } : undefined);
  expect(await read()).toEqual({ problem: 'forbidden' });
});

it.each([[404], [500]])('are an error, and no news, where something else answers %i', async (status) => {
  fill(1);
  graph.fault = () => ({ status });
  await expect(read()).rejects.toThrow('Graph');
});

it('are no news where the list breaks off', async () => {
  fill(7);
  graph.pageSize = 3;
  graph.fault = ({ path }) => (path.includes('skiptoken=3') ? { status: 500 } : undefined);
  await expect(read()).rejects.toThrow('Graph: 500');
});

it('are asked for again when Graph says so', async () => {
  fill(1);
  graph.fault = (_request, number) =>
    number === 2 ? { status: 429, headers: { 'retry-after': '9' } } : undefined;
  expect(await read()).toMatchObject({ name: 'Board' });
  expect(waits).toEqual([9_000]);
});
