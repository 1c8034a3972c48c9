import { readAudit } from '../../src/audit/audit';
import { StorageError } from '../../src/errors';
import { loadAccess } from '../../src/people/access';
import { peoplePartition, savePeople } from '../../src/people/directory';
import { grant, type Grant, headOf, importGrants, loadGrants, revoke } from '../../src/people/grants';
import { type EntityStore } from '../../src/storage/store';
import { dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  anna,
  bo,
  during,
  eachWithStore,
  expectNothingWritten,
  peopleOf,
  refusal,
} from '../helpers/fixtures';

/** Begins as Anna's address does. */
const annaToo = 'anna@example.org.fi';
const chief = { by: 'chief@example.org', way: 'card' } as const;
const machine = { by: 'cli:root', way: 'cli' } as const;
const later = new Date(during.getTime() + 60_000);

const admin: Grant = { personId: anna, role: 'admin' };
const coordinator: Grant = { personId: anna, role: 'coordinator', programmeId: 'prog' };
const reader: Grant = { personId: anna, role: 'reader', programmeId: 'prog' };
const head: Grant = { personId: anna, role: 'unit-head', programmeId: 'prog', unit: 'Talous ja hallinto' };
const all = [admin, coordinator, reader, head];

const stored = eachWithStore();
beforeEach(() => savePeople(stored.store, peopleOf([anna, bo, annaToo])));

const give = (wanted: Grant, now = during, store = stored.store) => grant(store, wanted, chief, now);
const take = (wanted: Grant, now = later, store = stored.store) => revoke(store, wanted, machine, now);
const entries = () => readAudit(stored.store, [peoplePartition]);

/** A store in which `work` happens once, right before the first commit. */
function meanwhile(work: () => Promise<unknown>): EntityStore {
  let done = false;
  const beforeCommit = async () => {
    if (done) return;
    done = true;
    await work();
  };
  return interrupted(stored.store, { beforeCommit });
}

describe('granting', () => {
  it.each(all)('is kept as it was wanted: $role', async (wanted) => {
    await give(wanted);
    expect(await loadGrants(stored.store)).toEqual([wanted]);
  });

  it('is of one person, or of all', async () => {
    const others: Grant[] = [
      { personId: annaToo, role: 'admin' },
      { ...reader, personId: bo },
    ];
    for (const each of [...all, ...others]) await give(each);
    const byAnna = await loadGrants(stored.store, anna);
    expect(byAnna).toHaveLength(4);
    expect(byAnna).toEqual(expect.arrayContaining(all));
    expect(await loadGrants(stored.store, annaToo)).toEqual([others[0]]);
    expect(await loadGrants(stored.store)).toHaveLength(6);
    expect(await loadGrants(stored.store, 'nobody@example.org')).toEqual([]);
  });

  it('keeps programmes and units apart', async () => {
    const wanted = [head, { ...head, unit: 'Talous' }, { ...head, programmeId: 'prog-2' }];
    for (const each of wanted) await give(each);
    await take(head);
    expect(await loadGrants(stored.store)).toEqual(expect.arrayContaining(wanted.slice(1)));
    expect(await loadGrants(stored.store)).toHaveLength(2);
  });

  it('again changes nothing, whoever says it and when', async () => {
    for (const each of all) await give(each);
    const before = stored.now.dump();
    for (const each of all) await grant(stored.store, each, machine, later);
    expect(stored.now.dump()).toEqual(before);
  });

  it('holds at once, and no more once it is revoked', async () => {
    const isAdmin = async () =>
      (await loadAccess(stored.store, { id: anna, admin: false }, new Set())).isAdmin;
    expect(await isAdmin()).toBe(false);
    await give(admin);
    expect(await isAdmin()).toBe(true);
    await take(admin);
    expect(await isAdmin()).toBe(false);
  });

  it('takes the name of a unit that is longer than a key', async () => {
    const long = `${'Hyvinvoinnin ja terveyden edistäminen, '.repeat(7)} /\\#?`;
    const wanted = [
      { ...head, unit: `${long} 1` },
      { ...head, unit: `${long} 2` },
    ];
    for (const each of wanted) await give(each);
    expect(await loadGrants(stored.store)).toEqual(expect.arrayContaining(wanted));
    expect(await take(wanted[0]!)).toBe(true);
    expect(await loadGrants(stored.store)).toEqual([wanted[1]]);
  });

  it('stays when the directory is imported again', async () => {
    await give(head);
    await savePeople(stored.store, peopleOf([anna, bo, annaToo], { team: [anna] }));
    expect(await loadGrants(stored.store)).toEqual([head]);
  });
});

