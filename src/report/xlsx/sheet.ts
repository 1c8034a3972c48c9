/** The content of one sheet, built by a layout; `workbook.ts` writes it. */

export interface Column {
  readonly heading: string;
  /** In characters. */
  readonly width: number;
  /** Names the row: repeated on the rows that continue a long text, and on every page of a wide sheet. */
  readonly names?: boolean;
}

export interface SheetCell {
  readonly value: string | number | Date;
  /** For a number or a date, in spreadsheet notation. */
  readonly format?: string;
  /** `#rrggbb`; such a cell is centred. */
  readonly fill?: string;
  readonly centred?: boolean;
}

export type SheetRow = readonly (SheetCell | undefined)[];

export interface ReportSheet {
  /** The workbook makes it short, valid and unique. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly SheetRow[];
  /** Below the rows; not filtered or sorted with them. */
  readonly foot?: readonly SheetRow[];
  /** Printed several pages wide instead of one. */
  readonly wide?: boolean;
}
