/** The content common to all formats: a round's goals as they were asked, and every text in one language. Pure. */
import { type DigestSource, type Standing, standingsOf } from '../../digest/digest';
import { type Answer } from '../../goals/answers/answer-result';
import { answerText, goalpostText } from '../../goals/answers/answer-text';
import { type AnswerReader } from '../../goals/answers/answer-words';
import { type Choice, labelledChoices } from '../../goals/answers/choices';
import { asAsked, askedGoals } from '../../goals/answers/asked-fields';
import { type YearView } from '../../digest/year-view';
import {
  type Baseline,
  type Field,
  type Goal,
  type Locale,
  type LocalizedText,
  type Owner,
  type Target,
  type WorkState,
} from '../../goals/schema';
import { textIn } from '../../goals/text';
import { type GivenAnswers, noAnswers } from '../../replies/reply';
import { formatPeriod } from '../../periods/period';
import { type CoordinatorsWords } from './coordinators-words';
import { type Edition, type ReportPart } from './formats';
import { type Logo } from './logo';
import { type ReportSource, type RowsSource } from './report-source';
import { type ReportWords } from './words';

/** An earlier round, with its form at that time. */
export type EarlierRound = NonNullable<DigestSource['previous']>;

/** How a report is written, and for whom. */
export interface ReportOptions {
  readonly locale: Locale;
  readonly words: (locale: Locale) => ReportWords;
  /** Names of persons by id. */
  readonly names: ReadonlyMap<string, string>;
  /** IANA name. */
  readonly timeZone: string;
  /** The report shows the situation at this moment. */
  readonly asOf: Date;
  /** The lights of the last periods; the report's own period is the last. */
  readonly year?: YearView;
  readonly logo?: Logo | undefined;
  /** Defaults to `published`. */
  readonly edition?: Edition;
  /** What the report is named after: the round's period by default, or the year that its last round reports. */
  readonly period?: string;
  /** The programme's earlier closed rounds of the same year. */
  readonly earlier?: readonly { readonly period: string; readonly source: RowsSource }[];
  /** The closed round of the same period a year earlier. */
  readonly lastYear?: EarlierRound;
  /** Only this part; the whole report by default. */
  readonly part?: ReportPart;
  /** What the coordinator wrote for this round's report; none by default. */
  readonly said?: CoordinatorsWords;
}

/** One goal with everything that is reported about it. */
export interface ReportedGoal {
  /** With the fields that were asked. */
  readonly goal: Goal;
  readonly answers: GivenAnswers;
  readonly standing: Standing;
}

/** The content of a report in one language. */
export interface ReportContent {
  readonly source: ReportSource;
  readonly options: ReportOptions;
  readonly words: ReportWords;
  /** The reader that answers are written for. */
  readonly reader: AnswerReader;
  /** The goals that the respondent was asked, in the form's order. */
  readonly goals: readonly ReportedGoal[];
  readonly edition: Edition;
  /** "Q4/2024", or "2024" for the report of a year. */
  readonly period: string;
  /** Whether it reports a whole year by its last round. */
  readonly ofYear: boolean;
  readonly textOf: (text: LocalizedText | undefined) => string;
  /** Names of owners, roles by their label. The published edition has no addresses: it omits owners without a name. */
  readonly owners: (owners: readonly Owner[]) => string;
  readonly workState: (id: unknown) => WorkState | undefined;
  /** The choices by which a field's answer is read. */
  readonly choices: (field: Field) => readonly Choice[];
  /** The text of an answer of this round. */
  readonly answer: (field: Field, answer: Answer) => string;
  /** The text of a baseline or target. */
  readonly goalpost: (field: Field, goalpost: Baseline | Target) => string;
  /** Whether the programme publishes lights (`programme.publishes`). */
  readonly showsLights: boolean;
}

export function reportContent(source: ReportSource, options: ReportOptions): ReportContent {
  const { form, replies, round } = source;
  const standings = standingsOf(form, replies, round);
  const goals = askedGoals(form).map((goal, index) => {
    const answers = replies.get(goal.id)?.answers ?? noAnswers;
    return { goal: asAsked(goal, answers), answers, standing: standings[index]! };
  });
  return contentOf(source, options, goals);
}

function contentOf(
  source: ReportSource,
  options: ReportOptions,
  goals: ReportContent['goals'],
): ReportContent {
  const { form, round } = source;
  const { locale, edition = 'published', period = round.period } = options;
  const words = options.words(locale);
  const reader = { locale, words };
  const textOf = (text: LocalizedText | undefined) => (text ? textIn(text, locale) : '');
  const roles = new Map(form.roles.map(({ id, label }) => [`role:${id}`, textOf(label)]));
  const states = new Map<unknown, WorkState>(form.programme.workStates.map((state) => [state.id, state]));
  return {
    ...{ source, options, words, reader, textOf, edition },
    period: formatPeriod(period, locale),
    ofYear: period !== round.period,
    goals,
    owners: (owners) =>
      owners
        .map((owner) => roles.get(owner) ?? options.names.get(owner) ?? owner)
        .filter((name) => edition === 'full' || !name.includes('@'))
        .join(', '),
    workState: (id) => states.get(id),
    showsLights: (form.programme.publishes ?? 'lights') === 'lights',
    choices: (field) => labelledChoices(field, form.programme, reader),
    answer: (field, answer) => answerText(field, answer, reader, form.programme),
    goalpost: (field, goalpost) => goalpostText(field, goalpost, reader),
  };
}

/** The same in another language, for documents that are published in several. */
export function inLanguage({ source, options, goals }: ReportContent, locale: Locale): ReportContent {
  return contentOf(source, { ...options, locale }, goals);
}
