/** One goal of a document: its heading, its description, and every field in the form's order. */
import { isJudgedGoal } from '../../goals/judged';
import { type Paragraph, type Table } from 'docx';
import { fieldKindRules } from '../../goals/field-kinds';
import { type Field, type Goal, type Group } from '../../goals/schema';
import { taskOf } from '../../goals/tasks';
import { formerAnswers, wasCorrectedSince } from '../../replies/reply';
import { answerTo } from '../../goals/answers/answer-result';
import { earlierLines } from '../content/compared';
import { goalName } from '../content/labels';
import { decidedAbout } from '../content/decided-support';
import { publishedAbout } from '../content/published-questions';
import { changeText, previousOf } from '../content/previous';
import { type ReportedGoal, type ReportContent } from '../content/report-content';
import { signs } from '../content/signs';
import { standingText } from '../content/standing-text';
import { answerParagraphs } from './answers';
import { headingOf } from './heading';
import { styleIds } from './styles';
import { tableOf } from './table';
import { paragraph, paragraphsOf } from './text';

/** Keeps the description of a question on the page of its answer. */
const withNext = { paragraph: { keepNext: true } } as const;

/** @param level of the goal's own heading, from 1 */
export function goalParts(
  reported: ReportedGoal,
  level: number,
  content: ReportContent,
): (Paragraph | Table)[] {
  const { goal } = reported;
  return [
    headingOf(goalName(goal, content), level),
    ...(goal.description ? paragraphsOf(content.textOf(goal.description), withNext) : []),
    ...actionParagraphs(goal, content),
    ...voluntaryLine(reported, content),
    ...lightLine(reported, content),
    ...correctedLine(reported, content),
    ...runsOf(goal.fields).flatMap((fields, index, runs) => {
      const group = goal.groups.find(({ id }) => id === fields[0]!.group);
      const isNew = group !== undefined && runs[index - 1]?.[0]?.group !== group.id;
      return [
        ...(isNew ? groupHeading(group, goal, level + 1, content) : []),
        ...(group && fields[0]!.row !== undefined
          ? [tableOf(group, fields, reported, content), paragraph('')]
          : fields
              .filter((field) => isShown(field, reported, content))
              .flatMap((field) => fieldParagraphs(field, reported, content))),
      ];
    }),
    ...formerParagraphs(reported, content),
    ...decisionParagraphs(goal, content),
    ...questionParagraphs(goal, content),
  ];
}

/** What is decided on the requests for support of the goal's tasks. */
function decisionParagraphs(goal: Goal, content: ReportContent): Paragraph[] {
  const { words } = content;
  return decidedAbout(goal, content).flatMap(({ task, wanted, text }) => [
    paragraph([words.decisions, task].filter(Boolean).join(': '), { style: styleIds.label }),
    ...(wanted === '' ? [] : paragraphsOf(`${words.wanted}: ${wanted}`)),
    ...paragraphsOf(`${words.decision}: ${text}`),
  ]);
}

/** The published questions about the goal, each with its responses. */
function questionParagraphs(goal: Goal, content: ReportContent): Paragraph[] {
  const { words } = content;
  return publishedAbout(goal, content).flatMap(({ text, responses }) => [
    paragraph(words.asked, { style: styleIds.label }),
    ...paragraphsOf(text),
    paragraph(words.response, { style: styleIds.label }),
    ...(responses.length > 0 ? responses : [words.noResponse]).flatMap((each) => paragraphsOf(each)),
  ]);
}

/** Leaves neither the first nor the last alone on a page. */
function actionParagraphs({ actions }: Goal, { textOf, words }: ReportContent): Paragraph[] {
  const together = [0, actions.length - 2, actions.length - 1];
  return [
    ...(actions.length > 0 ? [paragraph(words.actions, { style: styleIds.label })] : []),
    ...actions.map((action, index) =>
      paragraph(textOf(action), { paragraph: { bullet: { level: 0 }, keepNext: together.includes(index) } }),
    ),
  ];
}

/** Shown nevertheless, so that a reader who counts the questions finds all of them. */
export function notAsked(goal: Goal, level: number, content: ReportContent): Paragraph[] {
  const { notAsked: text } = content.words.document;
  return [headingOf(goalName(goal, content), level), paragraph(text, { style: styleIds.note })];
}

/**
 * A survey shows every question as it was put; a follow-up omits what was left open beside its figures and texts, and in
 * the published edition all that was left open except its figures.
 */
