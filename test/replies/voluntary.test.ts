/** Nobody is chased for what is voluntary: not reminded, not escalated, not missing, and not counted. */
import { schedule } from '../../src/audit/audit';
import { computeDigest } from '../../src/digest/digest';
import { goalStandings } from '../../src/digest/goal-standings';
import { loadDigestSource } from '../../src/digest/build-digest';
import { isLeft, loadAskedRound, nextToAnswer, progressOf } from '../../src/replies/asked-goals';
import { askedPersons, heldGoals, loadAskedPersonsSource } from '../../src/replies/asked-persons';
import { escalateRound } from '../../src/reminders/escalate-round';
import { missingByUnit } from '../../src/replies/missing';
import { remindRound } from '../../src/reminders/remind-round';
import { heldUpBy, loadSurvey } from '../../src/replies/survey/send-answer';
import { readRound } from '../../src/rounds/round-store';
import { sourceOf } from '../digest/fixtures';
import {
  during,
  eachWithStore,
  goalWith,
  name,
  peopleOf,
  saveOpenRound,
  type Setting,
  text,
} from '../helpers/fixtures';
import { accept, anna, answer, bo, chief, comment, survey } from './reviewed-round';

const stored = eachWithStore();
const step = '2026-10-28T07:00:00.000Z';
const moment = new Date(step);

const inPart = (part: string) => ({ headings: [{ fi: part }] });
const contact = goalWith('contact', {
  ...{ contact: true, owners: [chief.by], ...inPart('Yhteystiedot') },
  fields: [text('phone', { required: true })],
});

/** Bo is asked one mandatory question and two voluntary ones, which are a part of their own; the chief who answers. */
const setting = (): Setting => {
  const { register, people } = survey({ coordinator: chief.by });
  const [q1] = register.goals;
  const free = (id: string) => goalWith(id, { owners: [bo], ...inPart('Osa V'), fields: [text('answer')] });
  return {
    register: {
      ...register,
      goals: [contact, { ...q1!, ...inPart('Osa I'), owners: [bo] }, free('q2'), free('q3')],
    },
    people,
  };
};

beforeEach(() => saveOpenRound(stored.store, setting()));

const persons = async () => (await loadAskedPersonsSource(stored.store, await round()))!;
const round = async () => (await readRound(stored.store, name))!.value;
const missing = async () =>
  missingByUnit(await persons()).map(({ name: unit, persons: of }) => [
    unit,
    ...of.flatMap(({ personId, goals }) => [personId, ...goals.map(({ id }) => id)]),
  ]);
const digest = async () => computeDigest(await loadDigestSource(stored.store, name), moment);
const remind = (which = step) => remindRound(stored.store, { ...name, step: which, ...schedule }, moment);
const escalate = () => escalateRound(stored.store, { ...name, step, to: 'coordinator', ...schedule }, moment);
const answerContact = () => answer(stored.store, 'contact', { phone: '040 000 0000' }, { by: chief.by });
const answerAll = async () => {
  await answer(stored.store, 'q1', { answer: 'Näin' }, { by: bo });
  await answerContact();
};

it('while something else is missing, only that is named', async () => {
  expect(await missing()).toEqual([
    ['Yhteystiedot', chief.by, 'contact'],
    ['Osa I', bo, 'q1'],
  ]);
  expect(await remind()).toBe(2);
});

it('once only the voluntary part is left nobody is reminded, and no list names anybody', async () => {
  await answerAll();
  expect(await missing()).toEqual([]);
  expect(await remind()).toBe(0);
  expect(await escalate()).toBe(0);
  expect(goalStandings(await loadDigestSource(stored.store, name)).flatMap((each) => each.missing)).toEqual(
    [],
  );
  expect(askedPersons(await persons()).map(({ request, done }) => [request.personId, done])).toEqual([
    [bo, true],
    [chief.by, true],
  ]);
});

