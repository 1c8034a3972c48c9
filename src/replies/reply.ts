/** A reply: the answers to one goal in one round. Pure. */
import { type Answer } from '../goals/answer';
import { type Field, type Goal } from '../goals/schema';

/** An answer with who gave it, when, and in which version of the reply. */
export interface GivenAnswer extends Answer {
  readonly by: string;
  readonly at: string;
  readonly version: number;
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

/** Answered when every required field is; a goal without required fields when any field is. */
export function completeness(fields: readonly Field[], answers: GivenAnswers): Completeness {
  const given = fields.filter((field) => answers[field.id] !== undefined);
  if (given.length === 0) return 'unanswered';
  return fields.every((field) => !field.required || answers[field.id] !== undefined) ? 'answered' : 'partly';
}

/** The goal is answered as a whole: the fields of all its owners together. */
export function goalCompleteness(goal: Goal, reply: Reply | undefined): Completeness {
  return completeness(goal.fields, reply?.answers ?? noAnswers);
}

/** The next version with the given answers on top; `undefined` removes an answer. */
export function nextVersion(
  current: Reply | undefined,
  goal: Goal,
  given: ReadonlyMap<string, Answer | undefined>,
  meta: { readonly by: string; readonly at: string; readonly formVersion: number },
): Reply {
  const version = (current?.version ?? 0) + 1;
  const answers: Record<string, GivenAnswer> = { ...current?.answers };
  for (const [fieldId, answer] of given) {
    if (!answer) delete answers[fieldId];
    else if (!sameRaw(answers[fieldId], answer))
      answers[fieldId] = { ...answer, by: meta.by, at: meta.at, version };
  }
  return { goalId: goal.id, version, ...meta, answers };
}

/** Whether the given answers say what the reply says already; a repeated submit then writes nothing. */
export function saysNothingNew(
  current: Reply | undefined,
  given: ReadonlyMap<string, Answer | undefined>,
): boolean {
  return [...given].every(([fieldId, answer]) => sameRaw(current?.answers[fieldId], answer));
}

/** Fields that somebody else answered differently after the version that the sender saw. */
export function overwrittenUnseen(
  current: Reply | undefined,
  seenVersion: number,
  by: string,
  given: ReadonlyMap<string, Answer | undefined>,
): string[] {
  return [...given]
    .filter(([fieldId, answer]) => {
      const there = current?.answers[fieldId];
      return there !== undefined && there.version > seenVersion && there.by !== by && !sameRaw(there, answer);
    })
    .map(([fieldId]) => fieldId);
}

function sameRaw(a: Answer | undefined, b: Answer | undefined): boolean {
  return JSON.stringify(a?.raw) === JSON.stringify(b?.raw);
}
