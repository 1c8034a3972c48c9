/** What a tick does when there was none for a while. */
import { readAudit, type AuditedAct } from '../../src/audit/audit';
import { StorageError } from '../../src/errors';
import { messageKeys } from '../../src/outbox/message';
import { openRound } from '../../src/rounds/open-round';
import { readRound, roundPartition } from '../../src/rounds/round-store';
import { doDueWork } from '../../src/schedule/tick';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  afterDeadline,
  channel,
  deadline,
  eachWithStore,
  name,
  openTempStore,
  opens,
  programmeWith,
  saveSetting,
  smallSetting,
} from '../helpers/fixtures';
import { holidays, tickOn } from './ticking';

const stored = eachWithStore();
const setting = () =>
  smallSetting({
    calendar: {
      ...programmeWith().calendar,
      reminders: [
        { workingDaysBefore: 5, at: '09:00' },
        { workingDaysBefore: 1, at: '09:00' },
      ],
    },
  });
const [firstReminder, lastReminder] = ['2026-10-28T07:00:00.000Z', '2026-11-03T07:00:00.000Z'];
const mondays = ['2026-10-12T05', '2026-10-19T05', '2026-10-26T06', '2026-11-02T06'].map(
  (hour) => `${hour}:00:00.000Z`,
);
const before = new Date('2026-10-01T09:00:00Z');
/** The next round opens on the 11th of January; it closes in February. */
const nextName = { ...name, period: '2026-Q4' };
const inNextRound = new Date('2027-01-12T09:00:00Z');

const tick = async (iso: string | Date) => (await tickOn(stored.store, new Date(iso))).delivered;
const round = async (store = stored.store, which = name) => (await readRound(store, which))?.value;
const entries = async (what: AuditedAct, store = stored.store, which = name) =>
  readAudit(store, [roundPartition(which)], { what });
const skippedSteps = async () => (await entries('steps-skipped')).map(({ by, way, to }) => ({ by, way, to }));
const bySchedule = { by: 'schedule', way: 'schedule' };

beforeEach(async () => {
  await saveSetting(stored.store, setting());
});

describe('after hours without a tick', () => {
  it('what was missed is done late, once, and nothing is left out', async () => {
    await tick(opens);
    await tick('2026-10-28T06:00:00Z');
    expect(await tick('2026-10-28T13:00:00Z')).toEqual(['reminder', 'reminder']);
    expect(await tick('2026-10-28T13:01:00Z')).toEqual([]);
    expect(await round()).toMatchObject({ lastReminder: firstReminder });
    expect((await entries('reminded')).map(({ at }) => at)).toEqual(['2026-10-28T13:00:00.000Z']);
  });
});

describe('after weeks without a tick', () => {
  it('only the latest digest and the latest reminder are made up for; the others are recorded', async () => {
    await tick(opens);
    expect(await tick('2026-11-03T08:00:00Z')).toEqual(['digest', 'reminder', 'reminder']);
    expect(await round()).toMatchObject({ lastReminder, lastDigest: mondays[3] });
    expect(await skippedSteps()).toEqual(
      expect.arrayContaining([
        { ...bySchedule, to: mondays.slice(0, 3) },
        { ...bySchedule, to: [firstReminder] },
      ]),
    );
    expect(await tick('2026-11-03T08:01:00Z')).toEqual([]);
    expect(await skippedSteps()).toHaveLength(2);
  });

  it('a week is one digest and nothing to record', async () => {
    await tick(opens);
    expect(await tick('2026-10-13T09:00:00Z')).toEqual(['digest']);
    expect(await tick('2026-10-20T09:00:00Z')).toEqual(['digest']);
    expect(await skippedSteps()).toEqual([]);
  });

  it('a round opens late, without what was due before it', async () => {
    await tick(before);
    expect(await tick('2026-10-28T12:00:00Z')).toEqual(['prompt', 'prompt']);
    expect(await tick('2026-11-03T08:00:00Z')).toEqual(['digest', 'reminder', 'reminder']);
    expect(await skippedSteps()).toEqual([]);
  });
});

