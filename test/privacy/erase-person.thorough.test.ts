import { wordingFor } from '../../bot/views/wording';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { rememberReference } from '../../bot/teams/conversation-references';
import { objectIdFor } from '../../seeds/load';
import { type Actor, audit, readAudit } from '../../src/audit/audit';
import { buildDigest } from '../../src/digest/build-digest';
import { loadGoals, loadProgramme, loadProgrammes } from '../../src/goals/register';
import { locales } from '../../src/goals/schema';
import { keepChoices, keepFile, readKeptFile } from '../../src/import/kept-file';
import {
  loadOwnerName,
  loadPerson,
  peoplePartition,
  personByObjectId,
  savePeople,
} from '../../src/people/directory';
import { follow } from '../../src/people/follows';
import { wantInstallation } from '../../src/people/installations';
import { leftKey } from '../../src/people/left';
import { grant } from '../../src/people/grants';
import { isFormer } from '../../src/people/names';
import { setSubstitute } from '../../src/people/substitutions';
import { recordFirstPress } from '../../src/outbox/first-press';
import { donePrefix, enqueue } from '../../src/outbox/message';
import { erasePerson, ObstaclesError, planErasure } from '../../src/privacy/erase-person';
import { type Obstacle, obstaclesFor } from '../../src/privacy/obstacles';
import { rowsNaming } from '../../src/privacy/typed-names';
import { loadReplies } from '../../src/replies/reply-store';
import { createDownloadLink } from '../../src/report/download-link';
import { changeOwner } from '../../src/rounds/change-owner';
import { closeRound } from '../../src/rounds/close-round';
import { keysTo, roundPartition } from '../../src/rounds/round-name';
import { listRounds } from '../../src/rounds/round-store';
import { keepScheduleDraft } from '../../src/schedule/save-schedule';
import { scheduleOf } from '../../src/goals/schedule-of';
import { openAzureTablesStore } from '../../src/storage/azure-tables/azure-tables-store';
import { copyStore } from '../../src/storage/copy-store';
import { type ListedStore } from '../../src/storage/listed-store';
import { type Change, type JsonObject } from '../../src/storage/store';
import { scrubSqliteFile } from '../../src/storage/sqlite/scrub';
import { type Azurite, startAzurite } from '../helpers/azurite';
import { atEveryCommit, dyingAtCommit } from '../helpers/failing-store';
import { type FirstSchemaStore, lastTick, openFirstSchemaStore } from '../helpers/first-schema-store';
import { tickOn } from '../schedule/ticking';

const now = new Date(lastTick);
const actor: Actor = { by: 'cli:test', way: 'cli' };
const nobody = new Set<string>();
/** Was handed a goal, stands in for somebody, answered, owns goals, and was asked in open and closed rounds. */
const person = 'okr-family-services-manager@example.org';
const colleague = 'okr-property-manager@example.org';
const name = 'Aino Kekkonen-Virtanen';
const away = { from: '2026-08-31', to: '2026-09-02' };

let first: FirstSchemaStore;
let store: ListedStore;
beforeEach(async () => {
  first = await openFirstSchemaStore();
  store = first.store;
  const known = (await loadPerson(store, person))!;
  await savePeople(store, { persons: [{ ...directoryPart(known), name }], roles: [] });
});
afterEach(() => first.remove());

function directoryPart({
  id,
  unit,
  aadObjectId,
  admin,
}: NonNullable<Awaited<ReturnType<typeof loadPerson>>>) {
  return { id, admin, ...(unit && { unit }), ...(aadObjectId && { aadObjectId }) };
}

/** Leaves a trace of every kind that the fixture has not. */
async function leaveTraces(): Promise<void> {
  const programme = (await loadProgramme(store, 'strategic-goals'))!;
  await follow(store, { personId: person, programmeId: programme.id, units: ['Talous'] });
  await grant(store, { personId: person, role: 'reader', programmeId: programme.id }, actor, now);
  await setSubstitute(
    store,
    { personId: person, substituteId: colleague, from: '2026-11-02', to: '2026-11-06' },
    now,
  );
  await wantInstallation(store, person);
  const left = { personId: person, day: '2026-11-02', why: 'disabled' };
  await store.commit(peoplePartition, [{ type: 'insert', key: leftKey(person), value: left }]);
  await tellOfAbsence();
  await keepFile(store, person, { fileName: 'a.csv', bytes: Buffer.from('a') }, now);
  await createDownloadLink(
    store,
    { personId: person, report: { programmeId: programme.id, period: '2026-Q2', format: 'csv' } },
    now,
  );
  const schedule = scheduleOf(programme);
  await keepScheduleDraft(
    store,
    { programmeId: programme.id, personId: person },
    { schedule, seen: schedule },
  );
  await rememberReference(store, person, {
    ...{ serviceUrl: 'https://smba.trafficmanager.net/emea/', conversation: { id: 'a:chat-of-aino' } },
    user: { id: `29:${objectIdFor(person)}`, aadObjectId: objectIdFor(person), name },
  } as never);
  await store.commit(peoplePartition, [
    audit({ by: person, way: 'card', what: 'granted', from: { by: person } }, now),
  ]);
}

