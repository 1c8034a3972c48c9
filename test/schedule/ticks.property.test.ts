/** A year of ticks over the real store, at any moments, repeated, and cut off at any commit. */
import fc from 'fast-check';
import { readAudit, schedule } from '../../src/audit/audit';
import { savePeople } from '../../src/people/directory';
import { grant } from '../../src/people/grants';
import { type Programme } from '../../src/goals/schema';
import { messageKeys } from '../../src/outbox/message';
import { closingTakesMs } from '../../src/rounds/closing';
import { readRound, roundPartition } from '../../src/rounds/round-store';
import { doDueWork, runTick, type TickOptions } from '../../src/schedule/tick';
import { type EntityStore } from '../../src/storage/store';
import { dyingAtCommit } from '../helpers/failing-store';
import {
  goalWith,
  openTempStore,
  peopleOf,
  programmeWith,
  saveSetting,
  type TempStore,
} from '../helpers/fixtures';
import {
  expectAccountedFor,
  moves,
  type PlannedRound,
  plannedRounds,
  type RoundHistory,
  ticksFrom,
} from './step-history';
import { holidays, sent } from './ticking';

const start = new Date('2026-01-01T00:00:00Z');
const end = new Date('2027-01-01T00:00:00Z');
const persons = ['anna@example.org', 'bo@example.org', 'cia@example.org'];
const calendar = {
  deadline: { workingDaysAfter: 10, at: '16:00' },
  reminders: [
    { workingDaysBefore: 3, at: '09:00' },
    { workingDaysBefore: 1, at: '09:00' },
  ],
  escalations: [
    { to: 'unit-head' as const, workingDaysBefore: 0, at: '09:00' },
    { to: 'coordinator' as const, workingDaysAfter: 1, at: '09:00' },
  ],
  graceWorkingDays: 2,
  digest: { weekday: 1, at: '08:00' },
  quiet: { from: '20:00', to: '07:00', workingDaysOnly: true },
};
const programmes = [
  programmeWith({
    id: 'monthly',
    rhythm: 'month',
    calendar: { ...calendar, opens: { workingDaysAfter: 3, at: '08:00' } },
  }),
  programmeWith({
    id: 'quarterly',
    // Programmes that share a channel share its posts: see test/digest/fronts.test.ts.
    channels: [{ channel: '19:quarterly@thread.tacv2', language: 'fi' }],
    calendar: {
      ...calendar,
      opens: { workingDaysAfter: 5, at: '08:00' },
      deadline: { workingDaysAfter: 25, at: '16:00' },
    },
  }),
];
const planned = programmes.map((programme) => plannedRounds(programme, start, end));

const scenario = fc.record({
  ticks: moves(10, 20).map((along) => ticksFrom(start, end, planned.flat(), along)),
  /** Of each tick in turn: repeated so often, cut off at this commit, and whether what waits is sent. */
  course: fc.array(
    fc.record({
      repeated: fc.integer({ min: 1, max: 3 }),
      dies: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
      sends: fc.boolean(),
    }),
    { minLength: 20, maxLength: 20 },
  ),
});

/** Everybody has a goal in each programme; there is a head, and a coordinator. */
async function save(store: EntityStore): Promise<void> {
  const people = peopleOf([...persons, 'head@example.org', 'coordinator@example.org']);
  for (const programme of programmes) {
    const goals = persons.map((id, index) => goalWith(`g${index}`, { owners: [id] }));
    await saveSetting(store, { register: { programme, goals }, people });
    const head = { personId: 'head@example.org', role: 'unit-head' as const, unit: 'Unit' };
    await grant(store, { ...head, programmeId: programme.id }, schedule, start);
  }
  await savePeople(store, people);
}

