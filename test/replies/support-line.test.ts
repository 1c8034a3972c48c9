/** What support is needed: asked beside the state of a task, kept like every answer, and never in the way. */
import { saveRegister } from '../../src/goals/register';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { listRounds, loadForm } from '../../src/rounds/round-store';
import { schedule } from '../../src/audit/audit';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { loadGoalHistory } from '../../src/replies/goal-history';
import { recordReply, type Typed } from '../../src/replies/record-reply';
import { repeatReply } from '../../src/replies/repeat-reply';
import { readReply } from '../../src/replies/reply-store';
import {
  afterDeadline,
  during,
  eachWithStore,
  estimate,
  goalWith,
  name,
  peopleOf,
  programmeWith,
  refusal,
  saveOpenRound,
} from '../helpers/fixtures';
import { anna, bo, submission } from './fixtures';

const stored = eachWithStore();
const workStates = [
  { id: 'as-planned', label: { fi: 'Etenee' }, light: 'green' as const },
  { id: 'stuck', label: { fi: 'Ei etene' }, light: 'red' as const },
];
const register = (collectsSupport: boolean) => ({
  programme: programmeWith({ collectsSupport, workStates }),
  goals: [
    goalWith('task', {
      groups: [{ id: 'x', kind: 'task', label: { fi: 'Tehtävä' }, owners: [bo] }],
      fields: [
        estimate('value'),
        { id: 'state', kind: 'work-state', role: 'state', label: { fi: 'Tila' }, group: 'x' },
      ],
    }),
  ],
});
const open = (collectsSupport = true) =>
  saveOpenRound(stored.store, { register: register(collectsSupport), people: peopleOf([anna, bo]) });
const submit = (by: string, typed: Typed, seenVersion = 0) =>
  recordReply(stored.store, submission(by, typed, { goalId: 'task', seenVersion }), during);
const need = 'Kaksi hoitajaa, johtoryhmältä, 1.3. mennessä';
const line = 'state-support';
const goalOf = async (person: string) =>
  (await loadAskedRound(stored.store, name, person, during))!.goals.find(({ goal }) => goal.id === 'task')!;

it('is asked of the task’s owner and of nobody else', async () => {
  await open();
  expect((await goalOf(bo)).fields.map(({ id }) => id)).toEqual(['state', line]);
  expect((await goalOf(anna)).fields.map(({ id }) => id)).toEqual(['value']);
  await expect(submit(anna, { value: '50', [line]: need })).rejects.toEqual(refusal('not-yours'));
});

it('is kept with its versions, and is not required for the answer to be complete', async () => {
  await open();
  const first = await submit(bo, { state: 'stuck', [line]: '' });
  expect(first.answers[line]).toBeUndefined();
  expect((await goalOf(bo)).completeness).toBe('answered');
  await submit(bo, { state: 'stuck', [line]: need }, 1);
  const reply = (await readReply(stored.store, name, 'task'))!.value;
  expect(reply.answers[line]).toMatchObject({ raw: need, by: bo, version: 2 });
  expect((await goalOf(bo)).completeness).toBe('answered');
  expect((await goalOf(anna)).completeness).toBe('unanswered');
});

it('is refused when longer than a line', async () => {
  await open();
  const long = submit(bo, { state: 'stuck', [line]: 'x'.repeat(301) });
  await expect(long).rejects.toMatchObject({ name: 'InvalidReplyError' });
});

it('is not asked where the programme does not collect it', async () => {
  await open(false);
  expect((await goalOf(bo)).fields.map(({ id }) => id)).toEqual(['state']);
  await expect(submit(bo, { state: 'stuck', [line]: need })).rejects.toEqual(refusal('unknown-field'));
});

it('a round closed before the programme collected it keeps its form; "no change" repeats state and line', async () => {
  await open(false);
  await submit(bo, { state: 'stuck' });
  await closeRound(stored.store, { ...name, ...schedule }, afterDeadline);
  await saveRegister(stored.store, register(true));
  const [closed] = await listRounds(stored.store, name.programmeId);
  const form = (await loadForm(stored.store, closed!))!;
  expect(form.goals[0]!.fields.map(({ id }) => id)).toEqual(['value', 'state']);

  const [q4, q1] = ['2026-Q4', '2027-Q1'].map((period) => ({ ...name, period }));
  const [opens, closes] = [new Date('2027-01-11T06:00:00Z'), new Date('2027-02-11T14:00:00Z')];
  await openRound(stored.store, { ...q4!, opens, deadline: closes, ...schedule }, opens);
  const again = await repeatReply(stored.store, { ...q4!, goalId: 'task', by: bo }, opens);
  expect(Object.keys(again.answers)).toEqual(['state']);
  const more = { ...q4!, goalId: 'task', seenVersion: 1 };
  await recordReply(stored.store, submission(bo, { state: 'stuck', [line]: need }, more), opens);
  await closeRound(stored.store, { ...q4!, ...schedule }, new Date('2027-02-11T14:00:30Z'));

  const later = new Date('2027-04-11T06:00:00Z');
  await openRound(
    stored.store,
    { ...q1!, opens: later, deadline: new Date('2027-05-11T14:00:00Z'), ...schedule },
    later,
  );
  const third = await repeatReply(stored.store, { ...q1!, goalId: 'task', by: bo }, later);
  expect(third.answers[line]).toMatchObject({ raw: need, unchangedFrom: '2026-Q4' });
  const history = await loadGoalHistory(stored.store, name.programmeId, 'task');
  expect(history.map(({ judged }) => judged?.support)).toEqual([
    { asking: 1, of: 1 },
    { asking: 1, of: 1, wanted: [{ task: { fi: 'Tehtävä' }, text: need }] },
    undefined,
  ]);
});