/** A message that was sent, and says when the person was away. */
async function tellOfAbsence(): Promise<void> {
  const key = `people|${person}|absence-${away.from}`;
  const recipient = { type: 'person' as const, personId: person };
  const row = enqueue({ key, kind: 'absence', recipient, data: away }, now) as Change & { value: JsonObject };
  const value = { ...row.value, state: 'sent', endedAt: lastTick };
  await store.commit(peoplePartition, [{ type: 'insert', key: donePrefix + key, value }]);
}

/** Does what each obstacle asks for. */
async function handOver(obstacles: readonly Obstacle[]): Promise<void> {
  for (const obstacle of obstacles)
    if (obstacle.type === 'goal')
      await changeOwner(store, { ...obstacle, from: person, to: colleague }, actor, now);
    else if (obstacle.type === 'handover') {
      const round = (await listRounds(store)).find(
        (each) => each.programmeId === obstacle.programmeId && each.period === obstacle.period,
      );
      if (round?.status === 'open') await closeRound(store, { ...obstacle, ...actor }, now);
    } else throw new Error(`unexpected: ${obstacle.type}`);
}

async function dump(of = store): Promise<string> {
  const rows: unknown[] = [];
  for await (const partition of of.partitions())
    for await (const { key, value } of of.range(partition)) rows.push([partition, key, value]);
  return JSON.stringify(rows);
}

const traces = [person, name, objectIdFor(person), 'a:chat-of-aino', `a:${person}`];
const found = (text: string) => traces.filter((trace) => text.toLowerCase().includes(trace.toLowerCase()));
const erase = (of = store) => erasePerson(of, { personId: person, actor, admins: nobody }, now);

it('is refused with everything that must be handed over first', async () => {
  const before = await dump();
  const failure: unknown = await erase().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ObstaclesError);
  const kinds = new Set((failure as ObstaclesError).obstacles.map(({ type }) => type));
  expect([...kinds].sort()).toEqual(['goal', 'handover']);
  expect(await dump()).toBe(before);
});

it('counts rights, being alone in a role, and coordinating as something to hand over', async () => {
  await grant(store, { personId: person, role: 'admin' }, actor, now);
  await grant(store, { personId: person, role: 'coordinator', programmeId: 'strategic-goals' }, actor, now);
  await savePeople(store, { persons: [], roles: [{ id: 'one', label: { fi: 'Yksin' }, members: [person] }] });
  const obstacles = await obstaclesFor(store, person, new Set([person]));
  expect(obstacles).toEqual(
    expect.arrayContaining([
      { type: 'admin', by: 'grant' },
      { type: 'admin', by: 'configuration' },
      { type: 'coordinator-grant', programmeId: 'strategic-goals' },
      { type: 'role', roleId: 'one' },
    ]),
  );
  expect(await obstaclesFor(store, 'planning@example.org', nobody)).toContainEqual({
    type: 'coordinator',
    programmeId: 'strategic-goals',
  });
});

