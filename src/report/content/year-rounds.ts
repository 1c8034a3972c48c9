/** The rounds of a report's year, a column each. Pure. */
import { standingsOf } from '../../digest/digest';
import { type YearSource } from '../../digest/year-view';
import { type Field, type Goal, type Light } from '../../goals/schema';
import { comparePeriods, formatPeriod, periodsOfYear } from '../../periods/period';
import { type GivenAnswers } from '../../replies/reply';
import { earlierAnswers } from './previous';
import { type ReportContent } from './report-content';

/** A period of the year; without a round if nobody was asked in it, or it is later than the report's round. */
export interface YearRound {
  readonly period: string;
  /** "Q1/2024". */
  readonly label: string;
  readonly source?: YearSource;
}

/** Includes the rounds that were held before the programme's rhythm changed. */
export function yearRounds({ source, options }: ReportContent): YearRound[] {
  const rounds = new Map((options.earlier ?? []).map((each) => [each.period, each.source]));
  rounds.set(source.round.period, source);
  const periods = new Set([...periodsOfYear(source.round.period), ...rounds.keys()]);
  return [...periods].sort(comparePeriods).map((period) => {
    const round = rounds.get(period);
    return { period, label: formatPeriod(period, options.locale), ...(round && { source: round }) };
  });
}

/** What a goal was answered in one of the rounds, and its fields at that time. */
export function answersIn(
  { source }: YearRound,
  goal: Goal,
): { readonly answers: GivenAnswers; readonly fieldThen: (field: Field) => Field } | undefined {
  return source && earlierAnswers(source, goal);
}

/** Goal id → light; empty without a round. */
export function lightsIn({ source }: YearRound): ReadonlyMap<string, Light> {
  const standings = source ? standingsOf(source.form, source.replies, source.round) : [];
  return new Map(standings.map(({ id, light }) => [id, light]));
}
