import { follow, isFollowed, loadFollow, loadFollowers } from '../../src/people/follows';
import { eachWithStore } from '../helpers/fixtures';

const stored = eachWithStore();
const anna = { personId: 'anna@example.org', programmeId: 'prog' };
const bo = { personId: 'bo@example.org', programmeId: 'prog' };
const elsewhere = { ...anna, programmeId: 'prog-2' };

describe('following units', () => {
  it('is a person’s own in each programme, and the last choice holds', async () => {
    await follow(stored.store, { ...anna, units: ['Hoiva'] });
    await follow(stored.store, { ...anna, units: ['Kirurgia', 'Hoiva'] });
    await follow(stored.store, { ...bo, units: ['Hoiva'] });
    await follow(stored.store, { ...elsewhere, units: ['Talous'] });
    expect(await loadFollow(stored.store, anna)).toEqual({ ...anna, units: ['Kirurgia', 'Hoiva'] });
    expect((await loadFollowers(stored.store, 'prog')).map(({ personId }) => personId)).toEqual([
      anna.personId,
      bo.personId,
    ]);
    expect(await isFollowed(stored.store, 'prog-2')).toBe(true);
    expect(await isFollowed(stored.store, 'pro')).toBe(false);
  });

  it('of no unit ends it, and leaves nothing behind', async () => {
    const before = stored.now.dump();
    await follow(stored.store, { ...anna, units: ['Hoiva'] });
    await follow(stored.store, { ...anna, units: [] });
    await follow(stored.store, { ...anna, units: [] });
    expect(stored.now.dump()).toEqual(before);
  });

  it('of the same again writes nothing, in whatever order; chosen twice at once it is there once', async () => {
    const [one, other] = [
      ['Hoiva', 'Kirurgia'],
      ['Kirurgia', 'Hoiva'],
    ];
    await Promise.all([
      follow(stored.store, { ...anna, units: one }),
      follow(stored.store, { ...anna, units: one }),
    ]);
    const before = stored.now.dump();
    await follow(stored.store, { ...anna, units: other });
    expect(stored.now.dump()).toEqual(before);
    expect(await loadFollowers(stored.store, 'prog')).toHaveLength(1);
  });
});
