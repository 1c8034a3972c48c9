/** Roles and readers that come from groups of the directory, over HTTP: who joins, who leaves, and what never happens. */
import { createGraphClient } from '../../../bot/process/graph/graph-client';
import { graphDirectory } from '../../../bot/process/graph/graph-directory';
import { graphGroups } from '../../../bot/process/graph/graph-groups';
import { readAudit, schedule } from '../../../src/audit/audit';
import { ConflictError, StorageError } from '../../../src/errors';
import { observeGroups } from '../../../src/health/observe-groups';
import { allMessages } from '../../../src/outbox/message';
import { loadAccess } from '../../../src/people/access';
import {
  loadPerson,
  loadRoles,
  loadStoredPersons,
  peoplePartition,
  savePeople,
} from '../../../src/people/directory';
import { loadGrants } from '../../../src/people/grants';
import { loadGroups } from '../../../src/people/groups/group';
import { unlinkReaders } from '../../../src/people/groups/readers';
import { setRole } from '../../../src/people/groups/role-members';
import { peopleSchema } from '../../../src/people/schema';
import { holidayCalendar } from '../../../src/periods/working-days';
import { loadRequest, roundPartition } from '../../../src/rounds/round-store';
import { planSuccession } from '../../../src/rounds/succession/plan';
import { fillRole, letRead } from '../../../src/schedule/people/link-group';
import { type GroupSyncOptions, syncGroups } from '../../../src/schedule/people/sync-groups';
import { type EntityStore } from '../../../src/storage/store';
import {
  anna,
  bo,
  cia,
  collect,
  during,
  eachWithStore,
  goalWith,
  name,
  peopleOf,
  refusal,
  saveOpenRound,
  smallSetting,
} from '../../helpers/fixtures';
import { atEveryCommit, dyingAtCommit, interrupted } from '../../helpers/failing-store';
import { GraphServer, graphUser, objectIdOf } from '../../helpers/graph-server';

const stored = eachWithStore();
const holidays = holidayCalendar();
const board = objectIdOf(900);
const label = { fi: 'Johtajat' };
const acting = { actor: schedule, now: during };
let graph: GraphServer;

/** Anna and Bo are persons with accounts 1 and 2; the directors own a goal, and an open round asks them. */
beforeEach(async () => {
  graph = await new GraphServer().start();
  const { register } = smallSetting();
  const goals = [goalWith('g1', { owners: ['role:directors'] })];
  await saveOpenRound(stored.store, {
    register: { ...register, goals },
    people: peopleOf([anna, bo, 'coordinator@example.org'], { directors: [bo] }),
  });
  const persons = [anna, bo].map((id, at) => ({ id, name: id, aadObjectId: objectIdOf(at + 1) }));
  await savePeople(stored.store, peopleSchema.parse({ persons }));
  graph.add(graphUser(objectIdOf(1), anna), graphUser(objectIdOf(2), bo), graphUser(objectIdOf(3), cia));
  members(1, 2);
});
afterEach(() => graph.stop());

const members = (...numbers: number[]) =>
  graph.groups.set(board, { displayName: 'Board', members: numbers.map(objectIdOf) });

function source() {
  const options = { url: graph.url, token: () => Promise.resolve(undefined), wait: () => Promise.resolve() };
  const client = createGraphClient(options);
  return { ...graphDirectory(client, client), group: graphGroups(client) };
}
const sync = (changes: Partial<GroupSyncOptions> = {}, store = stored.store) =>
  syncGroups(store, { source: source(), holidays, ...changes }, schedule, during);
const fill = (store = stored.store, group = board) =>
  fillRole(store, { id: 'directors', label }, { source: source(), group, holidays }, acting);
const read = (store = stored.store, group = board) =>
  letRead(store, 'prog', { source: source(), group }, acting);
