/** Asking, responding and the minute's work with open questions, drawn by lot. */
import fc from 'fast-check';
import { type HolidayCalendar } from '../../src/periods/working-days';
import { askQuestion } from '../../src/questions/ask';
import { respondToQuestion } from '../../src/questions/respond';
import { tellNewRespondents } from '../../src/questions/tell-new-respondents';
import { readRound } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { name } from '../helpers/fixtures';
import { accessOf } from '../questions/setting';
import { type Deed } from './round-commands';
import { dan, goalIds, persons, type RoundModel } from './round-model';

/** Reads the programme and answers for nothing. */
export const lea = 'lea@example.org';
const noHolidays: HolidayCalendar = { isClosed: () => false };
const dayMs = 24 * 3_600_000;

/** Two for each goal: pressed twice, all of them are fewer than one person may ask in a day. */
const number = fc.constantFrom(1, 2);
const goal = fc.constantFrom(...goalIds);
const words = fc.constantFrom('x', 'x', 'y');
const twice = fc.boolean();

export const asking = fc.record({
  type: fc.constant('ask' as const),
  by: fc.constantFrom(lea, lea, dan),
  goal,
  number,
  text: words,
  twice,
});
export const responding = fc.record({
  type: fc.constant('respond' as const),
  by: fc.constantFrom(...persons, dan),
  goal,
  number,
  text: words,
  /** How many responses the card is behind. */
  behind: fc.constantFrom(0, 0, 1),
  twice,
});
export const telling = fc.record({ type: fc.constant('tell' as const), by: fc.constant(lea), twice });

type Of<A> = A extends fc.Arbitrary<infer T> ? T : never;
export type QuestionCommand = Of<typeof asking> | Of<typeof responding> | Of<typeof telling>;

/** The id of a question in the store and in the model. */
export const questionIdOf = (goalId: string, which: number) =>
  `00000000-0000-4000-8000-${String(goalIds.indexOf(goalId) * 10 + which).padStart(12, '0')}`;

export function questionDeed(act: QuestionCommand, model: RoundModel, now: Date): Deed {
  const { by } = act;
  if (act.type === 'tell') {
    model.questions.tellNewcomers(now);
    return {
      expected: true,
      run: (store) => tellAll(store, now),
      mayTouch: /^(question.|round$|pending.prog.+question-)/,
    };
  }
  const questionId = questionIdOf(act.goal, act.number);
  const own = [`question.${act.goal}.${questionId}$`, 'round$', `audit.${now.toISOString()}.`].join('|');
  if (act.type === 'ask') {
    const due = new Date(now.getTime() + 7 * dayMs).toISOString().slice(0, 10);
    return {
      expected: model.questions.ask(questionId, act, new Date(due)),
      run: (store) => ask(store, act, now, due),
      mayTouch: new RegExp(`^(${own}|asked-today.${by}$|pending.prog.+question-)`),
    };
  }
  const seen = Math.max(0, (model.questions.asked.get(questionId)?.responses.length ?? 0) - act.behind);
  return {
    expected: model.questions.respond(questionId, act, seen, now),
    run: (store) => respond(store, act, now, seen),
    mayTouch: new RegExp(`^(${own}|pending.prog.+response-)`),
  };
}

interface Spoken {
  readonly by: string;
  readonly goal: string;
  /** Which question about the goal. */
  readonly number: number;
  readonly text: string;
}

export function ask(
  store: EntityStore,
  { by, goal: goalId, number: which, text }: Spoken,
  now: Date,
  due: string,
) {
  const access = accessOf(by, { reads: new Set([name.programmeId]) });
  const act = { ...name, goalId, questionId: questionIdOf(goalId, which), by, way: 'card' as const, access };
  return askQuestion(store, { ...act, text, due }, now, noHolidays);
}

export function respond(
  store: EntityStore,
  { by, goal: goalId, number: which, text }: Spoken,
  now: Date,
  seen: number,
) {
  const place = { ...name, goalId, questionId: questionIdOf(goalId, which) };
  return respondToQuestion(store, { ...place, by, way: 'card', text, seen }, now);
}

export async function tellAll(store: EntityStore, now: Date): Promise<void> {
  await tellNewRespondents(store, (await readRound(store, name))!.value, now, noHolidays);
}
