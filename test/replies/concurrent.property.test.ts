/** What several persons do at the same moment must end as if they had done it one after the other. */
import fc from 'fast-check';
import { type ReadGoal } from '../../src/replies/answerable-goal';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { recordReply } from '../../src/replies/record-reply';
import { repeatReply } from '../../src/replies/repeat-reply';
import { loadHistory, loadPreviousReply, loadReplies } from '../../src/replies/reply-store';
import { readGate } from '../../src/rounds/close-guard';
import { readQuestion } from '../../src/questions/question-store';
import { loadRespondents } from '../../src/questions/respondents';
import { takeBack } from '../../src/rounds/hand-over';
import { loadResponsibility } from '../../src/rounds/responsibility-store';
import { loadGoalOfRound } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { during, name, openTempStore } from '../helpers/fixtures';
import { ask, lea, questionIdOf, respond, tellAll } from './question-commands';
import { handOn } from './round-commands';
import { anna, bo, cia, dan, RoundModel } from './round-model';
import { openWithLastPeriod, rawsOf } from './round-setting';

const goal = 'own';
const question = { goal, number: 1 };
const questionId = questionIdOf(goal, 1);
const due = '2026-10-19';
const raw = fc.constantFrom('', 'x', 'y');
const submit = <T extends Record<string, fc.Arbitrary<string>>>(by: string, fields: T) =>
  fc.record({ type: fc.constant('submit'), by: fc.constant(by), typed: fc.record(fields), hasRead });
/** Whether the press had read the goal before anything of this was done. */
const hasRead = fc.boolean();
const own = fc.constantFrom(anna, bo, cia);
/** Of one question, so that they meet. */
const spoken = { text: fc.constantFrom('x', 'y') };
const act = fc.oneof(
  submit(anna, { figure: raw, all: raw }),
  submit(bo, { team: raw, all: raw }),
  submit(cia, { team: raw, all: raw }),
  submit(dan, { figure: raw, all: raw }),
  fc.record({ type: fc.constant('repeat'), by: own, hasRead }),
  fc.record({ type: fc.constant('hand-over'), by: own, to: fc.constantFrom(dan, dan, bo) }),
  fc.record({ type: fc.constant('take-back'), by: own }),
  fc.record({ type: fc.constant('ask'), by: fc.constant(lea), ...spoken }),
  fc.record({ type: fc.constant('respond'), by: fc.constantFrom(anna, bo, dan), ...spoken }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Each a millisecond later, as real clocks have it: messages have keys with the moment in it. */
function inStore(store: EntityStore, does: Act, index: number, read?: ReadGoal): Promise<unknown> {
  const { by } = does;
  const now = new Date(during.getTime() + index);
  const place = { ...name, goalId: goal, by };
  if ('typed' in does)
    return recordReply(store, { ...place, typed: does.typed, locale: 'fi', seenVersion: 0 }, now, read);
  if ('text' in does) {
    const act = { ...question, by, text: does.text };
    return does.type === 'ask' ? ask(store, act, now, due) : respond(store, act, now, 0);
  }
  if ('to' in does) return handOn(store, { goal, by, to: does.to }, now);
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
  if ('text' in does && does.type === 'ask')
    return model.questions.ask(questionId, { goal, by, text: does.text }, new Date(due));
  if ('text' in does) return model.questions.respond(questionId, { by, text: does.text }, 0, during);
  return does.type === 'repeat' ? model.repeat(by, goal) : model.takeBack(by, goal);
}

/** Which acts were done, and the versions and the question that they left, when they are done in this order. */
function oneAfterTheOther(acts: readonly Act[], order: readonly number[], before: readonly Act[]): unknown {
  const model = new RoundModel();
  for (const each of before) inModel(model, each);
  const done = new Map(order.map((index) => [index, inModel(model, acts[index]!)]));
  const versions = model.versions.get(goal)!.map(({ by, raws }) => [by, raws]);
  const asked = model.questions.asked.get(questionId);
  return {
    ...{ done: acts.map((_, index) => done.get(index)), versions },
    spoken: asked && { text: asked.text, responses: asked.responses.map((each) => [each.by, each.text]) },
    // Whoever answers in the end is told, if it still waits.
    answering: asked?.responses.length === 0 ? model.respondentsOf(goal).sort() : [],
  };
}

function ordersOf(indexes: readonly number[]): number[][] {
  if (indexes.length === 0) return [[]];
  return indexes.flatMap((first) =>
    ordersOf(indexes.filter((index) => index !== first)).map((rest) => [first, ...rest]),
  );
}

/** The question, and who answers for its goal in the end; all of them are told by the minute's work, if it still waits. */
async function askedIn(store: EntityStore): Promise<object> {
  const now = new Date(during.getTime() + 1_000);
  await tellAll(store, now);
  const row = await readQuestion(store, { ...name, goalId: goal, questionId });
  if (!row) return { spoken: undefined, answering: [] };
  const { text, responses, to } = row.value;
  expect(new Set(to).size).toBe(to.length);
  const found = (await loadGoalOfRound(store, name, goal))!;
  const responsibility = await loadResponsibility(store, name, found.programme.timeZone, now, goal);
  const respondents = await loadRespondents(store, found.goal, undefined, responsibility);
  return {
    spoken: { text, responses: responses.map((each) => [each.by, each.text]) },
    answering: responses.length === 0 ? to.filter((id) => respondents.includes(id)).sort() : [],
  };
}

it('ends as some sequence of the same acts would', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 4 }), fc.boolean(), async (acts, isAsked) => {
      const { store, remove } = await openTempStore();
      try {
        await openWithLastPeriod(store);
        const before: Act[] = isAsked ? [{ type: 'ask', by: lea, text: 'x' }] : [];
        for (const each of before) await inStore(store, each, 0);
        const read = await Promise.all(acts.map((each) => readBefore(store, each)));
        const outcomes = await Promise.allSettled(
          acts.map((each, index) => inStore(store, each, index, read[index])),
        );
        const history = await loadHistory(store, name, goal);
        const ended = {
          done: outcomes.map(({ status }) => status === 'fulfilled'),
          versions: history.map((reply) => [reply.by, rawsOf(reply)]),
          ...(await askedIn(store)),
        };
        const orders = ordersOf(acts.map((_, index) => index));
        expect(orders.map((order) => oneAfterTheOther(acts, order, before))).toContainEqual(ended);
        expect(history.map(({ version }) => version)).toEqual(history.map((_, index) => index + 1));
        expect(history.at(-1)).toEqual((await loadReplies(store, name)).get(goal));
      } finally {
        await remove();
      }
    }),
    { numRuns: 60 },
  );
});
