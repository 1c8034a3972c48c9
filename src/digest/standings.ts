/** The status of every goal of a round. Pure. */
import { type Aside, askedGoals, asideOf } from '../goals/answers/asked-fields';
import { isJudgedGoal } from '../goals/judged';
import { isColour } from '../goals/judging/light';
import { type SupportFlag } from '../goals/judging/support';
import { type Goal, type Light, type LocalizedText, type Programme, type Register } from '../goals/schema';
import { unitOf } from '../goals/unit';
import {
  type Completeness,
  completenessIn,
  type JudgedRound,
  judgedReply,
  type Reply,
} from '../replies/reply';

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
  /** Why it is not counted; missing if it is. */
  readonly aside?: Aside;
  readonly light: Light;
  /** The light by the figures alone, and the attainment that they give (0–100). */
  readonly computed: Light;
  readonly percent?: number;
  /** The owner's own judgement of the goal, and the reason if it overrides the figures. */
  readonly own?: Light;
  readonly reason?: string;
  readonly support?: SupportFlag;
  readonly kept?: boolean;
}

/**
 * The standing of every goal that is asked, in the form's order. A partly answered goal has no light while its round is
 * open; once the round is closed it is judged by the answers there are.
 */
export function standingsOf(
  form: Register,
  replies: ReadonlyMap<string, Reply>,
  round: JudgedRound,
): Standing[] {
  return askedGoals(form).map((goal) => standingOf(goal, form.programme, replies.get(goal.id), round));
}

/** Builds the object without spreading for speed: it is called three times for every goal of a digest. */
export function standingOf(
  goal: Goal,
  programme: Programme,
  reply: Reply | undefined,
  round: JudgedRound,
): Standing {
  const { events = [] } = round;
  const { id, code, title } = goal;
  const unit = unitOf(goal);
  const division = goal.headings[0]!;
  const completeness = completenessIn({ events }, goal, reply);
  const standing: Kept<Standing> = {
    ...{ id, code, title, unit, division, completeness },
    ...{ light: 'not-answered', computed: 'not-answered' },
  };
  const aside = asideOf(goal);
  if (aside) standing.aside = aside;
  const judged = judgedReply(goal, programme, reply, round, completeness);
  if (!judged) return standing;
  standing.light = judged.light;
  standing.computed = judged.computed;
  if (judged.percent !== undefined) standing.percent = judged.percent;
  if (judged.own) standing.own = judged.own;
  if (judged.reason !== undefined) standing.reason = judged.reason;
  if (judged.support) standing.support = judged.support;
  if (judged.kept !== undefined) standing.kept = judged.kept;
  return standing;
}

type Kept<T> = { -readonly [K in keyof T]: T[K] };

/** Whether goals are judged at all: a survey's answers have no lights. */
export function isJudged({ goals }: Pick<Register, 'goals'>): boolean {
  return goals.some(isJudgedGoal);
}

/** Contact details and voluntary questions are not counted. */
export function isCounted({ aside }: Pick<Standing, 'aside'>): boolean {
  return aside === undefined;
}

/** Only what identifies the goal, without its status. */
export function refOf({ id, code, title, unit }: GoalRef): GoalRef {
  return { id, code, title, unit };
}

/** Lights of the goals that count. */
export function countLights(standings: readonly Pick<Standing, 'light' | 'aside'>[]): LightCounts {
  const counts: Record<Light, number> = {
    green: 0,
    yellow: 0,
    red: 0,
    'not-assessable': 0,
    'not-answered': 0,
  };
  for (const standing of standings) if (isCounted(standing)) counts[standing.light]++;
  return counts;
}

/** Red is below yellow, yellow below green; the other two cannot be compared. */
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

/** Whether some of its tasks do not proceed. */
export function asksSupport({ support }: Pick<Standing, 'support'>): boolean {
  return support !== undefined && support.asking > 0;
}

export { isColour, type JudgedRound };
