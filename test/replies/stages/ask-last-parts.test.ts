/** The first stage from its opening to its end: who is asked what, when, and only once. */
import { readAudit } from '../../../src/audit/audit';
import { setSubstitute } from '../../../src/people/substitutions';
import { answersDue, isLeft, loadAskedRound } from '../../../src/replies/asked-goals';
import { closeRound } from '../../../src/rounds/close-round';
import { moveDeadline } from '../../../src/rounds/move-deadline';
import { openRound } from '../../../src/rounds/open-round';
import { discardRound } from '../../../src/schedule/discard-round';
import { loadForm, readRound, roundPartition } from '../../../src/rounds/round-store';
import { reopenRound } from '../../../src/reminders/reopen-round';
import { schedule } from '../../../src/audit/audit';
import { anna, bo, cia, eachWithStore, goalWith, name } from '../../helpers/fixtures';
import { tickOn } from '../../schedule/ticking';
import { answer, deliveredAt, openStaged, programme, setting, staged, taskAnswer, until } from './staged';

const stored = eachWithStore();
const at = (moment: string) => new Date(`2026-${moment}:30Z`);
const round = async () => (await readRound(stored.store, name))!.value;
const goalOf = async (personId: string, now = at('10-12T09:00')) =>
  (await loadAskedRound(stored.store, name, personId, now))!.goals[0]!;
const fieldsOf = async (personId: string) => (await goalOf(personId)).fields.map(({ id }) => id);

it('asks the tasks’ owners first, and leaves whoever writes the summary in peace', async () => {
  await openStaged(stored.store, setting());
  expect(await round()).toMatchObject({ status: 'open', stage: { of: 'tasks', until } });
  expect((await loadForm(stored.store, await round()))!.goals[0]!.fields.map(({ id }) => id)).toEqual([
    ...['one-progress', 'one-state', 'one-words', 'two-progress', 'two-state', 'two-words', 'summary'],
  ]);
  expect(await fieldsOf(bo)).toEqual(['one-progress', 'one-state', 'one-words']);
  const [annas, bos] = [await goalOf(anna), await goalOf(bo)];
  expect([annas.stage?.part, isLeft(annas)]).toEqual(['later', false]);
  expect([bos.stage?.part, isLeft(bos)]).toEqual(['first', true]);
  const asked = (await loadAskedRound(stored.store, name, bo, at('10-12T09:00')))!;
  expect(answersDue(asked)).toBe(until);
});

it('sends no prompt to those who wait, and one to everybody else', async () => {
  const delivered: string[] = [];
  await openStaged(stored.store, setting());
  delivered.push(...(await deliveredAt(stored.store, at('10-07T05:01'))));
  // The opening's own tick delivered the prompts already.
  const prompts = stored.now
    .dump(roundPartition(name))
    .filter(({ key }) => key.includes('|prompt'))
    .map(({ key }) => key.split('|').at(-2));
  expect(prompts.sort()).toEqual([bo, cia]);
  expect(delivered).toEqual([]);
});

it('asks for the summary as soon as all tasks are in, in the morning if that is at night', async () => {
  await openStaged(stored.store, setting());
  await answer(stored.store, bo, taskAnswer('one', 'Tehty.'), at('10-12T09:00'));
  expect(await deliveredAt(stored.store, at('10-12T09:01'))).toEqual([]);
  await answer(stored.store, cia, taskAnswer('two', 'Alkanut.'), at('10-12T19:00'));
  expect(await deliveredAt(stored.store, at('10-12T19:01'))).toEqual([]);
  expect(await deliveredAt(stored.store, at('10-13T05:00'))).toEqual(['last-part anna']);
  expect((await goalOf(anna)).stage?.part).toBe('last');
  for (const later of ['10-13T05:01', '10-28T14:00', '10-28T14:01'])
    expect(await deliveredAt(stored.store, at(later))).toEqual([]);
});

it('asks at the stage’s deadline whatever is missing, and once', async () => {
  await openStaged(stored.store, setting());
  await answer(stored.store, bo, taskAnswer('one', 'Tehty.'), at('10-12T09:00'));
  expect(await deliveredAt(stored.store, at('10-27T07:00'))).toEqual(['reminder cia']);
  expect(await deliveredAt(stored.store, at('10-28T13:59'))).toEqual([]);
  expect(await deliveredAt(stored.store, at('10-28T14:00'))).toEqual(['last-part anna']);
  expect(await deliveredAt(stored.store, at('10-28T14:01'))).toEqual([]);
  expect(await round()).toMatchObject({ stage: { passed: until } });
  expect((await goalOf(anna)).stage?.part).toBe('last');
  // Late tasks are still taken.
  expect(isLeft(await goalOf(cia))).toBe(true);
  await answer(stored.store, cia, taskAnswer('two', 'Myöhässä.'), at('10-29T09:00'));
  expect(await deliveredAt(stored.store, at('10-29T09:01'))).toEqual([]);
  const [entry, ...more] = await readAudit(stored.store, [roundPartition(name)], { what: 'stage-ended' });
  expect(entry).toMatchObject({ ...schedule, to: { persons: 1 } });
  expect(more).toEqual([]);
});

