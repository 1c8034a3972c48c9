/** The bot checks itself: problems reach the admins as cards, and the log and the metrics. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { objectIdFor } from '../../../../seeds/load';
import { pause, resume } from '../../../../src/brake/pauses';
import { text } from '../../../../cards/parts/strings';
import { textsOf } from '../../../../deploy/local/scripted-user';
import { type Locale, locales } from '../../../../src/goals/schema';
import { StorageError } from '../../../../src/errors';
import { type ObservedPart } from '../../../../src/health/observed';
import { roundPartition } from '../../../../src/rounds/round-store';
import { bad, BadServer } from '../../../helpers/bad-server';
import { type Alert, alertIds } from '../../../../src/health/alert';
import { enqueue } from '../../../../src/outbox/message';
import { loadPerson, peoplePartition } from '../../../../src/people/directory';
import { chooseLanguage } from '../../../../src/people/language';
import { type EntityStore } from '../../../../src/storage/store';
import { type BotUnderTest } from '../../../helpers/bot-under-test';
import { type CapturedLog, capturedLog } from '../../../helpers/captured-log';
import { channel, during, name } from '../../../helpers/fixtures';
import { eventually } from '../../../helpers/eventually';
import { faults } from '../../../helpers/teams-faults';
import { cardShown, type PostedActivity } from '../../../helpers/teams-conversations';
import { admin, anna, startTwoUnits } from '../../../helpers/two-units';

let running: BotUnderTest;
let captured: CapturedLog;
let slowMs = 0;
let lostMs = 0;
let broken = false;
let parts: readonly ObservedPart[];

/** A store whose commits take as long as a test says, by the clock that times them; nothing really waits. */
function slow(store: EntityStore): EntityStore {
  return {
    get: (...at) => store.get(...at),
    range: (...of) => store.range(...of),
    commit: async (...changes) => {
      lostMs += slowMs;
      if (broken) throw new StorageError('out of order');
      await store.commit(...changes);
    },
    close: () => store.close(),
  };
}

beforeEach(async () => {
  const elapsed = performance.now.bind(performance);
  jest.spyOn(performance, 'now').mockImplementation(() => elapsed() + lostMs);
  captured = capturedLog();
  parts = [];
  running = await startTwoUnits(
    {},
    { watches: true, parts: () => parts, admins: admin, log: captured.log, wrapStore: slow },
  );
});
afterEach(async () => {
  slowMs = 0;
  jest.restoreAllMocks();
  await running.stop();
});

const minutes = (count: number) => new Date(during.getTime() + count * 60_000).toISOString();
const tickAt = async (count: number) => {
  running.clock.set(minutes(count));
  await running.bot.tick();
};
const sentToAdmin = async () =>
  running.connector.sentTo((await loadPerson(running.store, admin))!.aadObjectId!);
/** Titles of the alerts that the admin got, as the chat list shows them. */
const titles = async () => (await alerts()).map(({ versions: [first] }) => first!.summary);
const alerts = async () => (await sentToAdmin()).filter(({ versions: [first] }) => isAlert(first!.summary));
const isAlert = (summary = '') => locales.some((locale) => allTitles(locale).includes(summary));
const allTitles = (locale: Locale) =>
  [...alertIds, 'secret-expired' as const].map((id) => text(locale, `alert.${id}.title`, { count: 1 }));
const linesOf = (posted: PostedActivity) => textsOf(cardShown(posted)).split('\n');

