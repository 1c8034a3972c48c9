import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findReference, rememberReference } from '../../bot/teams/conversation-references';
import { type Actor, audit, readAudit } from '../../src/audit/audit';
import { buildDigest } from '../../src/digest/build-digest';
import { allMessages, enqueue, type Message } from '../../src/outbox/message';
import { loadPerson, peoplePartition } from '../../src/people/directory';
import { applyRetention } from '../../src/privacy/retention';
import { defaultRetention, type Retention } from '../../src/privacy/retention-settings';
import { countDrafts } from '../../src/replies/draft';
import { reopenRound } from '../../src/reminders/reopen-round';
import { loadReplies } from '../../src/replies/reply-store';
import { createDownloadLink, findDownloadLink } from '../../src/report/download-link';
import { moveDeadline } from '../../src/rounds/move-deadline';
import {
  listRoundNames,
  listRounds,
  readRound,
  type RoundName,
  roundPartition,
} from '../../src/rounds/round-store';
import { settleRounds, unsettle } from '../../src/rounds/settled/settle-rounds';
import { surveyRounds } from '../../src/rounds/settled/survey-rounds';
import { doDueWork, runTick } from '../../src/schedule/tick';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit } from '../helpers/failing-store';
import { type FirstSchemaStore, lastTick, openFirstSchemaStore } from '../helpers/first-schema-store';
import { holidays } from '../schedule/ticking';

const actor: Actor = { by: 'planning@example.org', way: 'card' };
const open: RoundName = { programmeId: 'strategic-goals', period: '2026-Q3' };
const closed: RoundName = { programmeId: 'strategic-goals', period: '2026-Q2' };
const receipt = { conversationId: 'c', activityId: 'a', serviceUrl: 'https://x' };

let first: FirstSchemaStore;
let store: EntityStore;
beforeEach(async () => {
  first = await openFirstSchemaStore();
  store = first.store;
});
afterEach(() => first.remove());

/** Ticks every six hours; @returns the keys of what was sent. */
async function tickFrom(from: string, days: number, retention?: Retention): Promise<string[]> {
  const sent: string[] = [];
  for (let hours = 0; hours <= 24 * days; hours += 6) {
    const now = new Date(Date.parse(from) + hours * 3_600_000);
    await runTick({
      ...{ store, holidays, clock: { now: () => now } },
      ...(retention && { retention }),
      deliver: (message) => {
        sent.push(message.key);
        return Promise.resolve({ type: 'sent', receipt });
      },
      onFailure: (what, error) => {
        throw new Error(what, { cause: error });
      },
    });
  }
  return sent;
}

/** As many ticks as a day has. */
async function removeAt(moment: string, retention: Retention = defaultRetention): Promise<number> {
  let removed = 0;
  for (let tick = 0; tick < 20; tick++) removed += await applyRetention(store, retention, new Date(moment));
  return removed;
}

async function messagesOf(name: RoundName): Promise<Message[]> {
  const found: Message[] = [];
  for await (const { value } of allMessages(store, roundPartition(name))) found.push(value);
  return found;
}
const toPersons = (messages: readonly Message[]) =>
  messages.filter(({ recipient }) => recipient.type === 'person');

describe('messages to people', () => {
  it('are removed a year after their round was closed; posts in channels stay, and so do figures', async () => {
    const figures = () => buildDigest(store, closed, new Date('2028-01-01'));
    const [before, count] = [await figures(), (await messagesOf(closed)).length];
    await removeAt('2027-08-10T12:00:00Z');
    expect(await messagesOf(closed)).toHaveLength(count);
    expect(await removeAt('2027-08-12T12:00:00Z')).toBeGreaterThan(0);
    const left = await messagesOf(closed);
    expect(toPersons(left)).toEqual([]);
    expect(left.length).toBeGreaterThan(0);
    expect(await figures()).toEqual(before);
  });

  it('stay in a round that takes replies, however old they are', async () => {
    const before = toPersons(await messagesOf(open)).length;
    await removeAt('2030-01-01T12:00:00Z');
    expect(toPersons(await messagesOf(open))).toHaveLength(before);
  });

  it('are never sent again for being gone, not even when the round is reopened', async () => {
    const sent = new Set(await tickFrom(lastTick, 40));
    for (const round of await listRounds(store))
      for (const { key, state } of await messagesOf(round)) if (state !== 'pending') sent.add(key);
    const later = '2028-03-01T06:00:00.000Z';
    // What the calendar opened meanwhile is skipped or opened as without retention.
    const again = await tickFrom(later, 10, defaultRetention);
    expect(toPersons(await messagesOf(closed))).toEqual([]);
    expect(again.filter((key) => sent.has(key))).toEqual([]);
    const deadline = new Date('2028-03-20T12:00:00Z');
    const reopening = { ...closed, ...actor, reason: 'late figures', deadline };
    await reopenRound(store, reopening, new Date('2028-03-12T06:00:00Z'));
    const after = await tickFrom('2028-03-12T07:00:00.000Z', 5, defaultRetention);
    const prompts = after.filter((key) => key.startsWith('strategic-goals|2026-Q2|'));
    expect(prompts.length).toBeGreaterThan(0);
    expect(prompts.filter((key) => sent.has(key))).toEqual([]);
    expect(new Set(after).size).toBe(after.length);
  });
});

