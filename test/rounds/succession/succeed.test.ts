/** A leaver's goals, rights and open requests become another's in one act. */
import { type Actor, readAudit } from '../../../src/audit/audit';
import { loadGoals, loadProgramme, ownersIn } from '../../../src/goals/register';
import { type Message } from '../../../src/outbox/message';
import { loadRoles, peoplePartition } from '../../../src/people/directory';
import { grant, loadGrants } from '../../../src/people/grants';
import { loadSubstitutions, setSubstitute } from '../../../src/people/substitutions';
import { obstaclesFor } from '../../../src/privacy/obstacles';
import { loadAskedRound } from '../../../src/replies/asked-goals';
import { handOver } from '../../../src/rounds/hand-over';
import { loadProposal } from '../../../src/rounds/proposal';
import { loadHandovers } from '../../../src/rounds/responsibility-store';
import { loadRequest } from '../../../src/rounds/round-store';
import { planSuccession, programmesIn } from '../../../src/rounds/succession/plan';
import { succeedPerson } from '../../../src/rounds/succession/succeed';
import { type EntityStore } from '../../../src/storage/store';
import { atEveryCommit, dyingAtCommit } from '../../helpers/failing-store';
import {
  anna,
  bo,
  cia,
  deadline,
  during,
  eachWithStore,
  goalWith,
  name,
  peopleOf,
  programmeWith,
  refusal,
  saveOpenRound,
  saveSetting,
} from '../../helpers/fixtures';
import { tickOn } from '../../schedule/ticking';

const stored = eachWithStore();
const actor: Actor = { by: 'cli:root', way: 'cli' };
const dag = 'dag@example.org';
const programmes = ['prog', 'second', 'third'];
const nobody = new Set<string>();
const succeed = (of: EntityStore = stored.store, to = dag) =>
  succeedPerson(of, { from: anna, to }, actor, during);

/** Anna owns twelve goals in three programmes with open rounds, and has something of every other kind. */
beforeEach(async () => {
  const { store } = stored;
  const people = peopleOf([anna, bo, cia, dag, 'coordinator@example.org'], {
    board: [anna, bo],
    alone: [anna],
  });
  for (const id of programmes)
    await saveOpenRound(store, {
      register: {
        programme: programmeWith({ id, channels: [], ...(id === 'third' && { coordinator: anna }) }),
        goals: [
          ...['a', 'b', 'c'].map((goal) => goalWith(`${id}-${goal}`)),
          goalWith(`${id}-both`, { owners: [anna, dag] }),
          goalWith(`${id}-board`, { owners: ['role:board'] }),
          goalWith(`${id}-bo`, { owners: [bo] }),
        ],
      },
      people,
    });
  await saveSetting(store, {
    register: {
      programme: programmeWith({ id: 'quiet', channels: [] }),
      goals: [goalWith('q', { owners: [bo] })],
    },
    people,
  });
  await tickOn(store, during);
  await grant(store, { personId: anna, role: 'reader', programmeId: 'quiet' }, actor, during);
  await grant(store, { personId: anna, role: 'admin' }, actor, during);
  // Anna was handed one of Bo's goals, and has handed one of hers to Cia, for good.
  await handOver(store, { ...name, goalId: 'prog-bo', by: bo, to: anna, forGood: true }, during);
  await handOver(store, { ...name, goalId: 'prog-a', by: anna, to: cia }, during);
  for (const [personId, substituteId, from] of [
    [bo, anna, '2026-10-20'],
    [dag, anna, '2026-10-20'],
    [anna, bo, '2026-11-20'],
  ] as const)
    await setSubstitute(store, { personId, substituteId, from, to: from }, during);
});

const messages = async (at: Date) => {
  const sent: Message[] = [];
  const { failures } = await tickOn(stored.store, at, (message) => {
    sent.push(message);
    return { type: 'sent', receipt: { conversationId: 'c', activityId: 'a', serviceUrl: 'https://x' } };
  });
  expect(failures).toEqual([]);
  return sent;
};
const to = (person: string, all: readonly Message[]) =>
  all.filter(({ recipient }) => recipient.type === 'person' && recipient.personId === person);

it('is previewed with counts, and nothing is written', async () => {
  const before = stored.now.dump();
  const plan = await planSuccession(stored.store, anna, during);
  expect([plan.goals.length, programmesIn(plan), plan.requests.length]).toEqual([12, 3, 3]);
  expect(plan).toMatchObject({
    handovers: [name],
    roles: ['alone', 'board'],
    coordinates: ['third'],
    substitutions: 3,
  });
  expect(plan.grants.map(({ role }) => role).sort()).toEqual(['admin', 'reader']);
  expect(stored.now.dump()).toEqual(before);
});

