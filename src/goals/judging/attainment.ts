/** The attainment of a measure and of a goal, in per cent of the target. */
import { isEstimate } from '../field-roles';
import { type Answer, type Answers, answerTo } from '../answers/answer-result';
import { type Field, type FieldRole, type Goal, type Programme } from '../schema';
import {
  type Attainment,
  attained,
  type Figure,
  hasFigure,
  notAssessable,
  round,
  targetAttainment,
} from './target';

export { type Attainment, type NotAssessableReason } from './target';

/** The role of the fields that each basis is judged by, in the order in which they are tried. */
export const roleOfBasis = {
  measures: 'measure',
  tasks: 'progress',
  confidence: 'confidence',
} as const satisfies Readonly<Record<string, FieldRole>>;

/** The fields by which a goal was judged. */
export type Basis = keyof typeof roleOfBasis;

/** In the order in which they are tried. */
export const bases = Object.keys(roleOfBasis) as readonly Basis[];

export type GoalAttainment =
  | {
      readonly assessable: true;
      /** 0–100, from the clipped figures of the fields. */
      readonly percent: number;
      readonly basis: Basis;
      /** How many fields the figure is computed from. */
      readonly count: number;
      /** Whether every target that can be kept is kept; absent if there is none. */
      readonly kept?: boolean;
    }
  | { readonly assessable: false; readonly reason: 'not-answered' | 'nothing-assessable' };

/**
 * Attainment of one field. A confidence estimate and a task's progress are percentages themselves; yes is 100 and no
 * 0; a scale runs from its min (0) to its max (100); everything else is judged against its targets. Several targets
 * are judged by the mean of those that can be judged.
 * @param elapsed the share of the year that has passed (`elapsedShare`); used only for accumulating measures
 */
export function measureAttainment(field: Field, answer: Answer | undefined, elapsed = 1): Attainment {
  if (answer === undefined) return notAssessable('not-answered');
  if (typeof answer.value !== 'number') return notAssessable('no-value');
  const figure: Figure = { value: answer.value, comparator: answer.comparator };
  const estimate = isEstimate(field);
  const targets = estimate ? [] : field.targets.filter(hasFigure);
  if (targets.length === 0) return ownScale(field, figure, estimate);
  return meanOf(targets.map((target) => targetAttainment(field, target, figure, elapsed)));
}

/**
 * A goal is judged by its measures; if none of them can be judged, by its tasks' progress, else by the confidence
 * estimate, else not at all: nothing to judge is never 0 (strategy report 2024, "Arvioinnin logiikka").
 * @param mode mean of the fields, or the worst of them (`programme.attainment`)
 * @param elapsed as in `measureAttainment`
 */
export function goalAttainment(
  goal: Pick<Goal, 'fields'>,
  answers: Answers,
  mode: Programme['attainment'],
  elapsed = 1,
): GoalAttainment {
  for (const basis of bases) {
    const { percents, kept } = judgedFields(goal, roleOfBasis[basis], answers, elapsed);
    if (percents.length === 0) continue;
    const percent = summary(percents, mode);
    return {
      assessable: true,
      percent,
      basis,
      count: percents.length,
      ...(kept === undefined ? {} : { kept }),
    };
  }
  return { assessable: false, reason: isAnswered(goal, answers) ? 'nothing-assessable' : 'not-answered' };
}

function judgedFields(
  goal: Pick<Goal, 'fields'>,
  role: FieldRole,
  answers: Answers,
  elapsed: number,
): { readonly percents: readonly number[]; readonly kept?: boolean } {
  const percents: number[] = [];
  let kept: boolean | undefined;
  for (const field of goal.fields) {
    if (field.role !== role) continue;
    const attainment = measureAttainment(field, answerTo(answers, field.id), elapsed);
    if (!attainment.assessable) continue;
    percents.push(attainment.percent);
    if (attainment.kept !== undefined) kept = attainment.kept && kept !== false;
  }
  return kept === undefined ? { percents } : { percents, kept };
}

/** Whether any field of the goal has an answer. */
export function isAnswered(goal: Pick<Goal, 'fields'>, answers: Answers): boolean {
  return goal.fields.some((field) => answerTo(answers, field.id) !== undefined);
}

function ownScale(field: Field, figure: Figure, estimate: boolean): Attainment {
  // "<50 %" is not 50 %, and people write bounds exactly at the thresholds.
  if (figure.comparator) return notAssessable(estimate ? 'bound-undecided' : 'no-target');
  if (field.kind === 'yes-no') return attained(100 * figure.value);
  if (field.kind === 'scale') {
    const { min = 0, max = 0 } = field;
    return max > min ? attained((100 * (figure.value - min)) / (max - min)) : notAssessable('no-target');
  }
  return estimate ? attained(figure.value) : notAssessable('no-target');
}

/** Mean of the assessable ones; kept if all of those are kept. */
function meanOf(attainments: readonly Attainment[]): Attainment {
  const judged = attainments.filter((attainment) => attainment.assessable);
  const [first] = attainments;
  if (judged.length === 0) return first ?? notAssessable('no-target');
  const unclipped = round(mean(judged.map((attainment) => attainment.unclipped)));
  const percent = round(mean(judged.map((attainment) => attainment.percent)));
  const kept = judged.every((attainment) => attainment.kept);
  return { assessable: true, percent, unclipped, kept };
}

function summary(percents: readonly number[], mode: Programme['attainment']): number {
  return mode === 'worst' ? Math.min(...percents) : round(mean(percents));
}

function mean(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}
