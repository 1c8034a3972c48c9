/** Persons compared with a directory, over HTTP: what is changed, who is taken for a leaver, and who never is. */
import { createGraphClient } from '../../../bot/process/graph/graph-client';
import { graphDirectory } from '../../../bot/process/graph/graph-directory';
import { readAudit, schedule } from '../../../src/audit/audit';
import { allMessages } from '../../../src/outbox/message';
import {
  loadDirectory,
  loadPerson,
  peoplePartition,
  personByObjectId,
  savePeople,
} from '../../../src/people/directory';
import { loadAllLeft } from '../../../src/people/left';
import { peopleSchema } from '../../../src/people/schema';
import { holidayCalendar } from '../../../src/periods/working-days';
import { roundPartition } from '../../../src/rounds/round-store';
import { type SyncOptions, syncPeople } from '../../../src/schedule/people/sync-people';
import { readRows } from '../../../src/storage/rows';
import {
  anna,
  bo,
  collect,
  during,
  eachWithStore,
  manyPersons,
  name,
  saveOpenRound,
  smallSetting,
} from '../../helpers/fixtures';
import { dyingAtCommit } from '../../helpers/failing-store';
import { GraphServer, graphUser, objectIdOf } from '../../helpers/graph-server';

const stored = eachWithStore();
const holidays = holidayCalendar();
const coordinator = 'coordinator@example.org';
let graph: GraphServer;

/** Anna and Bo answer in an open round; everybody has an account under their number. */
const ids = [anna, bo, coordinator];
beforeEach(async () => {
  graph = await new GraphServer().start();
  await saveOpenRound(stored.store, smallSetting());
  await link(ids);
});
afterEach(() => graph.stop());

/** Persons of the store with an account each. */
async function link(persons: readonly string[]) {
  const people = persons.map((id, at) => ({ id, name: id.split('@')[0], aadObjectId: objectIdOf(at + 1) }));
  await savePeople(stored.store, peopleSchema.parse({ persons: people }));
  for (const { id, aadObjectId } of people) graph.add(graphUser(aadObjectId, id));
}

function sync(changes: Partial<SyncOptions> = {}, now = during, store = stored.store) {
  const options = { url: graph.url, token: () => Promise.resolve(undefined), wait: () => Promise.resolve() };
  const client = createGraphClient(options);
  const source = graphDirectory(client, client);
  return syncPeople(store, { source, holidays, admins: new Set(), ...changes }, schedule, now);
}

const change = (at: number, changes: object) =>
  graph.users.set(objectIdOf(at), { ...graph.users.get(objectIdOf(at))!, ...changes });
const leave = (...at: number[]) => at.forEach((number) => graph.users.delete(objectIdOf(number)));
const leftIds = async () => [...(await loadAllLeft(stored.store)).keys()];
const told = async () =>
  (await collect(allMessages(stored.store, peoplePartition))).map(({ value }) => value);

