import { loadAskedRound, loadOpenRoundsOf, nextToAnswer } from '../../src/replies/asked-goals';
import { saveRegister } from '../../src/goals/register';
import { setSubstitute } from '../../src/people/substitutions';
import { holidayCalendar } from '../../src/periods/working-days';
import { keepDraft } from '../../src/replies/draft';
import { recordReply } from '../../src/replies/record-reply';
import { loadPreviousReply } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { handOver, takeBack } from '../../src/rounds/hand-over';
import { snooze } from '../../src/rounds/snooze';
import { openRound } from '../../src/rounds/open-round';
import {
  anna,
  deadline,
  during,
  eachWithStore,
  estimate,
  goalWith,
  name,
  opens,
  peopleOf,
  programmeWith,
  saveOpenRound,
  smallSetting,
  text,
} from '../helpers/fixtures';

const stored = eachWithStore();
const submit = (goalId: string, value: string, period = name.period) =>
  recordReply(
    stored.store,
    { ...name, period, goalId, by: anna, typed: { value }, locale: 'fi', seenVersion: 9 },
    during,
  );
const askedIn = (personId: string, round = name, now = during) =>
  loadAskedRound(stored.store, round, personId, now);
const asked = async () => (await askedIn(anna))!;

describe('what a person is asked', () => {
  it("is the person's goals in the register's order, with how far they are", async () => {
    await saveOpenRound(stored.store, smallSetting());
    await submit('both', '5');
    const { goals, round } = await asked();
    expect(goals.map(({ goal, completeness }) => [goal.id, completeness])).toEqual([
      ['a', 'unanswered'],
      ['both', 'answered'],
    ]);
    expect(round.period).toBe(name.period);
    expect(goals[1]?.reply?.version).toBe(1);
  });

  it("is complete when the person's own fields are, whatever another owner still owes", async () => {
    const fields = [estimate('value'), text('other', { required: true, owners: ['bo@example.org'] })];
    const goals = [goalWith('a', { fields })];
    const people = peopleOf([anna, 'bo@example.org']);
    await saveOpenRound(stored.store, { register: { programme: programmeWith(), goals }, people });
    await submit('a', '5');
    expect((await asked()).goals[0]).toMatchObject({ completeness: 'answered', fields: [{ id: 'value' }] });
  });

  it('is nothing for somebody else, in another round, or before the round is there', async () => {
    expect(await askedIn(anna)).toBeUndefined();
    await saveOpenRound(stored.store, smallSetting());
    expect(await askedIn('cia@example.org')).toBeUndefined();
    expect(await askedIn(anna, { ...name, period: '2026-Q2' })).toBeUndefined();
  });

  it('is asked in the rounds that are open, of all programmes', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await saveOpenRound(stored.store, smallSetting({ id: 'second' }));
    const open = async () =>
      (await loadOpenRoundsOf(stored.store, anna, during)).map(({ programme }) => programme.id);
    expect(await open()).toEqual(['prog', 'second']);
    await closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, during);
    expect(await open()).toEqual(['second']);
  });
});

