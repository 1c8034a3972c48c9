import { type AnswerProblem } from '../../src/goals/answers/answer';
import { type AnswerWarning } from '../../src/goals/judging/warnings';
import { type Field, type Goal, type Programme } from '../../src/goals/schema';
import { asInput } from '../../src/replies/draft';
import { type GivenAnswers } from '../../src/replies/reply';
import { type StagePart } from '../../src/replies/stage-part';
import { type LateTimes, type RoundStage } from '../../src/rounds/round';
import { type Decided } from '../../src/support/request';
import { type Banner } from '../parts/banner';
import { type CardElement } from '../parts/goals/field-elements';
import { own } from '../parts/own';

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
  /** When the round's answers are due (ISO 8601, UTC). */
  readonly deadline: string;
  /** No other goal waits for this person's answer. */
  readonly isLast?: boolean;
  /** The version of the reply that is shown; 0 when there is none. */
  readonly version: number;
  /** The current reply. */
  readonly answers: GivenAnswers;
  /** Ids of the fields that were answered after the deadline. */
  readonly lateFields?: ReadonlySet<string>;
  /** Set if answers given now are late. */
  readonly late?: LateTimes;
  /** What was decided on a task's request for support, by the field of its state. */
  readonly decided?: ReadonlyMap<string, Decided>;
  readonly previous?: {
    readonly period: string;
    readonly answers: GivenAnswers;
    /** The goal's form has changed since, so the units may have been different. */
    readonly isOfOtherForm?: boolean;
    /** Fields that were asked for in another unit then. */
    readonly otherMeasures?: ReadonlySet<string>;
  };
  /**
   * The inputs' values instead of the answers and what was filled in: what was typed and rejected, or a draft. Missing
   * fields are empty.
   */
  readonly typed?: Readonly<Record<string, string | readonly string[]>>;
  /** What was filled in from the period before: from which version of its reply, and the inputs by field id. */
  readonly filled?: {
    readonly period: string;
    readonly version: number;
    /** The summary is a draft of what the tasks' owners have answered in the version that is shown. */
    readonly drafted?: true | undefined;
    readonly values: Readonly<Record<string, string | readonly string[]>>;
  };
  /** In a round with stages: what is asked for here, and until when the first stage lasts (ISO 8601, UTC). */
  readonly stage?: Pick<StagePart, 'part' | 'only'> & Pick<RoundStage, 'of' | 'until'>;
  /** `typed` is the person's saved draft, which can be discarded. */
  readonly isDraft?: boolean;
  /** `typed` is kept as a draft too, though the card does not say so: emptying an input then empties the draft. */
  readonly isKept?: boolean;
  /** The person pressed discard and is asked to confirm. */
  readonly discardAsked?: boolean;
  readonly problems?: ReadonlyMap<string, AnswerProblem>;
  readonly warnings?: ReadonlyMap<string, readonly AnswerWarning[]>;
  /** Set with warnings: the save button then says "save as it is" and its data carries it. */
  readonly confirm?: string;
  /** Set when the person is asked whether to lock the answers: the token that the save button then carries. */
  readonly lock?: string;
  /** The person is asked whether to send last period's answers again and lock them. */
  readonly repeatAsked?: boolean;
  /** Fields that another owner answered meanwhile: `answers` has the other's, `typed` this person's. */
  readonly conflicts?: ReadonlySet<string>;
  /** By the id of a table: what was pasted into it and not understood, with the reason. */
  readonly unread?: ReadonlyMap<string, readonly string[]>;
  readonly banner?: Banner;
  /** 0-based; clamped to the pages there are. */
  readonly page?: number;
  /** Person id of the reader. */
  readonly reader: string;
  /** Names of the persons that occur in answers and `onBehalfOf`; the id is shown if one is missing. */
  readonly names: ReadonlyMap<string, string>;
  /** Field id → the person on whose behalf it is answered; own fields are not in it. */
  readonly onBehalfOf?: ReadonlyMap<string, string>;
  /** Everything required was answered last period, and nothing yet this time, so "no change" is offered. */
  readonly canRepeat: boolean;
  /** The coordinator's comment on the current answer, and when (ISO 8601, UTC); the answer may be changed again. */
  readonly comment?: { readonly by: string; readonly at: string; readonly text: string };
  /** The question was corrected after it was answered. */
  readonly isCorrected?: boolean;
  /** Fields that are not judged because nothing says which side of their target is good. */
  readonly noSide?: ReadonlySet<string>;
  /** Field id → who was asked to translate it. */
  readonly translators?: ReadonlyMap<string, string>;
  /** Whether the person may hand the goal over; a substitute may not. */
  readonly mayHandOver: boolean;
  /** The card was opened from the form of several goals, to which its buttons lead back. */
  readonly fromForm?: true;
}

/** The source, with what the card says once instead of under each input. */
export interface ShownSource extends GoalCardSource {
  readonly authorAtTop: boolean;
  /** By field id: what is folded under a note that shortens last period's answer. */
  readonly wholes?: ReadonlyMap<string, readonly CardElement[]>;
}

/** The text in the field's input. */
export function inputValueOf({ id }: Field, { typed, answers, filled }: GoalCardSource): string {
  return asInput(typed ? own(typed, id) : (own(answers, id)?.raw ?? own(filled?.values, id)));
}

/** Whether the input has what was filled in from the period before, unchanged. */
export function isAsFilledIn(field: Field, source: GoalCardSource): boolean {
  const filled = own(source.filled?.values, field.id);
  return filled !== undefined && inputValueOf(field, source) === asInput(filled);
}
