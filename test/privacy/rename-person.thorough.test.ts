import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findReference, rememberReference } from '../../bot/teams/conversation-references';
import { objectIdFor } from '../../seeds/load';
import { type Actor, readAudit } from '../../src/audit/audit';
import { buildDigest } from '../../src/digest/build-digest';
import { loadProgramme } from '../../src/goals/register';
import { enqueue } from '../../src/outbox/message';
import {
  loadPerson,
  loadRoles,
  loadStoredPersons,
  peoplePartition,
  personByObjectId,
  personKey,
  savePeople,
} from '../../src/people/directory';
import { follow, loadFollow } from '../../src/people/follows';
import { grant, loadGrants } from '../../src/people/grants';
import { chooseLanguage } from '../../src/people/language';
import { loadSubstitutions, setSubstitute } from '../../src/people/substitutions';
import { erasePerson } from '../../src/privacy/erase-person';
import { exportPerson } from '../../src/privacy/export-person';
import { importPeople, planPeople } from '../../src/privacy/import-people';
import { finishRenamings, planRenaming, renamePerson } from '../../src/privacy/rename-person';
import { exportWords } from '../../cards/parts/export-words';
import { loadReplies } from '../../src/replies/reply-store';
import { changeOwner } from '../../src/rounds/change-owner';
import { loadHandovers } from '../../src/rounds/responsibility-store';
import { listRounds, loadRequest, loadRequests, roundPartition } from '../../src/rounds/round-store';
import { type DirectoryPerson, peopleSchema } from '../../src/people/schema';
import { openAzureTablesStore } from '../../src/storage/azure-tables/azure-tables-store';
import { copyStore } from '../../src/storage/copy-store';
import { type ListedStore } from '../../src/storage/listed-store';
import { replace } from '../../src/storage/rows';
import { type Azurite, startAzurite } from '../helpers/azurite';
import { atEveryCommit, dyingAtCommit } from '../helpers/failing-store';
import { type FirstSchemaStore, lastTick, openFirstSchemaStore } from '../helpers/first-schema-store';
import { tickOn } from '../schedule/ticking';

const now = new Date(lastTick);
const actor: Actor = { by: 'cli:test', way: 'cli' };
/** Was handed a goal, stands in for somebody, answered, owns goals, and was asked in open and closed rounds. */
const from = 'okr-family-services-manager@example.org';
const colleague = 'okr-property-manager@example.org';
const to = 'family.manager@example.org';
/** Contains the old address, and is somebody else. */
const similar = 'anna-okr-family-services-manager@example.org';
const objectId = objectIdFor(from);
const open = { programmeId: 'productivity-key-results', period: '2026-Q3' };

let first: FirstSchemaStore;
let store: ListedStore;
beforeEach(async () => {
  first = await openFirstSchemaStore();
  store = first.store;
  await leaveTraces();
});
afterEach(() => first.remove());

async function leaveTraces(): Promise<void> {
  await savePeople(store, {
    persons: [{ id: similar, name: 'Anna', admin: false }],
    roles: [{ id: 'owners', label: { fi: 'Vastaavat' }, members: [from, colleague] }],
  });
  await chooseLanguage(store, from, 'sv');
  await follow(store, { personId: from, programmeId: 'strategic-goals', units: ['Talous'] });
  await grant(store, { personId: from, role: 'reader', programmeId: 'strategic-goals' }, actor, now);
  for (const [personId, substituteId, day] of [
    [from, colleague, '2026-11-02'],
    [colleague, from, '2026-11-09'],
  ] as const)
    await setSubstitute(store, { personId, substituteId, from: day, to: day }, now);
  await rememberReference(store, from, { conversation: { id: 'a:chat' } } as never);
  await changeOwner(store, { ...open, goalId: 'rah-6', to: from }, actor, now);
  const request = (await loadRequest(store, open, from))!;
  const snoozed = { ...request.value, snoozedUntil: '2026-10-19T06:00:00.000Z' };
  await store.commit(roundPartition(open), [replace(request, snoozed)]);
  const message = {
    key: `${open.programmeId}|${open.period}|${from}|later`,
    kind: 'reminder' as const,
    recipient: { type: 'person' as const, personId: from },
    data: open,
  };
  await store.commit(roundPartition(open), [enqueue(message, now)]);
}

async function dump(): Promise<string> {
  const rows: unknown[] = [];
  for await (const partition of store.partitions())
    for await (const { key, value } of store.range(partition)) rows.push([partition, key, value]);
  return JSON.stringify(rows);
}

/** The old address without the longer one that contains it, and without the conversation's id in the fixture. */
const mentions = (text: string) =>
  text.replaceAll(similar, '').replaceAll(`a:${from}`, '').split(from).length - 1;
const withAddress = async (id: string): Promise<DirectoryPerson> => {
  const { name, unit, admin } = (await loadPerson(store, from))!;
  return { id, name, language: 'fi', ...(unit && { unit }), admin, aadObjectId: objectId };
};
const rename = (of: ListedStore = store) => renamePerson(of, { from, to }, actor, now);