const directors = async () => (await loadRoles(stored.store)).find(({ id }) => id === 'directors')!.members;
const readers = async () => (await loadGrants(stored.store)).map(({ personId }) => personId);
const acts = async (what: 'role-changed' | 'granted' | 'revoked' | 'person-added') =>
  (await readAudit(stored.store, [peoplePartition], { what })).map(({ personId, from, to }) => ({
    ...(personId !== undefined && { personId }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }));

describe('a role that a group fills', () => {
  it('gets its members, of whom those who are new become persons and are asked in the open round', async () => {
    members(1, 3);
    await fill();
    expect(await directors()).toEqual([anna, cia]);
    expect(await loadPerson(stored.store, cia)).toMatchObject({ aadObjectId: objectIdOf(3) });
    expect((await loadRequest(stored.store, name, cia))?.value.goalIds).toEqual(['g1']);
    const asked = await collect(allMessages(stored.store, roundPartition(name)));
    expect(asked.filter(({ value }) => value.kind === 'owner').map(({ value }) => value.recipient)).toEqual([
      { type: 'person', personId: anna },
      { type: 'person', personId: cia },
    ]);
    expect(await acts('role-changed')).toEqual([
      {
        from: { role: 'directors', members: [bo] },
        to: { role: 'directors', members: [anna, cia], group: board },
      },
    ]);
  });

  it('follows the group, and is written only when it has changed', async () => {
    await fill();
    const before = stored.now.dump();
    await sync();
    expect(stored.now.dump()).toEqual(before);
    members(2, 3);
    expect(await sync()).toMatchObject([
      { id: board, name: 'Board', members: 2, added: [cia], roles: [{ joined: [cia], left: [anna] }] },
    ]);
    expect(await directors()).toEqual([bo, cia]);
    expect((await acts('role-changed')).length).toBe(2);
  });

  it('is only compared when it is only tried', async () => {
    await fill();
    members(2, 3);
    const before = stored.now.dump();
    expect(await sync({ dryRun: true })).toMatchObject([
      { added: [cia], roles: [{ roleId: 'directors', joined: [cia], left: [anna] }] },
    ]);
    expect(stored.now.dump()).toEqual(before);
  });

  it.each([
    ['gone', () => graph.groups.delete(board)],
    ['empty', () => members()],
    ['empty', () => members(4)],
    ['large', () => manyMembers(101)],
    ['forbidden', () => (graph.fault = () => ({ status: 403 }))],
  ])('keeps its members when the group is %s, which is noted once', async (problem, happen) => {
    await fill();
    graph.add(graphUser(objectIdOf(4), 'off@example.org', { accountEnabled: false }));
    happen();
    const persons = (await loadStoredPersons(stored.store)).length;
    expect(await sync()).toMatchObject([{ problem, roles: [], readers: [] }]);
    const noted = stored.now.dump();
    await sync();
    expect(stored.now.dump()).toEqual(noted);
    expect(await directors()).toEqual([anna, bo]);
    expect((await loadStoredPersons(stored.store)).length).toBe(persons);
    expect(await observeGroups(stored.store)).toEqual([{ name: 'Board', why: problem, since: '2026-10-12' }]);
  });

  it('is all right again when the group can be read again', async () => {
    await fill();
    graph.groups.delete(board);
    await sync();
    members(1);
    await sync();
    expect(await directors()).toEqual([anna]);
    expect(await observeGroups(stored.store)).toEqual([]);
  });

  it('stays as it is when Graph breaks off, and nothing is noted', async () => {
    await fill();
    graph.fault = ({ path }) => (path.includes('transitiveMembers') ? { status: 500 } : undefined);
    const before = stored.now.dump();
    await expect(sync()).rejects.toThrow('Graph: 500');
    expect(stored.now.dump()).toEqual(before);
  });

  it.each([
    ['a typing error in the id', objectIdOf(901), 'gone'],
    ['something that is no id', 'Board', 'no-id'],
  ])('is not touched by %s', async (_what, group, reason) => {
    const before = stored.now.dump();
    await expect(fill(stored.store, group)).rejects.toEqual(refusal('group-unusable', { group, reason }));
    await expect(read(stored.store, group)).rejects.toEqual(refusal('group-unusable', { group, reason }));
    expect(stored.now.dump()).toEqual(before);
  });

  it('is not changed by a file of people, and is free again when it is set by hand', async () => {
    await fill();
    await savePeople(stored.store, peopleOf([cia], { directors: [cia] }));
    expect(await directors()).toEqual([anna, bo]);
    await setRole(stored.store, { id: 'directors', label, members: [cia] }, undefined, acting);
    await sync();
    expect(await directors()).toEqual([cia]);
    expect(await loadGroups(stored.store)).toEqual([]);
  });

  it('is no part of what a leaver hands over: that is changed in the group', async () => {
    await fill();
    await read();
    expect(await planSuccession(stored.store, anna, during)).toMatchObject({ roles: [], grants: [] });
  });

  it('ends the same, wherever the process died', async () => {
    await fill();
    await read();
    members(2, 3);
    await wheneverItDies((store) => sync({}, store));
    expect(await directors()).toEqual([bo, cia]);
    expect(await readers()).toEqual([bo, cia]);
    expect((await loadRequest(stored.store, name, cia))?.value.goalIds).toEqual(['g1']);
    expect((await acts('person-added')).length).toBe(1);
  });
});

describe('readers that a group names', () => {
  it('may read the programme, and no longer when they have left the group', async () => {
    await read();
    const reads = async (id: string) =>
      (await loadAccess(stored.store, { id, admin: false }, new Set())).reads.has('prog');
    expect([await reads(anna), await reads(cia)]).toEqual([true, false]);
    members(2, 3);
    await sync();
    expect([await reads(anna), await reads(cia)]).toEqual([false, true]);
    expect(await acts('revoked')).toEqual([{ personId: anna, to: { role: 'reader', group: board } }]);
  });

  it('are as many as a thousand, each with an entry in the audit', async () => {
    manyMembers(1_000);
    await read();
    expect((await readers()).length).toBe(1_000);
    // One for the group.
    expect((await acts('granted')).length).toBe(1_001);
  }, 60_000);

  it('are not ten thousand', async () => {
    manyMembers(10_000);
    const before = stored.now.dump();
    await expect(read()).rejects.toEqual(refusal('group-unusable', { group: board, reason: 'large' }));
    expect(stored.now.dump()).toEqual(before);
  });

  it('are nobody any more once the group is taken away, wherever the process died', async () => {
    await read();
    const end = (store = stored.store) =>
      unlinkReaders(store, { groupId: board, programmeId: 'prog' }, acting);
    await wheneverItDies(end);
    expect(await readers()).toEqual([]);
    expect(await loadGroups(stored.store)).toEqual([]);
    expect(await end()).toBe(false);
  });

  it('get nothing from a comparison that is under way when the group is taken away', async () => {
    await read();
    members(1, 2, 3);
    let isOver = false;
    const store = interrupted(stored.store, {
      beforeCommit: async () => {
        // The member's account is a person by now; the grant is the next commit.
        if (isOver || !(await loadPerson(stored.store, cia))) return;
        isOver = true;
        await unlinkReaders(stored.store, { groupId: board, programmeId: 'prog' }, acting);
      },
    });
    await sync({}, store).catch((error: unknown) => expect(error).toBeInstanceOf(ConflictError));
    expect(isOver).toBe(true);
    await sync();
    expect(await readers()).toEqual([]);
  });

  it('whom an interrupted end has left are taken back by the next comparison', async () => {
    await read();
    let commits = 0;
    const store = interrupted(stored.store, {
      beforeCommit: async () => {
        if (++commits > 1) return Promise.reject(new Error('dies'));
      },
    });
    await expect(unlinkReaders(store, { groupId: board, programmeId: 'prog' }, acting)).rejects.toThrow(
      'dies',
    );
    expect(await readers()).toEqual([anna, bo]);
    await sync();
    expect(await readers()).toEqual([]);
  });

  it('share the lower limit with a role that the same group fills', async () => {
    await fill();
    manyMembers(101);
    await expect(read()).rejects.toEqual(refusal('group-unusable', { group: board, reason: 'large' }));
  });
});

async function wheneverItDies(work: (store: EntityStore) => Promise<unknown>): Promise<void> {
  const deaths = await atEveryCommit(async (n) => {
    const store = dyingAtCommit(stored.store, n);
    await work(store).catch((error: unknown) => expect(error).toBeInstanceOf(StorageError));
    return { survived: store.commits < n };
  });
  expect(deaths).toBeGreaterThan(0);
}

function manyMembers(count: number): void {
  const numbers = Array.from({ length: count }, (_, at) => 1_000 + at);
  graph.add(...numbers.map((number) => graphUser(objectIdOf(number), `m${number}@example.org`)));
  members(...numbers);
}
