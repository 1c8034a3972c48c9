/** Where every goal of a round stands. Pure. */
import { askedGoals } from '../goals/asked-fields';
import { goalLights } from '../goals/light';
import {
  type Field,
  type Goal,
  type Light,
  type LocalizedText,
  type Programme,
  type Register,
} from '../goals/schema';
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
  return askedGoals(form).map((goal) => standingOf(goal, form.programme, replies.get(goal.id), status));
}

/** Written out part by part: it is called three times for every goal of a digest. */
export function standingOf(
  goal: Goal,
  programme: Programme,
  reply: Reply | undefined,
  status: RoundStatus,
): Standing {
  const { id, code, title } = goal;
  const unit = unitOf(goal);
  const division = goal.headings[0]!;
  const completeness = goalCompleteness(goal, reply);
  if (completeness === 'unanswered' || (completeness === 'partly' && status !== 'closed'))
    return { id, code, title, unit, division, completeness, light: 'not-answered', computed: 'not-answered' };
  const { shown: light, computed, selfAssessed } = goalLights(goal, programme, reply?.answers ?? noAnswers);
  return selfAssessed === undefined
    ? { id, code, title, unit, division, completeness, light, computed }
    : { id, code, title, unit, division, completeness, light, computed, selfAssessed };
}

/** Whether goals are judged at all: a survey's answers have no lights. */
export function isJudged({ goals }: Pick<Register, 'goals'>): boolean {
  return goals.some(({ fields }) => fields.some(hasLight));
}

function hasLight({ role }: Field): boolean {
  return role !== undefined && role !== 'narrative';
}

/** What names the goal, and nothing of how it stands. */
export function refOf({ id, code, title, unit }: GoalRef): GoalRef {
  return { id, code, title, unit };
}

export function countLights(standings: readonly Pick<Standing, 'light'>[]): LightCounts {
  const counts: Record<Light, number> = {
    green: 0,
    yellow: 0,
    red: 0,
    'not-assessable': 0,
    'not-answered': 0,
  };
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
