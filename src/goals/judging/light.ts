/** The one light of a goal, and what is shown beside it (README.md, "One light a goal"). Pure. */
import { type Period } from '../../periods/period';
import { elapsedShare } from '../../periods/year-share';
import { type Answers, answerTo } from '../answers/answer-result';
import { asAsked } from '../answers/asked-fields';
import { type Basis, goalAttainment, isAnswered } from './attainment';
import { type Field, type Goal, type Light, type Programme, type WorkState } from '../schema';
import { isTaskState, stateLight, type SupportFlag, supportFlag } from './support';
import { round } from './target';

export interface GoalLight {
  /** The light that digest, history, year and every report show. */
  readonly light: Light;
  /** What it was judged by; absent if the light is not a colour. `state` is a state of the goal, not of a task. */
  readonly by?: Basis | 'state' | 'owner';
  /** The light by the figures alone. */
  readonly computed: Light;
  /** The attainment that the figures give, 0–100; absent if nothing can be judged. */
  readonly percent?: number;
  /** The owner's own judgement of the goal; absent if none is asked for or given. */
  readonly own?: Light;
  /** The owner's reason, if the owner's light overrides the figures. */
  readonly reason?: string;
  /** `computed` and `own` are different colours. */
  readonly differs: boolean;
  /** Absent if no task's state was answered. */
  readonly support?: SupportFlag;
  /** Whether every target is kept: over 90 % of a limit is green and may still miss it. Absent if none can be kept. */
  readonly kept?: boolean;
}

/**
 * The light by the goal's measures, else by its tasks' percentages, else by the confidence estimate, else by a state
 * of the goal itself. Without any answer it is "not-answered", which is not the same as not assessable.
 */
export function goalLight(
  form: Pick<Goal, 'fields' | 'groups'>,
  programme: JudgingRules,
  answers: Answers,
  period: Period,
): GoalLight {
  const goal = asAsked(form, answers);
  if (!isAnswered(goal, answers)) return { light: 'not-answered', computed: 'not-answered', differs: false };
  const elapsed = elapsedShare(period, programme.yearShares);
  const attainment = goalAttainment(goal, answers, programme.attainment, elapsed);
  const computed = attainment.assessable
    ? lightOf(attainment.percent, programme.thresholds)
    : 'not-assessable';
  const own = ownLight(goal, programme.workStates, answers);
  const support = supportFlag(goal, programme.workStates, answers);
  const kept = attainment.assessable ? attainment.kept : undefined;
  return {
    ...(isColour(computed) && attainment.assessable
      ? judgedLight({ light: computed, by: attainment.basis }, own, ownReason(goal, programme, answers))
      : isColour(own)
        ? { light: own, by: 'state' as const }
        : { light: computed }),
    computed,
    ...(attainment.assessable && { percent: attainment.percent }),
    ...(own && { own }),
    differs: isColour(computed) && isColour(own) && computed !== own,
    ...(support && { support }),
    ...(kept === undefined ? {} : { kept }),
  };
}

/** The reason field if a reason is still missing: the owner's light differs from the figures and should count. */
export function missingReason(
  goal: Pick<Goal, 'fields' | 'groups'>,
  programme: JudgingRules,
  answers: Answers,
  period: Period,
): Field | undefined {
  if (programme.lightBy !== 'owner') return undefined;
  const { differs, reason } = goalLight(goal, programme, answers, period);
  return differs && reason === undefined ? reasonField(goal) : undefined;
}

/** The field for the owner's reason for judging the goal differently from its figures. */
export function reasonField({ fields }: Pick<Goal, 'fields'>): Field | undefined {
  return fields.find(({ role }) => role === 'reason');
}

export type JudgingRules = Pick<
  Programme,
  'attainment' | 'thresholds' | 'workStates' | 'lightBy' | 'yearShares'
>;

/**
 * Green above the green threshold, yellow from the yellow threshold up, red below: exactly 90 and exactly 50 are
 * yellow (strategy report 2024, which leaves exactly 50 per cent undefined).
 * @param percent of the target
 */
export function lightOf(percent: number, thresholds: Programme['thresholds']): 'green' | 'yellow' | 'red' {
  const rounded = round(percent);
  if (rounded > thresholds.green) return 'green';
  return rounded >= thresholds.yellow ? 'yellow' : 'red';
}

export function isColour(light: Light | undefined): light is 'green' | 'yellow' | 'red' {
  return light === 'green' || light === 'yellow' || light === 'red';
}

/** Whether the owner is asked to judge the goal itself. */
export function asksOwnLight(goal: Pick<Goal, 'fields' | 'groups'>): boolean {
  return goal.fields.some((field) => field.role === 'state' && !isTaskState(field, goal));
}

/** If it differs from the figures, the owner's own light counts only with a reason. */
function judgedLight(
  judged: Pick<GoalLight, 'light'> & { readonly by: Basis },
  own: Light | undefined,
  reason: string | undefined,
): Pick<GoalLight, 'light' | 'by' | 'reason'> {
  if (reason === undefined || !isColour(own) || own === judged.light) return judged;
  return { light: own, by: 'owner', reason };
}

/** Also `undefined` if the figures count regardless of the owner's light. */
function ownReason(
  goal: Pick<Goal, 'fields'>,
  { lightBy }: Pick<Programme, 'lightBy'>,
  answers: Answers,
): string | undefined {
  const field = lightBy === 'owner' ? reasonField(goal) : undefined;
  const said = field && answerTo(answers, field.id)?.value;
  return typeof said === 'string' ? said : undefined;
}

/** The worst of the answered states of the goal itself. */
function ownLight(
  goal: Pick<Goal, 'fields' | 'groups'>,
  states: readonly WorkState[],
  answers: Answers,
): Light | undefined {
  let worst: Light | undefined;
  for (const field of goal.fields) {
    if (field.role !== 'state' || isTaskState(field, goal)) continue;
    const light = stateLight(field, states, answers);
    if (light !== undefined && (worst === undefined || severity[light] > severity[worst])) worst = light;
  }
  return worst;
}

const severity: Readonly<Record<Light, number>> = {
  red: 4,
  yellow: 3,
  green: 2,
  'not-assessable': 1,
  'not-answered': 0,
};
