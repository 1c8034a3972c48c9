/** The document of one round: everything that was asked and answered, in the form's order, as surveys are submitted. */
import {
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LeaderType,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  type Table,
  TableOfContents,
  TabStopType,
  TextRun,
} from 'docx';
import { type DigestSource } from '../../digest/digest';
import { formatDay, formatMoment } from '../../goals/format-date';
import { sendingOf } from '../../rounds/round';
import { localDay } from '../../periods/local-time';
import { headingsOf } from '../content/labels';
import { reportContent, type ReportOptions, type ReportContent } from '../content/report-content';
import { finishDocument } from './finish';
import { goalParts, notAsked } from './goal';
import { bookmarkName, headingOf } from './heading';
import { logoParagraph } from './logo';
import { colours, documentStyles, page, styleIds, textWidth } from './styles';
import { paragraph, readable } from './text';

/** A .docx file; the same source and options always give the same text. */
export async function documentOf(source: DigestSource, options: ReportOptions): Promise<Buffer> {
  const content = reportContent(source, options);
  const { body, contents } = bodyOf(content);
  const file = await Packer.toBuffer(
    new Document({
      styles: documentStyles(options.locale, source.form.programme.accent),
      sections: [
        {
          properties: { page: { size: { width: page.width, height: page.height }, margin: margins() } },
          headers: { default: headerOf(content) },
          footers: { default: footerOf(content) },
          children: [...frontPage(content), ...contents, ...body],
        },
      ],
    }),
  );
  return finishDocument(file, content);
}

function margins() {
  const { margin } = page;
  return { top: margin + 200, bottom: margin, left: margin, right: margin };
}

/** "Organisation · Programme 2024". */
function headline({ source: { form }, period, textOf }: ReportContent): string {
  const { organisation, name } = form.programme;
  const title = `${textOf(name)} ${period}`;
  return organisation ? `${textOf(organisation)} · ${title}` : title;
}

function frontPage(content: ReportContent): Paragraph[] {
  const { source, options, textOf, words, owners } = content;
  const { programme } = source.form;
  const own = words.document;
  const day = formatDay(localDay(options.asOf, options.timeZone), options.locale);
  // If the form asks for contact details, they are among the answers below.
  const contact = source.form.goals.some((goal) => goal.contact)
    ? []
    : [`${own.contact}: ${owners([programme.coordinator])}`];
  const lines = [
    `${words.asOf}: ${day}`,
    ...contact,
    ...(programme.policy.oneCoordinatedAnswer ? [own.coordinated, ...sentLine(content)] : []),
  ];
  return [
    ...(options.logo ? [logoParagraph(options.logo, { width: 170, height: 60 })] : []),
    ...(programme.organisation ? [paragraph(textOf(programme.organisation), { style: 'Subtitle' })] : []),
    paragraph(textOf(programme.name), { paragraph: { heading: HeadingLevel.TITLE } }),
    paragraph(content.period, { style: 'Subtitle' }),
    ...lines.map((line) => paragraph(line, { style: styleIds.note })),
  ];
}

/** When the organisation's answer was sent and by whom, or only the day in the published edition; empty until then. */
function sentLine({ source, options, words, edition }: ReportContent): string[] {
  const sending = sendingOf(source.round);
  if (!sending) return [];
  if (edition === 'published') {
    const day = localDay(new Date(sending.at), options.timeZone);
    return [`${words.document.sent}: ${formatDay(day, options.locale)}`];
  }
  const moment = formatMoment(sending.at, options.locale, options.timeZone);
  return [`${words.document.sent}: ${moment}, ${options.names.get(sending.by) ?? sending.by}`];
}

/** Headings of parts and themes where they change, goals below them; and the headings as a table of contents. */
function bodyOf(content: ReportContent): {
  body: (Paragraph | Table)[];
  contents: (Paragraph | TableOfContents)[];
} {
  const body: (Paragraph | Table)[] = [];
  const entries: { title: string; level: number; href: string }[] = [];
  let before: readonly string[] = [];
  const levels = content.source.form.programme.headings.length;
  const asked = new Map(content.goals.map((reported) => [reported.goal.id, reported]));
  for (const goal of content.source.form.goals) {
    const reported = asked.get(goal.id);
    const headings = headingsOf(goal, content);
    const changed = headings.findIndex((heading, index) => heading !== before[index]);
    for (const [index, title] of changed < 0 ? [] : [...headings.entries()].slice(changed)) {
      if (title === '') continue;
      const level = filled(headings.slice(0, index + 1));
      entries.push({ title: readable(title), level, href: bookmarkName(entries.length + 1) });
      body.push(headingOf(title, level, entries.length));
    }
    const level = filled(headings) + 1;
    body.push(...(reported ? goalParts(reported, level, content) : notAsked(goal, level, content)));
    before = headings;
  }
  return { body, contents: contentsOf(entries, levels, content) };
}

/** A level that a goal lacks is not skipped: readers go from heading to heading by their levels. */
function filled(headings: readonly string[]): number {
  return headings.filter((heading) => heading !== '').length;
}

/** On the first page, without page numbers, which only a word processor can add when it updates the table. */
function contentsOf(
  cachedEntries: readonly { title: string; level: number; href: string }[],
  levels: number,
  { words }: ReportContent,
): (Paragraph | TableOfContents)[] {
  if (cachedEntries.length < 2) return [];
  const { contents } = words.document;
  return [
    paragraph(contents, { style: 'ContentsHeading', paragraph: { spacing: { before: 360 } } }),
    new TableOfContents(contents, {
      ...{ cachedEntries, beginDirty: false, hyperlink: true, tabLeader: LeaderType.NONE },
      headingStyleRange: `1-${levels}`,
    }),
    new Paragraph({ children: [new PageBreak()] }),
  ];
}

function headerOf(content: ReportContent): Header {
  const border = { bottom: { style: BorderStyle.SINGLE, size: 4, space: 4, color: colours.line } };
  return new Header({
    children: [paragraph(headline(content), { style: styleIds.note, paragraph: { border } })],
  });
}

function footerOf({ source, options, words }: ReportContent): Footer {
  const { oneCoordinatedAnswer } = source.form.programme.policy;
  const left = oneCoordinatedAnswer ? words.document.coordinated : '';
  const { logo } = options;
  return new Footer({
    children: [
      ...(logo ? [logoParagraph(logo, { width: 80, height: 24 })] : []),
      new Paragraph({
        style: styleIds.note,
        tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
        children: [
          new TextRun({
            children: [left, '\t', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
    ],
  });
}
