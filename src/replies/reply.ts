/** A reply: the answers to one goal in one round. Pure. */
import { type Answer, answerTo } from '../goals/answers/answer';
import { neededAlternatives } from '../goals/answers/alternatives';
import { isFieldAsked, isVoluntary } from '../goals/answers/asked-fields';
import { goalLight, type GoalLight } from '../goals/judging/light';
import { type Field, type Goal, type Programme } from '../goals/schema';
import { broughtInAt, isLate, type Round } from '../rounds/round';

/** An answer with who gave it, when, and in which version of the reply. */
export interface GivenAnswer extends Answer {
  readonly by: string;
  readonly at: string;
  readonly version: number;
  /** The responsible person on whose behalf `by` answered. */
  readonly onBehalfOf?: string;
  /** The earlier period whose answer was confirmed with "no change". */
  readonly unchangedFrom?: string;
  /** Set if somebody was asked to translate it: the version of the source text that was translated. */
  readonly translatedFrom?: number;
}

/** Who makes a version, when and how. */
export interface VersionMeta {
  readonly by: string;
  readonly at: string;
  readonly formVersion: number;
  /** Field id → the person on whose behalf it is answered; one's own fields are left out. */
  readonly onBehalfOf?: ReadonlyMap<string, string>;
  readonly unchangedFrom?: string;
  readonly translatedFrom?: number;
}

export type GivenAnswers = Readonly<Record<string, GivenAnswer>>;

export interface Reply {
  readonly goalId: string;
  /** 1, 2, 3 …; every version is kept. */
  readonly version: number;
  /** The version of the programme's form that was answered. */
  readonly formVersion: number;
  readonly answers: GivenAnswers;
  /** Who made this version, and when (ISO 8601, UTC). */
  readonly by: string;
  readonly at: string;
}

export const noAnswers: GivenAnswers = {};

export type Completeness = 'answered' | 'partly' | 'unanswered';

/**
 * Answered when every required field is, or, without required fields, when any field is. Of alternatives one answer is
 * enough: a text in one language is an answer whose translation is pending. Fields that these answers rule out do not
 * count.
 * @param part the fields that are looked at, such as one owner's
 * @param answers all of the goal's, since whether a field is asked may depend on another owner's answer
 * @param whole all fields of the goal, since another owner may have answered an alternative
 */
export function completeness(
  part: readonly Field[],
  answers: GivenAnswers,
  whole: readonly Field[] = part,
): Completeness {
  const fields = part.filter((field) => isFieldAsked(field, answers));
  const isGiven = ({ id }: Field) => answerTo(answers, id) !== undefined;
  const alternatives = neededAlternatives(whole);
  const setOf = ({ id }: Field) => alternatives.find((set) => set.fields.some((field) => field.id === id));
  const isMissing = (field: Field) => {
    if (isGiven(field)) return false;
    const set = setOf(field);
    return set ? !set.fields.some(isGiven) : field.required;
  };
  const isDone = !fields.some(isMissing);
  if (fields.some(isGiven)) return isDone ? 'answered' : 'partly';
  return isDone && fields.some((field) => setOf(field)) ? 'answered' : 'unanswered';
}

/** Whether these fields need no answer: the goal is voluntary, or the answers so far rule out all of them. */
export function isVoluntaryPart(goal: Goal, fields: readonly Field[], answers: GivenAnswers): boolean {
  return isVoluntary(goal) || !fields.some((field) => isFieldAsked(field, answers));
}

/** The completeness of the whole goal, with the fields of all its owners. */
export function goalCompleteness(goal: Goal, reply: Reply | undefined): Completeness {
  return completeness(goal.fields, reply?.answers ?? noAnswers);
}

/**
 * A goal imported from a document counts as answered even if our form asks for more than the document has, for instance
 * the state of each task, which a document may show only as a colour.
 */
export function completenessIn(
  round: Pick<Round, 'events'>,
  goal: Goal,
  reply: Reply | undefined,
): Completeness {
  return isFromDocument(round, reply) ? 'answered' : goalCompleteness(goal, reply);
}

/** True as long as one of the document's answers remains, even if the round was reopened and a figure corrected. */
function isFromDocument(round: Pick<Round, 'events'>, reply: Reply | undefined): boolean {
  const moment = broughtInAt(round);
  return moment !== undefined && Object.values(reply?.answers ?? noAnswers).some(({ at }) => at < moment);
}

