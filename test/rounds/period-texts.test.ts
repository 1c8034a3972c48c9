/** The register says "{year}", and each round asks for its own. */
import { schedule } from '../../src/audit/audit';
import { loadGoals } from '../../src/goals/register';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { loadGoalHistory } from '../../src/replies/goal-history';
import { recordReply } from '../../src/replies/record-reply';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { loadForm, readRound } from '../../src/rounds/round-store';
import { anna } from '../replies/fixtures';
import { eachWithStore, goalWith, peopleOf, programmeWith, saveSetting, text } from '../helpers/fixtures';

const stored = eachWithStore();
const goals = [
  goalWith('a', {
    description: { fi: 'Mitä vuonna {year} tehtiin?' },
    fields: [text('answer', { required: true, hint: { fi: 'Vertaa vuoteen {year-1}.' } })],
  }),
];
const named = (year: number) => ({ programmeId: 'prog', period: String(year) });
const [opened, closed] = [new Date('2027-01-15T06:00:00Z'), new Date('2027-02-15T06:00:00Z')];

async function ask(year: number): Promise<void> {
  const times = { opens: opened, deadline: new Date('2027-02-01T14:00:00Z'), closes: closed };
  await openRound(stored.store, { ...named(year), ...times, ...schedule }, opened);
}

const form = async (year: number) => {
  const round = (await readRound(stored.store, named(year)))!.value;
  return (await loadForm(stored.store, round))!.goals[0]!;
};

beforeEach(() =>
  saveSetting(stored.store, {
    register: { programme: programmeWith({ rhythm: 'year' }), goals },
    people: peopleOf([anna]),
  }),
);

it('a round asks for its own year, in its form and of each person', async () => {
  await ask(2026);
  const asked = (await loadAskedRound(stored.store, named(2026), anna, opened))!.goals[0]!;
  for (const goal of [await form(2026), asked.goal]) {
    expect(goal.description).toEqual({ fi: 'Mitä vuonna 2026 tehtiin?' });
    expect(goal.fields[0]!.hint).toEqual({ fi: 'Vertaa vuoteen 2025.' });
  }
  expect(asked.fields).toEqual(asked.goal.fields);
});

it('the next one asks for the next year, and the closed one goes on saying what it asked', async () => {
  await ask(2026);
  const typed = { answer: 'Paljon' };
  const submission = { ...named(2026), goalId: 'a', by: anna, typed, locale: 'fi' as const, seenVersion: 0 };
  await recordReply(stored.store, submission, opened);
  await closeRound(stored.store, { ...named(2026), ...schedule }, closed);
  await ask(2027);
  expect((await form(2026)).description).toEqual({ fi: 'Mitä vuonna 2026 tehtiin?' });
  expect((await form(2027)).description).toEqual({ fi: 'Mitä vuonna 2027 tehtiin?' });
  const [record] = await loadGoalHistory(stored.store, 'prog', 'a');
  expect(record!.goal.description).toEqual({ fi: 'Mitä vuonna 2026 tehtiin?' });
});

it('the register itself stays without years', async () => {
  await ask(2026);
  expect(await loadGoals(stored.store, 'prog')).toEqual(goals);
});
