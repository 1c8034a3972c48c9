/** Measures, colours and Word styles of documents. */
import { BorderStyle, type IStylesOptions, LineRuleType } from 'docx';
import { languageTags } from '../../goals/format-date';
import { type Locale } from '../../goals/schema';

/** A4 in twentieths of a point. */
export const page = { width: 11906, height: 16838, margin: 1134 } as const;
export const textWidth = page.width - 2 * page.margin;

export const colours = { heading: '1F3864', muted: '595959', line: 'A6A6A6', head: 'ECECEC' } as const;

/** Ids of this project's own styles. */
export const styleIds = { label: 'FieldLabel', note: 'Note', cell: 'Cell', cellHead: 'CellHead' } as const;

/** In points. */
export const cellSize = 9;

/** For each level of headings, in half points. */
const headingSizes = [32, 26, 23, 21, 20, 20] as const;

/** @param accent the programme's own colour of headings, `#rrggbb` */
export function documentStyles(locale: Locale, accent?: string): IStylesOptions {
  const headingColour = accent?.slice(1) ?? colours.heading;
  const heading = (level: number) => ({
    run: { size: headingSizes[level - 1]!, bold: true, color: headingColour, italics: level > 4 },
    paragraph: { keepNext: true, keepLines: true, spacing: { before: level < 3 ? 320 : 240, after: 100 } },
  });
  return {
    default: {
      document: {
        run: { font: 'Arial', size: 20, language: { value: languageTags[locale] } },
        paragraph: { spacing: { after: 100, line: 264, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { size: 44, bold: true, color: headingColour },
        paragraph: { spacing: { after: 120 } },
      },
      ...{ heading1: heading(1), heading2: heading(2), heading3: heading(3) },
      ...{ heading4: heading(4), heading5: heading(5), heading6: heading(6) },
    },
    paragraphStyles: [
      style('Subtitle', 'Subtitle', { size: 26, color: colours.muted }, { spacing: { after: 240 } }),
      style(
        styleIds.label,
        'Field label',
        { bold: true },
        { keepNext: true, spacing: { before: 160, after: 60 } },
      ),
      style(styleIds.note, 'Note', { size: 18, color: colours.muted }, {}),
      style(
        styleIds.cell,
        'Cell',
        { size: 2 * cellSize },
        { spacing: { before: 20, after: 20, line: 240, lineRule: LineRuleType.AUTO } },
      ),
      style(
        styleIds.cellHead,
        'Cell head',
        { size: 2 * cellSize, bold: true },
        { spacing: { before: 40, after: 40 } },
      ),
      // A heading to a screen reader, which the table of contents does not list.
      style(
        'ContentsHeading',
        'Contents heading',
        { size: 26, bold: true, color: headingColour },
        { keepNext: true, outlineLevel: 0 },
      ),
      ...[1, 2, 3, 4].map((level) =>
        style(`TOC${level}`, `toc ${level}`, level === 1 ? { bold: true } : {}, {
          spacing: { before: level === 1 ? 80 : 0, after: 20, line: 240, lineRule: LineRuleType.AUTO },
          indent: { left: 300 * (level - 1) },
        }),
      ),
    ],
  };
}

type ParagraphStyle = NonNullable<IStylesOptions['paragraphStyles']>[number];

function style(
  id: string,
  name: string,
  run: NonNullable<ParagraphStyle['run']>,
  paragraph: NonNullable<ParagraphStyle['paragraph']>,
): ParagraphStyle {
  return { id, name, basedOn: 'Normal', next: 'Normal', quickFormat: true, run, paragraph };
}

const thin = { style: BorderStyle.SINGLE, size: 4, color: colours.line };
export const tableBorders = {
  ...{ top: thin, bottom: thin, left: thin, right: thin },
  ...{ insideHorizontal: thin, insideVertical: thin },
};
