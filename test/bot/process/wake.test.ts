import { jest } from '@jest/globals';
import { type Wake, wakeEachMinute } from '../../../bot/process/wake';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const begin = Date.parse('2026-10-24T12:00:30.000Z');

let woken: number[];
let wake: Wake;
let printed: unknown[];

beforeEach(() => {
  jest.useFakeTimers({ now: begin, doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  printed = [];
  for (const method of ['log', 'info', 'warn', 'error'] as const)
    jest.spyOn(console, method).mockImplementation((...said) => void printed.push(said));
  woken = [];
  wake = wakeEachMinute(() => void woken.push(Date.now()));
});
afterEach(async () => {
  await wake.stop();
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

it('wakes at each full minute', async () => {
  await pass(5 * minute);
  expect(woken.map((at) => at - begin)).toEqual([30_000, 90_000, 150_000, 210_000, 270_000]);
});

it('wakes no more once it is stopped', async () => {
  await wake.stop();
  await pass(5 * minute);
  expect(woken).toEqual([]);
});

describe('a clock that is set', () => {
  it.each([-day, -2 * hour, -90_000, 90_000, 2 * hour, day, 365 * day])(
    'by %i ms: it wakes within 65 s, and then each minute',
    async (step) => {
      await pass(10 * minute);
      woken = [];
      jest.setSystemTime(Date.now() + step);
      await pass(65_000);
      expect(woken.length).toBeGreaterThanOrEqual(1);
      expect(woken.length).toBeLessThanOrEqual(2);
      woken = [];
      await pass(10 * minute);
      expect(woken).toHaveLength(10);
      expect(printed).toEqual([]);
    },
  );
});

it('wakes through the leap day and the turn of a year', async () => {
  for (const moment of ['2028-02-28T23:58:30Z', '2028-02-29T23:58:30Z', '2026-12-31T23:58:30Z']) {
    jest.setSystemTime(new Date(moment));
    await pass(minute + 5_000);
    woken = [];
    await pass(5 * minute);
    expect(woken).toHaveLength(5);
  }
});
