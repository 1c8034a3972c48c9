import { schedule } from '../../src/audit/audit';
import { messageKeys, pendingMessages } from '../../src/outbox/message';
import { setSubstitute } from '../../src/people/substitutions';
import { holidayCalendar } from '../../src/periods/working-days';
import { keepDraft, type Typed } from '../../src/replies/draft';
import { recordReply } from '../../src/replies/record-reply';
import { remindRound } from '../../src/reminders/remind-round';
import { reopenRound } from '../../src/reminders/reopen-round';
import { closeRound } from '../../src/rounds/close-round';
import { handOver, takeBack } from '../../src/rounds/hand-over';
import { openRound } from '../../src/rounds/open-round';
import { readRound, type RoundName, roundPartition } from '../../src/rounds/round-store';
import { snooze } from '../../src/rounds/snooze';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  afterDeadline,
  collect,
  deadline,
  during,
  eachWithStore,
  expectNothingWritten,
  goalWith,
  manyPersons,
  name,
  openTempStore,
  opens,
  peopleOf,
  programmeWith,
  refusal,
  saveOpenRound,
  saveSetting,
  type Setting,
} from '../helpers/fixtures';
import { anna, bo, cia, setting, submission } from '../replies/fixtures';

const step = '2026-10-28T07:00:00.000Z';
const moment = new Date(step);
const stored = eachWithStore();
const remind = (store = stored.store, now = moment, which = step) =>
  remindRound(store, { ...name, step: which, ...schedule }, now);

/** The keys of all reminders but those that people wanted themselves. */
async function reminders(store = stored.store): Promise<string[]> {
  const keys = await messageKeys(store, roundPartition(name));
  return [...keys].filter((key) => key.includes('|reminder-')).sort();
}
const keyOf = (personId: string, which = step) => `prog|2026-Q3|${personId}|reminder-${which}`;
const reminded = async (...personIds: string[]) =>
  expect(await reminders()).toEqual(personIds.map((personId) => keyOf(personId)).sort());
const mark = async (store = stored.store) => (await readRound(store, name))?.value.lastReminder;

const submit = (by: string, goalId: string, typed: Typed) =>
  recordReply(stored.store, submission(by, typed, { goalId }), during);

describe('a reminder', () => {
  beforeEach(() => saveOpenRound(stored.store, setting()));

  it('goes to everybody who is asked something, and to nobody else, while nobody has answered', async () => {
    expect(await reminders()).toEqual([]);
    expect(await remind()).toBe(3);
    await reminded(anna, bo, cia);
    expect(await mark()).toBe(step);
  });

  it('waits in the outbox with the name of the round, from now on, and is none that the person wanted', async () => {
    const now = new Date('2026-10-28T07:00:12.000Z');
    await remind(stored.store, now);
    const rows = await collect(pendingMessages(stored.store, roundPartition(name)));
    expect(rows.map(({ value }) => value).filter(({ key }) => key === keyOf(bo))).toEqual([
      {
        key: keyOf(bo),
        kind: 'reminder',
        recipient: { type: 'person', personId: bo },
        data: name,
        createdAt: now.toISOString(),
        attempts: 0,
        notBefore: now.toISOString(),
        state: 'pending',
      },
    ]);
  });

  it('counts only the fields that the person holds', async () => {
    await submit(bo, 'task', { progress: '5' });
    await remind();
    await reminded(anna, cia);
  });
});

/** Goals of one figure, by their owners. */
const pairs = (owners: Readonly<Record<string, readonly string[]>>): Setting => ({
  register: {
    programme: programmeWith(),
    goals: Object.entries(owners).map(([id, each]) => goalWith(id, { owners: [...each] })),
  },
  people: peopleOf([anna, bo, cia]),
});

