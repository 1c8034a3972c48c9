/** Headings in Word's own styles, so that its navigation and tables of contents find them. */
import { BookmarkEnd, BookmarkStart, HeadingLevel, Paragraph, TextRun } from 'docx';
import { readable } from './text';

const levels = [
  ...[HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3],
  ...[HeadingLevel.HEADING_4, HeadingLevel.HEADING_5, HeadingLevel.HEADING_6],
] as const;

/**
 * @param level from 1; the deepest is 6
 * @param mark number of its bookmark if the table of contents links to it
 */
export function headingOf(text: string, level: number, mark?: number): Paragraph {
  const run = new TextRun(readable(text).replaceAll('\n', ' '));
  const heading = new Paragraph({ heading: levels[Math.min(level, levels.length) - 1]! });
  // The library's Bookmark takes its number from a counter of the process, so no two documents would be the same.
  const parts =
    mark === undefined ? [run] : [new BookmarkStart(bookmarkName(mark), mark), run, new BookmarkEnd(mark)];
  for (const part of parts) heading.addChildElement(part);
  return heading;
}

export function bookmarkName(mark: number): string {
  return `heading-${mark}`;
}
