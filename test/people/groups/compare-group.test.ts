import { type GroupMember } from '../../../src/people/directory-source';
import { compareGroup } from '../../../src/people/groups/compare-group';
import { type StoredPerson } from '../../../src/people/schema';
import { objectIdOf } from '../../helpers/graph-server';

const member = (
  at: number,
  address = `p${at}@example.org`,
  more: Partial<GroupMember> = {},
): GroupMember => ({
  ...{ objectId: objectIdOf(at), addresses: [address], name: `P${at}`, enabled: true },
  ...more,
});
const person = (id: string, at?: number): StoredPerson => ({
  ...{ id, name: id, admin: false },
  ...(at !== undefined && { aadObjectId: objectIdOf(at).toUpperCase() }),
});
const none = { guests: 0, disabled: 0, unusable: 0 };

it('knows a person by the account, whatever the address is', () => {
  const { known, unknown } = compareGroup([member(1, 'new@example.org')], [person('old@example.org', 1)]);
  expect([known, unknown.size]).toEqual([['old@example.org'], 0]);
});

it('knows a person without an account by the address', () => {
  expect(compareGroup([member(1)], [person('p1@example.org')]).known).toEqual(['p1@example.org']);
});

it('makes nobody a person who has the address of another account', () => {
  const { known, unknown, leftOut } = compareGroup([member(1)], [person('p1@example.org', 2)]);
  expect([known, unknown.size, leftOut]).toEqual([[], 0, { ...none, unusable: 1 }]);
});

it('lets others become persons, by the first address that can be one', () => {
  const odd = member(1, 'not an address', { addresses: ['not an address', 'p1@example.org'] });
  expect([...compareGroup([odd, member(2)], []).unknown.keys()]).toEqual([
    'p1@example.org',
    'p2@example.org',
  ]);
});

it('leaves out unknown guests, disabled accounts, and those without an address of their own', () => {
  const members = [
    member(1, undefined, { isGuest: true }),
    member(2, undefined, { enabled: false }),
    member(3, undefined, { addresses: [] }),
    member(4, 'shared@example.org'),
    member(5, 'shared@example.org'),
  ];
  const { unknown, leftOut } = compareGroup(members, []);
  expect([...unknown.keys()]).toEqual(['shared@example.org']);
  expect(leftOut).toEqual({ guests: 1, disabled: 1, unusable: 2 });
});

it('takes a guest whom somebody has made a person, and leaves out a known person who is disabled', () => {
  const members = [member(1, undefined, { isGuest: true }), member(2, undefined, { enabled: false })];
  const { known, leftOut } = compareGroup(members, [person('g@example.com', 1), person('d@example.org', 2)]);
  expect([known, leftOut]).toEqual([['g@example.com'], { ...none, disabled: 1 }]);
});