describe('what a person is asked on behalf of others', () => {
  const bo = 'bo@example.org';
  const cia = 'cia@example.org';
  beforeEach(async () => {
    const { register } = smallSetting();
    await saveOpenRound(stored.store, { register, people: peopleOf([anna, bo, cia]) });
  });
  const goalsOf = async (personId: string, now = during) =>
    (await askedIn(personId, name, now))?.goals.map(({ goal, onBehalfOf }) => [
      goal.id,
      onBehalfOf.get('value'),
    ]);
  const hand = (goalId: string, by = anna, to = cia) =>
    handOver(stored.store, { ...name, goalId, by, to }, during);

  it('is the goals that were handed over, and the owner sees to whom', async () => {
    await hand('a');
    expect(await goalsOf(cia)).toEqual([['a', anna]]);
    expect(await goalsOf(anna)).toEqual([['both', undefined]]);
    const { handedOn, hasRequest } = await asked();
    expect(handedOn.map(({ goal, to }) => [goal.id, to])).toEqual([['a', cia]]);
    expect([hasRequest, (await askedIn(cia))?.hasRequest]).toEqual([true, true]);
  });

  it('is nothing any more for the owner who has handed on everything, who still sees it', async () => {
    await hand('a');
    await hand('both');
    const { goals, handedOn } = await asked();
    expect(goals).toEqual([]);
    expect(handedOn).toHaveLength(2);
  });

  it('ends for the colleague when the owner takes it back', async () => {
    await hand('a');
    await takeBack(stored.store, { ...name, goalId: 'a', by: anna }, during);
    expect(await askedIn(cia)).toBeUndefined();
    expect(await goalsOf(anna)).toEqual([
      ['a', undefined],
      ['both', undefined],
    ]);
  });

  it('is not to be taken back where the register names another owner meanwhile', async () => {
    await hand('a');
    const { register } = smallSetting();
    const goals = register.goals.map((goal) => (goal.id === 'a' ? { ...goal, owners: [cia] } : goal));
    await saveRegister(stored.store, { ...register, goals });
    expect((await asked()).handedOn).toEqual([]);
    expect(await goalsOf(cia)).toEqual([['a', undefined]]);
  });

  it('is all that the person whose substitute they are is asked, on its days', async () => {
    const days = { from: '2026-10-12', to: '2026-10-12' };
    await setSubstitute(stored.store, { personId: anna, substituteId: cia, ...days }, during);
    expect(await goalsOf(cia)).toEqual([
      ['a', anna],
      ['both', anna],
    ]);
    expect((await askedIn(cia))?.hasRequest).toBe(false);
    expect((await loadOpenRoundsOf(stored.store, cia, during)).map(({ round }) => round.period)).toEqual([
      name.period,
    ]);
    expect(await goalsOf(cia, new Date('2026-10-12T21:00:00Z'))).toBeUndefined();
    expect(await goalsOf(anna)).toHaveLength(2);
  });

  it('counts what the person has for a substitute after hand-overs, not before', async () => {
    const days = { from: '2026-10-12', to: '2026-10-12' };
    await setSubstitute(stored.store, { personId: bo, substituteId: cia, ...days }, during);
    await hand('a', anna, bo);
    await hand('b', bo, anna);
    expect((await goalsOf(cia))?.map(([goalId]) => goalId)).toEqual(['both', 'a']);
  });

  it('says until when it was put off', async () => {
    expect(await asked()).not.toHaveProperty('snoozedUntil');
    const act = { ...name, personId: anna, day: '2026-10-14' };
    await snooze(stored.store, act, during, holidayCalendar());
    expect((await asked()).snoozedUntil).toBe('2026-10-14T05:00:00.000Z');
    const reminded = await loadAskedRound(stored.store, name, anna, new Date('2026-10-14T05:00:00.000Z'));
    expect(reminded).not.toHaveProperty('snoozedUntil');
  });
});

it('a draft of what a co-owner has sent and locked is nothing to answer any more', async () => {
  const bo = 'bo@example.org';
  const shared = goalWith('shared', { owners: [anna, bo] });
  await saveOpenRound(stored.store, {
    register: {
      programme: programmeWith({ policy: { lockOnSubmit: true } }),
      goals: [shared, goalWith('own', { owners: [bo] })],
    },
    people: peopleOf([anna, bo]),
  });
  const draft = { typed: { value: '7' }, shown: shared.fields, seenVersion: 0 };
  await keepDraft(stored.store, { ...name, goalId: 'shared', personId: bo }, draft, during);
  const ofBo = async () => (await askedIn(bo))!;
  expect(nextToAnswer((await ofBo()).goals)?.goal.id).toBe('shared');
  await submit('shared', '5');
  expect((await ofBo()).goals.map(({ goal, draft: kept }) => [goal.id, kept])).toEqual([
    ['shared', undefined],
    ['own', undefined],
  ]);
  expect(nextToAnswer((await ofBo()).goals)?.goal.id).toBe('own');
});

describe('the next goal to answer', () => {
  it('comes after the one in hand, and from the start again at the end', async () => {
    await saveOpenRound(stored.store, smallSetting());
    const next = async (after?: string) => nextToAnswer((await asked()).goals, after)?.goal.id;
    expect([await next(), await next('a'), await next('both'), await next('gone')]).toEqual([
      'a',
      'both',
      'a',
      'a',
    ]);
    await submit('both', '5');
    expect(await next('a')).toBe('a');
    await submit('a', '5');
    expect(await next('a')).toBeUndefined();
  });
});

describe('the previous reply', () => {
  const openIn = (period: string) =>
    openRound(stored.store, { ...name, period, opens, deadline, by: 's', way: 'card' }, opens);
  const close = (period: string) =>
    closeRound(stored.store, { ...name, period, by: 'admin', way: 'card' }, during);
  const previous = (period: string) => loadPreviousReply(stored.store, { ...name, period }, 'a');

  it('is that of the latest closed round before, not of one that is open or later', async () => {
    await saveOpenRound(stored.store, smallSetting());
    for (const [period, value] of [
      ['2025-Q4', '1'],
      ['2026-Q1', '2'],
      ['2026-Q4', '4'],
    ] as const) {
      await openIn(period);
      await submit('a', value, period);
      await close(period);
    }
    await openIn('2026-Q2');
    await submit('a', '3', '2026-Q2');
    expect(await previous('2026-Q3')).toMatchObject({
      period: '2026-Q1',
      reply: { answers: { value: { raw: '2' } } },
    });
    expect(await previous('2025-Q4')).toBeUndefined();
  });

  it('is not there when the goal was not answered then', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await openIn('2026-Q2');
    await close('2026-Q2');
    expect(await previous('2026-Q3')).toBeUndefined();
  });
});
