/** What a person submits to one goal, and the errors that keep it from being written. */
import { type AnswerProblem } from '../goals/answers/answer';
import { type AnswerWarning } from '../goals/judging/warnings';
import { type Locale } from '../goals/schema';
import { type GoalName } from '../rounds/open-goal';
import { type Typed } from './draft';

export interface Submission extends GoalName {
  readonly by: string;
  readonly typed: Typed;
  /** The ids of the fields that were shown; default: all that the person is asked. */
  readonly shown?: readonly string[];
  /** The language whose number format the person types in. */
  readonly locale: Locale;
  /** The version of the reply that the person saw; 0 when there was none. */
  readonly seenVersion: number;
  /** The token of the warnings that the person has seen and confirmed. */
  readonly confirmed?: string;
  /** The token of the answers that the person agreed to lock; empty before they were asked. Missing if nobody is asked. */
  readonly lock?: string;
}

/** The typed values do not fit the fields; nothing was written. */
export class InvalidReplyError extends Error {
  override readonly name = 'InvalidReplyError';
  constructor(readonly problems: ReadonlyMap<string, AnswerProblem>) {
    super(`${problems.size} answers do not fit their fields`);
  }
}

/** A typed value looks like a mistake; nothing was written. Submitting it again with the token confirms it. */
export class UnconfirmedReplyError extends Error {
  override readonly name = 'UnconfirmedReplyError';
  constructor(
    readonly warnings: ReadonlyMap<string, readonly AnswerWarning[]>,
    readonly token: string,
    /** Confirming them agrees to lock these answers, too. */
    readonly lock?: string,
  ) {
    super(`${warnings.size} answers need a confirmation`);
  }
}

/** Saving would lock the answers, and the person was not asked; nothing was written. */
export class UnsureReplyError extends Error {
  override readonly name = 'UnsureReplyError';
  constructor(readonly lock: string) {
    super('the answers would be locked');
  }
}
