/** Traffic lights of a goal: what the figures say and what the people say. */
import { type Answers, answerTo } from './answer-result';
import { asAsked } from './asked-fields';
import { goalAttainment, isAnswered } from './attainment';
import { type Goal, type Light, type Programme, type WorkState } from './schema';
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
  const selfAssessed = worst(stateLights(goal, programme.workStates, answers));
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

function stateLights(goal: Pick<Goal, 'fields'>, states: readonly WorkState[], answers: Answers): Light[] {
  return goal.fields
    .filter((field) => field.role === 'state')
    .flatMap((field) => {
      const value = answerTo(answers, field.id)?.value;
      if (field.kind === 'light') return worstFirst.filter((light) => light === value);
      return states
        .filter((state) => field.kind === 'work-state' && state.id === value)
        .map((state) => state.light);
    });
}

const worstFirst: readonly Light[] = ['red', 'yellow', 'green', 'not-assessable'];

function worst(given: readonly Light[]): Light | undefined {
  return worstFirst.find((light) => given.includes(light));
}
