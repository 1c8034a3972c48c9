/** Whatever happens, the log at `info` and above holds no name, no address and nothing that anybody typed. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StorageError } from '../../../src/errors';
import { loadDirectory } from '../../../src/people/directory';
import { type EntityStore } from '../../../src/storage/store';
import {
  type BotUnderTest,
  firstDigest,
  personAt,
  reform,
  startBotUnderTest,
} from '../../helpers/bot-under-test';
import { type CapturedLog, capturedLog, type LogEntry } from '../../helpers/captured-log';
import { FileServer } from '../../helpers/file-server';
import { atPrompt, type Inputs, press, show } from '../../helpers/pressing';
import { postActivity, postInvoke, postText } from '../../helpers/raw-activity';

const goal = { ...reform, goalId: '2-1-b' };
const giver = 'reform-wellbeing-manager@example.org';
const receiver = 'reform-information-director@example.org';
const admin = 'planning@example.org';
/** Appears in an answer, a message, a file and the errors that the store and the connector throw. */
const typed = 'Tunnistettava vastausteksti 4711';
const token = 'tunnistettava-latauslinkki';
const uuid = 'a3bb189e-8bf9-4c4d-9d3a-9b8f2f0e1c55';
const answer: Inputs = { field_status: 'completed', field_description: typed };

let failure: Error | undefined;
/** A store that fails with a chosen error, except for what is read at the start of a turn. */
function failing(store: EntityStore): EntityStore {
  return {
    get: (...at) => store.get(...at),
    range: (...of) => store.range(...of),
    commit: (...changes) => (failure ? Promise.reject(failure) : store.commit(...changes)),
    close: () => store.close(),
  };
}

let files: FileServer;
let running: BotUnderTest;
let captured: CapturedLog;
const startAt = async (level: string) => {
  captured = capturedLog(level);
  running = await startBotUnderTest({
    ...{ log: captured.log, wrapStore: failing, watches: true },
    ...{ admins: admin, downloads: files.limits, publicUrl: 'http://127.0.0.1:1' },
  });
};
beforeEach(async () => void (files = await new FileServer().start()));
afterEach(async () => {
  failure = undefined;
  await running.stop();
  await files.stop();
});

/** Prompts, an answer, a hand-over, an import, a digest, downloads, strangers, and everything that can fail. */
async function everythingHappens(): Promise<void> {
  const { bot, connector, url } = running;
  await bot.tick();
  const user = await atPrompt(running, giver, reform);
  const card = await show(user, 'goal', goal);
  await postInvoke(user, { action: { verb: 'save', data: { ...goal, version: 0, ...answer } } });
  await postActivity(user, { type: 'message', text: 'omat tavoitteet' });
  await postActivity(user, { type: 'message', text: typed });
  const planner = await personAt(running, admin);
  for (const name of [`${typed}.xlsx`, `${typed}.csv`])
    await postActivity(planner, { type: 'message', text: '', attachments: [files.attachment(name, typed)] });
  await fetch(`${url}/reports/${token}`, { headers: { 'x-request-id': typed } });
  await postText(`${url}/api/messages`, JSON.stringify({ type: typed }));
  await postText(`${url}/api/messages`, typed);
  await fetch(`${url}/${encodeURIComponent(typed)}`);
  // The store fails with one of our errors, a library's error, and an error that contains the request.
  for (const error of [
    new StorageError(`Cannot write "draft|${giver}|${typed}`, { cause: new Error(typed) }),
    new TypeError(`Cannot use 'in' operator to search for 'x' in ${typed}`),
    Object.assign(new Error(`${typed}\n    at ${typed}`), {
      ...{
        statusCode: 500,
        code: typed,
        request: { body: typed, headers: { authorization: `Bearer ${token}` } },
      },
    }),
  ]) {
    failure = error;
    await postInvoke(user, {
      action: { verb: 'save', data: { ...goal, version: 1, ...answer, field_description: `${typed}!` } },
    });
    await postActivity(user, { type: 'message', text: 'in english' });
    await postActivity(planner, {
      type: 'message',
      text: '',
      attachments: [files.attachment('a.csv', 'a;b')],
    });
    running.clock.set(firstDigest);
    await bot.work().catch(() => undefined);
    await bot.send().catch(() => undefined);
  }
  failure = undefined;
  const form = await press(user, card, 'hand-over');
  await press(user, form, 'hand-over-to', { person_typed: receiver, message: typed });
  connector.fault = () => ({
    ...{ type: 'refuse', status: 403 },
    body: { error: { code: 'Other', message: typed } },
  });
  await bot.tick();
}

