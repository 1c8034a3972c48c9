/** The document of one round: everything that was asked and answered, in the form's order, as surveys are submitted. */
import {
  BorderStyle,
  Document,
  Footer,
  Header,
  LeaderType,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TableOfContents,
  TabStopType,
  TextRun,
} from 'docx';
import { divisionNameOf } from '../../goals/division';
import { type Goal } from '../../goals/schema';
import { headingsOf, reportTitle } from '../content/labels';
import { commentOnDivision, otherComments } from '../content/unit-comments';
import { reportContent, type ReportOptions, type ReportContent } from '../content/report-content';
import { type ReportSource } from '../content/report-source';
import { finishDocument } from './finish';
import { goalParts, notAsked } from './goal';
import { bookmarkName, headingOf } from './heading';
import { logoParagraph } from './logo';
import { colours, documentStyles, page, styleIds, textWidth } from './styles';
import { frontPage, hasBoard, pageBreak, prefaceParagraphs } from './front-page';
import { paragraph, paragraphsOf, readable } from './text';

/** A .docx file; the same source and options always give the same text. */
export async function documentOf(source: ReportSource, options: ReportOptions): Promise<Buffer> {
  const content = reportContent(source, options);
  const file = await Packer.toBuffer(
    new Document({
      styles: documentStyles(options.locale, source.form.programme.accent),
      sections: [
        {
          properties: { page: { size: { width: page.width, height: page.height }, margin: margins() } },
          headers: { default: headerOf(content) },
          footers: { default: footerOf(content) },
          children: options.part === 'board' ? frontPage(content) : wholeOf(content),
        },
      ],
    }),
  );
  return finishDocument(file, content);
}

function wholeOf(content: ReportContent): (Paragraph | Table | TableOfContents)[] {
  const { body, contents } = bodyOf(content);
  const front = [...frontPage(content), ...(hasBoard(content) ? [pageBreak()] : [])];
  return [...front, ...prefaceParagraphs(content), ...contents, ...body];
}

function margins() {
  const { margin } = page;
  return { top: margin + 200, bottom: margin, left: margin, right: margin };
}

/** "Organisation · Programme 2024". */
function headline(content: ReportContent): string {
  const organisation = content.textOf(content.source.form.programme.organisation);
  return [organisation, reportTitle(content)].filter(Boolean).join(' · ');
}

/** The coordinator's comment on the division that begins here. */
function commentOn({ headings }: Goal, { source, options }: ReportContent): Paragraph[] {
  const text = options.said?.comments.get(divisionNameOf(headings[0]!, source.form.programme));
  return text === undefined ? [] : paragraphsOf(text);
}

/** The comment of the division's head. */
function commentOfUnit(goal: Goal, content: ReportContent): Paragraph[] {
  const comment = commentOnDivision(goal, content);
  if (!comment) return [];
  return [paragraph(content.words.unitComment, { style: styleIds.label }), ...paragraphsOf(comment.text)];
}

/** The comments on units that are no division, below a heading of their own. */
function commentsOfOthers(content: ReportContent): Paragraph[] {
  return otherComments(content).flatMap(({ unit, text }) => [
    paragraph(unit, { style: styleIds.label }),
    ...paragraphsOf(text),
  ]);
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
  for (const goal of content.source.form.goals.filter(({ contact }) => !contact)) {
    const reported = asked.get(goal.id);
    const headings = headingsOf(goal, content);
    const changed = headings.findIndex((heading, index) => heading !== before[index]);
    for (const [index, title] of changed < 0 ? [] : [...headings.entries()].slice(changed)) {
      if (title === '') continue;
      const level = filled(headings.slice(0, index + 1));
      entries.push({ title: readable(title), level, href: bookmarkName(entries.length + 1) });
      body.push(headingOf(title, level, entries.length));
      if (index === 0) body.push(...commentOn(goal, content), ...commentOfUnit(goal, content));
    }
    const level = filled(headings) + 1;
    body.push(...(reported ? goalParts(reported, level, content) : notAsked(goal, level, content)));
    before = headings;
  }
  const others = commentsOfOthers(content);
  if (others.length > 0) {
    const title = content.words.unitComments;
    entries.push({ title, level: 1, href: bookmarkName(entries.length + 1) });
    body.push(headingOf(title, 1, entries.length), ...others);
  }
  return { body, contents: contentsOf(entries, levels, content) };
}

/** A level that a goal lacks is not skipped: readers go from heading to heading by their levels. */
function filled(headings: readonly string[]): number {
  return headings.filter((heading) => heading !== '').length;
}

/** Without page numbers, which only a word processor can add when it updates the table. */
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
    pageBreak(),
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
