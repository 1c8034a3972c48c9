/** Texts that people typed as paragraphs of plain runs, so that nothing in them is markup, a field or a link. Pure. */
import { type IParagraphOptions, type IRunOptions, Paragraph, TextRun } from 'docx';
import { languageTags } from '../../goals/format-date';
import { type Locale } from '../../goals/schema';
import { withoutUnwritable } from '../../plain-text';

export interface TextStyle {
  /** Id of a paragraph style. */
  readonly style?: string;
  readonly paragraph?: Omit<IParagraphOptions, 'children' | 'text'>;
  readonly run?: Omit<IRunOptions, 'children' | 'text'>;
  /** Comes before the text, in bold. */
  readonly lead?: string;
  /** Defaults to the document's. */
  readonly language?: Locale;
}

/** A paragraph for each part between empty lines; single line breaks stay breaks. */
export function paragraphsOf(text: string, style: TextStyle = {}): Paragraph[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n\s*?(?=\S|$)/)
    .map((part, index) => paragraph(part, index === 0 ? style : { ...style, lead: '' }));
}

export function paragraph(
  text: string,
  { style, paragraph: options, run, lead = '', language }: TextStyle = {},
): Paragraph {
  const rightToLeft = startsRightToLeft(text);
  const runOptions = {
    ...run,
    ...(rightToLeft && { rightToLeft }),
    ...(language && { language: { value: languageTags[language] } }),
  };
  const lines = text.split('\n');
  return new Paragraph({
    ...(style !== undefined && { style }),
    ...(rightToLeft && { bidirectional: true }),
    ...options,
    children: [
      ...(lead === '' ? [] : [new TextRun({ text: readable(lead), bold: true })]),
      ...lines.map(
        (line, index) => new TextRun({ ...runOptions, text: readable(line), break: Math.min(index, 1) }),
      ),
    ],
  });
}

/** Removes characters that XML cannot hold, which would make the file unreadable. */
export function readable(text: string): string {
  return withoutUnwritable(text);
}

/** The first letter decides, as in the Unicode bidirectional algorithm. */
function startsRightToLeft(text: string): boolean {
  return /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(text);
}
