import { type AnswerProblem } from '../../src/goals/answers/answer';
import { type AnswerWarning } from '../../src/goals/judging/warnings';
import { type Field, type Goal, type Programme } from '../../src/goals/schema';
import { type GivenAnswers } from '../../src/replies/reply';
import { type LateTimes } from '../../src/rounds/round';
import { type Banner } from '../parts/banner';

/** What the card of one goal is drawn from. */
export interface GoalCardSource {
  readonly programme: Programme;
  readonly period: string;
  readonly goal: Goal;
  /** All fields that this person is asked for, over all pages. */
  readonly fields: readonly Field[];
  /** "2 of 7". */
  readonly number: number;
  readonly count: number;
  /** The version of the reply that is shown; 0 when there is none. */
  readonly version: number;
  /** The current reply. */
  readonly answers: GivenAnswers;
  /** Of the answers, those given after the deadline, by field id. */
  readonly lateFields?: ReadonlySet<string>;
  /** What is answered now is late. */
  readonly late?: LateTimes;
  readonly previous?: {
    readonly period: string;
    readonly answers: GivenAnswers;
    /** The goal's form was changed since: its units may have been others. */
    readonly isOfOtherForm?: boolean;
  };
  /** What stands in the inputs instead of the answers: typed and turned down, or a draft. A field not in it is empty. */
  readonly typed?: Readonly<Record<string, string | readonly string[]>>;
  /** `typed` is what the person kept as a draft: it can be thrown away. */
  readonly isDraft?: boolean;
  /** The person wants to throw the draft away and was asked whether to. */
  readonly discardAsked?: boolean;
  readonly problems?: ReadonlyMap<string, AnswerProblem>;
  readonly warnings?: ReadonlyMap<string, readonly AnswerWarning[]>;
  /** Set with warnings: the save button then says "save as it is" and its data carries it. */
  readonly confirm?: string;
  /** Fields that another owner answered meanwhile: `answers` has the other's, `typed` this person's. */
  readonly conflicts?: ReadonlySet<string>;
  readonly banner?: Banner;
  /** 0-based; taken to the nearest page there is. */
  readonly page?: number;
  /** Person id of the reader. */
  readonly reader: string;
  /** Names of the persons that occur in answers and `onBehalfOf`; the id stands where one is missing. */
  readonly names: ReadonlyMap<string, string>;
  /** Field id → the person on whose behalf it is answered; own fields are not in it. */
  readonly onBehalfOf?: ReadonlyMap<string, string>;
  /** Everything that is required was answered last period and nothing yet this time: "no change" is offered. */
  readonly canRepeat: boolean;
  /** What the coordinator said of the answer as it stands, and when (ISO 8601, UTC): it may be changed again. */
  readonly comment?: { readonly by: string; readonly at: string; readonly text: string };
  /** The question was corrected after it was answered. */
  readonly isCorrected?: boolean;
  /** Fields that are not judged since nothing says which side of their target is good. */
  readonly noSide?: ReadonlySet<string>;
  /** Whether the goal is the person's to hand on: not as somebody's substitute. */
  readonly mayHandOver: boolean;
}

/** With what the card says once instead of under each input. */
export interface ShownSource extends GoalCardSource {
  readonly authorAtTop: boolean;
}
