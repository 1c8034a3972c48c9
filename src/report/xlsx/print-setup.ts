/** Settings that the library lacks: filters, fitting the width of A4, the head on every page, and page numbers. */
import type writeXlsxFile from 'write-excel-file/node';
import { childOf, childrenOf, elementFrom, escaped, parseXml, xmlText } from '../office/xml';

export interface PrintedSheet {
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  /** How many pages wide it is printed. */
  readonly pagesWide: number;
  /** The column that is repeated on each page, from 1; 0 for none. */
  readonly repeated: number;
}

/** The library does not export the type. */
type Feature = NonNullable<NonNullable<Parameters<typeof writeXlsxFile>[1]>['features']>[number];
type Elements = NonNullable<NonNullable<Feature['files']>['transform']>;

/** @param title at the top left and top right of every page */
export function printSetup(sheets: readonly PrintedSheet[], title: readonly [string, string]): Feature {
  const worksheet: Elements['xl/worksheets/sheet{id}.xml'] = {
    transformElementAttributes: (tag, attributes, _index, _options, { sheetIndex }) =>
      tag === 'pageSetup'
        ? { ...attributes, fitToWidth: sheets[sheetIndex]!.pagesWide, fitToHeight: 0 }
        : attributes,
    transform: (content, _options, { sheetIndex }) => withSetup(content, sheets[sheetIndex]!, title),
  };
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': worksheet,
        'xl/workbook.xml': {
          transform: (content) => withDefinedNames(content, sheets),
        },
      },
    },
  };
}

/** In inches: narrow, so that the text need not be scaled down. */
const margins = '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>';

/** Elements of a worksheet have a fixed order (ECMA-376, CT_Worksheet). */
function withSetup(content: string, sheet: PrintedSheet, [left, right]: readonly [string, string]): string {
  const filter = `<autoFilter ref="A1:${columnName(sheet.columns)}${Math.max(sheet.rows, 1)}"/>`;
  const header = `<oddHeader>${escaped(`&L${inHeader(left)}&R${inHeader(right)}`)}</oddHeader>`;
  const footer = `<oddFooter>${escaped('&L&A&R&P / &N')}</oddFooter>`;
  const fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
  return content
    .replace(/<worksheet[^>]*>/, (start) => `${start}${fit}`)
    .replace(/<pageMargins[^>]*\/>/, margins)
    .replace(/<\/sheetData>|<sheetData\/>/, (end) => `${end}${filter}`)
    .replace(/<pageSetup[^>]*\/>/, (setup) => `${setup}<headerFooter>${header}${footer}</headerFooter>`);
}

/** Replaces the library's own element, since a workbook has one (CT_Workbook). */
function withDefinedNames(content: string, sheets: readonly PrintedSheet[]): string {
  const document = parseXml(content);
  const workbook = document.documentElement!;
  for (const own of childrenOf(workbook, 'definedNames')) workbook.removeChild(own);
  const list = childOf(workbook, 'sheets')!;
  workbook.insertBefore(
    elementFrom(definedNames(sheets, workbook.namespaceURI!), workbook),
    list.nextSibling,
  );
  return xmlText(document);
}

/** Excel needs the range of a filter as a defined name too. */
function definedNames(sheets: readonly PrintedSheet[], namespace: string): string {
  const names = sheets.flatMap(({ name, columns, rows, repeated }, index) => {
    const sheet = `'${name.replaceAll("'", "''")}'`;
    const range = `${sheet}!$A$1:$${columnName(columns)}$${Math.max(rows, 1)}`;
    const column = columnName(repeated);
    const titles = repeated > 0 ? `${sheet}!$${column}:$${column},${sheet}!$1:$1` : `${sheet}!$1:$1`;
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${escaped(range)}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escaped(titles)}</definedName>`,
    ];
  });
  return `<definedNames xmlns="${namespace}">${names.join('')}</definedNames>`;
}

/** A, B … Z, AA … of the column with this number, from 1. */
export function columnName(number: number): string {
  const rest = Math.floor((number - 1) / 26);
  return `${rest > 0 ? columnName(rest) : ''}${String.fromCharCode(65 + ((number - 1) % 26))}`;
}

/** Escapes ampersands, which begin a code, and shortens: a whole header has at most 255 characters. */
function inHeader(text: string): string {
  return text.slice(0, 90).replaceAll('&', '&&');
}
