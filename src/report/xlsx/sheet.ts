/** What a layout gives for one sheet; `workbook.ts` writes it. */

export interface Column {
  readonly heading: string;
  /** In characters. */
  readonly width: number;
  /** Names the row: stands also on the rows that a long text is continued on, and on every page of a wide sheet. */
  readonly names?: boolean;
}

export interface SheetCell {
  readonly value: string | number | Date;
  /** Of a number or a date, as spreadsheets write formats. */
  readonly format?: string;
  /** `#rrggbb`; such a cell is centred. */
  readonly fill?: string;
  readonly centred?: boolean;
}

export type SheetRow = readonly (SheetCell | undefined)[];

export interface ReportSheet {
  /** As wanted; the workbook makes it short, valid and unlike the others. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly SheetRow[];
  /** Below the rows, and left alone when they are filtered or sorted. */
  readonly foot?: readonly SheetRow[];
  /** Printed on the width of several pages instead of one. */
  readonly wide?: boolean;
}
