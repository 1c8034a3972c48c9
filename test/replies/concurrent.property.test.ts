/** What several persons do at the same moment must end as if they had done it one after the other. */
import fc from 'fast-check';
import { type ReadGoal } from '../../src/replies/answerable-goal';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { recordReply } from '../../src/replies/record-reply';
import { repeatReply } from '../../src/replies/repeat-reply';
import { loadHistory, loadPreviousReply, loadReplies } from '../../src/replies/reply-store';
import { readGate } from '../../src/rounds/close-guard';
import { handOver, takeBack } from '../../src/rounds/hand-over';
import { type EntityStore } from '../../src/storage/store';
import { during, name, openTempStore } from '../helpers/fixtures';
import { anna, bo, cia, dan, RoundModel } from './round-model';
import { openWithLastPeriod, rawsOf } from './round-setting';

const goal = 'own';
const raw = fc.constantFrom('', 'x', 'y');
const submit = <T extends Record<string, fc.Arbitrary<string>>>(by: string, fields: T) =>
  fc.record({ type: fc.constant('submit'), by: fc.constant(by), typed: fc.record(fields), hasRead });
/** Whether the press had read the goal before anything of this was done. */
const hasRead = fc.boolean();
const own = fc.constantFrom(anna, bo, cia);
const act = fc.oneof(
  submit(anna, { figure: raw, all: raw }),
  submit(bo, { team: raw, all: raw }),
  submit(cia, { team: raw, all: raw }),
  submit(dan, { figure: raw, all: raw }),
  fc.record({ type: fc.constant('repeat'), by: own, hasRead }),
  fc.record({ type: fc.constant('hand-over'), by: own, to: fc.constantFrom(dan, dan, bo) }),
  fc.record({ type: fc.constant('take-back'), by: own }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Each a millisecond later, as real clocks have it: messages have keys with the moment in it. */
function inStore(store: EntityStore, does: Act, index: number, read?: ReadGoal): Promise<unknown> {
  const { by } = does;
  const now = new Date(during.getTime() + index);
  const place = { ...name, goalId: goal, by };
  if ('typed' in does)
    return recordReply(store, { ...place, typed: does.typed, locale: 'fi', seenVersion: 0 }, now, read);
  if ('to' in does) return handOver(store, { ...place, to: does.to }, now);
  return does.type === 'repeat' ? repeatReply(store, place, now, read) : takeBack(store, place, now);
}

/** What a press reads; nothing for whoever is not asked, who gets no further. */
async function readBefore(store: EntityStore, does: Act): Promise<ReadGoal | undefined> {
  if (!('hasRead' in does) || !does.hasRead) return undefined;
  const gate = await readGate(store, name, goal);
  const [asked, previous] = await Promise.all([
    loadAskedRound(store, name, does.by, during),
    loadPreviousReply(store, name, goal),
  ]);
  const own = asked?.goals.find((each) => each.goal.id === goal);
  return gate && asked && own && { gate, asked, own, previous };
}

function inModel(model: RoundModel, does: Act): boolean {
  const { by } = does;
  if ('typed' in does) return model.submit(by, goal, does.typed, undefined, 0);
  if ('to' in does) return model.handOver(by, does.to, goal);
  return does.type === 'repeat' ? model.repeat(by, goal) : model.takeBack(by, goal);
}

/** Which acts were done, and the versions that they left, when they are done in this order. */
function oneAfterTheOther(acts: readonly Act[], order: readonly number[]): unknown {
  const model = new RoundModel();
  const done = new Map(order.map((index) => [index, inModel(model, acts[index]!)]));
  const versions = model.versions.get(goal)!.map(({ by, raws }) => [by, raws]);
  return { done: acts.map((_, index) => done.get(index)), versions };
}

function ordersOf(indexes: readonly number[]): number[][] {
  if (indexes.length === 0) return [[]];
  return indexes.flatMap((first) =>
    ordersOf(indexes.filter((index) => index !== first)).map((rest) => [first, ...rest]),
  );
}

it('ends as some sequence of the same acts would', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 4 }), async (acts) => {
      const { store, remove } = await openTempStore();
      try {
        await openWithLastPeriod(store);
        const read = await Promise.all(acts.map((each) => readBefore(store, each)));
        const outcomes = await Promise.allSettled(
          acts.map((each, index) => inStore(store, each, index, read[index])),
        );
        const history = await loadHistory(store, name, goal);
        const ended = {
          done: outcomes.map(({ status }) => status === 'fulfilled'),
          versions: history.map((reply) => [reply.by, rawsOf(reply)]),
        };
        const orders = ordersOf(acts.map((_, index) => index));
        expect(orders.map((order) => oneAfterTheOther(acts, order))).toContainEqual(ended);
        expect(history.map(({ version }) => version)).toEqual(history.map((_, index) => index + 1));
        expect(history.at(-1)).toEqual((await loadReplies(store, name)).get(goal));
      } finally {
        await remove();
      }
    }),
    { numRuns: 60 },
  );
});
