import { readAudit, schedule } from '../../src/audit/audit';
import { type Message, messageKeys, pendingMessages } from '../../src/outbox/message';
import { grant } from '../../src/people/grants';
import { setSubstitute } from '../../src/people/substitutions';
import { type Rung } from '../../src/periods/calendar-schema';
import { type Escalation, escalateRound } from '../../src/reminders/escalate-round';
import { recordReply } from '../../src/replies/record-reply';
import { closeRound } from '../../src/rounds/close-round';
import { handOver } from '../../src/rounds/hand-over';
import { openRound } from '../../src/rounds/open-round';
import { readRound, type RoundName, roundPartition } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
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
import { anna, bo, cia, submission } from '../replies/fixtures';

const head = 'head@example.org';
const otherHead = 'other-head@example.org';
const coordinator = 'coordinator@example.org';
const deputy = 'deputy@example.org';
const everybody = [anna, bo, cia, head, otherHead, coordinator, deputy];

const step = '2026-10-28T07:00:00.000Z';
const now = new Date(step);
const stored = eachWithStore();

/** Anna answers for goals of both units, Bo for one of the Surgery, the head of Surgery for one there as well. */
const setting = (changes: Parameters<typeof programmeWith>[0] = {}): Setting => ({
  register: {
    programme: programmeWith(changes),
    goals: [
      goalWith('a', { headings: [{ fi: 'Surgery' }], owners: [anna, bo] }),
      goalWith('b', { headings: [{ fi: 'Care' }], owners: [anna] }),
      goalWith('c', { headings: [{ fi: 'Surgery' }], owners: [head] }),
    ],
  },
  people: peopleOf(everybody, { planners: [coordinator, deputy] }),
});
const granted = (personId: string, role: 'unit-head' | 'coordinator', unit?: string, programmeId = 'prog') =>
  grant(stored.store, { personId, role, programmeId, ...(unit !== undefined && { unit }) }, schedule, opens);
const standIn = (personId: string, substituteId: string, day = '2026-10-28') =>
  setSubstitute(stored.store, { personId, substituteId, from: day, to: day }, during);
const answer = (by: string, goalId: string) =>
  recordReply(stored.store, submission(by, { value: '5' }, { goalId }), during);

const escalate = (to: Rung, changes: Partial<Escalation> = {}, store = stored.store, at = now) =>
  escalateRound(store, { ...name, ...schedule, step, to, ...changes }, at);
async function escalations(store = stored.store): Promise<Message[]> {
  const rows = await collect(pendingMessages(store, roundPartition(name)));
  return rows.map(({ value }) => value).filter(({ kind }) => kind === 'escalation');
}
/** Who was told of whom, by first names. */
async function told(): Promise<Record<string, string>> {
  const short = (id: unknown) => String(id).split('@')[0]!;
  return Object.fromEntries(
    (await escalations()).map(({ recipient, data }) => [
      short(recipient.type === 'person' && recipient.personId),
      (data.persons as string[]).map(short).sort().join(' '),
    ]),
  );
}
const mark = async (store = stored.store) => (await readRound(store, name))?.value.lastEscalation;
const entries = (store = stored.store) => readAudit(store, [roundPartition(name)], { what: 'escalated' });

