/** The machine's clock is set, or daylight saving changes it, while two replicas work; timers follow the real time. */
import { jest } from '@jest/globals';
import { startReplica } from '../../bot/process/replica';
import { enqueue, type NewMessage } from '../../src/outbox/message';
import { createSendMemory } from '../../src/outbox/send-memory';
import { peoplePartition } from '../../src/people/directory';
import { holidayCalendar } from '../../src/periods/working-days';
import { doDueWork, sendDue, type TickOptions } from '../../src/schedule/tick';
import { type EntityStore } from '../../src/storage/store';
import { eachWithStore, saveSetting, smallSetting } from '../helpers/fixtures';
import { mostMs, printFigures } from './figures';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const stored = eachWithStore();
afterEach(() => jest.useRealTimers());

/** A simple Teams that accepts everything and records when it arrived. */
interface Taken {
  readonly at: number;
  readonly by: string;
}

class Life {
  /** Milliseconds that really passed, whatever the clock says. */
  private passed = 0;
  private readonly taken = new Map<string, Taken[]>();
  private readonly asked = new Map<string, number>();
  /** The times at which due work was done. */
  readonly worked: number[] = [];
  readonly errors: unknown[] = [];
  private readonly replicas: Awaited<ReturnType<typeof startReplica>>[] = [];

  constructor(private readonly store: EntityStore) {}

  async start(holder: string): Promise<void> {
    const clock = { now: () => new Date() };
    const options: TickOptions = {
      ...{ store: this.store, clock, holidays: holidayCalendar(), memory: createSendMemory() },
      deliver: ({ key }, mayCall) => Promise.resolve(this.take(holder, key, mayCall!)),
      onFailure: (what, error) => void this.errors.push(what, error),
    };
    const elapsed = () => this.passed;
    const replica = await startReplica({
      ...{ store: this.store, clock, holder, elapsed },
      work: async (mayGoOn) => {
        await doDueWork({ ...options, mayGoOn });
        this.worked.push(this.passed);
      },
      send: (mayGoOn) => sendDue({ ...options, mayGoOn }),
      onError: (what, error) => void this.errors.push(what, error),
    });
    this.replicas.push(replica);
  }

  private take(by: string, key: string, mayCall: () => boolean) {
    if (!mayCall()) return { type: 'held' as const };
    this.taken.set(key, [...(this.taken.get(key) ?? []), { at: this.passed, by }]);
    return { type: 'sent' as const };
  }

  /** Queues a message for somebody every half minute. */
  async pass(ms: number): Promise<void> {
    for (const end = this.passed + ms; this.passed < end;) {
      if (this.passed % 30_000 === 0) await this.ask();
      this.passed += 5_000;
      await jest.advanceTimersByTimeAsync(5_000);
    }
  }

  private async ask(): Promise<void> {
    const key = `message ${this.asked.size}`;
    const recipient = { type: 'person' as const, personId: 'anna@example.org' };
    this.asked.set(key, this.passed);
    const data = { programmeId: 'prog', period: '2026-Q3' };
    const message: NewMessage = { key, kind: 'prompt', recipient, data };
    await this.store.commit(peoplePartition, [enqueue(message, new Date())]);
  }

  report(fault: string): void {
    const taken = [...this.asked].map(([key, asked]) => ({ asked, copies: this.taken.get(key) ?? [] }));
    const waits = taken.map(({ asked, copies }) => (copies[0]?.at ?? Infinity) - asked);
    const gaps = this.worked.slice(1).map((at, index) => at - this.worked[index]!);
    const figures = {
      lost: taken.filter(({ copies }) => copies.length === 0).length,
      twice: taken.filter(({ copies }) => copies.length > 1).length,
      servedAfterMs: Math.max(...waits),
    };
    printFigures({ fault, persons: taken.length, ...figures, since: 'it was asked' });
    expect(figures).toMatchObject({ lost: 0, twice: 0 });
    expect(figures.servedAfterMs).toBeLessThanOrEqual(mostMs);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(mostMs);
    expect(this.errors).toEqual([]);
  }

  stop(): Promise<unknown> {
    return Promise.all(this.replicas.map((replica) => replica.stop()));
  }
}

async function livingAt(moment: string): Promise<Life> {
  jest.useFakeTimers({
    now: new Date(moment),
    doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'],
  });
  await saveSetting(stored.store, smallSetting());
  const life = new Life(stored.store);
  await life.start('first');
  await life.start('second');
  return life;
}

it('the tests run where the clock is changed', () => {
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe('Europe/Helsinki');
});

describe('a clock that is set', () => {
  it.each([
    ['back by two hours', -2 * hour],
    ['forward by two hours', 2 * hour],
    ['back by a day', -day],
    ['forward by a day', day],
  ])('%s, and right again half an hour later', async (what, step) => {
    const life = await livingAt('2026-10-12T09:00:00.000Z');
    await life.pass(10 * minute);
    jest.setSystemTime(Date.now() + step);
    await life.pass(30 * minute);
    jest.setSystemTime(Date.now() - step);
    await life.pass(30 * minute);
    await life.stop();
    life.report(`clock set ${what}`);
  });

  it('and a process that is started again after it', async () => {
    const life = await livingAt('2026-10-12T09:00:00.000Z');
    await life.pass(5 * minute);
    jest.setSystemTime(Date.now() - 2 * hour);
    await life.pass(10_000);
    await life.stop();
    await life.start('third');
    await life.pass(10 * minute);
    await life.stop();
    life.report('clock set back by two hours, replicas started again');
  });
});

describe('a night', () => {
  it.each([
    ['of autumn, when an hour comes twice', '2026-10-25T00:00:00.000Z'],
    ['of spring, when an hour is left out', '2027-03-28T00:00:00.000Z'],
    ['before the leap day', '2028-02-28T21:45:00.000Z'],
    ['of the leap day', '2028-02-29T21:45:00.000Z'],
    ['of the new year', '2026-12-31T21:45:00.000Z'],
  ])('%s', async (what, moment) => {
    const life = await livingAt(moment);
    await life.pass(2.5 * hour);
    await life.stop();
    life.report(`night ${what}`);
  });
});
