import {
  loadAskedRound,
  loadOpenRoundsOf,
  loadPreviousReply,
  nextToAnswer,
} from '../../src/replies/asked-goals';
import { recordReply } from '../../src/replies/record-reply';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import {
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

const anna = 'anna@example.org';
const stored = eachWithStore();
const submit = (goalId: string, value: string, period = name.period) =>
  recordReply(
    stored.store,
    { ...name, period, goalId, by: anna, typed: { value }, locale: 'fi', seenVersion: 9 },
    during,
  );
const asked = async () => (await loadAskedRound(stored.store, name, anna))!;

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
    expect(await loadAskedRound(stored.store, name, anna)).toBeUndefined();
    await saveOpenRound(stored.store, smallSetting());
    expect(await loadAskedRound(stored.store, name, 'cia@example.org')).toBeUndefined();
    expect(await loadAskedRound(stored.store, { ...name, period: '2026-Q2' }, anna)).toBeUndefined();
  });

  it('is asked in the rounds that are open, of all programmes', async () => {
    await saveOpenRound(stored.store, smallSetting());
    await saveOpenRound(stored.store, smallSetting({ id: 'second' }));
    const open = async () =>
      (await loadOpenRoundsOf(stored.store, anna)).map(({ programme }) => programme.id);
    expect(await open()).toEqual(['prog', 'second']);
    await closeRound(stored.store, { ...name, by: 'admin' }, during);
    expect(await open()).toEqual(['second']);
  });
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
    openRound(stored.store, { ...name, period, opens, deadline, by: 's' }, opens);
  const close = (period: string) => closeRound(stored.store, { ...name, period, by: 'admin' }, during);
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