it('asks one person with both stages once', async () => {
  const alone = goalWith('alone', {
    ...staged,
    id: 'alone',
    owners: [bo],
    groups: staged.groups.map((group) => ({ ...group, owners: [] })),
  });
  await openStaged(stored.store, setting({ goals: [alone] }));
  expect((await goalOf(bo)).stage).toBeUndefined();
  expect(await fieldsOf(bo)).toContain('summary');
  await tickOn(stored.store, at('10-28T14:00'));
  expect(stored.now.dump(roundPartition(name)).filter(({ key }) => key.includes('last-part'))).toEqual([]);
});

it('asks the owner of a task and of the summary for the task first, then for the rest', async () => {
  const both = goalWith('g', { ...staged, owners: [bo] });
  await openStaged(stored.store, setting({ goals: [both] }));
  expect(await fieldsOf(bo)).toEqual(['one-progress', 'one-state', 'one-words']);
  await answer(stored.store, bo, taskAnswer('one', 'Tehty.'), at('10-12T09:00'));
  expect(isLeft(await goalOf(bo))).toBe(false);
  await answer(stored.store, cia, taskAnswer('two', 'Alkanut.'), at('10-12T10:00'));
  expect(await fieldsOf(bo)).toContain('summary');
  expect(await deliveredAt(stored.store, at('10-12T10:01'))).toEqual(['last-part bo']);
});

it('tells substitutes of the day, and one message is about all goals of that moment', async () => {
  const goals = ['g', 'h'].map((id) => goalWith(id, { ...staged, id }));
  await openStaged(stored.store, setting({ goals }));
  const days = { from: '2026-10-26', to: '2026-10-30' };
  await setSubstitute(stored.store, { personId: anna, substituteId: cia, ...days }, at('10-20T09:00'));
  const delivered = await deliveredAt(stored.store, at('10-28T14:00'));
  expect(delivered.filter((line) => line.startsWith('last-part'))).toEqual([
    'last-part anna',
    'last-part cia',
  ]);
});

it('has no first stage if that would end before the opening, and none after a reopening', async () => {
  await openStaged(stored.store, setting());
  await closeRound(stored.store, { ...name, ...schedule }, at('11-04T14:00'));
  const reopening = {
    ...name,
    by: anna,
    way: 'card',
    reason: 'Korjaus',
    deadline: at('11-20T14:00'),
  } as const;
  await reopenRound(stored.store, reopening, at('11-05T09:00'));
  expect((await round()).stage).toBeUndefined();
  expect((await goalOf(anna, at('11-05T09:01'))).stage).toBeUndefined();
});

it('asks for everything at once in a round that was taken back and opened again after its first stage', async () => {
  await openStaged(stored.store, setting());
  const act = { ...name, by: anna, way: 'card', reason: 'Liian aikaisin' } as const;
  await discardRound(stored.store, act, at('10-12T09:00'));
  for (const minute of ['09:01', '09:30', '10:30']) await tickOn(stored.store, at(`10-12T${minute}`));
  expect(await round()).toMatchObject({ status: 'planned' });
  const times = { opens: at('10-29T09:00'), deadline: at('11-04T14:00') };
  await openRound(stored.store, { ...name, ...times, ...schedule }, at('10-29T09:00'));
  expect((await round()).stage).toBeUndefined();
  expect(await deliveredAt(stored.store, at('10-29T09:01'))).toEqual([
    'prompt anna',
    'prompt bo',
    'prompt cia',
  ]);
});

it('moves the end of the first stage with the deadline', async () => {
  await openStaged(stored.store, setting());
  const moved = { ...name, by: anna, way: 'card' } as const;
  const times = { deadline: at('11-11T14:00'), stage: at('11-04T14:00') };
  await moveDeadline(stored.store, { ...moved, ...times }, at('10-12T09:00'));
  expect(await deliveredAt(stored.store, at('10-28T14:00'))).toEqual([]);
  expect(await deliveredAt(stored.store, at('11-04T14:01'))).toContain('last-part anna');
});

it('counts the measures in, if the calendar says so', async () => {
  const measure = {
    id: 'm',
    kind: 'number' as const,
    role: 'measure' as const,
    label: { fi: 'Mittari' },
    owners: [bo],
  };
  const goals = [goalWith('g', { ...staged, fields: [measure, ...staged.fields] })];
  const calendar = {
    ...programme.calendar,
    stage: { ...programme.calendar.stage!, of: 'tasks-and-measures' as const },
  };
  await openStaged(stored.store, setting({ goals, programme: { ...programme, calendar } }));
  expect(await fieldsOf(bo)).toEqual(['m', 'one-progress', 'one-state', 'one-words']);
});

it('waits for nobody where a goal’s tasks or its summary have no owner in the directory', async () => {
  const nobody = staged.groups.map((group) => ({ ...group, owners: ['gone@example.org'] }));
  const goals = [
    goalWith('g', { ...staged, groups: nobody }),
    goalWith('h', { ...staged, id: 'h', owners: ['gone@example.org'] }),
  ];
  await openStaged(stored.store, setting({ goals }));
  expect(await deliveredAt(stored.store, at('10-28T14:00'))).toContain('last-part anna');
});
