/** How much of a file is read: a county's register has a few hundred rows and some hundred kilobytes. */

/** Of the file as it is sent. */
export const mostFileBytes = 20 * 1024 * 1024;
/** Of everything that is unpacked from a workbook. */
export const mostUnpackedBytes = 64 * 1024 * 1024;
/** A part of a workbook that unpacks to more than this may be so many times as large as it is packed. */
export const ratioMattersFromBytes = 8 * 1024 * 1024;
export const mostUnpackedRatio = 200;
/** Rows with something in them, of all sheets together. */
export const mostRows = 20_000;
/** Cells, and characters in them, of all sheets together: one text can stand in any number of cells. Blank ones count in CSV files. */
export const mostCells = 400_000;
export const mostCharacters = 8 * 1024 * 1024;
/** Sheets beyond this one are no register. */
export const mostSheets = 200;