describe('those who are reminded', () => {
  beforeEach(() => saveOpenRound(stored.store, pairs({ a: [anna], b: [bo], both: [anna, bo] })));
  const answer = (by: string, goalId: string) => submit(by, goalId, { value: '5' });

  it('have not answered everything that they hold', async () => {
    await answer(anna, 'a');
    await remind();
    await reminded(anna, bo);
  });

  it('are not those who have', async () => {
    await answer(anna, 'a');
    await answer(anna, 'both');
    expect(await remind()).toBe(1);
    await reminded(bo);
  });

  it('are not those whose common goal a colleague has answered', async () => {
    await answer(bo, 'both');
    await answer(anna, 'a');
    await remind();
    await reminded(bo);
  });

  it('are nobody when all is answered; the mark is moved all the same', async () => {
    for (const [by, goalId] of [
      [anna, 'a'],
      [bo, 'b'],
      [bo, 'both'],
    ] as const)
      await answer(by, goalId);
    expect(await remind()).toBe(0);
    await reminded();
    expect(await mark()).toBe(step);
  });

  it('include those who have only a draft', async () => {
    await answer(anna, 'both');
    const { fields } = goalWith('a');
    const draft = { typed: { value: '5' }, shown: fields, seenVersion: 0 };
    await keepDraft(stored.store, { ...name, goalId: 'a', personId: anna }, draft, during);
    await answer(bo, 'b');
    await remind();
    await reminded(anna);
  });

  it('are those to whom the goals were handed, not those who handed them on', async () => {
    for (const goalId of ['a', 'both'])
      await handOver(stored.store, { ...name, goalId, by: anna, to: cia }, during);
    await remind();
    await reminded(bo, cia);
  });

  it('are the owners again who have taken their goals back', async () => {
    await handOver(stored.store, { ...name, goalId: 'a', by: anna, to: cia }, during);
    await takeBack(stored.store, { ...name, goalId: 'a', by: anna }, during);
    await remind();
    await reminded(anna, bo);
  });

  it('are not the colleagues who have answered what was handed to them', async () => {
    await handOver(stored.store, { ...name, goalId: 'a', by: anna, to: cia }, during);
    await answer(cia, 'a');
    await answer(bo, 'both');
    await remind();
    await reminded(bo);
  });
});

describe('a person who put the request off', () => {
  const holidays = holidayCalendar();
  beforeEach(() => saveOpenRound(stored.store, pairs({ a: [anna], b: [bo] })));
  const put = (day: string) =>
    snooze(stored.store, { ...name, personId: anna, day }, new Date('2026-10-27T09:00:00Z'), holidays);

  it.each([
    ['to a later day is left alone', '2026-10-29', [bo]],
    ['to the day of the reminder gets the one they asked for', '2026-10-28', [bo]],
  ])('%s', async (_, day, expected) => {
    await put(day);
    await remind();
    await reminded(...expected);
  });

  it('is left alone on that day until its morning', async () => {
    await put('2026-10-28');
    await remind(stored.store, new Date('2026-10-28T05:59:59.999Z'));
    await reminded(bo);
  });

  // Otherwise two cards at once: the one that was wanted, and the calendar's.
  it('to the very moment of the step is reminded by what they wanted, and not twice', async () => {
    await put('2026-10-28');
    await remind(stored.store, new Date('2026-10-28T06:00:00.000Z'), '2026-10-28T06:00:00.000Z');
    const waiting = await collect(pendingMessages(stored.store, roundPartition(name)));
    const toAnna = waiting.filter(({ value: { kind, recipient } }) => {
      return kind === 'reminder' && recipient.type === 'person' && recipient.personId === anna;
    });
    expect(toAnna).toHaveLength(1);
  });

  it('is reminded by the next step after that day', async () => {
    await put('2026-10-29');
    await remind();
    const next = '2026-11-03T07:00:00.000Z';
    await remind(stored.store, new Date(next), next);
    expect(await reminders()).toEqual([keyOf(anna, next), keyOf(bo), keyOf(bo, next)].sort());
  });
});

