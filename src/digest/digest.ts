/** The digest of one round: response rate, lights, what changed, who has not answered. Pure. */
import { goalLights } from '../goals/light';
import {
  type Field,
  type Goal,
  type Light,
  lights,
  type LocalizedText,
  type Register,
} from '../goals/schema';
import { askedPersons } from '../replies/asked-persons';
import { type Handover } from '../rounds/responsibility';
import { type RoundForm } from '../rounds/snapshot';
import { type Request, type Round, type RoundStatus } from '../rounds/round';
import { type Completeness, goalCompleteness, lateFields, noAnswers, type Reply } from '../replies/reply';

export type LightCounts = Readonly<Record<Light, number>>;

export interface GoalRef {
  readonly id: string;
  readonly code: string;
  readonly title: LocalizedText;
  readonly unit: LocalizedText;
}

/** A goal whose light is another one than in the previous period. */
export interface LightChange extends GoalRef {
  readonly from: Light;
  readonly to: Light;
}

export interface UnitFigures {
  readonly unit: LocalizedText;
  readonly asked: number;
  readonly answered: number;
  readonly lights: LightCounts;
  readonly previousLights?: LightCounts;
}

export interface Digest {
  readonly programmeId: string;
  readonly name: LocalizedText;
  readonly period: string;
  readonly previousPeriod?: string;
  readonly status: RoundStatus;
  /** ISO 8601, UTC. */
  readonly deadline: string;
  readonly asOf: string;
  /** Whether goals are judged at all: a survey's answers have no lights. */
  readonly judged: boolean;
  /** Goals asked, answered as a whole, and answered in part. */
  readonly asked: number;
  readonly answered: number;
  readonly partly: number;
  /** Goals of which something was answered after the round's first deadline. */
  readonly late: number;
  /** Persons asked, and those who have answered all that they were asked. */
  readonly persons: { readonly asked: number; readonly done: number };
  readonly lights: LightCounts;
  readonly previousLights?: LightCounts;
  /** Units with the most missing goals first. */
  readonly units: readonly UnitFigures[];
  readonly worse: readonly LightChange[];
  readonly better: readonly LightChange[];
  /** Goals whose computed and self-assessed lights differ: from computed, to self-assessed. */
  readonly differing: readonly LightChange[];
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
}

/** One goal's place in a digest. */
export interface Standing extends GoalRef {
  readonly completeness: Completeness;
  readonly light: Light;
  readonly computed: Light;
  readonly selfAssessed?: Light;
}

export function computeDigest(source: DigestSource, asOf: Date): Digest {
  const { round, form, previous } = source;
  const standings = standingsOf(form, source.replies, round.status);
  const before = previous && standingsOf(previous.form, previous.replies, 'closed');
  const changes = before ? changesBetween(before, standings) : [];
  return {
    programmeId: round.programmeId,
    name: form.programme.name,
    period: round.period,
    ...(previous && { previousPeriod: previous.period }),
    status: round.status,
    deadline: round.deadline,
    asOf: asOf.toISOString(),
    judged: form.goals.some((goal) => goal.fields.some(isJudged)),
    asked: standings.length,
    answered: standings.filter((standing) => standing.completeness === 'answered').length,
    partly: standings.filter((standing) => standing.completeness === 'partly').length,
    late: form.goals.filter(({ id }) => isAnsweredLate(round, source.replies.get(id))).length,
    persons: personsIn(source),
    lights: countLights(standings),
    ...(before && { previousLights: countLights(before) }),
    units: unitFigures(standings, before),
    worse: changes.filter((change) => rank(change.to) < rank(change.from)),
    better: changes.filter((change) => rank(change.to) > rank(change.from)),
    differing: standings.flatMap(differs),
  };
}

function isAnsweredLate(round: Round, reply: Reply | undefined): boolean {
  return lateFields(round, reply?.answers ?? noAnswers).length > 0;
}

function isJudged({ role }: Field): boolean {
  return role !== undefined && role !== 'narrative';
}

/**
 * Where every goal of a form stands, in the form's order. A goal answered in part has no light while its round is
 * open; when the round is closed it is judged by what was given.
 */
export function standingsOf(
  form: Register,
  replies: ReadonlyMap<string, Reply>,
  status: RoundStatus,
): Standing[] {
  return form.goals.map((goal) => {
    const reply = replies.get(goal.id);
    const state = goalCompleteness(goal, reply);
    const shown = goalLights(goal, form.programme, reply?.answers ?? noAnswers);
    const judged = state === 'answered' || (state === 'partly' && status === 'closed');
    return {
      ...refOf(goal),
      completeness: state,
      light: judged ? shown.shown : 'not-answered',
      computed: judged ? shown.computed : 'not-answered',
      ...(judged && shown.selfAssessed && { selfAssessed: shown.selfAssessed }),
    };
  });
}

export function countLights(standings: readonly Standing[]): LightCounts {
  const counts = Object.fromEntries(lights.map((light) => [light, 0])) as Record<Light, number>;
  for (const standing of standings) counts[standing.light]++;
  return counts;
}

function refOf(goal: Goal): GoalRef {
  return { id: goal.id, code: goal.code, title: goal.title, unit: goal.unit ?? goal.headings[0]! };
}

/** Red is below yellow, yellow below green; the two others cannot be compared. */
function rank(light: Light): number {
  return { red: 1, yellow: 2, green: 3, 'not-assessable': NaN, 'not-answered': NaN }[light];
}

function changesBetween(before: readonly Standing[], now: readonly Standing[]): LightChange[] {
  const earlier = new Map(before.map((standing) => [standing.id, standing.light]));
  return now.flatMap(({ id, code, title, unit, light }) => {
    const from = earlier.get(id);
    return from === undefined || from === light ? [] : [{ id, code, title, unit, from, to: light }];
  });
}

function differs({ id, code, title, unit, computed, selfAssessed }: Standing): LightChange[] {
  const comparable =
    selfAssessed !== undefined && !Number.isNaN(rank(computed)) && !Number.isNaN(rank(selfAssessed));
  return comparable && computed !== selfAssessed
    ? [{ id, code, title, unit, from: computed, to: selfAssessed }]
    : [];
}

function unitFigures(standings: readonly Standing[], before: readonly Standing[] | undefined): UnitFigures[] {
  const earlier = before && groupByUnit(before);
  return [...groupByUnit(standings)]
    .map(([name, ofUnit]) => ({
      unit: ofUnit[0]!.unit,
      asked: ofUnit.length,
      answered: ofUnit.filter((standing) => standing.completeness === 'answered').length,
      lights: countLights(ofUnit),
      ...(earlier && { previousLights: countLights(earlier.get(name) ?? []) }),
    }))
    .sort((a, b) => b.asked - b.answered - (a.asked - a.answered));
}

function groupByUnit(standings: readonly Standing[]): Map<string, Standing[]> {
  const groups = new Map<string, Standing[]>();
  for (const standing of standings) {
    const name = JSON.stringify(standing.unit);
    const group = groups.get(name);
    if (group) group.push(standing);
    else groups.set(name, [standing]);
  }
  return groups;
}

function personsIn(source: DigestSource): Digest['persons'] {
  const persons = askedPersons(source);
  return { asked: persons.length, done: persons.filter(({ done }) => done).length };
}
