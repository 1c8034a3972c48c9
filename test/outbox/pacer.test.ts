import fc from 'fast-check';
import {
  createPacer,
  limitsFor,
  type PacerLimits,
  realTime,
  teamsLimits,
  type Time,
} from '../../src/outbox/pacer';

/**
 * Time that goes on only when everybody waits, and then to the next moment that somebody waits for.
 * @param stalls moments at which the process stands still, and for how long; who waits meanwhile wakes up late
 */
function virtualTime(stalls: readonly Stall[] = []): Time & { runUntilIdle(): Promise<void> } {
  let now = 0;
  const waiting: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    now: () => now,
    wait: (ms) => new Promise((wake) => void waiting.push({ at: now + ms, wake })),
    async runUntilIdle() {
      for (;;) {
        await new Promise(setImmediate);
        waiting.sort((one, other) => one.at - other.at);
        const next = waiting.shift();
        if (!next) return;
        now = afterStalls(stalls, Math.max(now, next.at));
        next.wake();
      }
    },
  };
}

interface Stall {
  readonly at: number;
  readonly ms: number;
}

function afterStalls(stalls: readonly Stall[], moment: number): number {
  const stall = stalls.find(({ at, ms }) => moment > at && moment < at + ms);
  return stall ? stall.at + stall.ms : moment;
}

/** When each request went out, by thread, when each is asked for `gap` ms after the one before. */
async function paced(
  limits: PacerLimits,
  asks: readonly { readonly thread: string; readonly gap: number }[],
  stalls: readonly Stall[] = [],
): Promise<{ readonly thread: string; readonly at: number }[]> {
  const time = virtualTime(stalls);
  const pacer = createPacer(limits, time);
  const sent: { thread: string; at: number }[] = [];
  const together = new Map<number, string[]>();
  let after = 0;
  for (const { thread, gap } of asks) {
    after += gap;
    together.set(after, [...(together.get(after) ?? []), thread]);
  }
  const take = (thread: string) => pacer.take(thread).then(() => sent.push({ thread, at: time.now() }));
  // Those of one moment ask in one turn, before any of them has been answered.
  for (const [moment, threads] of together) void time.wait(moment).then(() => threads.map(take));
  await time.runUntilIdle();
  return sent;
}

/** The most requests in any window of this length; a request leaves it exactly `windowMs` after it was made. */
function mostIn(moments: readonly number[], windowMs: number): number {
  // Sums of fractions of milliseconds differ in their last digits.
  const rounding = 1e-6;
  return Math.max(
    0,
    ...moments.map((start) => moments.filter((at) => at >= start && at < start + windowMs - rounding).length),
  );
}

const at = (sent: readonly { readonly at: number }[]) => sent.map((each) => each.at);

describe('whatever is asked for and when', () => {
  const limit = fc.record({
    count: fc.integer({ min: 1, max: 9 }),
    windowMs: fc.integer({ min: 10, max: 500 }),
  });
  const asks = fc.array(
    fc.record({ thread: fc.constantFrom('a', 'b', 'c'), gap: fc.constantFrom(0, 0, 0, 1, 7, 40, 300) }),
    { maxLength: 60 },
  );
  const anyLimits = fc.record({ app: limit, thread: fc.array(limit, { maxLength: 3 }) });

  it('no window of the app or of a thread is exceeded, and everything goes out', async () => {
    await fc.assert(
      fc.asyncProperty(anyLimits, asks, async (limits, wanted) => {
        const sent = await paced(limits, wanted);
        expect(sent).toHaveLength(wanted.length);
        expect(mostIn(at(sent), limits.app.windowMs)).toBeLessThanOrEqual(limits.app.count);
        for (const thread of ['a', 'b', 'c']) {
          const own = at(sent.filter((each) => each.thread === thread));
          for (const { count, windowMs } of limits.thread)
            expect(mostIn(own, windowMs)).toBeLessThanOrEqual(count);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("Teams' limits", () => {
  const many = (count: number, thread: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => ({ thread: thread(index), gap: 0 }));

  it.each([30, 50])('are used to the full: %i threads a second', async (rate) => {
    const sent = await paced(limitsFor(rate), many(10 * rate + 1, String));
    expect(Math.max(...at(sent))).toBeCloseTo(10_000, 3);
  });

  it('let one thread have 60 messages in half a minute, however many are asked for at once', async () => {
    const sent = await paced(
      teamsLimits,
      many(130, () => 'one'),
    );
    const moments = at(sent).sort((one, other) => one - other);
    expect(mostIn(moments, 30_000)).toBe(60);
    expect(moments.filter((moment) => moment < 30_000)).toHaveLength(60);
  });

  it('of one thread do not hold up the others', async () => {
    const sent = await paced(teamsLimits, [...many(100, () => 'busy'), { thread: 'other', gap: 0 }]);
    expect(sent.find(({ thread }) => thread === 'other')!.at).toBeLessThan(1_000);
  });

  it('hold for an hour: 1,800 messages in a thread and no more', async () => {
    const hourly = { ...teamsLimits, thread: teamsLimits.thread.slice(-1) };
    const sent = await paced(
      hourly,
      many(1_801, () => 'one'),
    );
    expect(Math.max(...at(sent))).toBeGreaterThanOrEqual(3_600_000);
  });

  it('do not wait for what was saved up: after a quiet time the first goes out at once', async () => {
    const sent = await paced(teamsLimits, [
      { thread: 'a', gap: 0 },
      { thread: 'b', gap: 60_000 },
      { thread: 'c', gap: 0 },
    ]);
    expect(at(sent)[1]).toBe(60_000);
    expect(at(sent)[2]).toBeCloseTo(60_000 + 1_000 / 30, 3);
  });
});

describe('after the process stood still for a while', () => {
  it('what has come due meanwhile does not go out all at once', async () => {
    const asks = Array.from({ length: 200 }, (_, index) => ({ thread: String(index), gap: 0 }));
    const sent = await paced(teamsLimits, asks, [{ at: 1_500, ms: 3_000 }]);
    expect(sent).toHaveLength(200);
    expect(mostIn(at(sent), 1_000)).toBe(30);
  });
});

describe('real time', () => {
  it('only goes forward and waits at least about as long as it is told', async () => {
    const before = realTime.now();
    await realTime.wait(20);
    // A timer may be early by the fraction of a millisecond that it does not count.
    expect(realTime.now() - before).toBeGreaterThan(18);
  });
});