async function identifying(): Promise<string[]> {
  const { persons } = await loadDirectory(running.store);
  const names = [...persons.values()].flatMap(({ id, name, aadObjectId = id }) => [id, name, aadObjectId]);
  expect(names.length).toBeGreaterThan(200);
  return [...names, typed, encodeURIComponent(typed), 'vastausteksti', token];
}

describe.each(['info', 'warn', 'error'])('at level %s', (level) => {
  it('no line holds a name, an address, an answer or a token, and each has its ids', async () => {
    await startAt(level);
    await everythingHappens();
    const log = captured.lines.join('');
    expect((await identifying()).filter((each) => log.includes(each))).toEqual([]);
    expect(log).not.toMatch(/[\w.]@[\w.]/);
    if (level !== 'error') expect(log).toContain('message was not delivered');
    const entries = captured.entries();
    // The log says what failed, and what it was about.
    expect(messagesOf(entries)).toEqual(
      expect.arrayContaining(['card action failed', 'turn failed', 'due work failed', 'watch failed']),
    );
    const without = entries.filter(({ requestId, runId }) => !requestId && !runId);
    expect(without.map(({ msg }) => msg)).toEqual([]);
    const [failed] = entries.filter(({ msg }) => msg === 'card action failed');
    expect(failed).toMatchObject({
      ...{ kind: 'invoke adaptiveCard/action', verb: 'save' },
      ...{ programme: reform.programmeId, period: reform.period },
      err: { stack: expect.arrayContaining([expect.stringContaining('privacy.thorough.test.ts')]) },
    });
  });
});

function messagesOf(entries: readonly LogEntry[]): string[] {
  return [...new Set(entries.map(({ msg }) => String(msg)))];
}

describe('a request', () => {
  const lineOf = () => captured.entries().findLast(({ msg }) => msg === 'request');

  it('has one line, with what it was, how it was answered, and how long that took', async () => {
    await startAt('info');
    await postActivity(await personAt(running, giver), { type: 'message', text: 'ohje' });
    const requests = captured.entries().filter(({ msg }) => msg === 'request');
    expect(requests).toEqual([
      expect.objectContaining({
        ...{
          level: 30,
          route: '/api/messages',
          method: 'POST',
          status: 200,
          kind: 'message',
          command: 'ohje',
        },
        ...{ requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), ms: expect.any(Number) },
      }),
    ]);
  });

  it('of a card names the round', async () => {
    await startAt('info');
    const user = await personAt(running, giver);
    await postInvoke(user, { action: { verb: 'goal', data: goal } });
    await postInvoke(user, { action: { verb: typed, data: { programmeId: typed, period: typed } } });
    const [known, made] = captured.entries().filter(({ msg }) => msg === 'request');
    expect(known).toMatchObject({ verb: 'goal', programme: reform.programmeId, period: reform.period });
    for (const id of ['verb', 'programme', 'period']) expect(made).not.toHaveProperty(id);
  });

  it('keeps an id that it comes with, where that can be nothing but an id, and is answered with it', async () => {
    await startAt('info');
    const trace = `00-${'a1'.repeat(16)}-${'b2'.repeat(8)}-01`;
    for (const [headers, id] of [
      [{ 'x-request-id': uuid }, uuid],
      [{ traceparent: trace }, 'a1'.repeat(16)],
      [{ 'x-request-id': 'anna.virtanen' }, undefined],
      [{ traceparent: `${trace}-anna` }, undefined],
    ] as const) {
      const response = await fetch(`${running.url}/nothing`, { headers: { ...headers } });
      const answered = response.headers.get('x-request-id');
      expect(lineOf()).toMatchObject({ requestId: answered, route: 'none', status: 404 });
      if (id) expect(answered).toBe(id);
      else expect(answered).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    }
  });

  it('of a probe is not worth a line at info', async () => {
    await startAt('info');
    for (const path of ['/healthz', '/readyz', '/metrics']) await fetch(running.url + path);
    expect(captured.lines).toEqual([]);
  });
});

it('a tick has a line, and each piece of work that it did, with its round', async () => {
  await startAt('info');
  await running.bot.work();
  const entries = captured.entries();
  const [done, ...others] = entries.filter(({ msg }) => msg === 'due work done');
  expect(others.length).toBeGreaterThan(3);
  const [tick] = entries.filter(({ msg }) => msg === 'tick');
  expect(done).toMatchObject({ kind: 'open', runId: tick!['runId'], period: expect.stringMatching(/^20/) });
  expect(tick).toMatchObject({ level: 30, ms: expect.any(Number) });
});
