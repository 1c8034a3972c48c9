/** The comment on a unit: its versions, who may write it, and that a closing ends it. */
import { expect, it } from '@jest/globals';
import { readAudit } from '../../src/audit/audit';
import { type Commenting, commentOnUnit } from '../../src/comments/comment-on-unit';
import { loadCommentVersions } from '../../src/comments/comment-store';
import { longestComment } from '../../src/comments/unit-comment';
import { buildDigest } from '../../src/digest/build-digest';
import { buildOwnDigest } from '../../src/digest/own-digest';
import { currentFigures } from '../../src/digest/current-figures';
import { reopenRound } from '../../src/reminders/reopen-round';
import { closeRound } from '../../src/rounds/close-round';
import { readGates } from '../../src/rounds/close-guard';
import { readRound, roundPartition } from '../../src/rounds/round-store';
import { discardRound } from '../../src/schedule/discard-round';
import {
  afterDeadline,
  anna,
  bo,
  deadline,
  during,
  eachWithStore,
  goalWith,
  name,
  peopleOf,
  programmeWith,
  refusal,
  saveOpenRound,
} from '../helpers/fixtures';
import { accessOf } from '../questions/setting';

const stored = eachWithStore();
const head = accessOf(anna, { heads: new Map([['prog', new Set(['Kirurgia'])]]) });
const chief = accessOf(bo, { coordinates: new Set(['prog']) });
const cli = { by: 'cli:root', way: 'cli' } as const;
const minutes = (count: number) => new Date(during.getTime() + count * 60_000);

beforeEach(async () => {
  const goal = (id: string, unit: string) => goalWith(id, { headings: [{ fi: unit }] });
  await saveOpenRound(stored.store, {
    register: { programme: programmeWith(), goals: [goal('a', 'Kirurgia'), goal('b', 'Hoiva')] },
    people: peopleOf([anna, bo]),
  });
});

function comment(changes: Partial<Commenting> = {}, now = during) {
  const act = {
    ...name,
    by: anna,
    way: 'card' as const,
    access: head,
    unit: 'Kirurgia',
    text: 'Etenee.',
    seen: 0,
  };
  return commentOnUnit(stored.store, { ...act, ...changes }, now);
}
const textsAt = async (now: Date) =>
  (await buildDigest(stored.store, name, now)).comments?.map(({ unit, text, by }) => [unit, text, by]);

it('keeps every version with who and when; the latest one is in the digest, and an empty one withdraws it', async () => {
  await comment();
  await comment({ text: '  Viivästyy.\r\nSyynä rekrytointi. ', seen: 1, access: chief, by: bo }, minutes(1));
  expect(await textsAt(minutes(2))).toEqual([['Kirurgia', 'Viivästyy.\nSyynä rekrytointi.', bo]]);
  expect(await textsAt(during)).toEqual([['Kirurgia', 'Etenee.', anna]]);
  await comment({ text: ' ', seen: 2 }, minutes(3));
  expect(await textsAt(minutes(4))).toBeUndefined();
  const versions = await loadCommentVersions(stored.store, name, 'Kirurgia');
  expect(versions.map(({ version, by, at }) => [version, by, at])).toEqual([
    [1, anna, during.toISOString()],
    [2, bo, minutes(1).toISOString()],
    [3, anna, minutes(3).toISOString()],
  ]);
  const entries = await readAudit(stored.store, [roundPartition(name)], { what: 'unit-commented' });
  expect(entries.map(({ by, from, to }) => [by, from, to])).toEqual([
    [anna, 0, { unit: 'Kirurgia', version: 1 }],
    [bo, 1, { unit: 'Kirurgia', version: 2 }],
    [anna, 2, { unit: 'Kirurgia', version: 3 }],
  ]);
});

it('writes nothing for the same text, also from an outdated card, nor for an empty one at first', async () => {
  expect((await comment({ text: '' })).version).toBe(0);
  await comment();
  const before = stored.now.dump();
  expect((await comment({ seen: 0 })).version).toBe(1);
  expect(stored.now.dump()).toEqual(before);
});