describe('what the directory says', () => {
  it('is taken over for those whom the store knows, and nobody else is', async () => {
    change(1, { displayName: 'Anna Virtanen', preferredLanguage: 'sv-SE', department: 'Ekonomi' });
    graph.add(graphUser(objectIdOf(77), 'stranger@example.org'));
    const report = await sync();
    expect(report!.changed.map(({ person, what }) => [person.id, what])).toEqual([
      [anna, ['name', 'language', 'unit']],
      [bo, ['language']],
      [coordinator, ['language']],
    ]);
    expect(await loadPerson(stored.store, anna)).toMatchObject({
      ...{ name: 'Anna Virtanen', language: 'sv', unit: { sv: 'Ekonomi' }, aadObjectId: objectIdOf(1) },
    });
    expect((await loadDirectory(stored.store)).persons.size).toBe(ids.length);
    expect(JSON.stringify(stored.now.dump())).not.toContain('stranger');
  });

  it('the second time changes nothing', async () => {
    await sync();
    leave(2);
    await sync();
    const before = stored.now.dump();
    expect((await sync())!.changed).toEqual([]);
    expect(stored.now.dump()).toEqual(before);
  });

  it('keeps the unit that a person has, and no empty name', async () => {
    await savePeople(
      stored.store,
      peopleSchema.parse({ persons: [{ id: anna, name: 'Anna', unit: { fi: 'Johto' } }] }),
    );
    change(1, { displayName: ' ', department: 'Talous' });
    await sync();
    expect(await loadPerson(stored.store, anna)).toMatchObject({ name: 'Anna', unit: { fi: 'Johto' } });
  });

  it('names the account of who had none, and what could not be sent to them waits again', async () => {
    await savePeople(stored.store, peopleSchema.parse({ persons: [{ id: 'cia@example.org', name: 'Cia' }] }));
    graph.add(graphUser(objectIdOf(9), 'cia@example.org'));
    await sync();
    expect((await personByObjectId(stored.store, objectIdOf(9)))?.id).toBe('cia@example.org');
  });

  it('gives nobody the account of somebody else', async () => {
    await savePeople(
      stored.store,
      peopleSchema.parse({ persons: [{ id: 'alias@example.org', name: 'Anna' }] }),
    );
    change(1, { mail: 'alias@example.org' });
    await sync();
    expect((await personByObjectId(stored.store, objectIdOf(1)))?.id).toBe(anna);
    expect((await loadPerson(stored.store, 'alias@example.org'))?.aadObjectId).toBeUndefined();
  });

  it('is only said by a dry run', async () => {
    leave(1);
    change(2, { displayName: 'Bo B' });
    const before = stored.now.dump();
    const report = await sync({ dryRun: true });
    expect(report).toMatchObject({ leavers: [{ personId: anna, why: 'gone' }], persons: 3 });
    expect(stored.now.dump()).toEqual(before);
  });
});

describe('who has left', () => {
  it.each([
    ['gone', () => leave(1)],
    ['disabled', () => change(1, { accountEnabled: false })],
  ] as const)('is marked with the day: the account is %s', async (why, act) => {
    act();
    await sync();
    const left = { personId: anna, day: '2026-10-12', why };
    expect((await loadAllLeft(stored.store)).get(anna)).toEqual(left);
    expect(await readAudit(stored.store, [peoplePartition], { what: 'person-left' })).toMatchObject([
      { by: 'schedule', personId: anna, to: { day: '2026-10-12', why } },
    ]);
  });

  it('is told to the coordinator once, however many have left and however often it runs', async () => {
    leave(1, 2);
    await sync();
    await sync({}, new Date('2026-10-13T03:00:00Z'));
    expect(await told()).toMatchObject([
      { kind: 'leavers', recipient: { personId: coordinator }, data: { persons: [anna, bo] } },
    ]);
  });

  it('is told to the admins where the coordinator has left too', async () => {
    await savePeople(
      stored.store,
      peopleSchema.parse({ persons: [{ id: 'root@example.org', name: 'Root', admin: true }] }),
    );
    leave(1, 3);
    await sync();
    expect(await told()).toMatchObject([{ recipient: { personId: 'root@example.org' } }]);
  });

  it('and leaves nothing behind is told to nobody', async () => {
    leave(3);
    await sync();
    expect(await leftIds()).toEqual([coordinator]);
    expect(await told()).toEqual([]);
  });

  it('is marked and told together, also where the process dies before that', async () => {
    leave(1);
    await expect(sync({}, during, dyingAtCommit(stored.store, 3))).rejects.toThrow('power cut');
    expect([await leftIds(), await told()]).toEqual([[], []]);
    await sync();
    expect([await leftIds(), await told()]).toMatchObject([[anna], [{ kind: 'leavers' }]]);
  });

  const promptEndedAsLeft = async () => {
    change(1, { accountEnabled: false });
    await sync();
    const partition = roundPartition(name);
    for await (const row of readRows<{ key: string }>(stored.store, partition))
      if (row.key.startsWith('pending|') && row.key.includes(anna))
        await stored.store.commit(partition, [
          { type: 'delete', key: row.key, etag: row.etag },
          {
            type: 'insert',
            key: row.key.replace('pending', 'done'),
            value: { ...row.value, state: 'left' },
          },
        ]);
    change(1, { accountEnabled: true });
  };
  const waiting = async () =>
    (await collect(allMessages(stored.store, roundPartition(name))))
      .filter(({ value }) => value.state === 'pending')
      .map(({ value }) => value.key);
  const prompt = `prog|2026-Q3|${anna}|prompt`;

  it('is there again when the account is, and gets what waited', async () => {
    await promptEndedAsLeft();
    expect((await sync())!.returned).toEqual([anna]);
    expect(await leftIds()).toEqual([]);
    expect(await waiting()).toContain(prompt);
  });

  it('gets it also where the process dies meanwhile', async () => {
    await promptEndedAsLeft();
    // After the language and the first of the two that follow from the return.
    await expect(sync({}, during, dyingAtCommit(stored.store, 3))).rejects.toThrow('power cut');
    await sync();
    expect(await leftIds()).toEqual([]);
    expect(await waiting()).toContain(prompt);
  });

  it('stays so after an import of the same person', async () => {
    leave(1);
    await sync();
    await link([anna]);
    expect(await leftIds()).toEqual([anna]);
  });
});

