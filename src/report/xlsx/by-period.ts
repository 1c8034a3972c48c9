/** The values of a year: a column per period, with the light of each goal above its measures. Pure. */
import { isJudgedGoal } from '../../goals/judged';
import { type Field, type Light } from '../../goals/schema';
import { type ReportContent, type ReportedGoal } from '../content/report-content';
import { answersIn, lightsIn, type YearRound, yearRounds } from '../content/year-rounds';
import { answerCell, lightCell, textCell } from './cell';
import { comparedColumns } from './compared';
import { measureSheet, type ValueColumns } from './measures';
import { type ReportSheet, type SheetCell, type SheetRow } from './sheet';

/** The report of a year has the figures of its periods, whatever its layout shows of the last one. */
export function valuesByPeriod(content: ReportContent): ReportSheet[] {
  if (!content.ofYear) return [];
  const isValue = ({ role }: Field) => role !== 'narrative' && role !== 'reason';
  const sheet = measureSheet(content, isValue, periodColumns(content, isValue));
  return [{ ...sheet, name: content.words.valuesByPeriod }];
}

/** A column per period of the year, also for those without a round yet, so that every quarter's report looks alike. */
export function periodColumns(content: ReportContent, isMeasure: (field: Field) => boolean): ValueColumns {
  const rounds = yearRounds(content);
  const previous = content.source.previous?.period;
  const isShown = rounds.some(({ period }) => period === previous);
  const compared = comparedColumns(content, isMeasure, [
    ...(isShown ? [] : (['previous'] as const)),
    ...(['change', 'yearAgo', 'yearChange'] as const),
  ]);
  return {
    columns: [...rounds.map(({ label }) => ({ heading: label, width: 17 })), ...compared.columns],
    cells: (reported, field) => [
      ...rounds.map((round) => valueIn(round, reported, field, content)),
      ...compared.cells(reported, field),
    ],
    ...(content.showsLights && { goalCells: lightRows(rounds, content) }),
  };
}

function valueIn(
  round: YearRound,
  { goal }: ReportedGoal,
  field: Field,
  content: ReportContent,
): SheetCell | undefined {
  const then = answersIn(round, goal);
  return then && answerCell(then, then.fieldThen(field), content);
}

/** A goal without an answer in a period has no light there. */
function lightRows(
  rounds: readonly YearRound[],
  content: ReportContent,
): (reported: ReportedGoal) => SheetRow | undefined {
  const lights = rounds.map(lightsIn);
  const heading = textCell(content.words.light);
  return ({ goal }) =>
    isJudgedGoal(goal)
      ? [heading, undefined, undefined, ...lights.map((each) => lightOf(each.get(goal.id), content))]
      : undefined;
}

function lightOf(light: Light | undefined, content: ReportContent): SheetCell | undefined {
  return light && light !== 'not-answered' ? lightCell(light, content) : undefined;
}
