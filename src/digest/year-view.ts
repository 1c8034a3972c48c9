/** All goals of a programme over the last periods: a row per goal, a column per period. Pure. */
import { type Aside, asideOf } from '../goals/answers/asked-fields';
import { type Light, type LocalizedText } from '../goals/schema';
import { unitOf } from '../goals/unit';
import { comparePeriods } from '../periods/period';
import { type RoundStatus, wasSkipped } from '../rounds/round';
import { byId } from './changes';
import { type DigestSource } from './digest';
import {
  countLights,
  type GoalRef,
  isJudged,
  type LightCounts,
  refOf,
  type Standing,
  standingsOf,
} from './standings';

/** Two years of quarters, four of half-years. */
export const periodsShown = 8;

export interface YearPeriod {
  readonly period: string;
  readonly status: RoundStatus | 'skipped';
  /** Lights of the goals that count and were asked then; all 0 in a skipped round. */
  readonly lights: LightCounts;
}

export interface YearGoal extends GoalRef {
  /** The outermost heading. */
  readonly division: LocalizedText;
  /** Why it is not counted; missing if it is. */
  readonly aside?: Aside;
  /** One for each period; `undefined` if there was no such goal or no round. */
  readonly lights: readonly (Light | undefined)[];
}

export interface YearView {
  readonly programmeId: string;
  readonly name: LocalizedText;
  /** ISO 8601, UTC. */
  readonly asOf: string;
  /** Whether goals are judged at all; if not, "not assessable" means that a goal was answered. */
  readonly judged: boolean;
  /** The oldest first; the last one is the viewed round's. */
  readonly periods: readonly YearPeriod[];
  /** The goals of the last period's form, in its order, without contact details. */
  readonly goals: readonly YearGoal[];
  /** Goals of earlier periods' forms that the last one no longer has, with their latest titles. */
  readonly gone: readonly YearGoal[];
}

/** A round as it was at the view's moment. */
export type YearSource = Pick<DigestSource, 'round' | 'form' | 'replies' | 'comments'>;

/**
 * Goals are matched by their ids, whatever they are called.
 * @param sources at least one, of different periods of one programme, opened or skipped
 */
export function computeYearView(sources: readonly YearSource[], asOf: Date): YearView {
  const rounds = sources
    .toSorted((a, b) => comparePeriods(a.round.period, b.round.period))
    .slice(-periodsShown)
    .map((source) => ({ source, standings: standingsIn(source) }));
  const { programme, goals } = rounds.at(-1)!.source.form;
  const row = (standing: Pick<Standing, keyof GoalRef | 'division' | 'aside'>): YearGoal => ({
    ...refOf(standing),
    division: standing.division,
    ...(standing.aside && { aside: standing.aside }),
    lights: rounds.map(({ standings }) => standings.get(standing.id)?.light),
  });
  const current = new Set(goals.map(({ id }) => id));
  const latest = new Map(rounds.flatMap(({ standings }) => [...standings]));
  const questions = goals.flatMap((goal) => {
    const aside = asideOf(goal);
    const standing = { ...goal, unit: unitOf(goal), division: goal.headings[0]!, ...(aside && { aside }) };
    return aside === 'contact' ? [] : [row(standing)];
  });
  return {
    programmeId: programme.id,
    name: programme.name,
    asOf: asOf.toISOString(),
    judged: rounds.some(({ source }) => isJudged(source.form)),
    periods: rounds.map(({ source: { round }, standings }) => ({
      period: round.period,
      status: wasSkipped(round) ? 'skipped' : round.status,
      lights: countLights([...standings.values()]),
    })),
    goals: questions,
    gone: [...latest.values()].filter(({ id, aside }) => !current.has(id) && aside !== 'contact').map(row),
  };
}

/** The view of only some of its goals, which are then the only ones counted. */
export function narrowedTo(view: YearView, isShown: (goalId: string) => boolean): YearView {
  const shown = (goals: readonly YearGoal[]) => goals.filter(({ id }) => isShown(id));
  const [goals, gone] = [shown(view.goals), shown(view.gone)];
  const periods = view.periods.map((period, index) => {
    const given = [...goals, ...gone].flatMap(({ lights, ...goal }) => {
      const light = lights[index];
      return light ? [{ ...goal, light }] : [];
    });
    return { ...period, lights: countLights(given) };
  });
  return { ...view, periods, goals, gone };
}

/** Empty for a skipped round, in which nobody was asked. */
function standingsIn({ round, form, replies }: YearSource): ReadonlyMap<string, Standing> {
  return wasSkipped(round) ? new Map() : byId(standingsOf(form, replies, round));
}