it('drafts are removed three months after the closing', async () => {
  await doDueWork({
    ...{ store, holidays, clock: { now: () => new Date('2026-11-12T06:00:00Z') } },
    deliver: () => Promise.resolve({ type: 'sent', receipt }),
    onFailure: () => undefined,
  });
  expect((await readRound(store, open))!.value.status).toBe('closed');
  expect((await countDrafts(store, open)).drafts).toBe(3);
  await removeAt('2027-02-11T12:00:00Z');
  expect((await countDrafts(store, open)).drafts).toBe(3);
  await removeAt('2027-02-13T12:00:00Z');
  expect((await countDrafts(store, open)).drafts).toBe(0);
  expect((await loadReplies(store, open)).size).toBe(3);
});

it('entries of the audit are removed after their months, but not what figures come from', async () => {
  const at = new Date('2026-10-16T10:00:00Z');
  await store.commit(peoplePartition, [audit({ ...actor, what: 'granted' }, at)]);
  await store.commit(roundPartition(closed), [audit({ ...actor, ...closed, what: 'reminded' }, at)]);
  await moveDeadline(store, { ...open, ...actor, deadline: new Date('2026-11-12T14:00:00Z') }, at);
  await tickFrom('2026-12-01T06:00:00.000Z', 1);
  const acts = async () => {
    const partitions = [peoplePartition, roundPartition(closed), roundPartition(open)];
    return (await readAudit(store, partitions)).map(({ what }) => what);
  };
  expect(await acts()).toEqual(
    expect.arrayContaining(['granted', 'reminded', 'deadline-moved', 'round-closed']),
  );
  await removeAt('2031-10-15T12:00:00Z');
  expect(await acts()).toContain('granted');
  await removeAt('2032-06-01T12:00:00Z');
  expect(await acts()).toEqual(['deadline-moved']);
});

it('chats of people who are not in the directory, and links that have ended, are removed the next day', async () => {
  const gone = 'gone@example.org';
  await rememberReference(store, gone, { conversation: { id: 'a:gone' } } as never);
  const known = 'planning@example.org';
  expect(await loadPerson(store, known)).toBeDefined();
  const report = { ...closed, format: 'csv' as const };
  const { token } = await createDownloadLink(store, { personId: known, report }, new Date(lastTick));
  await removeAt('2026-10-18T12:00:00Z');
  expect(await findReference(store, gone)).toBeUndefined();
  expect(await findReference(store, known)).toBeDefined();
  expect(await findDownloadLink(store, token)).toBeUndefined();
});

describe('a round', () => {
  const far = '2035-01-01T12:00:00Z';

  it('is kept for ever with its replies where no years are set', async () => {
    const before = (await listRounds(store)).length;
    const replies = (await loadReplies(store, closed)).size;
    await removeAt(far);
    expect(await listRounds(store)).toHaveLength(before);
    expect((await loadReplies(store, closed)).size).toBe(replies);
  });

  it('goes with all that belongs to it after the years that are set, and is not asked again', async () => {
    const retention = { ...defaultRetention, roundYears: 8 };
    await tickFrom(lastTick, 40);
    await removeAt('2034-09-01T12:00:00Z', retention);
    expect(await readRound(store, closed)).toBeUndefined();
    for await (const row of store.range(roundPartition(closed))) throw new Error(`left: ${row.key}`);
    expect((await readRound(store, open))!.value.status).toBe('closed');
    const sent = await tickFrom('2034-09-02T06:00:00.000Z', 3, retention);
    expect(sent.filter((key) => key.includes('2026-Q2'))).toEqual([]);
  });
});

