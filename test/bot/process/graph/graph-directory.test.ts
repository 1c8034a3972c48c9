import { createGraphClient } from '../../../../bot/process/graph/graph-client';
import { graphDirectory } from '../../../../bot/process/graph/graph-directory';
import { GraphServer, graphUser, objectIdOf } from '../../../helpers/graph-server';

let graph: GraphServer;
beforeEach(async () => {
  graph = await new GraphServer().start();
});
afterEach(() => graph.stop());

function directory() {
  const options = { url: graph.url, token: () => Promise.resolve(undefined), wait: () => Promise.resolve() };
  return graphDirectory(createGraphClient(options), createGraphClient({ ...options, tries: 1 }));
}
const anna = { id: 'anna@example.org', aadObjectId: objectIdOf(1) };
const bo = { id: 'bo@example.org' };

describe('an account', () => {
  it('is found by the object id, whatever its addresses are by now', async () => {
    const address = 'Anna.Virtanen@example.org';
    graph.add(graphUser(objectIdOf(1), address, { preferredLanguage: 'sv-FI', department: 'Ekonomi ' }));
    const found = await directory().find([{ ...anna, aadObjectId: objectIdOf(1).toUpperCase() }]);
    expect(found.get(anna.id)).toEqual({
      objectId: objectIdOf(1),
      addresses: [address.toLowerCase()],
      signIn: address.toLowerCase(),
      name: 'Anna.Virtanen',
      language: 'sv',
      unit: 'Ekonomi',
      enabled: true,
    });
  });

  it.each([
    ['mail', { mail: 'Bo@example.org', userPrincipalName: 'b123@example.onmicrosoft.com' }],
    ['sign-in name', { mail: null, userPrincipalName: 'BO@example.org' }],
  ])('without a known object id is found by its %s', async (_what, changes) => {
    graph.add(graphUser(objectIdOf(2), 'x@example.org', changes));
    expect((await directory().find([bo])).get(bo.id)).toMatchObject({ objectId: objectIdOf(2) });
  });

  it('that signs in with the address goes before one that gets mail at it', async () => {
    graph.add(graphUser(objectIdOf(3), 'box@example.org', { mail: bo.id }), graphUser(objectIdOf(2), bo.id));
    expect((await directory().find([bo])).get(bo.id)).toMatchObject({ objectId: objectIdOf(2) });
  });

  it('is nobody’s where mail for the address arrives at two', async () => {
    for (const number of [2, 3])
      graph.add(graphUser(objectIdOf(number), `${number}@example.org`, { mail: bo.id }));
    expect((await directory().find([bo])).size).toBe(0);
  });

  it('of whom nothing more is known is no leaver, and is asked for without what Graph would not take', async () => {
    const odd = { id: "o'hara@example.org" };
    graph.add(graphUser(objectIdOf(4), odd.id, { accountEnabled: undefined }));
    const account = (await directory().find([odd])).get(odd.id);
    expect(account).toMatchObject({ objectId: objectIdOf(4) });
    expect(account).not.toHaveProperty('enabled');
  });

  it('is gone where Graph says so of its object id', async () => {
    expect((await directory().find([anna, bo])).get(anna.id)).toBe('gone');
    expect(graph.requests).toHaveLength(3);
  });

  it('that a list leaves out is asked for alone', async () => {
    graph.add(graphUser(objectIdOf(1), anna.id));
    graph.fault = ({ path }) =>
      path.includes('$filter') ? { status: 200, text: '{"value":[]}' } : undefined;
    expect((await directory().find([anna])).get(anna.id)).toMatchObject({ enabled: true });
  });

  it.each([
    [404, undefined],
    [404, 'ResourceNotFound'],
    [403, 'Authorization_RequestDenied'],
    [500, 'x'],
  ])('is not gone for a %i with the code %s', async (status, code) => {
    graph.fault = ({ path }) =>
      path.includes('$filter') ? undefined : { status, ...(code !== undefined && { code }) };
    await expect(directory().find([anna])).rejects.toThrow('Graph');
  });
});

it('asks for as many persons at once as Graph takes', async () => {
  const persons = Array.from({ length: 40 }, (_, number) => ({
    id: `p${number}@example.org`,
    ...(number < 20 && { aadObjectId: objectIdOf(number) }),
  }));
  for (const [number, { id }] of persons.entries()) graph.add(graphUser(objectIdOf(number), id));
  const found = await directory().find(persons);
  expect([...found.keys()].sort()).toEqual(persons.map(({ id }) => id).sort());
  // 15 and 5 by id; 7, 7 and 6 by address.
  expect(graph.requests).toHaveLength(5);
});

describe('looking somebody up', () => {
  it.each([anna.id, 'ANNA@example.org', objectIdOf(1)])('finds %s', async (text) => {
    graph.add(graphUser(objectIdOf(1), anna.id));
    expect(await directory().lookUp(text)).toMatchObject({ objectId: objectIdOf(1) });
  });

  it.each(['nobody@example.org', objectIdOf(9)])('finds nobody as %s', async (text) => {
    expect(await directory().lookUp(text)).toBeUndefined();
  });

  it('is tried once: somebody waits', async () => {
    graph.fault = () => ({ status: 503, headers: { 'retry-after': '1' } });
    await expect(directory().lookUp(anna.id)).rejects.toThrow('Graph: 503');
    expect(graph.requests).toHaveLength(1);
  });
});
