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
/** Characters in one cell; Excel's own limit. */
export const longestCell = 32_767;
/** Sheets beyond this one are no register. */
export const mostSheets = 200;
/** Parts of a workbook; one with pictures and comments on every sheet has some hundreds. */
export const mostParts = 4_000;
/** Within one part: nesting of tags, their number, and the attributes of one tag. */
export const deepestTag = 100;
export const mostTags = 2_000_000;
export const mostAttributes = 200;
/** Styles of cells that Excel takes, rounded up; number formats and links between parts are far fewer. */
export const mostStyles = 66_000;
/** Merged ranges, and the rows that all of them span together. */
export const mostMerged = 50_000;
export const mostMergedRows = 2_000_000;
