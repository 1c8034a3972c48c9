import { type AnswerProblem } from '../../src/goals/answers/answer';
import { type AnswerWarning } from '../../src/goals/judging/warnings';
import { type Programme } from '../../src/goals/schema';
import { type AskedGoal } from '../../src/replies/asked-goals';
import { type Typed } from '../../src/replies/draft';
import { type Reply } from '../../src/replies/reply';
import { type LateTimes, type Round } from '../../src/rounds/round';
import { type Banner } from '../parts/banner';

/** What the form of a person's goals is drawn from. */
export interface FormCardSource {
  readonly programme: Programme;
  readonly round: Round;
  /** All goals of the person, in the order in which they are asked. */
  readonly rows: readonly FormRow[];
  /** The period whose answers are shown as the last ones. */
  readonly before?: string;
  /** Id of a goal on the page to show; default: the first that waits. */
  readonly at?: string;
  /** Names of the persons that occur; the id is shown if one is missing. */
  readonly names: ReadonlyMap<string, string>;
  /** Set if answers given now are late. */
  readonly late?: LateTimes;
  readonly banner?: Banner;
}

/** One goal of the form. */
export interface FormRow {
  readonly asked: AskedGoal;
  /**
   * `open` takes answers; `locked` can only be read; `conflict` is answered on the goal's card, where both answers are
   * shown to choose from; `own-card` has more fields than a row has room for.
   */
  readonly state: 'open' | 'locked' | 'conflict' | 'own-card';
  /** The goal's reply in the period before. */
  readonly previous?: Reply;
  /** The form has changed since the period before, so its units may have been different. */
  readonly isOfOtherForm?: boolean;
  /** "No change" can be said of it: the last answers are complete, and nothing is answered or typed yet. */
  readonly canRepeat: boolean;
  readonly alerts?: RowAlerts;
}

/** Why what was typed into a row was not saved. */
export interface RowAlerts {
  /** The inputs' values, if they could not be kept as a draft. */
  readonly typed?: Typed;
  /** By field id. */
  readonly problems?: ReadonlyMap<string, AnswerProblem>;
  readonly warnings?: ReadonlyMap<string, readonly AnswerWarning[]>;
  /** The token of the warnings, which the save button then carries. */
  readonly confirm?: string;
  /** What else kept it from being saved. */
  readonly said?: string;
}