describe('a substitute', () => {
  beforeEach(() => saveOpenRound(stored.store, pairs({ a: [anna], b: [bo] })));
  const substituting = (personId: string, substituteId: string, from: string, to = from) =>
    setSubstitute(stored.store, { personId, substituteId, from, to }, during);
  const recipients = async () => {
    const rows = await collect(pendingMessages(stored.store, roundPartition(name)));
    return rows.flatMap(({ value: { kind, recipient } }) =>
      kind === 'reminder' && recipient.type === 'person' ? [recipient.personId] : [],
    );
  };

  it('of today is reminded together with the person', async () => {
    await substituting(anna, cia, '2026-10-28');
    expect(await remind()).toBe(3);
    expect((await recipients()).sort()).toEqual([anna, bo, cia]);
  });

  it.each([
    ['whose days are over', '2026-10-26', '2026-10-27'],
    ['whose days are to come', '2026-10-29', '2026-10-30'],
  ])('%s is not', async (_, from, to) => {
    await substituting(anna, cia, from, to);
    await remind();
    await reminded(anna, bo);
  });

  it('is one of the local day: from midnight in Helsinki', async () => {
    await substituting(anna, cia, '2026-10-28');
    const midnight = '2026-10-27T22:00:00.000Z';
    await remind(stored.store, new Date('2026-10-27T21:59:59.999Z'), '2026-10-27T21:59:00.000Z');
    expect(await recipients()).not.toContain(cia);
    await remind(stored.store, new Date(midnight), midnight);
    expect(await recipients()).toContain(cia);
  });

  it('of somebody who has answered, or has put the request off, is not', async () => {
    await substituting(anna, cia, '2026-10-28');
    await substituting(bo, cia, '2026-10-28');
    await submit(anna, 'a', { value: '5' });
    const act = { ...name, personId: bo, day: '2026-10-29' };
    await snooze(stored.store, act, new Date('2026-10-27T09:00:00Z'), holidayCalendar());
    expect(await remind()).toBe(0);
  });

  // A reminder shows all that its recipient may answer: a second one of the same step says the same.
  it('of two persons is reminded once', async () => {
    await substituting(anna, cia, '2026-10-28');
    await substituting(bo, cia, '2026-10-28');
    await remind();
    expect((await recipients()).filter((id) => id === cia)).toHaveLength(1);
  });

  it('who has not answered either is reminded once', async () => {
    await substituting(anna, bo, '2026-10-28');
    await remind();
    expect((await recipients()).sort()).toEqual([anna, bo]);
  });
});

describe('one step', () => {
  beforeEach(() => saveOpenRound(stored.store, pairs({ a: [anna], b: [bo] })));

  it('is done once, however often it runs, also when there are others to remind by then', async () => {
    await submit(anna, 'a', { value: '5' });
    expect(await remind()).toBe(1);
    await handOver(stored.store, { ...name, goalId: 'b', by: bo, to: cia }, during);
    const before = stored.now.dump();
    for (let run = 0; run < 3; run++) expect(await remind(stored.store, daysBefore(run + 1))).toBe(0);
    expect(stored.now.dump()).toEqual(before);
  });

  it('is done once by two replicas at once', async () => {
    await Promise.all([remind(), remind()]);
    await reminded(anna, bo);
  });

  it('is done once by one that comes in between', async () => {
    let done = false;
    const beforeCommit = async () => {
      if (done) return;
      done = true;
      await remind();
    };
    expect(await remind(interrupted(stored.store, { beforeCommit }))).toBe(0);
    await reminded(anna, bo);
  });

  it('of an earlier moment is not done after a later one', async () => {
    await remind();
    expect(await remind(stored.store, moment, '2026-10-27T07:00:00.000Z')).toBe(0);
    expect(await mark()).toBe(step);
    await reminded(anna, bo);
  });

  it('of a later moment reminds again', async () => {
    await remind();
    const next = '2026-11-03T07:00:00.000Z';
    expect(await remind(stored.store, new Date(next), next)).toBe(2);
    expect(await mark()).toBe(next);
  });

  it('stays done when the round is closed and reopened', async () => {
    await remind();
    await closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, moment);
    const act = { ...name, by: 'admin', way: 'card' as const, reason: 'late', deadline };
    await reopenRound(stored.store, act, new Date('2026-10-28T08:00:00Z'));
    expect(await remind(stored.store, new Date('2026-10-28T09:00:00Z'))).toBe(0);
  });
});

/** A moment before the deadline. */
function daysBefore(days: number): Date {
  return new Date(deadline.getTime() - days * 24 * 3600 * 1000);
}

