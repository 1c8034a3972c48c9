/** The common parts of the layouts in which counties publish. */
import { type Layout, type Locale, type LocalizedText } from '../../goals/schema';
import { type ColumnName } from '../table/headings';
import { type ImportedRegister, type ImportProblem } from '../table/imported';
import { type Sheet, type SheetRow } from '../file/sheet';
import { cellIn, type Table, placeIn, problemAt } from '../table/table';

export type ReadRegister = Omit<ImportedRegister, 'layout'>;

export interface LayoutReader {
  readonly layout: Layout;
  /** The columns of the table by which this layout is recognised. */
  readonly columns: readonly ColumnName[];
  /** The columns of its other tables. */
  readonly more?: readonly (readonly ColumnName[])[];
  /** Undefined if no sheet has such a table. */
  readonly read: (sheets: readonly Sheet[]) => ReadRegister | undefined;
}

/** Columns that a register may have although the documents do not. */
export const codeColumn: ColumnName<'code'> = {
  key: 'code',
  names: { fi: ['Tunnus', 'Koodi', 'Nro', 'Numero'], sv: ['Kod', 'Nr', 'Nummer'] },
};
export const ownersColumn: ColumnName<'owners'> = {
  key: 'owners',
  names: {
    fi: [
      'Vastuuhenkilö',
      'Vastuuhenkilöt',
      'Vastuuhenkilö(t)',
      'Omistaja',
      'Vastaa',
      'Vastaava',
      'Vastuullinen',
    ],
    sv: ['Ansvarig person', 'Ansvariga personer', 'Ansvarig', 'Ansvariga', 'Ansvarsperson', 'Ägare'],
    en: ['Responsible person', 'Responsible persons', 'Owner', 'Owners', 'Responsible'],
  },
};

/** A text in its table's language, on one line. */
export function localized(text: string, language: Locale): LocalizedText {
  return { [language]: oneLine(text) };
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Headings of the columns for a goal's heading levels, without footnote marks. */
export function levelNames<K extends string>(table: Table<K>, keys: readonly K[]): LocalizedText[] {
  return keys.map((key) => {
    const text = table.headings.get(key) ?? key;
    return localized(text.replace(/[¹²³⁰⁴-⁹*†]+|\s\d\)$/g, ''), table.language);
  });
}

/**
 * Columns that the layout does not have, notes below a table, cells with a failed formula, and figures that Excel took
 * for a date ("6/6"). In an answer's column, only that answer is lost.
 */
export function cellProblems<K extends string>(
  tables: readonly Table<K>[],
  answers: readonly K[],
  figures: readonly K[] = [],
): ImportProblem[] {
  const notes = tables.flatMap(({ sheet, notes: rows }) =>
    rows.map(({ number, cells }) => {
      const [text] = [...cells.values()].map((cell) => cell.text);
      return problemAt('warning', 'row-left-out', { sheet, row: number }, text);
    }),
  );
  const inCells = tables.flatMap((table) =>
    table.rows.flatMap((row) =>
      [...table.columns.keys()].flatMap((key) => {
        const cell = cellIn(table, row, key);
        const severity = answers.includes(key) ? 'warning' : 'error';
        if (cell?.kind === 'error' && !cell.merged)
          return [problemAt(severity, 'cell-error', placeIn(table, row, key), cell.text)];
        if (cell?.kind === 'date' && figures.includes(key))
          return [problemAt('warning', 'date-for-figure', placeIn(table, row, key), cell.text)];
        return [];
      }),
    ),
  );
  const unknown = tables.flatMap(({ others }) =>
    others.map(({ text, place }) => problemAt('warning', 'column-unknown', place, text)),
  );
  return [...unknown, ...notes, ...inCells];
}

/** The outermost heading that the row lacks, if any: without it, nothing says what the row belongs to. */
export function headingProblems<K extends string>(
  table: Table<K>,
  row: SheetRow,
  {
    levels,
    headings,
    title,
  }: { readonly levels: readonly K[]; readonly headings: readonly string[]; readonly title: string },
): ImportProblem[] {
  const missing = levels.find((_level, index) => headings[index] === '');
  return missing === undefined
    ? []
    : [problemAt('error', 'heading-missing', placeIn(table, row, missing), title)];
}