function isShown(field: Field, { goal, answers }: ReportedGoal, { source, edition }: ReportContent): boolean {
  const { layout } = source.form.programme;
  const { id, role } = field;
  if (layout === 'survey' || layout === 'plain' || answerTo(answers, id)) return true;
  const isFigure = role === 'measure' || role === 'confidence';
  return role !== undefined && !taskOf(field, goal) && (isFigure || edition === 'full');
}

/** Splits fields into runs of one group, with fields in a table separate from the others. */
function runsOf(fields: readonly Field[]): Field[][] {
  const runs: Field[][] = [];
  for (const field of fields) {
    const run = runs.at(-1);
    const isSame =
      run && run[0]!.group === field.group && (run[0]!.row === undefined) === (field.row === undefined);
    if (isSame) run.push(field);
    else runs.push([field]);
  }
  return runs;
}

function groupHeading(group: Group, goal: Goal, level: number, content: ReportContent): Paragraph[] {
  const { textOf, words, owners } = content;
  const ofItsOwn = group.kind === 'task' && group.owners.length > 0 && !sameOwners(group, goal);
  return [
    headingOf(textOf(group.label), level),
    ...(group.description ? paragraphsOf(textOf(group.description), withNext) : []),
    ...(ofItsOwn
      ? [
          paragraph(`${words.responsiblePerson}: ${owners(group.owners)}`, {
            style: styleIds.note,
            ...withNext,
          }),
        ]
      : []),
  ];
}

function sameOwners(one: Group, other: Goal): boolean {
  return JSON.stringify(one.owners) === JSON.stringify(other.owners);
}

/** A figure or a day is beside its label, everything else below it. */
function fieldParagraphs(field: Field, reported: ReportedGoal, content: ReportContent): Paragraph[] {
  const label = fieldLabel(field, reported, content);
  const answered = { field, content, answer: answerTo(reported.answers, field.id) };
  if (fieldKindRules[field.kind].isShort)
    return [
      ...answerParagraphs({ ...answered, style: { lead: `${label}: ` } }),
      ...earlier(field, reported, content),
    ];
  return [paragraph(label, { style: styleIds.label }), ...answerParagraphs({ ...answered, style: {} })];
}

/** The earlier values of a figure, with how it moved. */
function earlier(field: Field, reported: ReportedGoal, content: ReportContent): Paragraph[] {
  const lines = earlierLines(field, reported, content);
  if (lines.length === 0) return [];
  const change = changeText(previousOf(field, reported, content) ?? {});
  return [paragraph([change, ...lines].filter(Boolean).join(' · '), { style: styleIds.note })];
}

/** Labels of texts that are asked in several languages name the language. */
function fieldLabel(
  { label, language }: Field,
  { goal }: ReportedGoal,
  { textOf, words }: ReportContent,
): string {
  const languages = new Set(goal.fields.flatMap((field) => field.language ?? []));
  const isOneOfSeveral = language !== undefined && languages.size > 1;
  return isOneOfSeveral ? `${textOf(label)} (${words.document.languages[language]})` : textOf(label);
}

function correctedLine({ goal }: ReportedGoal, { source, words }: ReportContent): Paragraph[] {
  if (!wasCorrectedSince(goal, source.replies.get(goal.id))) return [];
  return [paragraph(words.document.corrected, { style: styleIds.note })];
}

/** Compared with the whole form, not with what was asked: an answer whose condition no longer holds is not listed. */
function formerParagraphs({ goal, answers }: ReportedGoal, { source, words }: ReportContent): Paragraph[] {
  const form = source.form.goals.find(({ id }) => id === goal.id) ?? goal;
  return Object.entries(formerAnswers(form, answers)).flatMap(([id, { raw }]) => [
    paragraph(`${words.document.former} (${id})`, { style: styleIds.label }),
    ...paragraphsOf([raw].flat().join('; ')),
  ]);
}

function voluntaryLine({ standing }: ReportedGoal, { words }: ReportContent): Paragraph[] {
  return standing.aside === 'voluntary'
    ? [paragraph(words.voluntary, { style: styleIds.note, ...withNext })]
    : [];
}

/** A survey's questions are not judged and have no light. */
function lightLine({ goal, standing }: ReportedGoal, { words, showsLights }: ReportContent): Paragraph[] {
  if (!isJudgedGoal(goal) || !showsLights) return [];
  return [
    paragraph(`${words.light}: ${signs[standing.light]} ${standingText(standing, words)}`, {
      style: styleIds.note,
      ...withNext,
    }),
  ];
}
