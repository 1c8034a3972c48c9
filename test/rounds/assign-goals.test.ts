import { readAudit } from '../../src/audit/audit';
import { goalsPartition, loadGoal } from '../../src/goals/register';
import { pendingMessages } from '../../src/outbox/message';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { recordReply } from '../../src/replies/record-reply';
import { readReply } from '../../src/replies/reply-store';
import { type Assignment, assignGoals } from '../../src/rounds/assign-goals';
import { roundPartition } from '../../src/rounds/round-store';
import { dyingAtCommit } from '../helpers/failing-store';
import {
  collect,
  during,
  eachWithStore,
  estimate,
  expectNothingWritten,
  goalWith,
  name,
  peopleOf,
  programmeWith,
  refusal,
  saveOpenRound,
} from '../helpers/fixtures';

const [anna, bo, cia] = ['anna@example.org', 'bo@example.org', 'cia@example.org'];
const chief = { by: 'coordinator@example.org', way: 'card' } as const;
const { programmeId } = name;
const stored = eachWithStore();

/** 42 questions of Anna's; Bo has a part of the first, and the last is put to others. */
const ids = Array.from({ length: 42 }, (_, index) => `q${index + 1}`);
beforeEach(() =>
  saveOpenRound(stored.store, {
    register: {
      programme: programmeWith({ respondent: 'county' }),
      goals: ids.map((id, index) =>
        goalWith(id, {
          fields: [estimate('value'), ...(index === 0 ? [estimate('part', { owners: [bo] })] : [])],
          ...(index === 41 && { respondents: ['hus'] }),
        }),
      ),
    },
    people: peopleOf([anna, bo, cia, chief.by]),
  }),
);

const assign = (changes: Partial<Assignment> = {}, store = stored.store) =>
  assignGoals(
    store,
    { programmeId, goalIds: ids, to: cia, step: during.toISOString(), ...changes },
    chief,
    during,
  );
const askedOf = async (personId: string) =>
  (await loadAskedRound(stored.store, name, personId, during))?.goals.map(({ goal }) => goal.id) ?? [];
const told = async () =>
  (await collect(pendingMessages(stored.store, roundPartition(name)))).filter(
    ({ value }) => value.kind === 'assigned',
  );

it('one expert gets all parts of all questions, with one message, and nobody else is asked', async () => {
  await assign();
  expect(await askedOf(cia)).toEqual(ids.slice(0, 41));
  expect([await askedOf(anna), await askedOf(bo)]).toEqual([[], []]);
  expect((await loadGoal(stored.store, programmeId, 'q1'))?.fields.map(({ owners }) => owners)).toEqual([
    [],
    [],
  ]);
  expect((await told()).map(({ value }) => value.data)).toEqual([{ ...name, goalIds: ids.slice(0, 41) }]);
});

it('every change is in the audit, with who had it before', async () => {
  await assign({ goalIds: ['q1', 'q2'] });
  const entries = await readAudit(stored.store, [goalsPartition(programmeId)]);
  // Of one moment, so in no order.
  entries.sort((a, b) => (a.goalId! < b.goalId! ? -1 : 1));
  expect(entries).toMatchObject([
    { ...chief, what: 'owners-changed', goalId: 'q1', from: [anna, bo], to: [cia] },
    { ...chief, what: 'owners-changed', goalId: 'q2', from: [anna], to: [cia] },
  ]);
});

it('what was answered stays', async () => {
  await recordReply(
    stored.store,
    { ...name, goalId: 'q2', by: anna, typed: { value: '7' }, locale: 'fi', seenVersion: 0 },
    during,
  );
  await assign();
  expect((await readReply(stored.store, name, 'q2'))?.value.answers['value']).toMatchObject({
    raw: '7',
    by: anna,
  });
});

it('doing it again changes nothing and tells nobody twice', async () => {
  await assign();
  const before = stored.now.dump();
  await assign();
  expect(stored.now.dump()).toEqual(before);
});

it.each([1, 2, 20, 42, 43])('after a power cut at commit %i pressing again finishes it', async (n) => {
  await expect(assign({}, dyingAtCommit(stored.store, n))).rejects.toThrow('power cut');
  await assign();
  expect(await askedOf(cia)).toHaveLength(41);
  expect(await told()).toHaveLength(1);
  expect(await readAudit(stored.store, [goalsPartition(programmeId)])).toHaveLength(42);
});

it('another assignment at the same moment is one of its own', async () => {
  await assign({ goalIds: ['q1'] });
  await assign({ goalIds: ['q2'] });
  expect(await told()).toHaveLength(2);
  expect(await askedOf(cia)).toEqual(['q1', 'q2']);
});

it('a later assignment of more is told anew', async () => {
  await assign({ goalIds: ['q1'] });
  await assign({ goalIds: ['q2', 'q3'], step: new Date(during.getTime() + 1).toISOString() });
  expect((await askedOf(cia)).sort()).toEqual(['q1', 'q2', 'q3']);
  expect(await told()).toHaveLength(2);
});

it.each([
  ['unknown-colleague', { to: 'nobody@example.org' }],
  ['unknown-goal', { goalIds: ['q1', 'q99'] }],
  ['unknown-programme', { programmeId: 'none' }],
])('is refused as %s, and nothing is written', async (code, changes) => {
  await expectNothingWritten(stored.now, () => assign(changes), refusal(code));
});
