import { checkGraph } from '../../../../bot/process/graph/check-graph';
import { GraphServer, graphUser, objectIdOf } from '../../../helpers/graph-server';

let graph: GraphServer;
beforeEach(async () => {
  graph = await new GraphServer().start();
  graph.add(graphUser(objectIdOf(1), 'anna@example.org'));
  graph.replies.set(objectIdOf(1), { status: 'disabled' });
});
afterEach(() => graph.stop());

const configured = { directory: { type: 'graph' }, teamsAppId: objectIdOf(99) } as const;
const identity = { appId: '', tenantId: '', credential: { type: 'none' } } as const;
const states = async (config: Partial<Parameters<typeof checkGraph>[0]> = configured) => {
  const checks = await checkGraph({
    ...{ ...identity, directory: { type: 'imported' }, graphUrl: graph.url },
    ...config,
  });
  return checks.map(({ state }) => state);
};

it('says that token and permissions work, and changes nothing', async () => {
  expect(await states()).toEqual(['works', 'works', 'works', 'not-needed', 'works']);
  expect(graph.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
});

it('asks nothing that is not needed', async () => {
  expect(await states({})).toEqual(Array(5).fill('not-needed'));
  expect(graph.requests).toEqual([]);
  expect(await states({ directory: { type: 'graph' } })).toEqual([
    'works',
    'works',
    'not-needed',
    'not-needed',
    'works',
  ]);
});

it('says that accounts may not be read', async () => {
  graph.fault = () => ({ status: 403, code: 'Authorization_RequestDenied' });
  expect(await states()).toEqual(['works', 'missing', 'unknown', 'not-needed', 'unknown']);
});

it('takes the permission for the basic profile for too little', async () => {
  graph.add(graphUser(objectIdOf(1), 'anna@example.org', { accountEnabled: undefined }));
  expect(await states()).toEqual(['works', 'missing', 'works', 'not-needed', 'works']);
});

it('says that the app may not be installed', async () => {
  graph.fault = ({ path }) => (path.includes('installedApps') ? { status: 403 } : undefined);
  expect(await states()).toEqual(['works', 'works', 'missing', 'not-needed', 'works']);
});

it('says that the token is not taken, or that Graph cannot be reached', async () => {
  graph.fault = () => ({ status: 401, code: 'InvalidAuthenticationToken' });
  expect(await states()).toEqual(['missing', 'unknown', 'unknown', 'not-needed', 'unknown']);
  graph.fault = () => 'broken';
  expect(await states()).toEqual(['unknown', 'unknown', 'unknown', 'not-needed', 'unknown']);
});

it('says whether a mailbox may be read, and no more than it knows where there is none', async () => {
  const last = async () => (await states()).at(-1);
  graph.fault = ({ path }) => (path.includes('mailboxSettings') ? { status: 403 } : undefined);
  expect(await last()).toBe('missing');
  graph.fault = ({ path }) => (path.includes('mailboxSettings') ? { status: 500 } : undefined);
  expect(await last()).toBe('unknown');
  graph.fault = () => undefined;
  graph.replies.clear();
  expect(await last()).toBe('unknown');
});