describe('the ladder', () => {
  beforeEach(() => saveOpenRound(stored.store, setting()));

  it('begins with who stands in for the late person today', async () => {
    await granted(head, 'unit-head', 'Surgery');
    await granted(otherHead, 'unit-head', 'Care');
    await standIn(anna, cia);
    await standIn(bo, cia, '2026-10-29');
    await standIn(head, deputy);
    expect(await escalate('substitute')).toBe(3);
    // Bo has nobody today, so the head of the unit hears of him.
    expect(await told()).toEqual({ cia: 'anna', head: 'bo', deputy: 'head' });
  });

  it('takes the day on the wall where the programme is', async () => {
    await standIn(anna, cia);
    await standIn(bo, cia);
    const midnight = new Date('2026-10-27T22:00:00.000Z');
    await escalate('substitute', {}, stored.store, midnight);
    expect(await told()).toEqual({ cia: 'anna bo', coordinator: 'head' });
  });

  it('goes on with the head of each unit in which the person is late', async () => {
    await granted(head, 'unit-head', 'Surgery');
    await granted(otherHead, 'unit-head', 'Care');
    await standIn(anna, cia);
    expect(await escalate('unit-head')).toBe(3);
    // The head of Surgery is late too: nobody hears of themself.
    expect(await told()).toEqual({ head: 'anna bo', 'other-head': 'anna', coordinator: 'head' });
  });

  it('leaves out a unit in which the person has answered', async () => {
    await granted(head, 'unit-head', 'Surgery');
    await granted(otherHead, 'unit-head', 'Care');
    await answer(anna, 'b');
    await answer(head, 'c');
    await escalate('unit-head');
    expect(await told()).toEqual({ head: 'anna bo' });
  });

  it('ends with the coordinator and those who were granted the same', async () => {
    await granted(deputy, 'coordinator');
    await granted(head, 'unit-head', 'Surgery');
    await standIn(anna, cia);
    expect(await escalate('coordinator')).toBe(2);
    expect(await told()).toEqual({ coordinator: 'anna bo head', deputy: 'anna bo head' });
  });

  it('falls through every rung that nobody is on', async () => {
    for (const [to, at] of [
      ['substitute', step],
      ['unit-head', '2026-10-29T07:00:00.000Z'],
      ['coordinator', '2026-10-30T07:00:00.000Z'],
    ] as const)
      expect(await escalate(to, { step: at }, stored.store, new Date(at))).toBe(1);
    expect(
      (await escalations()).map(({ key, data }) => [key, (data.persons as string[]).toSorted()]),
    ).toEqual(
      ['coordinator-2026-10-30', 'substitute-2026-10-28', 'unit-head-2026-10-29'].map((which) => [
        `prog|2026-Q3|${coordinator}|escalation-${which}T07:00:00.000Z`,
        [anna, bo, head],
      ]),
    );
  });

  it('falls from a unit without a head to the coordinator, of that unit only', async () => {
    await granted(otherHead, 'unit-head', 'Care');
    await escalate('unit-head');
    expect(await told()).toEqual({ 'other-head': 'anna', coordinator: 'anna bo head' });
  });

  it('counts no head of another unit or programme, and no coordinator or reader of another', async () => {
    await granted(deputy, 'unit-head', 'Surgery', 'else');
    await granted(otherHead, 'unit-head', 'Laboratory');
    await granted(cia, 'coordinator', undefined, 'else');
    await grant(stored.store, { personId: cia, role: 'reader', programmeId: 'prog' }, schedule, opens);
    await grant(stored.store, { personId: deputy, role: 'admin' }, schedule, opens);
    await escalate('unit-head');
    expect(await told()).toEqual({ coordinator: 'anna bo head' });
  });

  it('tells a substitute who is late as well, of the other', async () => {
    await standIn(anna, bo);
    await standIn(bo, anna);
    await answer(head, 'c');
    await escalate('substitute');
    expect(await told()).toEqual({ anna: 'bo', bo: 'anna' });
  });
});

describe('a late coordinator', () => {
  const late = (owner: string): Setting => ({
    ...setting({ coordinator: 'role:planners' }),
    register: {
      programme: programmeWith({ coordinator: owner }),
      goals: [goalWith('a', { owners: [coordinator] })],
    },
  });

  it('is not told of themself; the others in the role are', async () => {
    await saveOpenRound(stored.store, late('role:planners'));
    await escalate('coordinator');
    expect(await told()).toEqual({ deputy: 'coordinator' });
  });

  it('who is alone is told of by nobody; it is recorded and not tried again', async () => {
    await saveOpenRound(stored.store, late(coordinator));
    expect(await escalate('substitute')).toBe(0);
    expect(await escalations()).toEqual([]);
    expect(await mark()).toBe(step);
    expect(await entries()).toMatchObject([{ to: { rung: 'substitute', recipients: 0 } }]);
  });
});

describe('those who hear are told of', () => {
  beforeEach(() => saveOpenRound(stored.store, setting()));

  it('the colleague to whom a goal was handed, not of who handed it on', async () => {
    await handOver(stored.store, { ...name, goalId: 'b', by: anna, to: cia }, during);
    await answer(bo, 'a');
    await answer(head, 'c');
    await escalate('coordinator');
    expect(await told()).toEqual({ coordinator: 'cia' });
  });

  it('nobody when everybody has answered; the mark is moved all the same', async () => {
    await answer(bo, 'a');
    await answer(anna, 'b');
    await answer(head, 'c');
    expect(await escalate('unit-head')).toBe(0);
    expect(await escalations()).toEqual([]);
    expect(await mark()).toBe(step);
    const before = stored.now.dump();
    expect(await escalate('unit-head')).toBe(0);
    expect(stored.now.dump()).toEqual(before);
  });

  it('by one message each, with the names of the round and of the persons', async () => {
    const at = new Date('2026-10-28T07:00:12.000Z');
    const sendFrom = new Date('2026-10-29T05:00:00.000Z');
    await answer(head, 'c');
    await escalate('unit-head', { sendFrom }, stored.store, at);
    expect(await escalations()).toEqual([
      {
        key: `prog|2026-Q3|${coordinator}|escalation-unit-head-${step}`,
        kind: 'escalation',
        recipient: { type: 'person', personId: coordinator },
        data: { ...name, persons: [anna, bo] },
        createdAt: at.toISOString(),
        attempts: 0,
        notBefore: sendFrom.toISOString(),
        state: 'pending',
      },
    ]);
  });

  it('and it is recorded which rung, how many, and what was left out', async () => {
    const missed = ['2026-10-26T07:00:00.000Z', '2026-10-27T07:00:00.000Z'];
    await granted(otherHead, 'unit-head', 'Care');
    await escalate('unit-head', { missed });
    const about = { ...schedule, ...name, at: step };
    expect(await readAudit(stored.store, [roundPartition(name)], { from: step })).toEqual(
      expect.arrayContaining([
        { ...about, what: 'escalated', to: { rung: 'unit-head', recipients: 2 } },
        { ...about, what: 'steps-skipped', to: missed },
      ]),
    );
    expect(await readAudit(stored.store, [roundPartition(name)], { from: step })).toHaveLength(2);
  });
});