describe('a day’s removal', () => {
  it('is done once a day, and goes on where a process died', async () => {
    const moment = new Date('2032-06-01T12:00:00Z');
    const commits = await atEveryCommit(async (n) => {
      const dying = dyingAtCommit(store, Math.min(n, 2));
      const survived = await applyRetention(dying, defaultRetention, moment).then(
        () => true,
        () => false,
      );
      return { survived };
    });
    expect(commits).toBeGreaterThan(3);
    expect(toPersons(await messagesOf(closed))).toEqual([]);
    expect(await applyRetention(store, defaultRetention, moment)).toBe(0);
  });
});

it('is the same for rounds that the index marks as settled, which are read only when something has expired', async () => {
  const other = await openFirstSchemaStore();
  const retention = { ...defaultRetention, roundYears: 7 };
  const removedFrom = (at: EntityStore, now: Date) => applyRetention(at, retention, now);
  for (const at of [store, other.store]) {
    const closing = { holidays, store: at, clock: { now: () => new Date('2026-11-12T06:00:00Z') } };
    const deliver = () => Promise.resolve({ type: 'sent' as const, receipt });
    await doDueWork({ ...closing, deliver, onFailure: () => undefined });
  }
  for (const now of ['2026-11-13', '2026-11-14']) await settleAll(new Date(now));
  const contentOf = async (at: EntityStore) => {
    const keys: string[] = [];
    for (const round of rounds)
      for await (const { key } of at.range(roundPartition(round)))
        keys.push(`${roundPartition(round)} ${withoutIds(key)}`);
    return keys.sort();
  };
  const rounds = await listRoundNames(store);
  expect(rounds.filter(({ settled }) => settled).length).toBeGreaterThan(3);
  const reads = { marked: 0, unmarked: 0 };
  const seen = new Set<number>();
  for (let day = 0; day < 9 * 365; day += 13) {
    const now = new Date(Date.parse('2026-11-15T12:00:00Z') + day * 24 * 3_600_000);
    if (day === 13 * 20) for (const at of [store, other.store]) await addLater(at, now);
    for (const round of await listRoundNames(other.store)) await unsettle(other.store, round);
    // As many ticks as it takes.
    for (let tick = 0; tick < 4; tick++) {
      await removedFrom(countingRanges(store, reads, 'marked'), now);
      await removedFrom(countingRanges(other.store, reads, 'unmarked'), now);
    }
    const left = await contentOf(store);
    expect(left).toEqual(await contentOf(other.store));
    seen.add(left.length);
  }
  // Drafts, messages, the later message, audits of several days, and the rounds themselves.
  expect(seen.size).toBeGreaterThan(6);
  expect(reads.marked).toBeLessThan(reads.unmarked / 10);
  await other.remove();
});

/** The ids of snapshots, and the end of an audit entry's key, are random. */
function withoutIds(key: string): string {
  if (key.startsWith('audit|')) return key.slice(0, key.lastIndexOf('|'));
  return key.replace(/^snapshot\|[^|]*/, 'snapshot');
}

async function settleAll(now: Date): Promise<void> {
  await settleRounds(store, await surveyRounds(store), now);
}

/** A message and an entry in the audit of a round that was closed long before. */
async function addLater(at: EntityStore, now: Date): Promise<void> {
  const message = {
    ...{ key: `${closed.programmeId}|${closed.period}|late`, kind: 'prompt' as const },
    ...{ recipient: { type: 'person' as const, personId: actor.by }, data: { ...closed } },
  };
  await at.commit(roundPartition(closed), [
    enqueue(message, now),
    audit({ ...actor, ...closed, what: 'reminded' }, now),
  ]);
}

function countingRanges<K extends string>(at: EntityStore, counts: Record<K, number>, as: K): EntityStore {
  return {
    get: (partition, key) => at.get(partition, key),
    range: (partition, range) => {
      if (partition.startsWith('round|')) counts[as] += 1;
      return at.range(partition, range);
    },
    commit: (partition, changes) => at.commit(partition, changes),
    close: () => at.close(),
  };
}
