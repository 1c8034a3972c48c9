import {
  createLeaseWatch,
  isVoid,
  leaseMs,
  type LeaseWatch,
  readLease,
  releaseLease,
  takeLease,
} from '../../src/schedule/lease';
import { interrupted } from '../helpers/failing-store';
import { during, eachWithStore } from '../helpers/fixtures';

const stored = eachWithStore();
/** Milliseconds that have really passed, and what each replica has seen by then. */
let passed: number;
let watches: Map<string, LeaseWatch>;
beforeEach(() => {
  passed = -leaseMs;
  watches = new Map();
});

const later = (ms: number) => new Date(during.getTime() + ms);
const until = (ms: number) => later(ms).getTime();

function watchOf(holder: string): LeaseWatch {
  const watch = watches.get(holder) ?? createLeaseWatch(() => passed);
  watches.set(holder, watch);
  return watch;
}

/** @param clock what the replica's own clock says, where it is wrong */
function take(holder: string, ms = 0, clock = ms) {
  passed = ms;
  return takeLease(stored.store, holder, later(clock), watchOf(holder));
}

/** The lease of a replica that is gone has been seen by others for as long as it held. */
async function lapsed(...observers: string[]) {
  await take('gone', -leaseMs);
  for (const observer of observers) await take(observer, -leaseMs);
  passed = 0;
}

describe('the lease', () => {
  it('is given to the first who asks, until its end', async () => {
    expect(await take('one')).toBe(until(leaseMs));
    expect(await take('other')).toBeUndefined();
    expect(await take('other', leaseMs - 1)).toBeUndefined();
  });

  it('goes to another at its end, not a millisecond before', async () => {
    await take('one');
    await take('other');
    expect(await take('other', leaseMs - 1)).toBeUndefined();
    expect(await take('other', leaseMs)).toBe(until(2 * leaseMs));
    expect(await take('one', leaseMs)).toBeUndefined();
  });

  it('stays with its holder as long as it is renewed', async () => {
    for (let renewal = 0; renewal < 5; renewal++) {
      expect(await take('one', renewal * 10_000)).toBe(until(renewal * 10_000 + leaseMs));
      expect(await take('other', renewal * 10_000 + leaseMs - 1)).toBeUndefined();
    }
  });

  it('is free at once when its holder gives it up', async () => {
    await take('one');
    await releaseLease(stored.store, 'one');
    expect(await take('other', 1)).toBe(until(1 + leaseMs));
  });

  it('cannot be given up by another', async () => {
    await take('one');
    await releaseLease(stored.store, 'other');
    expect(await take('other', 1)).toBeUndefined();
  });

  it('is not given up any more by one who lost it', async () => {
    await take('one');
    await take('other');
    await take('other', leaseMs);
    await releaseLease(stored.store, 'one');
    expect(await take('third', leaseMs + 1)).toBeUndefined();
  });

  it('can be given up when nobody has it', async () => {
    await expect(releaseLease(stored.store, 'one')).resolves.toBeUndefined();
  });

  it.each(['free', 'over'])('goes to one of many who ask at once when it is %s', async (state) => {
    const holders = Array.from({ length: 10 }, (_, index) => `replica ${index}`);
    if (state === 'over') await lapsed(...holders);
    const got = await Promise.all(holders.map((holder) => take(holder)));
    expect(got.filter((each) => each !== undefined)).toHaveLength(1);
  });

  it.each(['free', 'over'])('is not had by two who both saw that it is %s', async (state) => {
    if (state === 'over') await lapsed('one', 'other');
    const other = { got: undefined as number | undefined };
    const slow = interrupted(stored.store, {
      beforeCommit: async () => void (other.got = await take('other')),
    });
    expect(await takeLease(slow, 'one', during, watchOf('one'))).toBeUndefined();
    expect(other.got).toBe(until(leaseMs));
  });

  it('is lost by a holder who renews after another has taken it', async () => {
    await take('one', -leaseMs);
    await take('other', -leaseMs);
    const slow = interrupted(stored.store, { beforeCommit: async () => void (await take('other')) });
    expect(await takeLease(slow, 'one', during, watchOf('one'))).toBeUndefined();
  });

  it('stays with the new holder when the old one gives it up at that moment', async () => {
    await take('one', -leaseMs);
    await take('other', -leaseMs);
    const slow = interrupted(stored.store, { beforeCommit: async () => void (await take('other')) });
    await releaseLease(slow, 'one');
    expect(await take('third', 1)).toBeUndefined();
  });
});

describe('a clock that is wrong', () => {
  const hour = 3_600_000;
  const day = 24 * hour;

  it.each([-day, -2 * hour, 2 * hour, day])('by %i ms does not let two have the lease', async (off) => {
    await take('one');
    for (let ms = 0; ms < 4 * leaseMs; ms += 10_000) {
      expect(await take('wrong', ms, ms + off)).toBeUndefined();
      expect(await take('one', ms)).toBeDefined();
    }
  });

  it.each([-day, -2 * hour, 2 * hour, day])(
    'of the holder, by %i ms, keeps nobody out for longer',
    async (off) => {
      await take('one', 0, off);
      await take('other');
      expect(await take('other', leaseMs - 1)).toBeUndefined();
      expect(await take('other', leaseMs)).toBe(until(2 * leaseMs));
    },
  );

  it('that is set back is no hindrance to a replica that is started again', async () => {
    await take('one', 0, 2 * hour);
    expect(await take('started again', 5_000)).toBeUndefined();
    expect(await take('started again', 5_000 + leaseMs)).toBeDefined();
  });

  it('is seen by an expiry that no lease has', async () => {
    await take('one', 0, 2 * hour);
    const lease = (await readLease(stored.store))!;
    expect([isVoid(lease, during), isVoid(lease, later(2 * hour))]).toEqual([true, false]);
  });
});
