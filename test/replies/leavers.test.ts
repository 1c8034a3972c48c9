import { schedule } from '../../src/audit/audit';
import { leftKey } from '../../src/people/left';
import { peoplePartition } from '../../src/people/directory';
import { loadLeavers } from '../../src/replies/leavers';
import { recordReply } from '../../src/replies/record-reply';
import { handOver } from '../../src/rounds/hand-over';
import { openRound } from '../../src/rounds/open-round';
import { insert } from '../../src/storage/rows';
import {
  deadline,
  during,
  eachWithStore,
  goalWith,
  name,
  opens,
  peopleOf,
  programmeWith,
  saveSetting,
} from '../helpers/fixtures';

const stored = eachWithStore();
const [anna, bo, cia, dora] = ['anna', 'bo', 'cia', 'dora'].map((each) => `${each}@example.org`) as [
  string,
  string,
  string,
  string,
];

const goals = [
  goalWith('own'),
  goalWith('shared', { owners: [anna, bo] }),
  goalWith('team', { owners: ['role:team'] }),
  goalWith('others', { owners: [bo] }),
];
const people = peopleOf([anna, bo, cia, dora], { team: [anna, cia] });

beforeEach(async () => {
  await saveSetting(stored.store, { register: { programme: programmeWith(), goals }, people });
  await openRound(stored.store, { ...name, opens, deadline, ...schedule }, opens);
});

const leave = async (personId: string, day: string) =>
  stored.store.commit(peoplePartition, [insert(leftKey(personId), { personId, day, why: 'gone' })]);
const behind = async () =>
  (await loadLeavers(stored.store, name.programmeId)).map((each) => [
    each.name,
    each.goals.map(({ id }) => id).join(' '),
  ]);

describe('goals that are left behind', () => {
  it('are none while everybody is there', async () => {
    expect(await behind()).toEqual([]);
  });

  it('are the leaver’s own and shared ones, but not those of a role that others are in', async () => {
    await leave(anna, '2026-10-12');
    expect(await behind()).toEqual([['anna', 'own shared']]);
  });

  it('are those of a role that nobody is in any more', async () => {
    await leave(anna, '2026-10-12');
    await leave(cia, '2026-10-13');
    expect(await behind()).toEqual([
      ['cia', 'team'],
      ['anna', 'own shared team'],
    ]);
  });

  it('are also what was handed to the leaver for the round, until it is answered', async () => {
    await handOver(stored.store, { ...name, goalId: 'others', by: bo, to: dora, forGood: false }, during);
    await leave(dora, '2026-10-12');
    expect(await behind()).toEqual([['dora', 'others']]);
    const reply = { ...name, goalId: 'others', by: dora, locale: 'fi', seenVersion: 0 } as const;
    await recordReply(stored.store, { ...reply, typed: { value: '80' } }, during);
    expect(await behind()).toEqual([]);
  });
});