describe('after the deadline and the next opening', () => {
  it('the earlier round is closed before the next one is opened', async () => {
    await tick(opens);
    const written: string[] = [];
    const store = interrupted(stored.store, {
      beforeCommit: (partition) => Promise.resolve(void written.push(partition)),
    });
    await doDueWork({
      ...{ store, holidays, clock: { now: () => inNextRound }, deliver: () => Promise.reject(new Error()) },
      onFailure: (what) => expect(what).toBe(''),
    });
    const [own, next] = [roundPartition(name), roundPartition(nextName)];
    expect(written).toContain(own);
    expect(written.lastIndexOf(own)).toBeLessThan(written.indexOf(next));
    expect((await round())?.status).toBe('closed');
    expect((await round(stored.store, nextName))?.status).toBe('open');
    expect(await tick(inNextRound)).toEqual(['digest', 'prompt', 'prompt']);
  });

  it('there is one digest of the closing, and it is recorded which steps there never were', async () => {
    await tick(opens);
    await tick(mondays[0]!);
    await tick(inNextRound);
    const keys = [...(await messageKeys(stored.store, roundPartition(name)))];
    expect(keys.filter((key) => key.includes('|digest-')).sort()).toEqual([
      `prog|2026-Q3|${channel}|digest-${mondays[0]}-fi`,
      `prog|2026-Q3|${channel}|digest-closing-${inNextRound.toISOString()}-fi`,
    ]);
    const to = [mondays[1], mondays[2], firstReminder, mondays[3], lastReminder];
    expect(await skippedSteps()).toEqual([{ ...bySchedule, to }]);
  });
});