it('contact details are waited for as a question is', async () => {
  await answer(stored.store, 'q1', { answer: 'Näin' }, { by: bo });
  expect(await missing()).toEqual([['Yhteystiedot', chief.by, 'contact']]);
  expect(await escalate()).toBe(0);
  expect(heldUpBy(await loadSurvey(stored.store, name)).map(({ goal }) => goal.id)).toEqual([
    'contact',
    'q1',
  ]);
  await answerContact();
  await accept(stored.store, 'contact');
  await accept(stored.store, 'q1');
  expect(heldUpBy(await loadSurvey(stored.store, name))).toEqual([]);
});

it('neither is in the response rate, whether it is answered or not, and no unit has only that missing', async () => {
  expect(await digest()).toMatchObject({ asked: 1, answered: 0, partly: 0, persons: { asked: 2, done: 0 } });
  await answerAll();
  const before = await digest();
  expect(before).toMatchObject({ asked: 1, answered: 1, persons: { asked: 2, done: 2 } });
  expect(before.lights).toMatchObject({ 'not-answered': 0, 'not-assessable': 1 });
  expect(before.units.map(({ unit, asked, answered }) => [unit.fi, asked, answered])).toEqual([
    ['Osa I', 1, 1],
  ]);
  await answer(stored.store, 'q2', { answer: 'Kiitos' }, { by: bo });
  expect(await digest()).toEqual({ ...before });
});

it('the part can still be looked into, and says what is voluntary; contact details are no division', async () => {
  const { divisions } = await digest();
  expect(divisions.map(({ division }) => division.fi)).toEqual(['Osa I', 'Osa V']);
  const standings = goalStandings(await loadDigestSource(stored.store, name));
  expect(standings.map(({ id, aside }) => [id, aside])).toEqual([
    ['q1', undefined],
    ['q2', 'voluntary'],
    ['q3', 'voluntary'],
  ]);
});

it('is waited for once the coordinator has commented on it', async () => {
  await answerAll();
  await answer(stored.store, 'q2', { answer: 'Kiitos' }, { by: bo });
  await comment(stored.store, 'q2');
  expect(await missing()).toEqual([['Osa V', bo, 'q2']]);
  expect(await remind()).toBe(1);
  expect(askedPersons(await persons()).find(({ request }) => request.personId === bo)?.done).toBe(false);
});

it('is asked of its owner all the same, after what has to be answered, and counts in no progress', async () => {
  const asked = async () => (await loadAskedRound(stored.store, name, bo, during))!;
  const before = await asked();
  expect(before.goals.map(({ goal, isVoluntary }) => [goal.id, isVoluntary])).toEqual([
    ['q1', false],
    ['q2', true],
    ['q3', true],
  ]);
  expect(progressOf(before.goals)).toEqual({ asked: 1, answered: 0 });
  expect(nextToAnswer(before.goals, 'q2')?.goal.id).toBe('q1');
  await answerAll();
  const after = await asked();
  expect(after.goals.some(isLeft)).toBe(false);
  const shown = ['q1', 'q2', 'q3'].map((id) => nextToAnswer(after.goals, id)?.goal.id);
  expect(shown).toEqual(['q2', 'q3', undefined]);
  expect(progressOf(after.goals)).toEqual({ asked: 1, answered: 1 });
  expect(progressOf(after.goals.slice(1))).toEqual({ asked: 2, answered: 0 });
});

it.each<[Record<string, string>, string[]]>([
  [{}, [anna]],
  [{ yes: '0' }, []],
  [{ yes: '1' }, [bo]],
])('a field that is asked after another answer is waited for only then: %j, %j', (given, expected) => {
  const yes = { id: 'yes', kind: 'yes-no' as const, label: { fi: 'Onko' }, owners: [anna] };
  const details = text('details', { required: true, owners: [bo], askedWhen: { field: 'yes', is: ['1'] } });
  const source = sourceOf({
    goals: [goalWith('q1', { fields: [yes, details] })],
    raws: { q1: given },
    people: peopleOf([anna, bo]),
  });
  expect(heldGoals(source).flatMap(({ personId, isMissing }) => (isMissing ? [personId] : []))).toEqual(
    expected,
  );
});