it('of two at once writes one; the other is told who was first', async () => {
  const both = await Promise.allSettled([comment(), comment({ text: 'Toisin.', access: chief, by: bo })]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [first] = await loadCommentVersions(stored.store, name);
  const refused = comment({ text: 'Kolmas.' }, minutes(1));
  await expect(refused).rejects.toEqual(
    refusal('unit-comment-changed', { by: first!.by, at: during.toISOString() }),
  );
});

it.each([
  ['another unit’s head', { unit: 'Hoiva' }, 'unit-comment-unit'],
  ['a unit that is not there', { access: chief, unit: 'Muu' }, 'unit-comment-unit'],
  ['a reader', { access: accessOf(anna, { reads: new Set(['prog']) }) }, 'not-permitted'],
  [
    'the head of a unit without goals',
    { access: accessOf(anna, { heads: new Map([['prog', new Set(['Muu'])]]) }) },
    'not-permitted',
  ],
  ['too long a text', { text: 'x'.repeat(longestComment + 1) }, 'unit-comment-too-long'],
  ['a round that is not there', { period: '2026-Q4' }, 'unknown-round'],
  ['a programme that is not there', { programmeId: 'none' }, 'not-permitted'],
])('refuses %s, and writes nothing', async (_what, changes, code) => {
  const before = stored.now.dump();
  await expect(comment(changes)).rejects.toMatchObject({ code });
  expect(stored.now.dump()).toEqual(before);
});

it('is as at the closing afterwards; a reopened round takes changes, which that closing does not show', async () => {
  await comment();
  const { store } = stored;
  await closeRound(store, { ...name, ...cli }, minutes(5));
  await expect(comment({ text: 'Myöhässä.', seen: 1 }, minutes(6))).rejects.toMatchObject({
    code: 'unit-comment-closed',
  });
  const until = new Date(deadline.getTime() + 86_400_000);
  await reopenRound(store, { ...name, ...cli, reason: 'late', deadline: until }, minutes(7));
  await comment({ text: 'Korjattu.', seen: 1 }, minutes(8));
  expect(await textsAt(minutes(6))).toEqual([['Kirurgia', 'Etenee.', anna]]);
  expect(await textsAt(minutes(9))).toEqual([['Kirurgia', 'Korjattu.', anna]]);
});

it('is refused once the deadline has passed, also before the closing was carried out', async () => {
  await expect(comment({}, afterDeadline)).rejects.toMatchObject({ code: 'unit-comment-closed' });
});

it('does not slip into a round whose closing began after the round was read', async () => {
  const { store } = stored;
  let closed = false;
  const slow = {
    ...store,
    get: store.get.bind(store),
    range: store.range.bind(store),
    commit: async (...args: Parameters<typeof store.commit>) => {
      if (!closed) {
        closed = true;
        await closeRound(store, { ...name, ...cli }, minutes(1));
      }
      return store.commit(...args);
    },
    close: store.close.bind(store),
  };
  const act = {
    ...name,
    by: anna,
    way: 'card' as const,
    access: head,
    unit: 'Kirurgia',
    text: 'Ehtiikö?',
    seen: 0,
  };
  await expect(commentOnUnit(slow, act, minutes(1))).rejects.toMatchObject({ code: 'unit-comment-closed' });
  expect(await loadCommentVersions(store, name)).toEqual([]);
  expect((await readGates(store, name)).length).toBeGreaterThan(0);
});

it('goes with a round that is taken back', async () => {
  await comment();
  const { store } = stored;
  await discardRound(store, { ...name, ...cli }, minutes(1));
  expect(await loadCommentVersions(store, name)).toEqual([]);
});

it('is in the digest of those who follow the unit, and in no other’s', async () => {
  await comment();
  const own = async (unit: string) =>
    (await buildOwnDigest(stored.store, name, { personId: anna, units: new Set([unit]) }, minutes(1)))
      ?.comments;
  expect((await own('Kirurgia'))?.map(({ text }) => text)).toEqual(['Etenee.']);
  expect(await own('Hoiva')).toBeUndefined();
});

it('makes a post of the digest outdated', async () => {
  const figures = async () =>
    (await currentFigures(stored.store, (await readRound(stored.store, name))!.value, 'x', during)).figures;
  const before = await figures();
  await comment();
  expect(await figures()).not.toBe(before);
});