describe('a round of more persons than one commit takes', () => {
  const persons = manyPersons(120);
  /** Each person has a goal of their own. */
  const large = (): Setting => ({
    register: {
      programme: programmeWith(),
      goals: persons.map((personId, index) => goalWith(`g${index}`, { owners: [personId] })),
    },
    people: peopleOf(persons),
  });
  const everybody = persons.map((personId) => keyOf(personId)).sort();

  it('reminds them all, without those who have answered', async () => {
    await saveOpenRound(stored.store, large());
    const done = [0, 49, 50, 51, 99, 119];
    for (const index of done)
      await recordReply(
        stored.store,
        { ...submission(persons[index]!, { value: '5' }), goalId: `g${index}` },
        during,
      );
    expect(await remind()).toBe(persons.length - done.length);
    await reminded(...persons.filter((_, index) => !done.includes(index)));
  });

  it('that was cut off at any commit reminds nobody twice and leaves nobody out when it runs again', async () => {
    const commits = await atEveryCommit(async (n) => {
      const other = await openTempStore();
      await saveOpenRound(other.store, large());
      const first = await remind(dyingAtCommit(other.store, n)).catch(() => undefined);
      const survived = first !== undefined;
      expect(await mark(other.store)).toBe(survived ? step : undefined);
      const before = await written(other.store);
      const again = await remind(other.store, new Date('2026-10-28T07:01:00.000Z'));
      expect(again).toBe(survived ? 0 : persons.length);
      expect(await reminders(other.store)).toEqual(everybody);
      expect(await written(other.store)).toEqual(expect.arrayContaining(before));
      expect(await mark(other.store)).toBe(step);
      await other.remove();
      return { survived };
    });
    // Pages of fifty, and the mark.
    expect(commits).toBe(4);
  });

  it('that was cut off after a page was sent does not put the sent messages into the outbox again', async () => {
    await saveOpenRound(stored.store, large());
    await remind(dyingAtCommit(stored.store, 3)).catch(() => undefined);
    const partition = roundPartition(name);
    const [row] = (await collect(pendingMessages(stored.store, partition))).filter(
      ({ value }) => value.kind === 'reminder',
    );
    await stored.store.commit(partition, [
      { type: 'delete', key: row!.key, etag: row!.etag },
      { type: 'insert', key: `done|${row!.value.key}`, value: { ...row!.value, state: 'sent' } as never },
    ]);
    await remind();
    const waiting = (await collect(pendingMessages(stored.store, partition))).map(({ value }) => value.key);
    expect(waiting).not.toContain(row!.value.key);
    expect(await reminders()).toEqual(everybody);
  });
});

/** Keys and times of the reminders that wait. */
async function written(store: EntityStore): Promise<[string, string][]> {
  const rows = await collect(pendingMessages(store, roundPartition(name)));
  return rows.flatMap(({ value }) => (value.kind === 'reminder' ? [[value.key, value.createdAt]] : []));
}

describe('reminding is refused', () => {
  const refused = (code: string, now = moment, which: RoundName = name) =>
    expectNothingWritten(
      stored.now,
      () => remindRound(stored.store, { ...which, step, ...schedule }, now),
      refusal(code),
    );

  it('in a round that is not there', async () => {
    await saveSetting(stored.store, setting());
    await refused('unknown-round');
    await refused('unknown-round', moment, { ...name, programmeId: 'else' });
  });

  it('at the deadline and after it', async () => {
    await saveOpenRound(stored.store, setting());
    await refused('round-not-open', deadline);
    await refused('round-not-open', afterDeadline);
  });

  it('in a round that is closed, and in one that is only planned', async () => {
    await saveSetting(stored.store, setting());
    const dying = dyingAtCommit(stored.store, 3);
    await openRound(dying, { ...name, opens, deadline, ...schedule }, opens).catch(() => undefined);
    expect((await readRound(stored.store, name))?.value.status).toBe('planned');
    await refused('round-not-open');
    await openRound(stored.store, { ...name, opens, deadline, ...schedule }, opens);
    await closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, during);
    await refused('round-not-open');
  });
});
