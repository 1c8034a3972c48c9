/** Turns are told once and at most one message a day, whenever ticks come and wherever the process dies. */
import fc from 'fast-check';
import { type PersonalMessages } from '../../src/outbox/message-kind';
import { allMessages } from '../../src/outbox/message';
import { peoplePartition, savePeople } from '../../src/people/directory';
import { follow } from '../../src/people/follows';
import { localDay } from '../../src/periods/local-time';
import { loadWaiting } from '../../src/digest/at-once/waiting-turns';
import { recordReply } from '../../src/replies/record-reply';
import { loadMaybeTurned } from '../../src/rounds/turned/turned-goals';
import { readReply } from '../../src/replies/reply-store';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { readRound } from '../../src/rounds/round-store';
import { discardRound } from '../../src/schedule/discard-round';
import { pause, resume } from '../../src/brake/pauses';
import { type EntityStore } from '../../src/storage/store';
import { dyingAtCommit } from '../helpers/failing-store';
import {
  anna,
  collect,
  deadline,
  eachWithStore,
  goalWith,
  name,
  opens,
  openTempStore,
  peopleOf,
  programmeWith,
  saveOpenRound,
  type Setting,
} from '../helpers/fixtures';
import { tickOn } from '../schedule/ticking';

const leader = 'coordinator@example.org';
const goalIds = ['a', 'b', 'c'] as const;
type GoalId = (typeof goalIds)[number];
/** Lights by value: red below 50, yellow to 90, green above. */
const values = { red: 20, yellow: 70, green: 95 } as const;
type Colour = keyof typeof values;
const start = new Date('2026-10-12T06:00:00Z');
const minute = 60_000;

function setting(): Setting {
  const programme = programmeWith({
    channels: [],
    calendar: {
      opens: { workingDaysAfter: 5, at: '08:00' },
      deadline: { workingDaysAfter: 25, at: '16:00' },
      digest: { weekday: 1, at: '08:00' },
      quiet: { from: '18:00', to: '08:00', workingDaysOnly: false },
    },
  });
  return {
    register: { programme, goals: goalIds.map((id) => goalWith(id)) },
    people: peopleOf([anna, leader]),
  };
}

async function answer(store: EntityStore, goalId: GoalId, colour: Colour, now: Date): Promise<void> {
  const seenVersion = (await readReply(store, name, goalId))?.value.version ?? 0;
  const typed = { value: String(values[colour]) };
  await recordReply(store, { ...name, goalId, by: anna, typed, locale: 'fi', seenVersion }, now);
}

async function save(store: EntityStore): Promise<void> {
  await saveOpenRound(store, setting());
  await savePeople(store, peopleOf([anna, leader]));
  await choose(store, 'all');
}

async function choose(store: EntityStore, choice: 'all' | 'nothing'): Promise<void> {
  const about = { personId: leader, programmeId: name.programmeId, units: [] };
  await follow(store, { ...about, ...(choice === 'all' && { atOnce: choice }) });
}

/** The goals in each message, with how each stood before, by day. */
async function toldIn(store: EntityStore): Promise<Record<string, Record<string, string | undefined>>> {
  const rows = await collect(allMessages(store, peoplePartition, 'at-once|'));
  return Object.fromEntries(
    rows.map(({ value: { key, data } }) => {
      const { turns } = data as unknown as PersonalMessages['at-once'];
      return [key, Object.fromEntries(turns.map(({ goalId, before }) => [goalId, before.light]))];
    }),
  );
}

/** Nothing is left that a tick would look at. */
async function expectAtRest(store: EntityStore): Promise<void> {
  expect((await readRound(store, name))!.value.turned).toBeUndefined();
  expect(await loadMaybeTurned(store, name)).toEqual([]);
  expect((await loadWaiting(store)).flatMap(({ value }) => value.turns)).toEqual([]);
}

/** What should be told, kept by hand. */
class ByHand {
  readonly told: Record<string, Record<string, string>> = {};
  choice: 'all' | 'nothing' = 'all';
  private readonly lights = new Map<GoalId, Colour>();
  private readonly waiting = new Map<GoalId, Colour>();

  /** A tick looks after each answer. */
  answered(goalId: GoalId, colour: Colour): void {
    const before = this.lights.get(goalId);
    this.lights.set(goalId, colour);
    if (before === undefined || before === colour || colour === 'yellow') return;
    if (this.choice === 'nothing') return;
    if (!this.waiting.has(goalId)) this.waiting.set(goalId, before);
  }

  ticked(now: Date): void {
    const day = localDay(now, 'Europe/Helsinki');
    const hour = Number(
      new Intl.DateTimeFormat('en', {
        hour: 'numeric',
        hourCycle: 'h23',
        timeZone: 'Europe/Helsinki',
      }).format(now),
    );
    const key = `at-once|${leader}|${day}`;
    if (this.waiting.size === 0 || hour < 8 || hour >= 18 || this.told[key]) return;
    this.told[key] = Object.fromEntries(this.waiting);
    this.waiting.clear();
  }
}