describe('a person with a new address', () => {
  it('keeps everything, in every row and key, but the record of the renaming itself', async () => {
    const planned = await planRenaming(store, { from, to });
    expect(planned.rows).toBeGreaterThan(20);
    const before = await dump();
    expect(mentions(before)).toBeGreaterThan(planned.rows);
    await rename();
    const after = await dump();
    expect(mentions(after)).toBe(1);
    const [entry] = await readAudit(store, [peoplePartition], { what: 'person-renamed' });
    expect(entry).toEqual({ at: lastTick, ...actor, what: 'person-renamed', personId: to, from, to });
  });

  it('is asked, reminded, substituted, granted and written to as before', async () => {
    const [request, handovers] = [await loadRequest(store, open, from), await loadHandovers(store, open)];
    await rename();
    expect((await loadRequest(store, open, to))!.value).toEqual({ ...request!.value, personId: to });
    expect((await loadRequests(store, open)).map(({ personId }) => personId)).not.toContain(from);
    expect((await loadHandovers(store, open)).length).toBe(handovers.length);
    expect(await loadPerson(store, from)).toBeUndefined();
    expect(await personByObjectId(store, objectId)).toMatchObject({ id: to, language: 'sv' });
    expect(await findReference(store, to)).toEqual({ conversation: { id: 'a:chat' } });
    expect(await loadGrants(store, to)).toHaveLength(1);
    expect((await loadRoles(store)).find(({ id }) => id === 'owners')!.members).toEqual([to, colleague]);
    expect(await loadFollow(store, { personId: to, programmeId: 'strategic-goals' })).toBeDefined();
    expect(
      (await loadSubstitutions(store)).map(({ personId, substituteId }) => [personId, substituteId]),
    ).toEqual(
      expect.arrayContaining([
        [to, colleague],
        [colleague, to],
      ]),
    );
    const goal = (await store.get(`goals|${open.programmeId}`, 'goal|rah-6'))!.value['goal'];
    expect(goal).toMatchObject({ owners: expect.arrayContaining([to]) });
  });

  it('gets the message that was waiting, once, and nothing is sent to the old address', async () => {
    await rename();
    const sent: string[] = [];
    const { failures } = await tickOn(store, new Date('2026-10-19T08:00:00.000Z'), ({ recipient, key }) => {
      if (recipient.type === 'person') sent.push(`${recipient.personId} ${key}`);
      return { type: 'sent', receipt: { conversationId: 'c', activityId: 'a', serviceUrl: 'https://x' } };
    });
    expect(failures).toEqual([]);
    expect(sent.filter((each) => each.endsWith('|later'))).toHaveLength(1);
    expect(sent.filter((each) => each.startsWith(`${from} `))).toEqual([]);
  });

  it('stays the author of the answers, whose figures and typed texts do not change', async () => {
    const partition = roundPartition(open);
    const reply = [...(await loadReplies(store, open)).values()].find(({ by }) => by === from)!;
    const answers = { a: { raw: from, value: from, by: from, at: lastTick, version: 9 } };
    const typed = { ...reply, version: 9, answers };
    const key = `history|${reply.goalId}|000009`;
    await store.commit(partition, [{ type: 'insert', key, value: typed }]);
    const rounds = await listRounds(store);
    const figures = async () =>
      JSON.stringify(await Promise.all(rounds.map((r) => buildDigest(store, r, now))));
    const before = (await figures()).replaceAll(from, to);
    await rename();
    expect(await figures()).toBe(before);
    expect([...(await loadReplies(store, open)).values()].some(({ by }) => by === to)).toBe(true);
    expect((await store.get(partition, key))!.value['answers']).toEqual({
      a: { ...answers.a, by: to },
    });
  });

  it('leaves a person whose longer address contains the old one alone', async () => {
    await rename();
    expect(await loadPerson(store, similar)).toMatchObject({ name: 'Anna' });
  });

  it('ends the same, wherever a process died, when it is repeated or completed by the next import', async () => {
    const commits = await atEveryCommit(async (n) => {
      const dying = Object.assign(dyingAtCommit(store, Math.min(n, 3)), {
        partitions: () => store.partitions(),
      });
      return {
        survived: await rename(dying).then(
          () => true,
          () => false,
        ),
      };
    });
    expect(commits).toBeGreaterThan(4);
    await finishRenamings(store, now);
    expect(mentions(await dump())).toBe(1);
    expect(await readAudit(store, [peoplePartition], { what: 'person-renamed' })).toHaveLength(1);
  });

  it('is exported and erased with the former address', async () => {
    await rename();
    expect(JSON.stringify(await exportPerson(store, to, now, exportWords))).toContain(from);
    await grantAway();
    await erasePerson(store, { personId: to, actor, admins: new Set() }, now);
    expect(mentions(await dump())).toBe(0);
  });

  it('can be renamed again, and back', async () => {
    await rename();
    await renamePerson(store, { from: to, to: from }, actor, now);
    expect(await personByObjectId(store, objectId)).toMatchObject({ id: from });
    expect(await loadPerson(store, to)).toBeUndefined();
    const entries = await readAudit(store, [peoplePartition], { what: 'person-renamed' });
    expect(entries.map((entry) => [entry.personId, entry.from, entry.to])).toEqual(
      expect.arrayContaining([
        [from, from, to],
        [from, to, from],
      ]),
    );
  });
});

