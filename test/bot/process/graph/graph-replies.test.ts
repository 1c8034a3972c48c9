/** Automatic email replies, as Graph gives them over HTTP. */
import { createGraphClient } from '../../../../bot/process/graph/graph-client';
import { graphReplies } from '../../../../bot/process/graph/graph-replies';
import { GraphServer, objectIdOf } from '../../../helpers/graph-server';

const anna = { id: 'anna@example.org', aadObjectId: objectIdOf(1) };
let graph: GraphServer;
let waits: number[];
beforeEach(async () => {
  graph = await new GraphServer().start();
  waits = [];
});
afterEach(() => graph.stop());

const read = (person: Parameters<ReturnType<typeof graphReplies>['read']>[0] = anna) => {
  const wait = (ms: number) => Promise.resolve(void waits.push(ms));
  const options = { url: graph.url, token: () => Promise.resolve(undefined), wait, random: () => 0 };
  return graphReplies(createGraphClient(options)).read(person);
};
const times = (start: string, end: string, timeZone = 'UTC') => ({
  scheduledStartDateTime: { dateTime: start, timeZone },
  scheduledEndDateTime: { dateTime: end, timeZone },
});
const week = times('2026-10-12T05:00:00.0000000', '2026-10-19T05:00:00.0000000');
const set = (status: string, more: object = week) => graph.replies.set(objectIdOf(1), { status, ...more });

it('have times if they are scheduled, and nothing of their texts is kept', async () => {
  set('Scheduled');
  expect(await read()).toEqual({
    type: 'scheduled',
    start: new Date('2026-10-12T05:00:00Z'),
    end: new Date('2026-10-19T05:00:00Z'),
  });
});

it.each([
  ['alwaysEnabled', 'on'],
  ['AlwaysEnabled', 'on'],
  ['disabled', 'none'],
])('that are %s are %s, whatever times are left in them', async (status, type) => {
  set(status);
  expect(await read()).toEqual({ type });
  set(status, {});
  expect(await read()).toEqual({ type });
});

it('are read in a zone of the tz database, across a change of the clocks', async () => {
  set('scheduled', times('2026-10-24T00:00:00', '2026-10-26T00:00:00', 'Europe/Helsinki'));
  expect(await read()).toMatchObject({
    start: new Date('2026-10-23T21:00:00Z'),
    end: new Date('2026-10-25T22:00:00Z'),
  });
});

it.each([
  ['a zone of Windows', times('2026-10-12T08:00:00', '2026-10-19T08:00:00', 'FLE Standard Time')],
  ['no zone', times('2026-10-12T08:00:00', '2026-10-19T08:00:00', '')],
  ['a day that does not exist', times('2026-02-30T08:00:00', '2026-10-19T08:00:00')],
  ['no times', {}],
])('with %s are an error, and not guessed', async (_what, more) => {
  set('scheduled', more);
  await expect(read()).rejects.toThrow('an automatic reply is not as it should be');
});

it.each([['{}'], ['[]'], ['{"status":"perhaps"}'], ['{"status":"scheduled","scheduledStartDateTime":7}']])(
  'of which Graph says %s are an error',
  async (text) => {
    graph.fault = () => ({ status: 200, text });
    await expect(read()).rejects.toThrow('an automatic reply is not as it should be');
  },
);

it('are none of who has no mailbox, or no account', async () => {
  expect(await read()).toEqual({ type: 'none' });
  expect(await read({ id: anna.id })).toEqual({ type: 'none' });
  expect(graph.requests).toHaveLength(1);
});

it('are forbidden where the bot may not read the mailbox', async () => {
  graph.fault = () => ({ status: 403, code: 'ErrorAccessDenied' });
  expect(await read()).toEqual({ type: 'forbidden' });
});

it.each([
  [404, ''],
  [401, 'InvalidAuthenticationToken'],
  [500, 'x'],
])('are an error, and no news, where something answers %i with the code %j', async (status, code) => {
  graph.fault = () => ({ status, code });
  await expect(read()).rejects.toThrow('Graph');
});

it('are asked for again when Graph says so, or the answer is broken', async () => {
  set('disabled');
  graph.fault = (_request, number) => {
    if (number === 1) return { status: 429, headers: { 'retry-after': '9' } };
    return number === 2 ? { status: 200, text: '{"status":"schedu' } : undefined;
  };
  expect(await read()).toEqual({ type: 'none' });
  expect(waits).toEqual([9_000, 1_000]);
});

it('are an error when Graph throttles for too long', async () => {
  graph.fault = () => ({ status: 429, headers: { 'retry-after': '900' } });
  await expect(read()).rejects.toThrow('Graph: 429');
  expect(waits).toEqual([]);
});