describe('granting is refused', () => {
  const person = { personId: anna };
  it.each<[string, Grant, string]>([
    ['somebody who is not in the directory', { ...admin, personId: 'eve@example.org' }, 'unknown-colleague'],
    ['an admin of one programme', { ...admin, programmeId: 'prog' }, 'grant-incomplete'],
    ['an admin of a unit', { ...admin, unit: 'Talous' }, 'grant-incomplete'],
    ['a coordinator of no programme', { ...person, role: 'coordinator' }, 'grant-incomplete'],
    ['a reader of no programme', { ...person, role: 'reader' }, 'grant-incomplete'],
    ['a reader of a unit', { ...reader, unit: 'Talous' }, 'grant-incomplete'],
    ['a head of no unit', { ...person, role: 'unit-head', programmeId: 'prog' }, 'grant-incomplete'],
    ['a head in no programme', { ...person, role: 'unit-head', unit: 'Talous' }, 'grant-incomplete'],
  ])('to %s', async (_, wanted, code) => {
    await expectNothingWritten(stored.now, () => give(wanted), refusal(code));
  });
});

describe('revoking', () => {
  it('leaves the other grants', async () => {
    for (const each of all) await give(each);
    expect(await take(coordinator)).toBe(true);
    const left = await loadGrants(stored.store);
    expect(left).toHaveLength(3);
    expect(left).toEqual(expect.arrayContaining([admin, reader, head]));
  });

  it('what was not granted changes nothing', async () => {
    await give(reader);
    const before = stored.now.dump();
    for (const other of [admin, { ...reader, personId: bo }, { ...reader, programmeId: 'prog-2' }])
      expect(await take(other)).toBe(false);
    expect(stored.now.dump()).toEqual(before);
  });

  it('of somebody who has left the directory is possible', async () => {
    await give(admin);
    const row = (await stored.store.get(peoplePartition, `person|${anna}`))!;
    await stored.store.commit(peoplePartition, [{ type: 'delete', key: row.key, etag: row.etag }]);
    expect(await take(admin)).toBe(true);
    expect(await loadGrants(stored.store)).toEqual([]);
  });
});

describe('the last admin', () => {
  const self = { by: anna, way: 'card' } as const;
  const other: Grant = { personId: bo, role: 'admin' };
  const leave = (store = stored.store, admins?: ReadonlySet<string>) =>
    revoke(store, admin, self, later, admins);

  it('may not give the own role away', async () => {
    await give(admin);
    await expectNothingWritten(stored.now, () => leave(), refusal('last-admin'));
  });

  it('is not last because of an admin who has left the directory', async () => {
    await give(admin);
    await give(other);
    const row = (await stored.store.get(peoplePartition, `person|${bo}`))!;
    await stored.store.commit(peoplePartition, [{ type: 'delete', key: row.key, etag: row.etag }]);
    await expectNothingWritten(stored.now, () => leave(), refusal('last-admin'));
    const strangers = new Set(['eve@example.org']);
    await expectNothingWritten(stored.now, () => leave(stored.store, strangers), refusal('last-admin'));
  });

  it.each<[string, () => Promise<ReadonlySet<string> | undefined>]>([
    ['by a grant', () => give(other).then(() => undefined)],
    ['by the configuration', () => Promise.resolve(new Set([bo]))],
    ['by the directory', () => asAdmin(bo)],
    ['and it is the same person, by the directory', () => asAdmin(anna)],
  ])('may, where somebody else is an admin %s', async (_, prepare) => {
    await give(admin);
    expect(await leave(stored.store, await prepare())).toBe(true);
    expect(await loadGrants(stored.store, anna)).toEqual([]);
  });

  async function asAdmin(id: string): Promise<undefined> {
    const people = peopleOf([id]);
    await savePeople(stored.store, { ...people, persons: [{ ...people.persons[0]!, admin: true }] });
  }

  it('gives other roles away, and the command line takes the role from anybody', async () => {
    await give(admin);
    await give(reader);
    expect(await revoke(stored.store, reader, self, later)).toBe(true);
    expect(await take(admin)).toBe(true);
  });

  it.each([
    ['leave', () => revoke(stored.store, other, { by: bo, way: 'card' }, later)],
    ['revoke each other', () => revoke(stored.store, other, self, later)],
  ])('stays where two %s at once', async (_, meanwhileDone) => {
    await give(admin);
    await give(other);
    const by = _ === 'leave' ? anna : bo;
    const work = revoke(meanwhile(meanwhileDone), admin, { by, way: 'card' }, later);
    await expect(work).rejects.toEqual(refusal('last-admin'));
    expect(await loadGrants(stored.store)).toEqual([admin]);
  });
});

