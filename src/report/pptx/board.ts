/** The board's page as a slide: the table across it, and three lists below. Pure. */
import { reportTitle } from '../content/labels';
import { type BoardList, boardPage } from '../content/board';
import { continuing, fill, flowColumns, framesOf } from './page/paginate';
import { body, type Column, heading, type Item, pageSlides, type Slide } from './page/slide';
import { type SlideContent } from './slide-content';

const gap = 0.1;

/** The changes have the longest lines, unless those who ask for support say much. */
function layoutsOf(lists: number) {
  return lists === 2
    ? ([[5, 3.5]] as const)
    : ([
        [5, 3.5, 3.5],
        [4.5, 5, 2.5],
        [4, 6, 2],
      ] as const);
}

export function boardSlides(content: SlideContent): Slide[] {
  const { words, source, textOf } = content;
  const { continued } = words.slides;
  const { head, rows, ...lists } = boardPage(content, content.digest);
  const [last] = rows.slice(-1);
  const table: Item = {
    ...{ kind: 'grid', head, shares: [5, ...head.slice(1).map(() => 1.4)] },
    rows: rows.map((row) =>
      row.map((text, index) => ({ text, centred: index > 0, ...(row === last && { heads: true }) })),
    ),
  };
  const top = fill([table], framesOf([1])[0]!, continued);
  const below = bottomOf(top.column) + gap;
  const shown = [lists.changes, ...(lists.support ? [lists.support] : []), lists.missing];
  const [first = [], ...others] = flowColumns(
    shown.map(listItems),
    layoutsOf(shown.length),
    continued,
    below,
  );
  const pages = [[top.column, ...first], ...continuing(top.rest, continued), ...others];
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
