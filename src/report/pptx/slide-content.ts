/** The content of slides in addition to that of every report. Pure. */
import { computeDigest, type Digest, type Standing } from '../../digest/digest';
import { type YearSource } from '../../digest/year-view';
import { type Answer, answerTo } from '../../goals/answers/answer-result';
import { answerText as textOfAnswer } from '../../goals/answers/answer-text';
import { formatDay } from '../../goals/format-date';
import { type Field, type Goal, type Light, type Locale } from '../../goals/schema';
import { localDay } from '../../periods/local-time';
import { noAnswers } from '../../replies/reply';
import { inLanguage, type ReportContent, reportContent, type ReportOptions } from '../content/report-content';
import { type ReportSource } from '../content/report-source';
import { earlierLines } from '../content/compared';
import { changeText, previousOf } from '../content/previous';
import { standingText } from '../content/standing-text';
import { type Badge, type Cell, type Item, signed, signs } from './page/slide';

/** Its `source` has only the goals and fields that were asked. */
export interface SlideContent extends ReportContent {
  readonly digest: Digest;
  /** Each goal's standing, by its id. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** Whether goals have lights here: they are judged, and the programme publishes lights. */
  readonly showsGoalLights: boolean;
}

export function slideContent(source: ReportSource, options: ReportOptions): SlideContent {
  const content = reportContent(source, options);
  const digest = computeDigest(source, options.asOf);
  return {
    ...content,
    source: { ...source, form: { ...source.form, goals: content.goals.map(({ goal }) => goal) } },
    digest,
    standings: new Map(content.goals.map(({ goal, standing }) => [goal.id, standing])),
    showsGoalLights: content.showsLights && digest.judged,
  };
}

export function inSlideLanguage(content: SlideContent, locale: Locale): SlideContent {
  return { ...content, ...inLanguage(content, locale) };
}

export function dateText(at: Date, { options }: ReportContent): string {
  return formatDay(localDay(at, options.timeZone), options.locale);
}

function lightOf({ standings }: SlideContent, goal: Pick<Goal, 'id'>): Light {
  return standings.get(goal.id)?.light ?? 'not-answered';
}

/** The light's sign and word, and the notes beside it. */
export function lightCell(content: SlideContent, goal: Pick<Goal, 'id'>): Cell {
  const light = lightOf(content, goal);
  return { text: `${signs[light]} ${lightText(content, goal)}`, light };
}

function lightText({ standings, words }: SlideContent, goal: Pick<Goal, 'id'>): string {
  const standing = standings.get(goal.id);
  return standing ? standingText(standing, words) : words.lights['not-answered'];
}

/** A badge has room for the light and its target; the tasks beside it show who asks for support. */
export function badgeOf(content: SlideContent, goal: Pick<Goal, 'id'>): Badge {
  const light = lightOf(content, goal);
  const kept = content.standings.get(goal.id)?.kept;
  const word = standingText({ light, ...(kept === undefined ? {} : { kept }) }, content.words);
  return { light, word };
}

export function givenTo(
  source: YearSource,
  goal: Pick<Goal, 'id'>,
  field: Pick<Field, 'id'>,
): Answer | undefined {
  return answerTo(source.replies.get(goal.id)?.answers ?? noAnswers, field.id);
}

export const unanswered = '–';

/** @param from the round that was answered: this one, or an earlier one of the year with its form at that time */
export function answerText(
  content: SlideContent,
  goal: Goal,
  field: Field,
  from: YearSource = content.source,
): string {
  const answer = givenTo(from, goal, field);
  if (!answer) return unanswered;
  const { goals, programme } = from.form;
  const then = goals.find(({ id }) => id === goal.id)?.fields.find(({ id }) => id === field.id);
  return textOfAnswer(then ?? field, answer, content.reader, programme);
}

/** The answer, and how its figure moved since the previous period: "98 % ↑ parempi". */
export function valueText(content: SlideContent, goal: Goal, field: Field): string {
  const { arrow, change } = movedSince(content, goal, field);
  if (arrow === undefined) return answerText(content, goal, field);
  return `${answerText(content, goal, field)} ${change.replaceAll(' ', '\u00a0')}`;
}

/** How a figure moved since the previous period, as an arrow alone and in words. */
export function movedSince(content: SlideContent, goal: Goal, field: Field) {
  const previous = previousOf(field, reportedOf(content, goal), content);
  return { arrow: previous?.arrow, word: previous?.word, change: changeText(previous ?? {}) };
}

/** The earlier values, one per line. @param shown the periods whose values are beside it already */
export function comparedText(
  content: SlideContent,
  goal: Goal,
  field: Field,
  shown: readonly string[] = [],
): string[] {
  // Unbroken, they would break within a figure in the narrow columns of a table.
  return earlierLines(field, reportedOf(content, goal), content, shown);
}

function reportedOf({ source }: SlideContent, goal: Goal) {
  return { goal, answers: source.replies.get(goal.id)?.answers ?? noAnswers };
}

/** "Lähtö 40 · Tavoite 100": the register's figures as the reader writes them. Empty if there are none. */
export function fromToText({ words, textOf, goalpost }: ReportContent, field: Field): string {
  const targets = field.targets.map((target) =>
    [textOf(target.label), goalpost(field, target)].filter(Boolean).join(': '),
  );
  return [
    ...(field.baseline ? [`${words.slides.baseline} ${goalpost(field, field.baseline)}`] : []),
    ...(targets.length > 0 ? [`${words.slides.target} ${targets.join('; ')}`] : []),
  ]
    .map(unbroken)
    .join(' · ');
}

/** A figure stays on one line with its label if that is short, and always with its sign. */
export function unbroken(text: string): string {
  return text.length <= 24 ? text.replaceAll(' ', '\u00a0') : text.replace(/(\d) (?=[%€])/g, '$1\u00a0');
}

/** "Etenemä: 90 %", or that it is not answered. */
export function labelled(content: SlideContent, goal: Goal, field: Field): string {
  const isGiven = givenTo(content.source, goal, field) !== undefined;
  const answer = isGiven ? answerText(content, goal, field) : content.words.lights['not-answered'];
  return `${content.textOf(field.label)}: ${answer}`;
}

/** A chosen state after its light's sign. */
export function stateItem(content: SlideContent, goal: Goal, field: Field): Item {
  return signed(stateLight(content, goal, field), labelled(content, goal, field));
}

export function stateLight(content: SlideContent, goal: Goal, field: Field | undefined): Light {
  const answer = field && givenTo(content.source, goal, field);
  if (!answer) return 'not-answered';
  return content.workState(answer.raw)?.light ?? 'not-assessable';
}
