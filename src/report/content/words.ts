/**
 * The fixed words of reports; all other text comes from the programme or from answers. Callers pass the words in,
 * since texts that people read are in cards/strings, which src/ may not import.
 */
import { type AnswerWords } from '../../goals/answers/answer-words';
import { type Light, type Locale } from '../../goals/schema';
import { type EndState } from '../../outbox/message';

/** The words of the list of messages. */
export interface DeliveryWords {
  readonly title: string;
  readonly columns: Readonly<
    Record<'time' | 'recipient' | 'name' | 'period' | 'message' | 'state' | 'pressed' | 'reason', string>
  >;
  /** What a kind of message is called; the kind itself if this program does not know it. */
  readonly kind: (kind: string) => string;
  readonly states: Readonly<Record<'pending' | EndState, string>>;
  /** Why a message was not sent by itself, or notified nobody. */
  readonly told: string;
  readonly replaces: string;
}

/** The words in one language. */
export interface ReportWords extends AnswerWords {
  readonly deliveries: DeliveryWords;
  /** Stands for a person who was erased. */
  readonly formerEmployee: string;
  /** In place of a light, for a goal that is not judged. */
  readonly answeredGoal: string;
  /** Headings of columns. */
  readonly light: string;
  readonly targetKept: string;
  readonly support: string;
  /** Beside a light: whether its target is kept, and how many tasks ask for support. */
  readonly kept: string;
  readonly notKept: string;
  readonly asksSupport: (asking: number, of: number) => string;
  readonly keyResult: string;
  readonly confidence: string;
  readonly focus: string;
  readonly bindingGoal: string;
  readonly kpi: string;
  readonly responsibleUnit: string;
  readonly goal: string;
  readonly tasks: string;
  readonly responsiblePerson: string;
  readonly description: string;
  readonly situation: string;
  readonly summary: string;
  readonly mechanism: string;
  readonly projectState: string;
  readonly verbalDescription: string;
  readonly question: string;
  readonly voluntary: string;
  readonly field: string;
  readonly answer: string;
  readonly measure: string;
  readonly measures: string;
  readonly actions: string;
  readonly followUp: string;
  readonly baseline: string;
  readonly target: string;
  readonly value: string;
  readonly code: string;
  /** A task's state, beside its progress. */
  readonly workState: string;
  readonly tasksByPeriod: string;
  readonly valuesByPeriod: string;
  /** Headings of earlier values and of how a figure moved since. */
  readonly previous: string;
  readonly yearAgo: string;
  readonly change: string;
  readonly yearChange: string;
  readonly better: string;
  readonly worse: string;
  readonly unchanged: string;
  /** Names of sheets, and the headers of printed pages. */
  readonly goals: string;
  readonly answers: string;
  readonly allAnswers: string;
  readonly lightsByPeriod: string;
  readonly answersByPeriod: string;
  readonly asOf: string;
  /** For a round in which nobody was asked, and for a goal that is no longer in the programme. */
  readonly skipped: string;
  readonly gone: string;
  readonly strategy: string;
  /** Headings of what the coordinator wrote. */
  readonly preface: string;
  readonly comments: string;
  /** Heading of what a unit's head wrote, and of all of it together. */
  readonly unitComment: string;
  readonly unitComments: string;
  /** Published questions: their common heading, the labels of a question and a response, and what is said without one. */
  readonly questions: string;
  readonly asked: string;
  readonly response: string;
  readonly noResponse: string;
  /** What is decided on requests for support: its heading, and the labels of what is needed and of the decision. */
  readonly decisions: string;
  readonly wanted: string;
  readonly decision: string;
  /** Labels of who asks a survey, why, and by when. */
  readonly asker: string;
  readonly legalBasis: string;
  readonly deadline: string;
  readonly board: BoardWords;
  readonly legend: LegendWords;
  readonly slides: SlideWords;
  readonly document: DocumentWords;
}

/** Words of the board's page. */
export interface BoardWords {
  readonly title: string;
  readonly changes: string;
  readonly counts: (worse: number, better: number, first: number) => string;
  readonly noPrevious: string;
  readonly noChanges: string;
  readonly support: (count: number) => string;
  readonly noSupport: string;
  readonly missing: (missing: number, of: number) => string;
  readonly nothingMissing: string;
  /** Before what is only listed briefly. */
  readonly others: string;
  readonly reported: string;
  readonly questions: string;
  readonly noState: string;
}

/** How goals are assessed, and what the signs mean. */
export interface LegendWords {
  readonly title: string;
  readonly rules: string;
  readonly measures: string;
  readonly tasks: string;
  readonly last: string;
  readonly kept: string;
  readonly support: string;
  readonly lights: string;
  /** @param thresholds in % of the target, as the reader writes numbers */
  readonly light: (light: Light, thresholds: { readonly green: string; readonly yellow: string }) => string;
  readonly states: string;
}

/** Words that slides write differently from other reports, or that only they have. */
export interface SlideWords {
  readonly continued: string;
  readonly goals: string;
  readonly kpi: string;
  readonly baseline: string;
  readonly target: string;
  readonly value: string;
  readonly responsible: string;
  readonly periods: string;
  readonly summary: string;
  readonly unit: string;
  readonly answered: string;
  readonly partly: string;
  readonly all: string;
}

/** Words that only documents have. */
export interface DocumentWords {
  readonly contents: string;
  readonly contact: string;
  /** For a programme whose organisation gives one answer. */
  readonly coordinated: string;
  readonly notAnswered: string;
  /** The language that something is written in. */
  readonly languages: Readonly<Record<Locale, string>>;
  /** The label of the moment and the sender. */
  readonly sent: string;
  /** For a question that is put to other respondents. */
  readonly notAsked: string;
  /** The question was corrected after it was answered. */
  readonly corrected: string;
  /** An answer to a field that the form no longer has. */
  readonly former: string;
}
