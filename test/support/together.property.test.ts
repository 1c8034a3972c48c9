/** What leaders decide at the same moment, while the owner says something else, must end as if it were done one after the other. */
import fc from 'fast-check';
import { type Message } from '../../src/outbox/message';
import { type EntityStore } from '../../src/storage/store';
import { decideOnSupport } from '../../src/support/decide';
import { loadDecisions } from '../../src/support/support-store';
import { accessOf, dan, eva } from '../questions/setting';
import { bo, during, name, openTempStore, saveOpenRound, type StoredRow } from '../helpers/fixtures';
import { answer, requestsOf, supportSetting } from './setting';

const by = fc.constantFrom(dan, eva);
const act = fc.oneof(
  { arbitrary: fc.record({ says: fc.constantFrom('stuck', 'as-planned') }), weight: 1 },
  { arbitrary: fc.record({ by, isTakenBack: fc.constant(false) }), weight: 2 },
  { arbitrary: fc.record({ by, isTakenBack: fc.constant(true) }), weight: 1 },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

const momentOf = (index: number) => new Date(during.getTime() + index);
/** No two leaders decide the same. */
const textOf = (does: { readonly isTakenBack: boolean }, index: number) =>
  does.isTakenBack ? undefined : `Päätös ${index}`;

/** Every card was drawn when as many versions had been decided as there were before all of them. */
async function inStore(store: EntityStore, does: Act, index: number, seen: number): Promise<unknown> {
  if ('says' in does) return answer(store, { s1: does.says }, momentOf(index));
  const access = accessOf(does.by, { reads: new Set([name.programmeId]) });
  const text = textOf(does, index);
  const about = { ...name, goalId: 'a', fieldId: 's1', askedAt: during.toISOString() };
  const deciding = {
    ...about,
    by: does.by,
    way: 'card',
    access,
    seen,
    ...(text !== undefined && { text }),
  } as const;
  return decideOnSupport(store, deciding, momentOf(index));
}

class Model {
  askedAt: string | undefined = during.toISOString();
  readonly versions: (readonly [string, string | undefined])[] = [];

  do(does: Act, index: number, seen: number): boolean {
    if ('says' in does) {
      if (does.says === 'as-planned') this.askedAt = undefined;
      else this.askedAt ??= momentOf(index).toISOString();
      return true;
    }
    const text = textOf(does, index);
    const last = this.versions.at(-1);
    if (this.askedAt !== during.toISOString() && !last) return false;
    if (last ? last[0] === does.by && last[1] === text : text === undefined) return true;
    if (this.versions.length > seen) return false;
    this.versions.push([does.by, text]);
    return true;
  }

  get ended(): object {
    const isSame = this.askedAt === during.toISOString();
    const decided = isSame ? this.versions.at(-1)?.[1] : undefined;
    return { versions: this.versions, request: this.askedAt && [this.askedAt, decided] };
  }
}

function ordersOf(indexes: readonly number[]): number[][] {
  if (indexes.length === 0) return [[]];
  return indexes.flatMap((first) =>
    ordersOf(indexes.filter((index) => index !== first)).map((rest) => [first, ...rest]),
  );
}

function oneAfterTheOther(acts: readonly Act[], order: readonly number[], before: readonly Act[]): object {
  const model = new Model();
  for (const each of before) model.do(each, 0, 0);
  const done = new Map(order.map((index) => [index, model.do(acts[index]!, index + 1, before.length)]));
  return { done: acts.map((_, index) => done.get(index)), ...model.ended };
}

/** The versions of which Bo is told, whose task it is. */
function toldIn(rows: readonly StoredRow[]): number[] {
  const messages = rows.filter(({ key }) => key.startsWith('pending|')).map(({ value }) => value as Message);
  return messages
    .filter(({ kind }) => kind === 'support-decided')
    .map(({ recipient, data }) => {
      expect(recipient).toEqual({ type: 'person', personId: bo });
      return (data as { version: number }).version;
    })
    .sort();
}

it('ends as some sequence of the same acts would, and its owner is told of every version once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 4 }), fc.boolean(), async (acts, isDecided) => {
      const temp = await openTempStore();
      const { store } = temp;
      try {
        await saveOpenRound(store, supportSetting());
        await answer(store, { s1: 'stuck' });
        const before: Act[] = isDecided ? [{ by: dan, isTakenBack: false }] : [];
        for (const each of before) await inStore(store, each, 0, 0);
        const outcomes = await Promise.allSettled(
          acts.map((each, index) => inStore(store, each, index + 1, before.length)),
        );
        for (const each of outcomes)
          if (each.status === 'rejected') expect((each.reason as Error).name).toBe('RefusedError');
        const [decision] = await loadDecisions(store, name);
        const versions = (decision?.versions ?? []).map(({ by: who, text }) => [who, text]);
        const [request] = await requestsOf(store);
        const ended = {
          done: outcomes.map(({ status }) => status === 'fulfilled'),
          versions,
          request: request && [request.askedAt, request.decided?.text],
        };
        const orders = ordersOf(acts.map((_, index) => index));
        expect(orders.map((order) => oneAfterTheOther(acts, order, before))).toContainEqual(ended);
        expect(toldIn(temp.dump())).toEqual(versions.map((_, index) => index + 1));
      } finally {
        await temp.remove();
      }
    }),
    { numRuns: 60 },
  );
}, 300_000);
