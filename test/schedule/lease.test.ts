import { leaseMs, releaseLease, takeLease } from '../../src/schedule/lease';
import { interrupted } from '../helpers/failing-store';
import { during, eachWithStore } from '../helpers/fixtures';

const stored = eachWithStore();
const later = (ms: number) => new Date(during.getTime() + ms);
const take = (holder: string, ms = 0) => takeLease(stored.store, holder, later(ms));
const until = (ms: number) => later(ms).getTime();

describe('the lease', () => {
  it('is given to the first who asks, until its end', async () => {
    expect(await take('one')).toBe(until(leaseMs));
    expect(await take('other')).toBeUndefined();
    expect(await take('other', leaseMs - 1)).toBeUndefined();
  });

  it('goes to another at its end, not a millisecond before', async () => {
    await take('one');
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
    await take('other', leaseMs);
    await releaseLease(stored.store, 'one');
    expect(await take('third', leaseMs + 1)).toBeUndefined();
  });

  it('can be given up when nobody has it', async () => {
    await expect(releaseLease(stored.store, 'one')).resolves.toBeUndefined();
  });

  it.each(['free', 'over'])('goes to one of many who ask at once when it is %s', async (state) => {
    if (state === 'over') await take('gone', -leaseMs);
    const holders = Array.from({ length: 10 }, (_, index) => `replica ${index}`);
    const got = await Promise.all(holders.map((holder) => take(holder)));
    expect(got.filter((each) => each !== undefined)).toHaveLength(1);
  });

  it.each(['free', 'over'])('is not had by two who both saw that it is %s', async (state) => {
    if (state === 'over') await take('gone', -leaseMs);
    const other = { got: undefined as number | undefined };
    const slow = interrupted(stored.store, {
      beforeCommit: async () => void (other.got = await take('other')),
    });
    expect(await takeLease(slow, 'one', during)).toBeUndefined();
    expect(other.got).toBe(until(leaseMs));
  });

  it('is lost by a holder who renews after another has taken it', async () => {
    await take('one', -leaseMs);
    const slow = interrupted(stored.store, { beforeCommit: async () => void (await take('other')) });
    expect(await takeLease(slow, 'one', during)).toBeUndefined();
  });

  it('stays with the new holder when the old one gives it up at that moment', async () => {
    await take('one', -leaseMs);
    const slow = interrupted(stored.store, { beforeCommit: async () => void (await take('other')) });
    await releaseLease(slow, 'one');
    expect(await take('third', 1)).toBeUndefined();
  });
});
