/** The digest of one round: response rate, lights, what changed, who has not answered. Pure. */
import { askedGoals, asideOf } from '../goals/answers/asked-fields';
import { grouped } from '../grouped';
import { divisionNameOf } from '../goals/division';
import {
  locales,
  type LocalizedText,
  type Programme,
  type PublishedStanding,
  type Register,
} from '../goals/schema';
import { askedPersons } from '../replies/asked-persons';
import { pendingTranslations } from '../replies/pending-translations';
import { noAnswers, type Reply } from '../replies/reply';
import { type UnitComment } from '../comments/unit-comment';
import { type AskedInRound } from '../questions/question';
import { type Handover } from '../rounds/responsibility';
import { isLate, type Request, type Round, type RoundStatus } from '../rounds/round';
import { type RoundForm } from '../rounds/snapshot';
import {
  byId,
  changesAgainst,
  differing,
  type Earlier,
  type LightChange,
  type Moves,
  movesSince,
  type PeriodChanges,
} from './changes';
import { type GoalFacts, goalFacts } from './goal-facts';
import { namedGoals } from './named';
import { type AgedRequest, type SupportFigures, supportFigures } from '../support/figures';
import {
  countLights,
  asksSupport,
  isCounted,
  isJudged,
  type JudgedRound,
  type LightCounts,
  type Standing,
  standingOf,
  standingsOf,
} from './standings';

export { type LightChange, type Moves, type PeriodChanges, type SupportGoal } from './changes';
export { countLights, type GoalRef, type LightCounts, type Standing, standingsOf } from './standings';

export interface DivisionFigures {
  /** Identifies it in actions: see `divisionNameOf`. */
  readonly name: string;
  readonly division: LocalizedText;
  readonly lights: LightCounts;
  readonly previousLights?: LightCounts;
}

export interface UnitFigures {
  readonly unit: LocalizedText;
  readonly asked: number;
  readonly answered: number;
  /** Goals partly answered; those in neither count are missing. */
  readonly partly: number;
  readonly lights: LightCounts;
  readonly previousLights?: LightCounts;
}

export interface Digest extends PeriodChanges, SupportFigures {
  readonly programmeId: string;
  readonly name: LocalizedText;
  readonly shortName?: LocalizedText;
  readonly period: string;
  /** The units that it covers, in the register's order; missing if it covers the whole programme. */
  readonly only?: readonly LocalizedText[];
  readonly previousPeriod?: string;
  readonly status: RoundStatus;
  /** ISO 8601, UTC. */
  readonly deadline: string;
  readonly asOf: string;
  /** Whether goals are judged at all: a survey's answers have no lights. */
  readonly judged: boolean;
  /** What the programme's reports publish, if it says so. */
  readonly publishes?: PublishedStanding;
  /** Goals that have to be answered, those completely answered, and those partly answered. */
  readonly asked: number;
  readonly answered: number;
  readonly partly: number;
  /** Codes of the goals that are not completely answered, if they are few enough to be named. */
  readonly unanswered: readonly string[];
  /** Goals with an answer after the round's first deadline. */
  readonly late: number;
  /** Goals with a text that is not yet translated; missing if there are none. */
  readonly untranslated?: number;
  /** Questions that wait for a response; missing if there are none. */
  readonly questions?: number;
  /** What heads wrote about their units, in the register's order; missing if nothing. */
  readonly comments?: readonly UnitComment[];
  /** Goals with tasks that do not proceed, and goals with any known task state. */
  readonly askSupport: number;
  readonly withTaskStates: number;
  /** Since the last digest of this round (ISO 8601, UTC); missing in its first. */
  readonly sinceDigest?: Moves & { readonly at: string };
  /** Since the previous period; missing if there is none. */
  readonly sincePeriod?: Moves;
  /** People who have to answer something, and those who have answered all of it. */
  readonly persons: { readonly asked: number; readonly done: number };
  readonly lights: LightCounts;
  readonly previousLights?: LightCounts;
  /** What the programme calls its outermost heading, and the figures by it, in the register's order. */
  readonly divisionName: LocalizedText;
  readonly divisions: readonly DivisionFigures[];
  /** Units with goals that count; those with the most incomplete goals first. */
  readonly units: readonly UnitFigures[];
  /** Goals whose owner's light (`to`) differs from the computed one (`from`). */
  readonly differing: readonly LightChange[];
  /** More about the goals that a card names. */
  readonly facts: readonly GoalFacts[];
}

export interface DigestSource {
  readonly round: Round;
  readonly form: RoundForm;
  readonly replies: ReadonlyMap<string, Reply>;
  readonly requests: readonly Request[];
  readonly handovers: readonly Handover[];
  /** The latest closed round before this one. */
  readonly previous?: {
    readonly period: string;
    readonly form: Register;
    readonly replies: ReadonlyMap<string, Reply>;
  };
  /** The round as it was when its last digest was sent (ISO 8601, UTC). */
  readonly lastDigest?: {
    readonly at: string;
    readonly status: RoundStatus;
    readonly replies: ReadonlyMap<string, Reply>;
  };
  /** Questions about the goals that waited for a response at the moment. */
  readonly questions?: readonly AskedInRound[];
  /** The requests for support of the goals' tasks at the moment. */
  readonly support?: readonly AgedRequest[];
  /** What heads had written about their units at the moment. */
  readonly comments?: readonly UnitComment[];
  /** The units that it covers, unless it covers the whole programme. */
  readonly only?: readonly LocalizedText[];
}