describe('nobody is taken for a leaver', () => {
  it.each([
    ['Graph refuses a page', { status: 403, code: 'Authorization_RequestDenied' }],
    ['Graph breaks down', { status: 500 }],
    ['a page is no JSON', { status: 200, text: '{"value":[' }],
  ])('when %s', async (_what, fault) => {
    await link(manyPersons(40));
    leave(1);
    const before = stored.now.dump();
    graph.fault = (_request, number) => (number >= 3 ? fault : undefined);
    await expect(sync()).rejects.toMatchObject({ name: 'DirectoryError' });
    expect(stored.now.dump()).toEqual(before);
  });

  it('when Graph does not say whether the account is switched on', async () => {
    change(1, { accountEnabled: undefined });
    await sync();
    expect(await leftIds()).toEqual([]);
  });

  it('who was never found in the directory', async () => {
    await savePeople(stored.store, peopleSchema.parse({ persons: [{ id: 'cia@example.org', name: 'Cia' }] }));
    const report = await sync();
    expect(report).toMatchObject({ unknown: ['cia@example.org'], leavers: [] });
  });

  it('when it is stopped halfway', async () => {
    leave(1);
    expect(await sync({ mayGoOn: () => false })).toBeUndefined();
    expect(await leftIds()).toEqual([]);
  });
});

it('few persons may all leave at once', async () => {
  leave(1, 2, 3);
  expect(await sync()).toMatchObject({ held: false });
  expect(await leftIds()).toHaveLength(3);
});

describe('so many leavers that it looks like a fault', () => {
  beforeEach(() => link([...ids, ...manyPersons(27)]));
  const gone = (count: number) => leave(...Array.from({ length: count }, (_, at) => at + 4));

  it('are not marked, while the rest is brought up to date', async () => {
    gone(7);
    change(1, { displayName: 'Anna Virtanen' });
    expect(await sync()).toMatchObject({ held: true, linked: 30 });
    expect(await leftIds()).toEqual([]);
    expect((await loadPerson(stored.store, anna))?.name).toBe('Anna Virtanen');
  });

  it('are marked when somebody says that it is right', async () => {
    gone(7);
    expect(await sync({ acceptLeavers: true })).toMatchObject({ held: false });
    expect(await leftIds()).toHaveLength(7);
  });

  it('are more than a fifth', async () => {
    gone(6);
    expect(await sync()).toMatchObject({ held: false });
    expect(await leftIds()).toHaveLength(6);
  });
});
