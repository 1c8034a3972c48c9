/** The beginning of a document: what it is, who asks and why, who answers, and the board's page. */
import { HeadingLevel, PageBreak, Paragraph, Table, TableLayoutType, TableRow, WidthType } from 'docx';
import { computeDigest } from '../../digest/digest';
import { answerTo } from '../../goals/answers/answer-result';
import { formatDay, formatMoment } from '../../goals/format-date';
import { localDay } from '../../periods/local-time';
import { formatPeriod } from '../../periods/period';
import { sendingOf } from '../../rounds/round';
import { fieldName, goalName } from '../content/labels';
import { type ReportContent, type ReportedGoal } from '../content/report-content';
import { boardParts } from './board';
import { styleIds, tableBorders, textWidth } from './styles';
import { cell } from './table';
import { paragraph, paragraphsOf } from './text';

export function frontPage(content: ReportContent): (Paragraph | Table)[] {
  const { source, options, textOf } = content;
  const { programme } = source.form;
  const { organisation, name } = programme;
  return [
    ...(organisation ? [paragraph(textOf(organisation), { style: 'Subtitle' })] : []),
    paragraph(textOf(name), { paragraph: { heading: HeadingLevel.TITLE } }),
    paragraph(formatPeriod(source.round.period, options.locale), { style: 'Subtitle' }),
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

/** When the organisation's answer was sent and by whom; empty until then. */
function sentLine(content: ReportContent): string[] {
  const sending = sendingOf(content.source.round);
  if (!sending) return [];
  const by = content.options.names.get(sending.by) ?? sending.by;
  return [`${content.words.document.sent}: ${momentText(sending.at, content)}, ${by}`];
}

/** The contact details that the form asks for, as a block. */
function contactBlock({ goal, answers }: ReportedGoal, content: ReportContent): (Paragraph | Table)[] {
  const widths = [Math.round(textWidth * 0.35), textWidth - Math.round(textWidth * 0.35)] as const;
  const rows = goal.fields.map((field) => {
    const answer = answerTo(answers, field.id);
    const text = answer ? content.answer(field, answer) : content.words.document.notAnswered;
    const label = paragraph(fieldName(field, goal, content), { style: styleIds.cellHead });
    return new TableRow({
      cantSplit: true,
      children: [
        cell([label], widths[0], true),
        cell([paragraph(text, { style: styleIds.cell })], widths[1]),
      ],
    });
  });
  return [
    paragraph(goalName(goal, content), { style: styleIds.label }),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: [...widths],
      borders: tableBorders,
      margins: { top: 40, bottom: 40, left: 90, right: 90 },
      rows,
    }),
  ];
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