describe('of a person who has handed everything over', () => {
  beforeEach(async () => {
    await leaveTraces();
    await handOver(await obstaclesFor(store, person, nobody));
  });

  it('leaves neither address, name nor directory id in any row, nor in the file', async () => {
    expect(found(await dump())).toEqual(traces);
    const planned = await planErasure(store, person);
    const done = await erase();
    // The file that was dropped into the chat goes before, with all its parts.
    expect(done).toEqual({ ...planned, deleted: planned.deleted - 1 });
    expect(found(await dump())).toEqual([]);
    expect(await loadPerson(store, person)).toBeUndefined();
    expect(await personByObjectId(store, objectIdFor(person))).toBeUndefined();
    scrubSqliteFile(first.file);
    for (const file of [first.file, `${first.file}-wal`])
      expect(found((await readFile(file).catch(() => Buffer.alloc(0))).toString('latin1'))).toEqual([]);
  });

  it('is no longer the coordinator of a programme that a dropped file should make: the file goes', async () => {
    const owner = 'okr-controller@example.org';
    const id = await keepFile(store, owner, { fileName: 'a.csv', bytes: Buffer.from('a') }, now);
    expect(await keepChoices(store, owner, id, { coordinator: person })).toBe(true);
    await erase();
    expect(await readKeptFile(store, owner, id, now)).toBeUndefined();
  });

  it('keeps the answers and every figure, under a name that tells nothing', async () => {
    const rounds = await listRounds(store);
    const figures = () => Promise.all(rounds.map((round) => buildDigest(store, round, now)));
    const answers = async () => {
      const replies = await Promise.all(rounds.map((round) => loadReplies(store, round)));
      return replies.map((each) =>
        [...each.values()].map((reply) => Object.values(reply.answers).map(({ raw }) => raw)),
      );
    };
    const [before, given] = [await figures(), await answers()];
    await erase();
    expect(await figures()).toEqual(before);
    expect(await answers()).toEqual(given);
    const authors = new Set<string>();
    for (const round of rounds)
      for (const reply of (await loadReplies(store, round)).values()) authors.add(reply.by);
    expect([...authors].filter(isFormer)).toHaveLength(1);
    const [former] = [...authors].filter(isFormer);
    const called = await Promise.all(
      locales.map((locale) => loadOwnerName(store, former!, wordingFor(locale))),
    );
    expect(called).toEqual(['entinen työntekijä', 'tidigare anställd', 'former employee']);
  });

  it('leaves nothing about when the person pressed a message', async () => {
    const round = { programmeId: 'productivity-key-results', period: '2026-Q3' };
    const message = { key: `${keysTo(round, person)}prompt`, personId: person };
    await recordFirstPress(store, roundPartition(round), message, now);
    expect(await dump()).toContain('firstPressedAt');
    await erase();
    expect(await dump()).not.toContain('firstPressedAt');
  });

  it('leaves nothing about when the person was away', async () => {
    expect(await dump()).toContain(JSON.stringify(away));
    await erase();
    expect(await dump()).not.toContain(JSON.stringify(away));
  });

  it('says in the audit that it was done, and not of whom', async () => {
    await erase();
    const [entry, ...more] = await readAudit(store, [peoplePartition], { what: 'person-erased' });
    expect(more).toEqual([]);
    expect(entry).toEqual({ at: lastTick, by: 'cli:test', way: 'cli', what: 'person-erased' });
  });

  it('asks, reminds and sends nobody anything because of it', async () => {
    const later = new Date('2026-11-20T08:00:00.000Z');
    await erase();
    const recipients: string[] = [];
    const { failures } = await tickOn(store, later, (message) => {
      if (message.recipient.type === 'person') recipients.push(message.recipient.personId);
      return { type: 'sent', receipt: { conversationId: 'c', activityId: 'a', serviceUrl: 'https://x' } };
    });
    expect(failures).toEqual([]);
    expect(recipients.filter(isFormer)).toEqual([]);
  });

  it('leaves everybody else as they were', async () => {
    const similar = 'anna-okr-family-services-manager@example.org';
    await savePeople(store, { persons: [{ id: similar, name: 'Anna', admin: false }], roles: [] });
    await follow(store, { personId: similar, programmeId: 'strategic-goals', units: ['Talous'] });
    await erase();
    expect((await loadPerson(store, similar))!.name).toBe('Anna');
    expect(await dump()).toContain(`follow|${similar}|strategic-goals`);
    for (const { id } of await loadProgrammes(store)) expect(await loadGoals(store, id)).toHaveLength(3);
  });

  it('goes on under the same name where a process died, at whatever commit', async () => {
    const commits = await atEveryCommit(async (n) => {
      const dying = Object.assign(dyingAtCommit(store, Math.min(n, 3)), {
        partitions: () => store.partitions(),
      });
      const survived = await erase(dying).then(
        () => true,
        () => false,
      );
      return { survived };
    });
    expect(commits).toBeGreaterThan(5);
    const after = await dump();
    expect(found(after)).toEqual([]);
    expect(new Set(after.match(/former-[0-9a-f]{16}@erased\.invalid/g))).toHaveProperty('size', 1);
  });

  it('finds where somebody typed the name, in either order, and leaves it to a reader', async () => {
    const round = { programmeId: 'productivity-key-results', period: '2026-Q3' };
    const [reply] = [...(await loadReplies(store, round)).values()];
    const partition = 'round|productivity-key-results|2026-Q3';
    const key = `history|${reply!.goalId}|000009`;
    await store.commit(partition, [
      {
        type: 'insert',
        key,
        value: { ...reply, answers: { a: { raw: 'Kysy: kekkonen-virtanen AINO.' } } },
      },
    ]);
    await erase();
    expect(await rowsNaming(store, name)).toEqual([{ partition, key }]);
  });

  it('is done once: the second time nothing is known of the person', async () => {
    await erase();
    await expect(erase()).rejects.toMatchObject({ code: 'nothing-kept' });
  });
});

describe('in Azure Tables', () => {
  let azurite: Azurite;
  beforeAll(async () => void (azurite = await startAzurite()));
  afterAll(() => azurite.stop());

  it('leaves nothing of the person either', async () => {
    await leaveTraces();
    await handOver(await obstaclesFor(store, person, nobody));
    const tables = await openAzureTablesStore({
      connectionString: azurite.connectionString,
      table: 'erased',
    });
    await copyStore(store, tables);
    await erase(tables);
    expect(found(await dump(tables))).toEqual([]);
    await tables.close();
  });
});
