/** Traffic lights of a goal: what the figures say and what the people say. */
import { type Answers, answerTo } from './answer-result';
import { asAsked } from './asked-fields';
import { goalAttainment, isAnswered } from './attainment';
import { type Field, type Goal, type Light, type Programme, type WorkState } from './schema';
import { round } from './target';

export interface GoalLights {
  readonly computed: Light;
  /** The worst of the answered state fields; left out where there are none. */
  readonly selfAssessed?: Light;
  /** The computed light, or the self-assessed one where nothing can be computed. */
  readonly shown: Light;
  /** Both are a colour, and not the same one. */
  readonly differs: boolean;
}

/** Without any answer the goal is "not-answered", which is not the same as not assessable. */
export function goalLights(
  form: Pick<Goal, 'fields'>,
  programme: Pick<Programme, 'attainment' | 'thresholds' | 'workStates'>,
  answers: Answers,
): GoalLights {
  const goal = asAsked(form, answers);
  if (!isAnswered(goal, answers)) return { computed: 'not-answered', shown: 'not-answered', differs: false };
  const attainment = goalAttainment(goal, answers, programme.attainment);
  const computed = attainment.assessable
    ? lightOf(attainment.percent, programme.thresholds)
    : 'not-assessable';
  const selfAssessed = worstState(goal, programme.workStates, answers);
  if (selfAssessed === undefined) return { computed, shown: computed, differs: false };
  const comparable = computed !== 'not-assessable' && selfAssessed !== 'not-assessable';
  const shown = computed === 'not-assessable' ? selfAssessed : computed;
  return { computed, selfAssessed, shown, differs: comparable && computed !== selfAssessed };
}

/**
 * Green above the green threshold, yellow from the yellow threshold on, red below: exactly 90 and exactly 50 are
 * yellow (strategy report 2024; its gap at exactly 50 per cent is closed here).
 * @param percent of the target
 */
export function lightOf(percent: number, thresholds: Programme['thresholds']): 'green' | 'yellow' | 'red' {
  const rounded = round(percent);
  if (rounded > thresholds.green) return 'green';
  return rounded >= thresholds.yellow ? 'yellow' : 'red';
}

/** The worst of the answered state fields. */
function worstState(
  goal: Pick<Goal, 'fields'>,
  states: readonly WorkState[],
  answers: Answers,
): Light | undefined {
  let worst: Light | undefined;
  for (const field of goal.fields) {
    const light = stateLight(field, states, answers);
    if (light !== undefined && (worst === undefined || severity[light] > severity[worst])) worst = light;
  }
  return worst;
}

function stateLight(field: Field, states: readonly WorkState[], answers: Answers): Light | undefined {
  if (field.role !== 'state') return undefined;
  const value = answerTo(answers, field.id)?.value;
  if (field.kind === 'work-state') return states.find(({ id }) => id === value)?.light;
  return field.kind === 'light' ? assessable.find((light) => light === value) : undefined;
}

const assessable = ['red', 'yellow', 'green', 'not-assessable'] as const;

const severity: Readonly<Record<Light, number>> = {
  red: 4,
  yellow: 3,
  green: 2,
  'not-assessable': 1,
  'not-answered': 0,
};
