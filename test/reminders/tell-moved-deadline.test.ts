import { pendingMessages } from '../../src/outbox/message';
import { setSubstitute } from '../../src/people/substitutions';
import { holidayCalendar } from '../../src/periods/working-days';
import { tellMovedDeadline } from '../../src/reminders/tell-moved-deadline';
import { recordReply } from '../../src/replies/record-reply';
import { moveDeadline } from '../../src/rounds/move-deadline';
import { roundPartition } from '../../src/rounds/round-store';
import { snooze } from '../../src/rounds/snooze';
import { atEveryCommit, dyingAtCommit } from '../helpers/failing-store';
import {
  anna,
  bo,
  cia,
  collect,
  during,
  eachWithStore,
  goalWith,
  name,
  openTempStore,
  peopleOf,
  programmeWith,
  refusal,
  saveOpenRound,
} from '../helpers/fixtures';

const stored = eachWithStore();
const by = { by: 'cli:root', way: 'cli' } as const;
const setting = {
  register: {
    programme: programmeWith(),
    goals: [goalWith('a', { owners: [anna] }), goalWith('b', { owners: [bo] })],
  },
  people: peopleOf([anna, bo, cia]),
};
const deadline = new Date('2026-11-20T14:00:00Z');

const tell = (store = stored.store) => tellMovedDeadline(store, { ...name, ...by }, during);
const told = async (store = stored.store) =>
  (await collect(pendingMessages(store, roundPartition(name))))
    .filter(({ value }) => value.data['moved'] === true)
    .map(({ value }) => value.recipient);

beforeEach(() => saveOpenRound(stored.store, setting));

it('tells those who have not answered, once of each deadline', async () => {
  const answer = {
    ...name,
    goalId: 'a',
    by: anna,
    typed: { value: '80' },
    locale: 'fi',
    seenVersion: 0,
  } as const;
  await recordReply(stored.store, answer, during);
  await moveDeadline(stored.store, { ...name, ...by, deadline }, during);
  expect(await tell()).toBe(1);
  expect(await tell()).toBe(0);
  expect(await told()).toEqual([{ type: 'person', personId: bo }]);
  await moveDeadline(stored.store, { ...name, ...by, deadline: new Date('2026-11-27T14:00:00Z') }, during);
  expect(await tell()).toBe(1);
});

const hour = (n: number) => new Date(during.getTime() + n * 3_600_000);
const move = (to: Date, at: Date) => moveDeadline(stored.store, { ...name, ...by, deadline: to }, at);
const later = new Date('2026-11-27T14:00:00Z');

it('tells of a deadline again that was moved away and back', async () => {
  for (const [n, to] of [deadline, later, deadline].entries()) {
    await move(to, hour(n));
    expect(await tellMovedDeadline(stored.store, { ...name, ...by }, hour(n))).toBe(2);
    expect(await tellMovedDeadline(stored.store, { ...name, ...by }, hour(n))).toBe(0);
  }
});

it('sends one message about two moves during quiet hours, since it is drawn after them', async () => {
  const act = { ...name, ...by, sendFrom: hour(12) };
  await move(deadline, hour(0));
  expect(await tellMovedDeadline(stored.store, act, hour(0))).toBe(2);
  await move(later, hour(1));
  expect(await tellMovedDeadline(stored.store, act, hour(1))).toBe(2);
  expect(await told()).toHaveLength(2);
});

it('tells those who snoozed the request too, and their substitutes', async () => {
  const day = '2026-10-14';
  await setSubstitute(stored.store, { personId: bo, substituteId: cia, from: '2026-10-12', to: day }, during);
  await snooze(stored.store, { ...name, personId: bo, day }, during, holidayCalendar());
  expect(await tell()).toBe(3);
  expect(await told()).toEqual([anna, bo, cia].map((personId) => ({ type: 'person', personId })));
});

it('tells everybody once if the power fails and it is done again', async () => {
  await atEveryCommit(async (n) => {
    const temp = await openTempStore();
    await saveOpenRound(temp.store, setting);
    const survived = await tell(dyingAtCommit(temp.store, n)).then(
      () => true,
      () => false,
    );
    await tell(temp.store);
    expect(await told(temp.store)).toHaveLength(2);
    await temp.remove();
    return { survived };
  });
});

it('is refused in a round that takes no answers', async () => {
  await expect(
    tellMovedDeadline(stored.store, { ...name, period: '2030-Q1', ...by }, during),
  ).rejects.toEqual(refusal('unknown-round'));
  await expect(tellMovedDeadline(stored.store, { ...name, ...by }, new Date('2027-03-01'))).rejects.toEqual(
    refusal('round-not-open'),
  );
});
