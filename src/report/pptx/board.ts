/** The board's page as a slide: the table across it, and three lists below. Pure. */
import { reportTitle } from '../content/labels';
import { type BoardList, boardPage } from '../content/board';
import { continuing, fill, framesOf } from './page/paginate';
import { body, type Column, heading, type Item, pageSlides, type Slide } from './page/slide';
import { type SlideContent } from './slide-content';

const gap = 0.1;

export function boardSlides(content: SlideContent): Slide[] {
  const { words, source, textOf } = content;
  const { head, rows, ...lists } = boardPage(content, content.digest);
  const [last] = rows.slice(-1);
  const table: Item = {
    ...{ kind: 'grid', head, shares: [5, ...head.slice(1).map(() => 1.4)] },
    rows: rows.map((row) =>
      row.map((text, index) => ({ text, centred: index > 0, ...(row === last && { heads: true }) })),
    ),
  };
  const top = fill([table], framesOf([1])[0]!, words.slides.continued);
  const below = bottomOf(top.column) + gap;
  const shown = [lists.changes, ...(lists.support ? [lists.support] : []), lists.missing];
  // The changes have the longest lines.
  const frames = framesOf(
    shown.map((_, index) => (index === 0 ? 5 : 3.5)),
    below,
  );
  const filled = shown.map((list, index) => fill(listItems(list), frames[index]!, words.slides.continued));
  const rest = [top, ...filled].flatMap((each) => each.rest);
  const pages = [
    [top.column, ...filled.map(({ column }) => column)],
    ...continuing(rest, words.slides.continued),
  ];
  const { programme } = source.form;
  const crumb = [textOf(programme.organisation), words.board.title].filter(Boolean).join(' · ');
  return pageSlides(pages, { title: reportTitle(content), crumb });
}

function bottomOf({ frame, placed }: Column): number {
  const last = placed.at(-1);
  return frame.y + (last ? last.y + last.height : 0);
}

function listItems({ heading: text, lines }: BoardList): Item[] {
  return [heading(text), ...lines.map((line) => body(line))];
}
