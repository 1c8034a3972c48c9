/** Where every goal of a round stands. Pure. */
import { askedGoals } from '../goals/asked-fields';
import { goalLights } from '../goals/light';
import { type Goal, type Light, lights, type LocalizedText, type Register } from '../goals/schema';
import { unitOf } from '../goals/unit';
import { type Completeness, goalCompleteness, noAnswers, type Reply } from '../replies/reply';
import { type RoundStatus } from '../rounds/round';

export type LightCounts = Readonly<Record<Light, number>>;

export interface GoalRef {
  readonly id: string;
  readonly code: string;
  readonly title: LocalizedText;
  readonly unit: LocalizedText;
}

/** One goal's place in a digest. */
export interface Standing extends GoalRef {
  /** The outermost heading. */
  readonly division: LocalizedText;
  readonly completeness: Completeness;
  readonly light: Light;
  readonly computed: Light;
  readonly selfAssessed?: Light;
}

/**
 * Where every goal that is asked stands, in the form's order. A goal answered in part has no light while its round is
 * open; when the round is closed it is judged by what was given.
 */
export function standingsOf(
  form: Register,
  replies: ReadonlyMap<string, Reply>,
  status: RoundStatus,
): Standing[] {
  return askedGoals(form).map((goal) => {
    const reply = replies.get(goal.id);
    const state = goalCompleteness(goal, reply);
    const shown = goalLights(goal, form.programme, reply?.answers ?? noAnswers);
    const judged = state === 'answered' || (state === 'partly' && status === 'closed');
    return {
      ...goalRef(goal),
      division: goal.headings[0]!,
      completeness: state,
      light: judged ? shown.shown : 'not-answered',
      computed: judged ? shown.computed : 'not-answered',
      ...(judged && shown.selfAssessed && { selfAssessed: shown.selfAssessed }),
    };
  });
}

function goalRef(goal: Goal): GoalRef {
  return { id: goal.id, code: goal.code, title: goal.title, unit: unitOf(goal) };
}

/** What names the goal, and nothing of how it stands. */
export function refOf({ id, code, title, unit }: GoalRef): GoalRef {
  return { id, code, title, unit };
}

export function countLights(standings: readonly Standing[]): LightCounts {
  const counts = Object.fromEntries(lights.map((light) => [light, 0])) as Record<Light, number>;
  for (const standing of standings) counts[standing.light]++;
  return counts;
}

/** Red is below yellow, yellow below green; the two others cannot be compared. */
export function rank(light: Light): number {
  return ranks[light];
}

const ranks: Readonly<Record<Light, number>> = {
  red: 1,
  yellow: 2,
  green: 3,
  'not-assessable': NaN,
  'not-answered': NaN,
};

export function isColour(light: Light | undefined): boolean {
  return light !== undefined && !Number.isNaN(rank(light));
}

/** Red by the figures, or "does not proceed" by those who answer for it. */
export function needsHelp({ light, selfAssessed }: Standing): boolean {
  return light === 'red' || (light !== 'not-answered' && selfAssessed === 'red');
}