describe('one step', () => {
  beforeEach(() => saveOpenRound(stored.store, setting()));

  it('is done once, however often it runs, also when there are others to tell by then', async () => {
    await escalate('unit-head');
    await granted(head, 'unit-head', 'Surgery');
    const before = stored.now.dump();
    for (let run = 0; run < 3; run++) expect(await escalate('unit-head')).toBe(0);
    expect(stored.now.dump()).toEqual(before);
  });

  it('is done once by two replicas at once', async () => {
    await granted(deputy, 'coordinator');
    await Promise.all([escalate('coordinator'), escalate('coordinator'), escalate('coordinator')]);
    expect(await told()).toEqual({ coordinator: 'anna bo head', deputy: 'anna bo head' });
    expect(await entries()).toHaveLength(1);
  });

  it('is done once by one that comes in between', async () => {
    let done = false;
    const beforeCommit = async () => {
      if (done) return;
      done = true;
      await escalate('coordinator');
    };
    expect(await escalate('coordinator', {}, interrupted(stored.store, { beforeCommit }))).toBe(0);
    expect(await entries()).toHaveLength(1);
  });

  it('of an earlier moment is not done after a later one', async () => {
    await escalate('coordinator');
    expect(await escalate('unit-head', { step: '2026-10-27T07:00:00.000Z' })).toBe(0);
    expect(await mark()).toBe(step);
  });

  it('leaves reminders and digests to their own marks', async () => {
    await escalate('coordinator');
    const round = (await readRound(stored.store, name))!.value;
    expect([round.lastReminder, round.lastDigest]).toEqual([undefined, undefined]);
  });
});

it('that was cut off at any commit tells nobody twice and leaves nobody out when it runs again', async () => {
  const heads = manyPersons(55);
  const large: Setting = {
    register: {
      programme: programmeWith(),
      goals: heads.map((_, index) => goalWith(`g${index}`, { headings: [{ fi: `Unit ${index}` }] })),
    },
    people: peopleOf([anna, ...heads]),
  };
  const save = async (store: EntityStore) => {
    await saveOpenRound(store, large);
    for (const [index, personId] of heads.entries())
      await grant(
        store,
        { personId, role: 'unit-head', programmeId: 'prog', unit: `Unit ${index}` },
        schedule,
        opens,
      );
  };
  const commits = await atEveryCommit(async (n) => {
    const other = await openTempStore();
    await save(other.store);
    const first = await escalate('unit-head', {}, dyingAtCommit(other.store, n)).catch(() => undefined);
    const survived = first !== undefined;
    expect(await mark(other.store)).toBe(survived ? step : undefined);
    const before = await escalations(other.store);
    const again = await escalate('unit-head', {}, other.store, new Date('2026-10-28T07:01:00.000Z'));
    expect(again).toBe(survived ? 0 : heads.length);
    const after = await escalations(other.store);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after).toHaveLength(heads.length);
    const keys = [...(await messageKeys(other.store, roundPartition(name)))];
    expect(keys.filter((key) => key.includes('|escalation-'))).toHaveLength(heads.length);
    expect(await entries(other.store)).toHaveLength(1);
    await other.remove();
    return { survived };
  });
  // Pages of fifty, and the mark.
  expect(commits).toBe(3);
});

describe('an escalation is refused', () => {
  const refused = (code: string, at = now, which: RoundName = name) =>
    expectNothingWritten(stored.now, () => escalate('coordinator', which, stored.store, at), refusal(code));

  it('in a round that is not there', async () => {
    await saveSetting(stored.store, setting());
    await refused('unknown-round');
    await refused('unknown-round', now, { ...name, programmeId: 'else' });
  });

  it('at the closing and after it, but not in days of grace', async () => {
    await saveSetting(stored.store, setting());
    const closes = new Date('2026-11-06T14:00:00.000Z');
    await openRound(stored.store, { ...name, ...schedule, opens, deadline, closes }, opens);
    await refused('round-not-open', closes);
    await refused('round-not-open', new Date('2026-11-06T14:00:30.000Z'));
    expect(await escalate('coordinator', {}, stored.store, deadline)).toBe(1);
  });

  it('in a round that is closed, and in one that is only planned', async () => {
    await saveSetting(stored.store, setting());
    const opening = { ...name, ...schedule, opens, deadline };
    await openRound(dyingAtCommit(stored.store, 3), opening, opens).catch(() => undefined);
    expect((await readRound(stored.store, name))?.value.status).toBe('planned');
    await refused('round-not-open');
    await openRound(stored.store, opening, opens);
    await closeRound(stored.store, { ...name, ...schedule }, during);
    await refused('round-not-open');
  });
});
