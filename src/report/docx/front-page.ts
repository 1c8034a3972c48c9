/** The beginning of a document: what it is, who asks and why, who answers, and the board's page. */
import { HeadingLevel, PageBreak, Paragraph, type Table, TableRow } from 'docx';
import { computeDigest } from '../../digest/digest';
import { answerTo } from '../../goals/answers/answer-result';
import { formatDay, formatMoment } from '../../goals/format-date';
import { localDay } from '../../periods/local-time';
import { sendingOf } from '../../rounds/round';
import { fieldName, goalName } from '../content/labels';
import { type ReportContent, type ReportedGoal } from '../content/report-content';
import { boardParts } from './board';
import { logoParagraph } from './logo';
import { styleIds, textWidth } from './styles';
import { cell, pageTable } from './table';
import { paragraph, paragraphsOf } from './text';

export function frontPage(content: ReportContent): (Paragraph | Table)[] {
  const { source, options, textOf } = content;
  const { programme } = source.form;
  const { organisation, name } = programme;
  return [
    ...(options.logo ? [logoParagraph(options.logo, { width: 170, height: 60 })] : []),
    ...(organisation ? [paragraph(textOf(organisation), { style: 'Subtitle' })] : []),
    paragraph(textOf(name), { paragraph: { heading: HeadingLevel.TITLE } }),
    paragraph(content.period, { style: 'Subtitle' }),
    ...factLines(content).map((line) => paragraph(line, { style: styleIds.note })),
    ...content.goals
      .filter(({ goal }) => goal.contact)
      .flatMap((reported) => contactBlock(reported, content)),
    ...(hasBoard(content) ? boardParts(content, computeDigest(source, options.asOf)) : []),
  ];
}

/** A survey's answer goes to those who ask, whom the board's page does not concern: it is only made alone. */
export function hasBoard({ source, options }: ReportContent): boolean {
  return options.part === 'board' || source.form.programme.layout !== 'survey';
}

function factLines(content: ReportContent): string[] {
  const { source, options, textOf, words, owners } = content;
  const { programme } = source.form;
  const own = words.document;
  const day = formatDay(localDay(options.asOf, options.timeZone), options.locale);
  // If the form asks for contact details, they are below.
  const hasContact = source.form.goals.some((goal) => goal.contact);
  const coordinator = owners([programme.coordinator]);
  return [
    ...(programme.asker ? [`${words.asker}: ${textOf(programme.asker)}`] : []),
    ...(programme.legalBasis ? [`${words.legalBasis}: ${textOf(programme.legalBasis)}`] : []),
    ...(programme.asker ? [`${words.deadline}: ${momentText(source.round.deadline, content)}`] : []),
    `${words.asOf}: ${day}`,
    ...(hasContact || coordinator === '' ? [] : [`${own.contact}: ${coordinator}`]),
    ...(programme.policy.oneCoordinatedAnswer ? [own.coordinated, ...sentLine(content)] : []),
  ];
}

function momentText(at: string, { options }: ReportContent): string {
  return formatMoment(at, options.locale, options.timeZone);
}

/** When the organisation's answer was sent and by whom, or only the day in the published edition; empty until then. */
function sentLine(content: ReportContent): string[] {
  const { source, options, words, edition } = content;
  const sending = sendingOf(source.round);
  if (!sending) return [];
  if (edition === 'published') {
    const day = localDay(new Date(sending.at), options.timeZone);
    return [`${words.document.sent}: ${formatDay(day, options.locale)}`];
  }
  const by = options.names.get(sending.by) ?? sending.by;
  return [`${words.document.sent}: ${momentText(sending.at, content)}, ${by}`];
}

/** The contact details that the form asks for, as a block. */
function contactBlock({ goal, answers }: ReportedGoal, content: ReportContent): (Paragraph | Table)[] {
  const { words } = content;
  const rows = goal.fields.map((field) => {
    const answer = answerTo(answers, field.id);
    const text = answer ? content.answer(field, answer) : words.document.notAnswered;
    return contactRow([fieldName(field, goal, content), text]);
  });
  return [
    paragraph(goalName(goal, content), { style: styleIds.label }),
    // A screen reader names the columns by the head.
    pageTable(contactWidths, [contactRow([words.field, words.answer], true), ...rows]),
  ];
}

const nameWidth = Math.round(textWidth * 0.35);
const contactWidths = [nameWidth, textWidth - nameWidth] as const;

function contactRow([name, text]: readonly [string, string], isHead = false): TableRow {
  const style = isHead ? styleIds.cellHead : styleIds.cell;
  return new TableRow({
    cantSplit: true,
    ...(isHead && { tableHeader: true }),
    children: [
      cell([paragraph(name, { style: styleIds.cellHead })], contactWidths[0], true),
      cell([paragraph(text, { style })], contactWidths[1], isHead),
    ],
  });
}

/** The coordinator's preface; empty if there is none. */
export function prefaceParagraphs({ options, words }: ReportContent): Paragraph[] {
  const text = options.said?.preface ?? '';
  if (text === '') return [];
  return [paragraph(words.preface, { style: 'ContentsHeading' }), ...paragraphsOf(text)];
}

export function pageBreak(): Paragraph {
  return new Paragraph({ children: [new PageBreak()] });
}
