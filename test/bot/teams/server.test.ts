import { Agent, get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { version } from '../../../package.json';
import { type BotUnderTest, dumpOf, personAt, startBotUnderTest } from '../../helpers/bot-under-test';
import { eventually } from '../../helpers/eventually';
import { postInvoke } from '../../helpers/raw-activity';

let running: BotUnderTest;

beforeAll(async () => void (running = await startBotUnderTest()));
afterAll(() => running.stop());

function request(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(running.url + path, { ...init, signal: AbortSignal.timeout(5_000) });
}

function post(body: string, type = 'application/json'): Promise<Response> {
  return request('/api/messages', { method: 'POST', headers: { 'content-type': type }, body });
}

it('/healthz says that the process is up', async () => {
  const response = await request('/healthz');
  expect([response.status, await response.json()]).toEqual([200, { status: 'up', version }]);
});

it.each(['/', '/api', '/api/messages/x', '/healthz/x', '/../etc/passwd', '/%2e%2e/package.json'])(
  '%s is not found',
  async (path) => {
    expect((await request(path)).status).toBe(404);
  },
);

it('only POST goes to the messages', async () => {
  for (const method of ['GET', 'PUT', 'DELETE'])
    expect((await request('/api/messages', { method })).status).toBe(405);
});

describe('a body that is no activity', () => {
  it.each([
    ['of half a megabyte and more', `{"text":"${'x'.repeat(512 * 1024)}"}`, 413],
    ['that is no JSON', '{"type":"message"', 400],
    ['that is empty', '', 400],
    ['that is a list', '[]', 400],
    ['that is a text', '"message"', 400],
  ])('%s is refused, and nothing is written', async (_name, body, status) => {
    const before = dumpOf(running);
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toMatch(/node_modules|\.ts:|\.js:/);
    expect(dumpOf(running) === before).toBe(true);
  });

  it('of no type of activity is refused', async () => {
    expect((await post('{}')).status).toBeGreaterThanOrEqual(400);
  });

  // Browsers let any web page post a form, so one could post to a bot on loopback.
  it('of another content type than JSON is refused', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain'])
      expect((await post('type=message', type)).status).toBeGreaterThanOrEqual(400);
  });
});

it('the longest texts of the survey fit into one submit', async () => {
  const user = await personAt(running, 'survey-social-director@example.org');
  const texts = Array.from({ length: 8 }, (_, index) => [`field_${index}`, 'å'.repeat(5000)]);
  const data = {
    programmeId: 'county-survey',
    period: '2025',
    goalId: 'q8',
    version: 0,
    ...Object.fromEntries(texts),
  };
  const answer = await postInvoke(user, { action: { type: 'Action.Execute', verb: 'save', data } });
  expect(answer.status).toBe(200);
});

it('goes on answering after bad requests', async () => {
  await post('{');
  expect((await request('/healthz')).status).toBe(200);
});

it('stops although somebody asks on and on, on one connection', async () => {
  const other = await startBotUnderTest();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let asked = 0;
  let stopped = false;
  // Asks again before the answer is read to its end, so that the connection is never idle.
  const ask = () =>
    get(`${other.url}/healthz`, { agent }, (response) => {
      asked += 1;
      if (!stopped) ask();
      response.resume();
    }).on('error', () => undefined);
  for (let waiting = 0; waiting < 3; waiting++) ask();
  await eventually('it answers', () => asked > 20, 10_000);
  await other.bot.stop();
  stopped = true;
  agent.destroy();
  await other.stop();
});