describe('an admin', () => {
  it('is told by the tick that catches up that none was done, from when to when', async () => {
    await tickAt(0);
    await tickAt(4);
    expect(await titles()).toEqual([]);
    await tickAt(64);
    await tickAt(65);
    expect(await titles()).toEqual([text('fi', 'alert.tick-was-late.title')]);
    const [, said] = linesOf((await alerts())[0]!);
    expect(said).toBe(
      text('fi', 'alert.tick-was-late.text', {
        from: '12.10.2026 klo\u00a012.04',
        to: '12.10.2026 klo\u00a013.04',
      }),
    );
  });

  it('is told once that a channel takes no digest, with the round, since when, and what to do', async () => {
    running.connector.fault = ({ channelId }) => (channelId === channel ? faults.notInRoster : undefined);
    await tickAt(0);
    for (const count of [4, 8, 12, 13]) await tickAt(count);
    expect(await titles()).toEqual([text('fi', 'alert.digest-overdue.title', { count: 1 })]);
    expect(linesOf((await alerts())[0]!)).toEqual([
      text('fi', 'alert.digest-overdue.title', { count: 1 }),
      text('fi', 'alert.digest-overdue.text', { rounds: 'Leikkausohjelma Q3/2026' }),
      text('fi', 'alert.since', { since: '12.10.2026 klo\u00a012.08' }),
      text('fi', 'alert.digest-overdue.todo'),
    ]);
  });

  it('is told that the store is slow, in their own language', async () => {
    await chooseLanguage(running.store, admin, 'sv');
    await tickAt(0);
    running.clock.set(minutes(5));
    slowMs = 260;
    await running.bot.work();
    slowMs = 0;
    await running.bot.send();
    expect(await titles()).toEqual([text('sv', 'alert.store-slow.title')]);
  });

  it('who is none any more is told nothing, and nobody else is', async () => {
    const alert: Alert = { finding: 'tick-was-late', severity: 'broken', since: minutes(-9), figures: {} };
    const recipient = { type: 'person' as const, personId: anna };
    const message = { key: 'alert', kind: 'alert' as const, recipient, data: alert };
    await running.store.commit(peoplePartition, [enqueue(message, during)]);
    await running.bot.send();
    expect(captured.lines.join('')).not.toContain('delivered');
    const said = running.connector.sentTo((await loadPerson(running.store, anna))!.aadObjectId!);
    expect(said.filter(({ versions: [first] }) => isAlert(first!.summary))).toEqual([]);
  });

  it('is told of what is over that it is, and of old news nothing', async () => {
    const alert = { finding: 'disk-full', severity: 'broken', since: minutes(0), figures: { freeMb: 12 } };
    const recipient = { type: 'person' as const, personId: admin };
    const message = { key: 'alert', kind: 'alert' as const, recipient, data: alert };
    await running.store.commit(peoplePartition, [enqueue(message, during)]);
    await running.bot.send();
    expect(linesOf((await alerts())[0]!).at(-1)).toBe(text('fi', 'alert.over'));
    await running.store.commit(peoplePartition, [enqueue({ ...message, key: 'again' }, during)]);
    running.clock.set(minutes(8 * 24 * 60));
    await running.bot.send();
    expect(await titles()).toHaveLength(1);
  });
});

describe('a clock that was set back', () => {
  it('is told to the admin, at once and although the tick sets the mark right', async () => {
    await tickAt(0);
    running.clock.set(minutes(-120));
    await running.bot.tick();
    expect(await titles()).toEqual([text('fi', 'alert.clock-wrong.title')]);
    await tickAt(-119);
    expect(await titles()).toHaveLength(1);
    expect(captured.entries().filter(({ finding }) => finding === 'clock-wrong')).toHaveLength(1);
  });

  it('makes no age negative, and does not hide that nothing is done', async () => {
    const age = async () => {
      const lines = (await (await fetch(`${running.url}/metrics`)).text()).split('\n');
      return Number(lines.find((line) => line.startsWith('seuranta_tick_age_seconds '))!.split(' ')[1]);
    };
    await tickAt(0);
    running.clock.set(minutes(-120));
    expect(Math.abs(await age())).toBeLessThan(60);
    lostMs += 600_000;
    expect(await age()).toBeGreaterThanOrEqual(600);
    await running.bot.tick();
    expect(await age()).toBe(0);
  });
});

describe('an alert', () => {
  it('does not wait for the messages that it reports on', async () => {
    await tickAt(0);
    const recipient = { type: 'person' as const, personId: anna };
    const stuck = { key: 'stuck', kind: 'prompt' as const, recipient, data: name };
    await running.store.commit(roundPartition(name), [enqueue(stuck, during)]);
    let [answer, asked] = [() => {}, 0];
    const answered = new Promise<void>((resolve) => (answer = resolve));
    running.connector.fault = ({ body }) =>
      JSON.stringify(body ?? '').includes(name.period) ? (asked++, faults.slow(answered)) : undefined;
    const sending = running.bot.send();
    await eventually('it hangs', () => asked > 0);
    parts = [{ part: 'send', stillMs: 90_000 }];
    running.clock.set(minutes(2));
    await running.bot.watch();
    expect(await titles()).toEqual([text('fi', 'alert.stands-still.title')]);
    const [, said] = linesOf((await alerts())[0]!);
    const values = { part: text('fi', 'alert.part.send'), minutes: 1 };
    expect(said).toBe(text('fi', 'alert.stands-still.text', values));
    answer();
    await sending;
  });

  it('is told once of a part that stands still, and again of the next that does', async () => {
    await tickAt(0);
    for (const [minute, stillMs] of [
      [1, 0],
      [2, 90_000],
      [3, 150_000],
      [4, 0],
    ] as const) {
      parts = [{ part: 'send', stillMs }];
      running.clock.set(minutes(minute));
      await running.bot.watch();
    }
    expect(await titles()).toHaveLength(1);
    expect(captured.entries().filter(({ finding }) => finding === 'stands-still')).toHaveLength(1);
  });
});