const step = fc.record({
  goalId: fc.constantFrom(...goalIds),
  colour: fc.constantFrom<Colour>('red', 'yellow', 'green', 'red', 'green'),
  /** What the leader chooses before it; missing if nothing new. */
  choice: fc.constantFrom(undefined, undefined, undefined, 'all' as const, 'nothing' as const),
  /** Minutes until the next one. */
  later: fc.constantFrom(1, 30, 240, 600, 1200),
  /** The commit of the tick at which the process dies; the tick is then repeated. */
  dies: fc.constantFrom(0, 0, 1, 2, 3, 4, 5),
});

it('whatever is answered and chosen when, and wherever a tick dies, messages are those counted by hand', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      const temp = await openTempStore();
      try {
        await save(temp.store);
        const byHand = new ByHand();
        let now = start;
        await tickOn(temp.store, now);
        for (const { goalId, colour, later, dies, choice } of steps) {
          now = new Date(now.getTime() + minute);
          if (choice) await choose(temp.store, choice);
          byHand.choice = choice ?? byHand.choice;
          await answer(temp.store, goalId, colour, now);
          if (dies > 0) await tickOn(dyingAtCommit(temp.store, dies), now).catch(() => undefined);
          await tickOn(temp.store, now);
          byHand.answered(goalId, colour);
          byHand.ticked(now);
          now = new Date(now.getTime() + later * minute);
          await tickOn(temp.store, now);
          byHand.ticked(now);
        }
        for (const days of [1, 2]) {
          const noon = new Date(`${localDay(now, 'Europe/Helsinki')}T09:00:00Z`);
          const then = new Date(noon.getTime() + days * 24 * 60 * minute);
          await tickOn(temp.store, then);
          byHand.ticked(then);
        }
        expect(await toldIn(temp.store)).toEqual(byHand.told);
        await expectAtRest(temp.store);
      } finally {
        await temp.remove();
      }
    }),
    { numRuns: 12 },
  );
}, 120_000);

const stored = eachWithStore();
const at = (time: string) => new Date(`2026-10-${time}:00Z`);

async function answered(...answers: readonly (readonly [GoalId, Colour])[]): Promise<void> {
  for (const [goalId, colour] of answers) await answer(stored.store, goalId, colour, at('12T07:00'));
}

it('a tick with nothing to look at reads no more than before', async () => {
  await save(stored.store);
  await tickOn(stored.store, at('12T07:00'));
  const ranges: string[] = [];
  const counting: EntityStore = {
    ...{ get: (...args) => stored.store.get(...args), commit: (...args) => stored.store.commit(...args) },
    close: () => stored.store.close(),
    range: (partition, range) => {
      ranges.push(`${partition} ${range?.from ?? ''}`);
      return stored.store.range(partition, range);
    },
  };
  await tickOn(counting, at('12T07:01'));
  expect(ranges.filter((each) => /turned|at-once|follow/.test(each))).toEqual([]);
});

it('the turns of a paused round wait until sending goes on', async () => {
  await save(stored.store);
  await answered(['a', 'green'], ['a', 'red']);
  const act = { by: 'cli:root', way: 'cli' } as const;
  const scope = { programmeId: name.programmeId };
  await pause(stored.store, scope, act, at('12T07:00'));
  await tickOn(stored.store, at('12T07:01'));
  expect(await toldIn(stored.store)).toEqual({});
  await resume(stored.store, scope, act, at('12T07:02'));
  await tickOn(stored.store, at('12T07:03'));
  expect(Object.values(await toldIn(stored.store))).toEqual([{ a: 'green' }]);
});

it('what turned before the round was closed is told also after that', async () => {
  await save(stored.store);
  await answered(['a', 'green'], ['a', 'red']);
  await closeRound(stored.store, { ...name, by: leader, way: 'card' }, at('12T08:00'));
  await tickOn(stored.store, at('12T08:01'));
  expect(Object.values(await toldIn(stored.store))).toEqual([{ a: 'green' }]);
  await expectAtRest(stored.store);
});

it('what turns after the round was taken back and opened again is told as well', async () => {
  await save(stored.store);
  const act = { ...name, by: leader, way: 'card' } as const;
  await answered(['a', 'green'], ['a', 'red']);
  await tickOn(stored.store, at('12T07:01'));
  await answered(['b', 'green'], ['b', 'red']);
  await tickOn(stored.store, at('12T07:02'));
  await discardRound(stored.store, act, at('12T08:00'));
  await tickOn(stored.store, at('12T08:02'));
  await expectAtRest(stored.store);
  await openRound(stored.store, { ...act, opens, deadline }, at('13T06:00'));
  await answered(['a', 'green'], ['a', 'red']);
  await tickOn(stored.store, at('13T07:01'));
  expect(Object.values(await toldIn(stored.store))).toEqual([{ a: 'green' }, { a: 'green' }]);
});

it('a goal with nobody to tell leaves nothing', async () => {
  await saveOpenRound(stored.store, setting());
  await answered(['a', 'green'], ['a', 'red']);
  await tickOn(stored.store, at('12T08:01'));
  expect(await toldIn(stored.store)).toEqual({});
  await expectAtRest(stored.store);
});
