/** The document of one round: all that was asked and answered, in the form's order, as a survey is handed in. */
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
import { formatPeriod } from '../../periods/period';
import { headingsOf } from '../content/labels';
import { contextOf, type ReportOptions, type SheetContext } from '../content/sheet';
import { goalParts, notAsked } from './goal';
import { bookmarkName, headingOf } from './heading';
import { colours, documentStyles, page, styleIds, textWidth } from './styles';
import { paragraph, readable } from './text';
import { documentWords } from './words';

/** A .docx file; the same source and options give the same text of it for ever. */
export function documentOf(source: DigestSource, options: ReportOptions): Promise<Buffer> {
  const context = contextOf(source, options);
  const { body, contents } = bodyOf(context);
  return Packer.toBuffer(
    new Document({
      creator: 'Seuranta',
      title: readable(headline(context)),
      styles: documentStyles(options.locale),
      sections: [
        {
          properties: { page: { size: { width: page.width, height: page.height }, margin: margins() } },
          headers: { default: headerOf(context) },
          footers: { default: footerOf(context) },
          children: [...frontPage(context), ...contents, ...body],
        },
      ],
    }),
  );
}

function margins() {
  const { margin } = page;
  return { top: margin + 200, bottom: margin, left: margin, right: margin };
}

/** "Organisation · Programme 2024". */
function headline({ source: { form, round }, options, of }: SheetContext): string {
  const { organisation, name } = form.programme;
  const title = `${of(name)} ${formatPeriod(round.period, options.locale)}`;
  return organisation ? `${of(organisation)} · ${title}` : title;
}

function frontPage(context: SheetContext): Paragraph[] {
  const { source, options, of, words, owners } = context;
  const { programme } = source.form;
  const own = documentWords[options.locale];
  const day = formatDay(localDay(options.asOf, options.timeZone), options.locale);
  // Where the form asks for contact details, they are answered below.
  const contact = source.form.goals.some((goal) => goal.contact)
    ? []
    : [`${own.contact}: ${owners([programme.coordinator])}`];
  const lines = [
    `${words.asOf}: ${day}`,
    ...contact,
    ...(programme.policy.oneCoordinatedAnswer ? [own.coordinated, ...sentLine(context)] : []),
  ];
  return [
    ...(programme.organisation ? [paragraph(of(programme.organisation), { style: 'Subtitle' })] : []),
    paragraph(of(programme.name), { paragraph: { heading: HeadingLevel.TITLE } }),
    paragraph(formatPeriod(source.round.period, options.locale), { style: 'Subtitle' }),
    ...lines.map((line) => paragraph(line, { style: styleIds.note })),
  ];
}

/** By whom and when the organisation's answer was sent, once it was. */
function sentLine({ source, options }: SheetContext): string[] {
  const sending = sendingOf(source.round);
  if (!sending) return [];
  const moment = formatMoment(sending.at, options.locale, options.timeZone);
  return [`${documentWords[options.locale].sent}: ${moment}, ${options.names.get(sending.by) ?? sending.by}`];
}

/** Headings of parts and themes where they change, goals below them; and the headings as a table of contents. */
function bodyOf(context: SheetContext): {
  body: (Paragraph | Table)[];
  contents: (Paragraph | TableOfContents)[];
} {
  const body: (Paragraph | Table)[] = [];
  const entries: { title: string; level: number; href: string }[] = [];
  let before: readonly string[] = [];
  const levels = context.source.form.programme.headings.length;
  const asked = new Map(context.goals.map((reported) => [reported.goal.id, reported]));
  for (const goal of context.source.form.goals) {
    const reported = asked.get(goal.id);
    const headings = headingsOf(goal, context);
    const changed = headings.findIndex((heading, index) => heading !== before[index]);
    for (const [index, title] of changed < 0 ? [] : [...headings.entries()].slice(changed)) {
      if (title === '') continue;
      entries.push({ title: readable(title), level: index + 1, href: bookmarkName(entries.length + 1) });
      body.push(headingOf(title, index + 1, entries.length));
    }
    body.push(...(reported ? goalParts(reported, levels + 1, context) : notAsked(goal, levels + 1, context)));
    before = headings;
  }
  return { body, contents: contentsOf(entries, levels, context) };
}

/** On the first page, without page numbers, which only Word and its like can know; they come when it is updated there. */
function contentsOf(
  cachedEntries: readonly { title: string; level: number; href: string }[],
  levels: number,
  { options }: SheetContext,
): (Paragraph | TableOfContents)[] {
  if (cachedEntries.length < 2) return [];
  const { contents } = documentWords[options.locale];
  return [
    paragraph(contents, { style: 'ContentsHeading', paragraph: { spacing: { before: 360 } } }),
    new TableOfContents(contents, {
      ...{ cachedEntries, beginDirty: false, hyperlink: true, tabLeader: LeaderType.NONE },
      headingStyleRange: `1-${levels}`,
    }),
    new Paragraph({ children: [new PageBreak()] }),
  ];
}

function headerOf(context: SheetContext): Header {
  const border = { bottom: { style: BorderStyle.SINGLE, size: 4, space: 4, color: colours.line } };
  return new Header({
    children: [paragraph(headline(context), { style: styleIds.note, paragraph: { border } })],
  });
}

function footerOf({ source, options }: SheetContext): Footer {
  const { oneCoordinatedAnswer } = source.form.programme.policy;
  const left = oneCoordinatedAnswer ? documentWords[options.locale].coordinated : '';
  return new Footer({
    children: [
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