/** What a goal is judged by besides its form and answers; events are not needed if only the light is used. */
export type JudgedRound = Pick<Round, 'status' | 'period'> & Partial<Pick<Round, 'events'>>;

/**
 * How a goal stands by its answers. `undefined` while it has no light: without answers, and partly answered while its round is open; once
 * the round is closed it is judged by the answers there are.
 */
export function judgedReply(
  goal: Goal,
  programme: Programme,
  reply: Reply | undefined,
  round: JudgedRound,
  completeness: Completeness = completenessIn({ events: round.events ?? [] }, goal, reply),
): GoalLight | undefined {
  const isWhole = completeness === 'answered' || (completeness === 'partly' && round.status === 'closed');
  return isWhole ? goalLight(goal, programme, reply?.answers ?? noAnswers, round.period) : undefined;
}

/** Whether the question was corrected after it was answered; the answers are kept as they were given. */
export function wasCorrectedSince({ changedIn }: Goal, reply: Reply | undefined): boolean {
  return reply !== undefined && changedIn !== undefined && reply.formVersion < changedIn;
}

/** Answers to fields that the goal no longer has, by field id. */
export function formerAnswers({ fields }: Pick<Goal, 'fields'>, answers: GivenAnswers): GivenAnswers {
  const known = new Set(fields.map(({ id }) => id));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !known.has(id)));
}

/** The fields answered after the round's first deadline. */
export function lateFields(round: Pick<Round, 'lateAfter' | 'deadline'>, answers: GivenAnswers): string[] {
  return Object.entries(answers).flatMap(([id, { at }]) => (isLate(round, at) ? [id] : []));
}

/** The next version with the given answers on top; `undefined` removes an answer. */
export function nextVersion(
  current: Reply | undefined,
  goal: Goal,
  given: ReadonlyMap<string, Answer | undefined>,
  meta: VersionMeta,
): Reply {
  const version = (current?.version ?? 0) + 1;
  const { by, at, formVersion } = meta;
  const answers: Record<string, GivenAnswer> = { ...current?.answers };
  for (const [fieldId, answer] of given) {
    if (!answer) delete answers[fieldId];
    // The same translation of a newer source text is another answer.
    else if (meta.translatedFrom !== undefined || !sameRaw(answerTo(answers, fieldId), answer))
      answers[fieldId] = { ...answer, by, at, version, ...howGiven(fieldId, meta) };
  }
  return { goalId: goal.id, version, formVersion, by, at, answers };
}

function howGiven(fieldId: string, { onBehalfOf, unchangedFrom, translatedFrom }: VersionMeta) {
  const behalf = onBehalfOf?.get(fieldId);
  return {
    ...(behalf !== undefined && { onBehalfOf: behalf }),
    ...(unchangedFrom !== undefined && { unchangedFrom }),
    ...(translatedFrom !== undefined && { translatedFrom }),
  };
}

/** Whether the reply already has the given answers; a repeated submit then writes nothing. */
export function saysNothingNew(
  current: Reply | undefined,
  given: ReadonlyMap<string, Answer | undefined>,
): boolean {
  return [...given].every(([fieldId, answer]) =>
    sameRaw(answerTo(current?.answers ?? noAnswers, fieldId), answer),
  );
}

/**
 * Fields that somebody else changed after the version that the sender saw, and that the sender would set differently.
 * @param versions the version that was seen and all later ones, oldest first; all versions if nothing was seen
 */
export function overwrittenUnseen(
  versions: readonly Reply[],
  seenVersion: number,
  by: string,
  given: ReadonlyMap<string, Answer | undefined>,
): string[] {
  const answersIn = (reply: Reply | undefined, fieldId: string) =>
    answerTo(reply?.answers ?? noAnswers, fieldId);
  const changedByOthers = (fieldId: string) =>
    versions.some((version, index) => {
      const before = answersIn(versions[index - 1], fieldId);
      return (
        version.version > seenVersion && version.by !== by && !sameRaw(before, answersIn(version, fieldId))
      );
    });
  return [...given]
    .filter(([id, answer]) => changedByOthers(id) && !sameRaw(answersIn(versions.at(-1), id), answer))
    .map(([id]) => id);
}

function sameRaw(a: Answer | undefined, b: Answer | undefined): boolean {
  return JSON.stringify(a?.raw) === JSON.stringify(b?.raw);
}
