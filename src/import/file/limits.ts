/** Limits on reading a file: a county's register has a few hundred rows and some hundred kilobytes. */

/** Size of the file as sent. */
export const mostFileBytes = 20 * 1024 * 1024;
/** Size of everything unpacked from a workbook. */
export const mostUnpackedBytes = 64 * 1024 * 1024;
/** The ratio of unpacked to packed size is limited only for parts of a workbook that unpack to more than this. */
export const ratioMattersFromBytes = 8 * 1024 * 1024;
export const mostUnpackedRatio = 200;
/** Rows that are not blank, in all sheets together. */
export const mostRows = 20_000;
/** Cells and their characters in all sheets together: cells can share a text. Blank cells count in CSV files. */
export const mostCells = 400_000;
export const mostCharacters = 8 * 1024 * 1024;
/** Characters in one cell, as in Excel. */
export const longestCell = 32_767;
/** A file with more sheets is not a register. */
export const mostSheets = 200;
/** Parts of a workbook; one with pictures and comments on every sheet has a few hundred. */
export const mostParts = 4_000;
/** Within one part: nesting of tags, their number, and the attributes of one tag. */
export const deepestTag = 100;
export const mostTags = 2_000_000;
export const mostAttributes = 200;
/** Excel's limit on cell styles, rounded up; number formats and links between parts are far fewer. */
export const mostStyles = 66_000;
/** Merged ranges, and the rows that all of them span together. */
export const mostMerged = 50_000;
export const mostMergedRows = 2_000_000;