describe('a whole round without a tick', () => {
  it('is recorded once as skipped, with nobody asked', async () => {
    await tick(before);
    expect(await tick(afterDeadline)).toEqual([]);
    const event = { what: 'skipped', by: 'schedule', at: afterDeadline.toISOString() };
    expect(await round()).toEqual({
      ...name,
      status: 'planned',
      opens: opens.toISOString(),
      deadline: deadline.toISOString(),
      events: [{ ...event, reason: 'not opened before its closing' }],
    });
    expect(await entries('round-skipped')).toMatchObject([{ ...bySchedule, ...name }]);
    expect(await messageKeys(stored.store, roundPartition(name))).toEqual(new Set());
  });

  it('is not recorded again, by repeated ticks, by two replicas, nor after more downtime', async () => {
    await tick(before);
    await Promise.all([tick(afterDeadline), tick(afterDeadline)]);
    const skipped = stored.now.dump(roundPartition(name));
    await Promise.all([tick(afterDeadline), tick('2026-11-05T09:00:00Z')]);
    await tick('2026-12-24T09:00:00Z');
    await tick(inNextRound);
    expect(stored.now.dump(roundPartition(name))).toEqual(skipped);
  });

  it('is recorded once by two replicas, one of which comes in between', async () => {
    await tick(before);
    let done = false;
    const beforeCommit = async (partition: string) => {
      if (done || partition !== roundPartition(name)) return;
      done = true;
      await tick(afterDeadline);
    };
    await tickOn(interrupted(stored.store, { beforeCommit }), new Date('2026-11-04T14:01:00Z'));
    expect(await round()).toMatchObject({ events: [{ at: afterDeadline.toISOString() }] });
    expect((await round())?.events).toHaveLength(1);
    expect(await entries('round-skipped')).toHaveLength(1);
  });

  it('is recorded by a later tick where it could not be at once', async () => {
    await tick(before);
    const beforeCommit = (partition: string) =>
      partition === roundPartition(name) ? Promise.reject(new StorageError('down')) : Promise.resolve();
    const failing = interrupted(stored.store, { beforeCommit });
    expect((await tickOn(failing, afterDeadline)).failures).toEqual(['skip prog 2026-Q3']);
    await tick('2026-11-04T14:01:00Z');
    expect(await round()).toMatchObject({ status: 'planned', events: [{ what: 'skipped' }] });
  });

  it('is recorded beside the opening of the next one', async () => {
    await tick(before);
    expect(await tick(inNextRound)).toEqual(['prompt', 'prompt']);
    expect(await round()).toMatchObject({ status: 'planned', events: [{ what: 'skipped' }] });
  });

  it('can still be opened by hand', async () => {
    await tick(before);
    await tick(afterDeadline);
    const now = new Date('2026-11-09T09:00:00Z');
    const byHand = { ...name, by: 'cli:planner', way: 'cli' as const };
    const times = { opens: now, deadline: new Date('2026-11-20T14:00:00Z') };
    await openRound(stored.store, { ...byHand, ...times }, now);
    expect(await tick('2026-11-09T09:01:00Z')).toEqual(['prompt', 'prompt']);
    const opened = (await round())!;
    expect(opened).toMatchObject({ status: 'open', deadline: '2026-11-20T14:00:00.000Z' });
    expect(opened.events.map(({ what, by }) => [what, by])).toEqual([
      ['skipped', 'schedule'],
      ['opened', 'cli:planner'],
    ]);
    expect(await tick('2026-11-13T07:00:00Z')).toEqual(['reminder', 'reminder']);
    expect(await tick('2026-11-20T14:00:00Z')).toEqual(['digest']);
    expect((await round())?.status).toBe('closed');
  });

  it('is recorded once wherever a crash cut it off', async () => {
    const commits = await atEveryCommit(async (n) => {
      const other = await openTempStore();
      await saveSetting(other.store, setting());
      await tickOn(other.store, before);
      const dying = dyingAtCommit(other.store, n);
      const ticked = await tickOn(dying, afterDeadline).catch(() => undefined);
      await tickOn(other.store, new Date('2026-11-05T09:00:00Z'));
      expect((await round(other.store))?.events).toHaveLength(1);
      expect(await entries('round-skipped', other.store)).toHaveLength(1);
      await other.remove();
      return { survived: ticked?.failures.length === 0 };
    });
    // Its place in the index, the round, the skipping, and the mark of the tick.
    expect(commits).toBe(4);
  });
});

describe('a round whose opening was cut off, and whose closing has passed since', () => {
  /** Anna's and Bo's prompts are in the outbox, and the round is planned. */
  const cutOff = async (store: EntityStore) => {
    await tickOn(store, before);
    await tickOn(dyingAtCommit(store, 4), opens).catch(() => undefined);
    expect(await round(store)).toMatchObject({ status: 'planned', events: [] });
    expect((await messageKeys(store, roundPartition(name))).size).toBe(2);
  };

  it('is skipped, and nobody is asked what they can no longer answer', async () => {
    await cutOff(stored.store);
    expect(await tick(afterDeadline)).toEqual([]);
    expect(await round()).toMatchObject({ status: 'planned', events: [{ what: 'skipped' }] });
    expect(await tick('2026-11-05T09:00:00Z')).toEqual([]);
  });

  it('asks everybody once when it is opened by hand', async () => {
    await cutOff(stored.store);
    await tick(afterDeadline);
    const now = new Date('2026-11-09T09:00:00Z');
    const times = { opens: now, deadline: new Date('2026-11-20T14:00:00Z') };
    await openRound(stored.store, { ...name, by: 'admin', way: 'cli', ...times }, now);
    expect(await tick('2026-11-09T09:01:00Z')).toEqual(['prompt', 'prompt']);
  });

  it('goes on opening where it was cut off when there is a tick before its closing', async () => {
    await cutOff(stored.store);
    expect(await tick('2026-10-20T09:00:00Z')).toEqual(['prompt', 'prompt']);
    expect((await round())?.events.map(({ what }) => what)).toEqual(['opened']);
  });
});
