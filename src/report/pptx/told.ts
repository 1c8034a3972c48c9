/** What a report tells of a round, as texts in one language. Pure. */
import { computeDigest, type Digest, type DigestSource, type Standing } from '../../digest/digest';
import { type YearView } from '../../digest/year-view';
import { type Answer, answerTo } from '../../goals/answers/answer-result';
import { answerText as textOf } from '../../goals/answers/answer-text';
import { formatDay } from '../../goals/format-date';
import {
  type Field,
  type Goal,
  type Light,
  type Locale,
  type LocalizedText,
  type Owner,
} from '../../goals/schema';
import { localDay } from '../../periods/local-time';
import { noAnswers } from '../../replies/reply';
import { fieldName } from '../content/labels';
import { contextOf, inLanguage, type ReportOptions, type SheetContext } from '../content/sheet';
import { standingText } from '../content/standing-text';
import { type Badge, type Cell, type Item, signed, signs } from './slide';
import { type SlideWords, slideWords } from './words';

/** A round with its answers, and the language it is told in. */
export interface Told {
  readonly source: DigestSource;
  readonly digest: Digest;
  /** How each goal stands, by its id. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** Whether lights are shown: goals are judged, and the programme publishes how. */
  readonly showsLights: boolean;
  readonly locale: Locale;
  readonly words: SlideWords;
  /** What goals and owners are called, as on the sheets. */
  readonly context: SheetContext;
  /** Closed rounds of the same year, oldest first. */
  readonly earlier: readonly { readonly period: string; readonly source: DigestSource }[];
  /** The lights of the last periods. */
  readonly year?: YearView;
  readonly timeZone: string;
  readonly asOf: Date;
}

export type ToldOptions = ReportOptions & Partial<Pick<Told, 'earlier'>>;

export function told(source: DigestSource, { earlier = [], ...options }: ToldOptions): Told {
  const { locale, timeZone, asOf, year } = options;
  const context = contextOf(source, options);
  const digest = computeDigest(source, asOf);
  return {
    ...{ locale, timeZone, asOf, ...(year && { year }), words: slideWords(locale) },
    source: { ...source, form: { ...source.form, goals: context.goals.map(({ goal }) => goal) } },
    digest,
    context,
    standings: new Map(context.goals.map(({ goal, standing }) => [goal.id, standing])),
    showsLights: context.showsLights && digest.judged,
    earlier: [...earlier].sort((a, b) => (a.period < b.period ? -1 : 1)),
  };
}

export function toldIn(report: Told, locale: Locale): Told {
  return { ...report, locale, words: slideWords(locale), context: inLanguage(report.context, locale) };
}

export const of = ({ context }: Told, text: LocalizedText | undefined) => context.of(text);

export function dateText(at: Date, { locale, timeZone }: Told): string {
  return formatDay(localDay(at, timeZone), locale);
}

export function lightOf({ standings }: Told, goal: Pick<Goal, 'id'>): Light {
  return standings.get(goal.id)?.light ?? 'not-answered';
}

/** The light's sign and word, and what is told beside it. */
export function lightCell(report: Told, goal: Pick<Goal, 'id'>): Cell {
  const light = lightOf(report, goal);
  return { text: `${signs[light]} ${lightText(report, goal)}`, light };
}

function lightText({ standings, context: { words } }: Told, goal: Pick<Goal, 'id'>): string {
  const standing = standings.get(goal.id);
  return standing ? standingText(standing, words) : words.lights['not-answered'];
}

/** A badge has room for the light and its target; the tasks beside it say who asks for support. */
export function badgeOf(report: Told, goal: Pick<Goal, 'id'>): Badge {
  const light = lightOf(report, goal);
  const kept = report.standings.get(goal.id)?.kept;
  const word = standingText({ light, ...(kept === undefined ? {} : { kept }) }, report.context.words);
  return { light, word };
}

export function givenTo(
  source: DigestSource,
  goal: Pick<Goal, 'id'>,
  field: Pick<Field, 'id'>,
): Answer | undefined {
  return answerTo(source.replies.get(goal.id)?.answers ?? noAnswers, field.id);
}

export const unanswered = '–';

/** @param from the round that was answered: this one, or an earlier one of the year with the form that it had */
export function answerText(report: Told, goal: Goal, field: Field, from = report.source): string {
  const answer = givenTo(from, goal, field);
  if (!answer) return unanswered;
  const { goals, programme } = from.form;
  const then = goals.find(({ id }) => id === goal.id)?.fields.find(({ id }) => id === field.id);
  return textOf(then ?? field, answer, report.locale, programme);
}

/** "Lähtö 40 · Tavoite 100": the register's figures as the reader writes them. Empty where there are none. */
export function fromTo(report: Told, field: Field): string {
  const { words, context } = report;
  const targets = field.targets.map((target) =>
    [of(report, target.label), context.goalpost(field, target)].filter(Boolean).join(': '),
  );
  return [
    ...(field.baseline ? [`${words.baseline} ${context.goalpost(field, field.baseline)}`] : []),
    ...(targets.length > 0 ? [`${words.target} ${targets.join('; ')}`] : []),
  ]
    .map(unbroken)
    .join(' · ');
}

/** A figure stays on one line with what it is, where that is short; with its sign always. */
export function unbroken(text: string): string {
  return text.length <= 24 ? text.replaceAll(' ', '\u00a0') : text.replace(/(\d) (?=[%€])/g, '$1\u00a0');
}

/** Persons by name, roles by what they are called. */
export function ownersText({ context }: Told, owners: readonly Owner[]): string {
  return context.owners(owners);
}

/** What is asked, with the group, row and column it stands in. */
export function fieldLabel({ context }: Told, goal: Goal, field: Field): string {
  return fieldName(field, goal, context);
}

/** "Etenemä: 90 %"; what is not answered says so. */
export function labelled(report: Told, goal: Goal, field: Field): string {
  const isGiven = givenTo(report.source, goal, field) !== undefined;
  const answer = isGiven ? answerText(report, goal, field) : report.words.lights['not-answered'];
  return `${of(report, field.label)}: ${answer}`;
}

/** A chosen state after its light's sign. */
export function stateItem(report: Told, goal: Goal, field: Field): Item {
  return signed(stateLight(report, goal, field), labelled(report, goal, field));
}

export function stateLight({ source }: Told, goal: Goal, field: Field | undefined): Light {
  const answer = field && givenTo(source, goal, field);
  if (!answer) return 'not-answered';
  return source.form.programme.workStates.find(({ id }) => id === answer.raw)?.light ?? 'not-assessable';
}