/** Counts how often each message was put into the outbox; a key that was sent could be put there again. */
function counting(store: EntityStore, counts: Map<string, number>): EntityStore {
  return {
    ...{ get: store.get.bind(store), range: store.range.bind(store), close: store.close.bind(store) },
    commit: async (partition, changes) => {
      await store.commit(partition, changes);
      for (const { type, key } of changes)
        if (type === 'insert' && key.startsWith('pending|')) counts.set(key, (counts.get(key) ?? 0) + 1);
    },
  };
}

it('opens, closes or skips each round, does each step once or says that it was left out', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ ticks, course }) => {
      if (ticks.length === 0) return;
      const temp = await openTempStore();
      try {
        await save(temp.store);
        const counts = new Map<string, number>();
        const store = counting(temp.store, counts);
        for (const [index, now] of ticks.entries()) await live(temp, store, now, course[index]!);
        // A closing that the last of them cut off is finished once it can no longer be under way.
        const after = new Date(ticks.at(-1)!.getTime() + closingTakesMs);
        await live(temp, store, after, { repeated: 1, dies: undefined, sends: false });
        expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
        for (const [index, programme] of programmes.entries())
          await expectHistories(store, programme, planned[index]!, [...ticks, after]);
      } finally {
        await temp.remove();
      }
    }),
    { numRuns: 6 },
  );
}, 60_000);

async function live(
  temp: TempStore,
  store: EntityStore,
  now: Date,
  { repeated, dies, sends }: { repeated: number; dies: number | undefined; sends: boolean },
): Promise<void> {
  const failures: string[] = [];
  const options = (over: EntityStore): TickOptions => ({
    ...{ store: over, clock: { now: () => now }, holidays },
    deliver: () => Promise.resolve(sent()),
    onFailure: (what) => failures.push(what),
  });
  if (dies !== undefined) await doDueWork(options(dyingAtCommit(store, dies))).catch(() => undefined);
  failures.length = 0;
  await (sends ? runTick : doDueWork)(options(store));
  const before = temp.dump();
  for (let run = 0; run < repeated; run++) await doDueWork(options(store));
  expect(temp.dump()).toEqual(before);
  expect(failures).toEqual([]);
}

async function expectHistories(
  store: EntityStore,
  programme: Programme,
  rounds: readonly PlannedRound[],
  ticks: readonly Date[],
): Promise<void> {
  const histories = new Map<string, RoundHistory>();
  for (const { period } of rounds)
    histories.set(period, await historyOf(store, { programmeId: programme.id, period }));
  expectAccountedFor(rounds, ticks, histories);
}

async function historyOf(
  store: EntityStore,
  name: { readonly programmeId: string; readonly period: string },
): Promise<RoundHistory> {
  const events = (await readRound(store, name))?.value.events ?? [];
  const at = (what: string) => {
    const found = events.filter((event) => event.what === what);
    expect(found.length).toBeLessThan(2);
    return found[0] && new Date(found[0].at);
  };
  const [opened, skipped, closed] = [at('opened'), at('skipped'), at('closed')];
  const keys = [...(await messageKeys(store, roundPartition(name)))];
  expect(keys.filter((key) => key.endsWith('|prompt'))).toHaveLength(opened ? persons.length : 0);
  expect(keys.filter((key) => key.includes('|digest-closing-'))).toHaveLength(closed ? 1 : 0);
  const skippedSteps = await readAudit(store, [roundPartition(name)], { what: 'steps-skipped' });
  return {
    period: name.period,
    ...(opened && { opened }),
    ...(skipped && { skipped }),
    ...(closed && { closed }),
    done: [...new Set(keys.flatMap(stepOf))],
    missed: skippedSteps.flatMap(({ to }) => to as string[]),
  };
}

/** The step that a message belongs to, as `stepName` names it. */
function stepOf(key: string): string[] {
  const [, step, rung, at] = /\|(reminder|digest|escalation)-([a-z-]*?)-?(\d{4}-[^Z]+Z)/.exec(key) ?? [];
  if (step === undefined || rung === 'closing') return [];
  const what = { reminder: 'remind', digest: 'digest', escalation: `escalate ${rung}` }[step];
  return [`${what} ${at}`];
}