describe('grants of a file', () => {
  it('are written where they are not there, and leave the others alone', async () => {
    await give(head);
    await importGrants(stored.store, [head, reader]);
    const before = stored.now.dump();
    expect(await loadGrants(stored.store)).toEqual(expect.arrayContaining([head, reader]));
    await importGrants(stored.store, [head, reader]);
    expect(stored.now.dump()).toEqual(before);
  });
});

describe('the audit', () => {
  it('has one entry a change, with who, whom, what and by which way', async () => {
    await give(head);
    await give(head, later);
    await take(head);
    await take(head, new Date(later.getTime() + 1));
    const about = { personId: anna, programmeId: 'prog', to: { role: 'unit-head', unit: head.unit } };
    expect(await entries()).toEqual([
      { at: during.toISOString(), ...chief, what: 'granted', ...about },
      { at: later.toISOString(), ...machine, what: 'revoked', ...about },
    ]);
  });

  it('has neither a programme nor a unit where there is none', async () => {
    await give(admin);
    expect(await entries()).toEqual([
      { at: during.toISOString(), ...chief, what: 'granted', personId: anna, to: { role: 'admin' } },
    ]);
  });

  it.each([
    ['granting', () => give(reader, later, dyingAtCommit(stored.store, 1))],
    ['revoking', () => take(coordinator, later, dyingAtCommit(stored.store, 1))],
  ])('has no entry of a %s that was cut off', async (_, work) => {
    await give(coordinator);
    await expectNothingWritten(stored.now, work, expect.any(StorageError));
  });
});

describe('two at once', () => {
  it('who grant the same: it is there once, with one entry', async () => {
    await Promise.all([give(head), give(head, later), give(head)]);
    expect(await loadGrants(stored.store)).toEqual([head]);
    expect(await entries()).toHaveLength(1);
  });

  it('who grant the same, one in between: the first one stands', async () => {
    await grant(
      meanwhile(() => give(head)),
      head,
      machine,
      later,
    );
    expect(await entries()).toMatchObject([chief]);
  });

  it('who grant different things: both are there', async () => {
    await Promise.all([give(coordinator), give(head)]);
    expect(await loadGrants(stored.store)).toHaveLength(2);
    expect(await entries()).toHaveLength(2);
  });

  it('who revoke the same: one of them did it', async () => {
    await give(head);
    const done = await Promise.all([take(head), take(head)]);
    expect(done.sort()).toEqual([false, true]);
    expect(await entries()).toHaveLength(2);
  });

  it('of whom one revokes and grants again before the other revokes: the new one is revoked too', async () => {
    await give(head);
    const again = async () => {
      await take(head, new Date(later.getTime() + 1));
      await give(head, new Date(later.getTime() + 2));
    };
    expect(await take(head, new Date(later.getTime() + 3), meanwhile(again))).toBe(true);
    expect(await loadGrants(stored.store)).toEqual([]);
    expect((await entries()).map(({ what }) => what)).toEqual(['granted', 'revoked', 'granted', 'revoked']);
  });
});

describe('the head of a unit', () => {
  const heads: readonly Grant[] = [
    { personId: anna, role: 'coordinator', programmeId: 'prog' },
    { personId: bo, role: 'unit-head', programmeId: 'prog', unit: 'Talous' },
    { personId: anna, role: 'unit-head', programmeId: 'prog', unit: 'Talous ja hallinto' },
    { personId: anna, role: 'unit-head', programmeId: 'prog-2', unit: 'Talous' },
  ];

  it.each([
    ['prog', 'Talous', bo],
    ['prog', 'Talous ja hallinto', anna],
    ['prog-2', 'Talous', anna],
    ['prog-2', 'Talous ja hallinto', undefined],
    ['prog', 'talous', undefined],
    ['prog-3', 'Talous', undefined],
  ])('of %s, %s is %s', async (programmeId, unit, expected) => {
    for (const each of heads) await give(each);
    expect(headOf(await loadGrants(stored.store), programmeId, unit)).toBe(expected);
  });

  it('is the first by address where several are named, in whatever order', async () => {
    for (const personId of [bo, anna]) await give({ ...head, personId });
    expect(headOf(await loadGrants(stored.store), 'prog', head.unit!)).toBe(anna);
  });
});