/** Takes away what would keep the person from being erased. */
async function grantAway(): Promise<void> {
  for await (const { key, value } of store.range(`goals|${open.programmeId}`))
    if (key.startsWith('goal|') && JSON.stringify(value).includes(to))
      await changeOwner(
        store,
        { ...open, goalId: key.slice('goal|'.length), from: to, to: colleague },
        actor,
        now,
      );
  for (const round of await listRounds(store))
    for await (const { key, etag, value } of store.range(roundPartition(round)))
      if (key.startsWith('handover|') && value['to'] === to)
        await store.commit(roundPartition(round), [{ type: 'delete', key, etag }]);
}

describe('an import of persons', () => {
  const bring = async (...persons: DirectoryPerson[]) => {
    const plan = await planPeople(store, peopleSchema.parse({ persons }));
    await importPeople(store, plan, actor, now);
    return plan;
  };

  it('takes a known object id under a new address for the same person', async () => {
    const plan = await bring({ ...(await withAddress(to)), name: 'New Name' });
    expect(plan).toMatchObject({ renamed: [{ from, to }], added: [], changed: [{ what: ['name'] }] });
    expect(await personByObjectId(store, objectId)).toMatchObject({
      id: to,
      name: 'New Name',
      language: 'sv',
    });
    expect(mentions(await dump())).toBe(1);
    const before = await dump();
    const again = await bring({ ...(await loadPersonOf(to)) });
    expect(again).toMatchObject({ renamed: [], added: [], changed: [], unchanged: 1 });
    expect(await dump()).toBe(before);
  });

  const loadPersonOf = async (id: string) => {
    const person = (await loadStoredPersons(store)).find((each) => each.id === id)!;
    const { ownLanguage, ...rest } = person;
    expect(ownLanguage).toBe('sv');
    return rest;
  };

  it('takes a person who is merely known under the new address for the same', async () => {
    await savePeople(store, { persons: [{ id: to, name: 'Bare', admin: false }], roles: [] });
    await bring(await withAddress(to));
    expect(await personByObjectId(store, objectId)).toMatchObject({ id: to });
    expect(await loadPerson(store, from)).toBeUndefined();
  });

  it('mends a store in which the account was bound to the second person', async () => {
    const second = await withAddress(to);
    await savePeople(store, { persons: [second], roles: [] });
    expect(await store.get(peoplePartition, personKey(from))).toBeDefined();
    await bring(second);
    expect((await loadRequest(store, open, to))?.value.goalIds).toContain('rah-6');
    expect(await loadPerson(store, from)).toBeUndefined();
  });

  it('refuses two persons in use, and names both', async () => {
    const person = await withAddress(colleague);
    const before = await dump();
    await expect(bring(person)).rejects.toMatchObject({
      code: 'persons-both-in-use',
      details: { from, to: colleague },
    });
    expect(await dump()).toBe(before);
  });

  it('refuses an object id or an address that is there twice, and names both', async () => {
    const person = await withAddress(to);
    const upper = { ...person, id: 'other@example.org', aadObjectId: objectId.toUpperCase() };
    await expect(bring(person, upper)).rejects.toMatchObject({
      code: 'object-id-twice',
      details: { first: to, second: 'other@example.org' },
    });
    await expect(bring(person, { ...person, name: 'Else' })).rejects.toMatchObject({ code: 'person-twice' });
  });

  it('lets an account change hands where the file gives both persons one', async () => {
    const other = objectIdFor('somebody-new@example.org');
    await bring({ ...(await withAddress(from)), aadObjectId: other }, await withAddress(to));
    expect(await personByObjectId(store, objectId)).toMatchObject({ id: to });
    expect(await personByObjectId(store, other)).toMatchObject({ id: from });
  });

  it('knows the programme’s coordinator under the new address', async () => {
    const { coordinator } = (await loadProgramme(store, 'strategic-goals'))!;
    await renamePerson(store, { from: coordinator, to: 'office@example.org' }, actor, now);
    expect((await loadProgramme(store, 'strategic-goals'))!.coordinator).toBe('office@example.org');
  });
});

describe('in Azure Tables', () => {
  let azurite: Azurite;
  beforeAll(async () => void (azurite = await startAzurite()));
  afterAll(() => azurite.stop());

  it('a person is renamed as in the embedded store', async () => {
    const { connectionString } = azurite;
    const tables = await openAzureTablesStore({ connectionString, table: 'renamed' });
    await copyStore(store, tables);
    const { rows } = await rename(tables);
    expect(rows).toBeGreaterThan(20);
    expect(await loadPerson(tables, from)).toBeUndefined();
    expect((await loadRequest(tables, open, to))?.value.goalIds).toContain('rah-6');
    expect(await rename().then(({ rows: same }) => same)).toBe(rows);
    await tables.close();
  });
});