export function computeDigest(source: DigestSource, asOf: Date): Digest {
  const { round, form, previous, questions = [], comments = [] } = source;
  const all = standingsOf(form, source.replies, round);
  const standings = all.filter(isCounted);
  const before = previous && standingsOf(previous.form, previous.replies, { ...previous, status: 'closed' });
  const earlier = byId(before ?? []);
  const changes = { ...changesAgainst(earlier, standings), ...supportFigures(source, asOf) };
  const { publishes, shortName } = form.programme;
  const untranslated = untranslatedGoals(source);
  const count = (has: (standing: Standing) => boolean) => standings.filter(has).length;
  return {
    programmeId: round.programmeId,
    name: form.programme.name,
    ...(shortName && { shortName }),
    period: round.period,
    ...(source.only && { only: source.only }),
    ...(previous && { previousPeriod: previous.period }),
    status: round.status,
    deadline: round.deadline,
    asOf: asOf.toISOString(),
    judged: isJudged({ goals: askedGoals(form) }),
    ...(publishes && { publishes }),
    asked: standings.length,
    answered: count(({ completeness }) => completeness === 'answered'),
    partly: count(({ completeness }) => completeness === 'partly'),
    unanswered: unansweredCodes(standings),
    late: lateGoals(source),
    ...(untranslated > 0 && { untranslated }),
    ...(questions.length > 0 && { questions: questions.length }),
    ...(comments.length > 0 && { comments }),
    askSupport: count(asksSupport),
    withTaskStates: count(({ support }) => support !== undefined),
    ...since(source, standings, earlier),
    persons: personsIn(source),
    lights: countLights(standings),
    ...(before && { previousLights: countLights(before) }),
    divisionName: form.programme.headings[0]!,
    divisions: divisionFigures(all, before, form.programme),
    units: unitFigures(standings, before?.filter(isCounted)),
    ...changes,
    differing: differing(standings),
    facts: goalFacts(source, namedGoals(changes)),
  };
}

/** More codes than these are only counted. */
const mostCodes = 3;

function unansweredCodes(standings: readonly Standing[]): string[] {
  const open = standings.filter(({ completeness }) => completeness !== 'answered');
  return open.length <= mostCodes ? open.map(({ code }) => code) : [];
}

function since(
  { round, form, previous, lastDigest }: DigestSource,
  standings: readonly Standing[],
  earlier: Earlier,
): Pick<Digest, 'sinceDigest' | 'sincePeriod'> {
  const { period, events } = round;
  const then = lastDigest && standingsThen(form, { ...lastDigest, period, events });
  return {
    ...(then && { sinceDigest: { at: lastDigest.at, ...movesSince(then, standings, earlier) } }),
    ...(previous && { sincePeriod: movesSince(new Map(), standings, earlier) }),
  };
}

/** Computes each standing on access and does not keep it; otherwise a digest would hold every goal a third time. */
function standingsThen(
  form: RoundForm,
  { replies, ...round }: NonNullable<DigestSource['lastDigest']> & JudgedRound,
): Earlier {
  const goals = new Map(form.goals.map((goal) => [goal.id, goal]));
  return {
    get: (id) => {
      const goal = goals.get(id);
      return goal && standingOf(goal, form.programme, replies.get(id), round);
    },
  };
}

function lateGoals({ form, round, replies }: DigestSource): number {
  const counted = askedGoals(form).filter((goal) => asideOf(goal) === undefined);
  return counted.filter(({ id }) => isAnsweredLate(round, replies.get(id))).length;
}

function untranslatedGoals({ form, replies }: DigestSource): number {
  return askedGoals(form).filter(
    (goal) => pendingTranslations(goal, replies.get(goal.id)?.answers ?? noAnswers).length > 0,
  ).length;
}

function isAnsweredLate(round: Round, reply: Reply | undefined): boolean {
  return Object.values(reply?.answers ?? noAnswers).some(({ at }) => isLate(round, at));
}

/** Includes divisions in which no goal counts, since their goals can be opened; contact details are not a division. */
function divisionFigures(
  all: readonly Standing[],
  before: readonly Standing[] | undefined,
  programme: Programme,
): DivisionFigures[] {
  const standings = all.filter(({ aside }) => aside !== 'contact');
  // A goal that has been moved is compared where it is now, and a division by its goals, whatever it was called.
  const places = new Map(all.map(({ id, division }) => [id, division]));
  const earlier = before && groupBy(before, ({ id, division }) => places.get(id) ?? division);
  return [...groupBy(standings, ({ division }) => division)].map(([group, own]) => ({
    name: divisionNameOf(own[0]!.division, programme),
    division: own[0]!.division,
    lights: countLights(own),
    ...(earlier && { previousLights: countLights(earlier.get(group) ?? []) }),
  }));
}

function unitFigures(standings: readonly Standing[], before: readonly Standing[] | undefined): UnitFigures[] {
  const earlier = before && groupBy(before, ({ unit }) => unit);
  return [...groupBy(standings, ({ unit }) => unit)]
    .map(([name, own]) => ({
      unit: own[0]!.unit,
      asked: own.length,
      answered: own.filter((standing) => standing.completeness === 'answered').length,
      partly: own.filter((standing) => standing.completeness === 'partly').length,
      lights: countLights(own),
      ...(earlier && { previousLights: countLights(earlier.get(name) ?? []) }),
    }))
    .sort((a, b) => b.asked - b.answered - (a.asked - a.answered) || a.partly - b.partly);
}

/** Groups in the order in which the names first occur. */
function groupBy(
  standings: readonly Standing[],
  nameOf: (standing: Standing) => LocalizedText,
): Map<string, Standing[]> {
  return grouped(standings, (standing) => {
    const text = nameOf(standing);
    return locales.map((locale) => text[locale]).join('\n');
  });
}

function personsIn(source: DigestSource): Digest['persons'] {
  const persons = askedPersons(source);
  return { asked: persons.length, done: persons.filter(({ done }) => done).length };
}
