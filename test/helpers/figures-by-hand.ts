/**
 * What a digest must say about a round, computed independently from the register's JSON and the typed texts alone, so
 * that digest and reports can be checked against something that shares no code with them.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Goal, type Light, lights, type Programme } from '../../src/goals/schema';
import { asksByHand, lightByHand } from './light-by-hand';

export interface RawRound {
  readonly programme: Programme;
  readonly goals: readonly Goal[];
  /** The seed's latest round: goal id → field id → text. */
  readonly typed: Typed;
  /** The round before it, if the seed has one. */
  readonly before?: { readonly period: string; readonly typed: Typed };
}

/** Goal id → field id → text as typed; unanswered fields are missing. */
export type Typed = ReadonlyMap<string, ReadonlyMap<string, string>>;

type Raw = string | readonly string[];
type RawReplies = { period: string; replies: { goal: string; answers: Record<string, Raw> }[] };
const defaults = { thresholds: { green: 90, yellow: 50 }, workStates: [] };

/** The files without questions to other respondents; fills in the same defaults as the schemas. */
export function rawSeed(folder: string): RawRound {
  const read = (file: string) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as unknown;
  const file = read('replies.json') as RawReplies & { rounds?: RawReplies[] };
  const { replies } = file.rounds?.at(-1) ?? file;
  const before = file.rounds?.at(-2);
  const { goals } = read('goals.json') as { goals: Goal[] };
  const programme = { ...defaults, ...(read('programme.json') as Programme) };
  const own = goals.filter(({ respondents = [programme.respondent] }) =>
    respondents.includes(programme.respondent),
  );
  return {
    programme,
    goals: own.map((goal) => ({
      ...goal,
      fields: goal.fields.map((field) => ({ ...field, targets: field.targets ?? [] })),
    })),
    typed: typedIn(replies),
    ...(before && { before: { period: before.period, typed: typedIn(before.replies) } }),
  };
}

function typedIn(replies: RawReplies['replies']): Typed {
  return new Map(
    replies.map(({ goal, answers }) => [
      goal,
      new Map(Object.entries(answers).map(([id, raw]) => [id, [raw].flat().join(',')])),
    ]),
  );
}

export interface GoalByHand {
  readonly id: string;
  readonly division: string;
  readonly unit: string;
  /** Whether it has to be answered: not contact details, nor a question in which nothing is required or judged. */
  readonly isCounted: boolean;
  readonly state: 'answered' | 'partly' | 'missing';
  readonly light: Light;
  /** Whether some task does not proceed; missing if no task's state was given. */
  readonly asks?: boolean;
}

/** @param isPublished whether the answers come from a document, where whatever it gives is the whole answer */
export function goalsByHand(
  { programme, goals }: RawRound,
  typed: Typed,
  {
    isClosed,
    period,
    isPublished = false,
  }: { readonly isClosed: boolean; readonly period: string; readonly isPublished?: boolean },
): GoalByHand[] {
  return goals.map((goal) => {
    const texts = typed.get(goal.id) ?? new Map<string, string>();
    const missing = goal.fields.filter(({ id }) => !texts.has(id));
    const isWhole = isPublished || missing.every(({ required }) => required === false);
    const state = texts.size === 0 ? 'missing' : isWhole ? 'answered' : 'partly';
    const isJudged = state === 'answered' || (state === 'partly' && isClosed);
    const light = isJudged ? lightByHand(goal, programme, texts, period) : 'not-answered';
    const asks = isJudged ? asksByHand(goal, programme, texts) : undefined;
    const division = nameOf(goal.headings[0]!);
    const unit = goal.unit ? nameOf(goal.unit) : division;
    const isAsked = goal.fields.some(
      ({ required, role = 'narrative' }) => required !== false || role !== 'narrative',
    );
    const isCounted = isAsked && !goal.contact;
    return { id: goal.id, division, unit, isCounted, state, light, ...(asks !== undefined && { asks }) };
  });
}

/** A key for the name of a unit or division, independent of the order of its languages. */
export const nameOf = (text: object): string => JSON.stringify(Object.entries(text).sort());

export type Counts = Readonly<Record<string, number>>;

export function countsByHand(goals: readonly GoalByHand[]): Counts {
  return Object.fromEntries(
    lights.map((light) => [light, goals.filter((each) => each.isCounted && each.light === light).length]),
  );
}

/** Goals grouped by what they have in common. */
export function partsByHand(
  goals: readonly GoalByHand[],
  part: 'division' | 'unit',
): Map<string, readonly GoalByHand[]> {
  const names = new Set(goals.map((goal) => goal[part]));
  return new Map([...names].map((name) => [name, goals.filter((goal) => goal[part] === name)]));
}

/** Ids of goals that changed between two rounds in which both had a colour. */
export function changesByHand(before: readonly GoalByHand[], now: readonly GoalByHand[]) {
  const order = ['red', 'yellow', 'green'];
  const pairs = now
    .map((goal) => ({ goal, was: before.find(({ id }) => id === goal.id) }))
    .filter(({ goal, was }) => order.includes(goal.light) && was && order.includes(was.light))
    .map(({ goal, was }) => ({
      ...{ id: goal.id, step: order.indexOf(goal.light) - order.indexOf(was!.light) },
      turnedRed: goal.light === 'red' && was!.light !== 'red',
    }));
  const ids = (wanted: (pair: (typeof pairs)[number]) => boolean) => pairs.filter(wanted).map(({ id }) => id);
  return {
    worse: ids(({ step }) => step < 0),
    better: ids(({ step }) => step > 0),
    newlyRed: ids(({ turnedRed }) => turnedRed),
  };
}