describe('ALERT_URL', () => {
  let posted: string[];
  let server: BadServer;
  beforeEach(async () => {
    posted = [];
    server = await new BadServer().start();
    server.answering = (request, response) => {
      request.on('data', (chunk: Buffer) => void posted.push(chunk.toString()));
      request.on('end', () => response.end());
    };
    await running.stop();
    running = await startTwoUnits(
      {},
      {
        ...{ watches: true, admins: admin, log: captured.log, wrapStore: slow },
        environment: { ALERT_URL: `${server.url}/hook?sig=a-secret` },
      },
    );
  });
  afterEach(() => server.stop());

  it('is told what admins are told, once a day, and nothing of persons', async () => {
    running.connector.fault = ({ channelId }) => (channelId === channel ? faults.notInRoster : undefined);
    for (const minute of [0, 5, 10, 15, 24 * 60]) await tickAt(minute);
    const told = posted.map((each) => JSON.parse(each) as { alerts: { finding: string }[] });
    expect(told.map(({ alerts: [first] }) => first!.finding)).toEqual([
      'digest-overdue',
      'tick-was-late',
      'digest-overdue',
    ]);
    expect(posted.join()).not.toMatch(/@|Anna/);
    expect(captured.lines.join('')).not.toContain('a-secret');
  });

  it('is told of a store that cannot be read or written, of which no card can tell', async () => {
    await tickAt(0);
    broken = true;
    await tickAt(5).catch(() => undefined);
    broken = false;
    expect(posted.join()).toContain('store-fails');
  });

  it('that takes nothing hinders nothing, and is told again', async () => {
    const { answering } = server;
    server.answering = bad.error;
    running.connector.fault = ({ channelId }) => (channelId === channel ? faults.notInRoster : undefined);
    for (const minute of [0, 5, 6]) await tickAt(minute);
    expect(await titles()).toEqual([text('fi', 'alert.digest-overdue.title', { count: 1 })]);
    server.answering = answering;
    await tickAt(10);
    expect(posted.join()).toContain('digest-overdue');
    expect(captured.lines.join('')).not.toContain('a-secret');
  });
});

describe('the log and the metrics', () => {
  const metrics = async () => (await fetch(`${running.url}/metrics`)).text();

  it('have each finding, its figures and its rounds', async () => {
    running.connector.fault = ({ channelId }) => (channelId === channel ? faults.notInRoster : undefined);
    await tickAt(0);
    await tickAt(5);
    expect(captured.entries().filter(({ msg }) => msg === 'finding')).toEqual([
      expect.objectContaining({
        ...{ level: 50, finding: 'digest-overdue', count: 1, rounds: [`${name.programmeId} ${name.period}`] },
        runId: expect.any(String),
      }),
    ]);
    const lines = (await metrics()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'seuranta_finding{finding="digest-overdue"} 1',
        'seuranta_finding{finding="tick-late"} 0',
        'seuranta_digests_overdue 1',
        'seuranta_undeliverable_share 0',
        'seuranta_messages_waiting 0',
        'seuranta_secret_expiry_seconds Nan',
        'seuranta_tick_age_seconds 0',
      ]),
    );
    expect(
      lines.find((line) => line.startsWith('seuranta_store_duration_seconds_count{operation="write"}')),
    ).toMatch(/ [1-9]\d*$/);
    expect(lines.join()).not.toMatch(/@|Anna/);
  });

  it('say what is paused, in every replica, and the admins hear of it although nothing else is sent', async () => {
    await pause(running.store, {}, { by: admin, way: 'card' }, during);
    expect(await metrics()).toContain('seuranta_paused{scope="everything"} 1');
    await tickAt(0);
    await tickAt(5);
    expect(await metrics()).toContain('seuranta_finding{finding="paused"} 1');
    await tickAt(6);
    expect(await titles()).toEqual([text('fi', 'alert.paused.title')]);
    expect(running.connector.sentTo(objectIdFor(anna))).toEqual([]);
    await resume(running.store, {}, { by: admin, way: 'card' }, during);
    expect(await metrics()).toContain('seuranta_paused{scope="everything"} 0');
  });

  it('the age of the last tick grows without one, and what was found long ago is not shown', async () => {
    await tickAt(0);
    await tickAt(5);
    running.clock.set(minutes(35));
    const lines = (await metrics()).split('\n');
    expect(lines).toContain('seuranta_tick_age_seconds 1800');
    expect(lines).toContain('seuranta_digests_overdue Nan');
    expect(lines.filter((line) => line.startsWith('seuranta_finding{'))).toEqual([]);
  });
});

it('a bot that cannot look after itself does what is due all the same', async () => {
  await running.stop();
  const refuseHealth = (store: EntityStore): EntityStore => ({
    ...slow(store),
    commit: (partition, changes) =>
      partition === 'health' ? Promise.reject(new Error('no')) : store.commit(partition, changes),
  });
  running = await startTwoUnits({}, { watches: true, log: captured.log, wrapStore: refuseHealth });
  await running.bot.tick();
  running.clock.set(minutes(5));
  await running.bot.tick();
  expect(captured.entries().map(({ msg }) => msg)).toEqual(
    expect.arrayContaining(['due work done', 'tick', 'watch failed']),
  );
});