it('leaves the person nothing to hand over, and gives the successor all of it', async () => {
  const { store } = stored;
  await succeed();
  expect(await obstaclesFor(store, anna, nobody)).toEqual([]);
  for (const id of programmes) {
    const owners = (await loadGoals(store, id)).map(ownersIn);
    expect(owners).toEqual([[dag], [dag], [dag], [dag], ['role:board'], [bo]]);
  }
  expect((await loadRoles(store)).map(({ members }) => members)).toEqual([[dag], [dag, bo]]);
  expect((await loadProgramme(store, 'third'))!.coordinator).toBe(dag);
  expect((await loadGrants(store, dag)).map(({ role }) => role).sort()).toEqual(['admin', 'reader']);
  expect(
    (await loadSubstitutions(store)).map(({ personId, substituteId }) => [personId, substituteId]),
  ).toEqual([[bo, dag]]);
});

it('moves what is open in a round: own goals, what was handed over either way, and no proposal of the leaver', async () => {
  const { store } = stored;
  await succeed();
  const asked = (await loadAskedRound(store, name, dag, during))!;
  const held = asked.goals.filter(({ isHeld }) => isHeld).map(({ goal }) => goal.id);
  expect(held.sort()).toEqual(['prog-b', 'prog-bo', 'prog-board', 'prog-both', 'prog-c']);
  expect((await loadRequest(store, name, dag))!.value.goalIds).toEqual(expect.arrayContaining(held));
  expect(
    (await loadHandovers(store, name)).map(({ goalId, from, to: holder }) => [goalId, from, holder]),
  ).toEqual(
    expect.arrayContaining([
      ['prog-a', dag, cia],
      ['prog-bo', bo, dag],
    ]),
  );
  expect(await loadProposal(store, { ...name, goalId: 'prog-bo', from: bo })).toMatchObject({
    status: 'withdrawn',
  });
  const left = await loadAskedRound(store, name, anna, during);
  expect((left?.goals ?? []).filter(({ isHeld }) => isHeld)).toEqual([]);
});

it('tells the successor once, and the leaver is asked nothing any more', async () => {
  await succeed();
  const sent = await messages(new Date('2026-10-12T10:00:00Z'));
  expect(to(dag, sent).map(({ kind, data }) => [kind, data])).toEqual([
    ['succession', { from: anna, goals: 12, programmes: 3 }],
  ]);
  await expect(succeed()).rejects.toEqual(refusal('nothing-to-succeed', { person: anna }));
  const later = await messages(new Date(deadline.getTime() - 3_600_000));
  expect(to(dag, later).filter(({ kind }) => kind === 'succession')).toEqual([]);
  expect(to(anna, later)).toEqual([]);
});

it('is in the audit: each change, and the act as a whole', async () => {
  await succeed();
  const [act, ...more] = await readAudit(stored.store, [peoplePartition], { what: 'person-succeeded' });
  expect(more).toEqual([]);
  expect(act).toMatchObject({ ...actor, personId: anna, from: anna, to: dag });
  const changed = await readAudit(
    stored.store,
    programmes.map((id) => `goals|${id}`),
    { what: 'owners-changed' },
  );
  expect(changed).toHaveLength(12);
  for (const what of ['granted', 'revoked'] as const)
    expect(await readAudit(stored.store, [peoplePartition], { what, by: actor.by })).toHaveLength(
      what === 'granted' ? 4 : 2,
    );
  expect(await readAudit(stored.store, ['programmes'], { what: 'programme-changed' })).toMatchObject([
    { programmeId: 'third', from: { coordinator: anna }, to: { coordinator: dag } },
  ]);
});

it('ends the same, and tells of everything once, wherever a process died', async () => {
  let attempts = 0;
  const commits = await atEveryCommit(async (n) => {
    attempts++;
    const survived = await succeed(dyingAtCommit(stored.store, Math.min(n, 2))).then(
      () => true,
      () => false,
    );
    return { survived };
  });
  expect(commits).toBeGreaterThan(10);
  expect(attempts).toBeGreaterThan(10);
  expect(await obstaclesFor(stored.store, anna, nobody)).toEqual([]);
  const sent = to(dag, await messages(new Date('2026-10-12T10:00:00Z')));
  expect(sent.map(({ kind, data }) => [kind, data])).toEqual([
    ['succession', { from: anna, goals: 12, programmes: 3 }],
  ]);
});

it('is refused for oneself, and for somebody unknown', async () => {
  await expect(succeed(stored.store, anna)).rejects.toEqual(refusal('own-successor', { person: anna }));
  await expect(succeed(stored.store, 'x@example.org')).rejects.toEqual(refusal('unknown-colleague'));
});
