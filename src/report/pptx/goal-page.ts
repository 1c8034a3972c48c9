/** The slides of one goal: its heading and what is below it, continued if it does not fit. Pure. */
import { goalName } from '../content/labels';
import { type Goal } from '../../goals/schema';
import { flowColumns } from './page/paginate';
import { type Column, type Item, pageSlides, type Slide, strong, titleSize, titleWidth } from './page/slide';
import { linesOf } from '../office/text-fit';
import { badgeOf, type SlideContent } from './slide-content';

/**
 * @param arrangements the columns, in ways that say the same; the first that takes the fewest slides is used
 * @param layouts shares of the slide's width, one per column; the first is the usual one
 */
export function goalPages(
  content: SlideContent,
  goal: Goal,
  arrangements: readonly Columns[],
  layouts: readonly [readonly number[], ...(readonly number[])[]],
): Slide[] {
  const title = goalName(goal, content);
  // Leaves room for the number of a slide that continues.
  const lines = linesOf(`${title} (10/10)`, titleWidth, { size: titleSize, bold: true });
  // A title that needs more than its two lines is repeated below in full.
  const isLong = lines.length > 2;
  const short = isLong ? `${title.slice(0, lines[1]!.end - 8).trimEnd()}…` : title;
  const tried = arrangements.map((columns) => {
    const [first = [], ...others] = columns;
    return pagesOf(isLong ? [[strong(title), ...first], ...others] : columns, layouts, content);
  });
  const pages = fewest(tried);
  return pageSlides(pages, {
    title: short,
    crumb: goal.headings.map((each) => content.textOf(each)).join(' › '),
    language: content.options.locale,
    ...(content.showsGoalLights && { badge: badgeOf(content, goal) }),
  });
}

type Columns = readonly (readonly Item[])[];

function pagesOf(
  columns: Columns,
  layouts: readonly [readonly number[], ...(readonly number[])[]],
  { words }: SlideContent,
): Column[][] {
  return fewest(
    [columns, columns.map(withoutCharts), columns.map(withoutFigures)].map((each) =>
      flowColumns(each, layouts, words.slides.continued),
    ),
  );
}

/** The first of those that take the fewest slides. */
function fewest(tried: readonly Column[][][]): Column[][] {
  return [...tried].sort((a, b) => a.length - b.length)[0]!;
}

/** A chart repeats the figures beside it, so it is dropped if a goal would need another slide for it. */
function withoutCharts(items: readonly Item[]): Item[] {
  return items.filter(({ kind }) => kind !== 'chart');
}

/** A bar repeats the figure above it as well. */
function withoutFigures(items: readonly Item[]): Item[] {
  return items.filter(({ kind }) => kind !== 'chart' && kind !== 'bar');
}
