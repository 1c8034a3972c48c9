/** The figures by which a goal is judged: those of its chart, and those that its targets and thresholds are said of. Pure. */
import { fieldKindRules } from '../../src/goals/field-kinds';
import { bases, type Basis, roleOfBasis } from '../../src/goals/judging/attainment';
import { lightLimits, type LightLimits } from '../../src/goals/judging/light-limits';
import { sideOf } from '../../src/goals/judging/target-side';
import { type Field, type Goal } from '../../src/goals/schema';
import { elapsedShare } from '../../src/periods/year-share';
import { type GoalRecord } from '../../src/replies/goal-history';

/** Its measures, else its tasks' progress, else its confidence estimate. */
export function figureFields(goal: Goal): readonly Field[] {
  const numeric = goal.fields.filter(({ kind }) => fieldKindRules[kind].isFigure);
  const by = (basis: Basis) => numeric.filter(({ role }) => role === roleOfBasis[basis]);
  return bases.map(by).find((fields) => fields.length > 0) ?? [];
}

/** By what the goal was last judged by its figures; before that, what it will be judged by. */
export function basisOf(records: readonly GoalRecord[]): Basis | undefined {
  const last = records.findLast(({ judged }) => isBasis(judged?.by))?.judged?.by;
  const latest = records.at(-1);
  return isBasis(last) ? last : latest && bases.find((basis) => fieldsBy(basis, latest).length > 0);
}

/** The fields that a light is computed from. */
export function fieldsBy(basis: Basis, { goal }: GoalRecord): readonly Field[] {
  return goal.fields.filter((field) => field.role === roleOfBasis[basis] && canBeJudged(field));
}

/** The thresholds as figures in the record's period, if the light is that of a single field. */
export function limitsIn(record: GoalRecord, basis: Basis): LightLimits | undefined {
  const [only, ...others] = fieldsBy(basis, record);
  return only && others.length === 0 ? limitsOf(only, record) : undefined;
}

function isBasis(by: NonNullable<GoalRecord['judged']>['by']): by is Basis {
  return bases.some((basis) => basis === by);
}

function limitsOf(field: Field, { programme, period }: GoalRecord): LightLimits | undefined {
  return lightLimits(field, programme.thresholds, elapsedIn(field, programme, period));
}

/** The field's target in the record's period, if it is one figure: of one that adds up, its elapsed share. */
export function targetIn(field: Field, { programme, period }: GoalRecord): number | undefined {
  const [target, ...others] = field.targets;
  if (target?.value === undefined || others.length > 0) return undefined;
  return target.value * elapsedIn(field, programme, period);
}

function elapsedIn({ accumulates }: Field, { yearShares }: GoalRecord['programme'], period: string): number {
  return accumulates ? elapsedShare(period, yearShares) : 1;
}

function canBeJudged(field: Field): boolean {
  if (field.role !== 'measure') return true;
  const figures = field.targets.filter(({ value, low }) => value !== undefined || low !== undefined);
  if (figures.length === 0) return field.kind === 'yes-no' || field.kind === 'scale';
  return figures.some((target) => target.low !== undefined || sideOf(field, target) !== undefined);
}
