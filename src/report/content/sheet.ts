/** What a layout gives for one sheet; `workbook.ts` writes it. */
import { type DigestSource, type Standing, standingsOf } from '../../digest/digest';
import { type Answer } from '../../goals/answers/answer-result';
import { answerText, goalpostText } from '../../goals/answers/answer-text';
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
import { reportWords, type ReportWords } from './words';

/** How a report is written, and for whom. */
export interface ReportOptions {
  readonly locale: Locale;
  /** Names of persons by id. */
  readonly names: ReadonlyMap<string, string>;
  /** IANA name. */
  readonly timeZone: string;
  /** The moment whose situation it tells. */
  readonly asOf: Date;
  /** The lights of the last periods, the report's own the last of them. */
  readonly year?: YearView;
}

export interface Column {
  readonly heading: string;
  /** In characters. */
  readonly width: number;
  /** Names the row: stands also on the rows that a long text is continued on, and on every page of a wide sheet. */
  readonly names?: boolean;
}

export interface SheetCell {
  readonly value: string | number | Date;
  /** Of a number or a date, as spreadsheets write formats. */
  readonly format?: string;
  /** `#rrggbb`; such a cell is centred. */
  readonly fill?: string;
  readonly centred?: boolean;
}

export type SheetRow = readonly (SheetCell | undefined)[];

export interface ReportSheet {
  /** As wanted; the workbook makes it short, valid and unlike the others. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly SheetRow[];
  /** Below the rows, and left alone when they are filtered or sorted. */
  readonly foot?: readonly SheetRow[];
  /** Printed on the width of several pages instead of one. */
  readonly wide?: boolean;
}

/** One goal with all that a row of it needs. */
export interface ReportedGoal {
  /** With the fields that were asked. */
  readonly goal: Goal;
  readonly answers: GivenAnswers;
  readonly standing: Standing;
}

export interface SheetContext {
  readonly source: DigestSource;
  readonly options: ReportOptions;
  readonly words: ReportWords;
  /** Those that the respondent was asked, in the form's order. */
  readonly goals: readonly ReportedGoal[];
  readonly of: (text: LocalizedText | undefined) => string;
  /** Names of owners, roles by their label. */
  readonly owners: (owners: readonly Owner[]) => string;
  readonly workState: (id: unknown) => WorkState | undefined;
  /** The text of an answer of this round. */
  readonly answer: (field: Field, answer: Answer) => string;
  /** The text of a baseline or target. */
  readonly goalpost: (field: Field, goalpost: Baseline | Target) => string;
  /** Whether the programme publishes lights (`programme.publishes`). */
  readonly showsLights: boolean;
}

export function contextOf(source: DigestSource, options: ReportOptions): SheetContext {
  const { form, replies, round } = source;
  const of = (text: LocalizedText | undefined) => (text ? textIn(text, options.locale) : '');
  const standings = standingsOf(form, replies, round);
  const roles = new Map(form.roles.map(({ id, label }) => [`role:${id}`, of(label)]));
  const states = new Map<unknown, WorkState>(form.programme.workStates.map((state) => [state.id, state]));
  return {
    ...{ source, options, of },
    words: reportWords[options.locale],
    goals: askedGoals(form).map((goal, index) => {
      const answers = replies.get(goal.id)?.answers ?? noAnswers;
      return { goal: asAsked(goal, answers), answers, standing: standings[index]! };
    }),
    owners: (owners) =>
      owners.map((owner) => roles.get(owner) ?? options.names.get(owner) ?? owner).join(', '),
    workState: (id) => states.get(id),
    showsLights: (form.programme.publishes ?? 'lights') === 'lights',
    answer: (field, answer) => answerText(field, answer, options.locale, form.programme),
    goalpost: (field, goalpost) => goalpostText(field, goalpost, options.locale),
  };
}

/** The same in another language, for documents that are published in several. */
export function inLanguage({ source, options }: SheetContext, locale: Locale): SheetContext {
  return contextOf(source, { ...options, locale });
}
