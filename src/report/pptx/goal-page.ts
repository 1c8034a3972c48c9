/** The slides of one goal: its heading and what is below it, continued if it does not fit. Pure. */
import { goalName } from '../content/labels';
import { type Goal } from '../../goals/schema';
import { flowColumns } from './paginate';
import { bodyWidth, type Item, type Slide, strong } from './slide';
import { linesOf } from './text-fit';
import { badgeOf, type SlideContent } from './slide-content';

export const titleSize = 20;
/** The light is to the right of the title. */
export const titleWidth = bodyWidth - 2.6;

/**
 * @param layouts shares of the slide's width, one per column; the first is the usual one
 */
export function goalPages(
  content: SlideContent,
  goal: Goal,
  columns: readonly (readonly Item[])[],
  layouts: readonly [readonly number[], ...(readonly number[])[]],
): Slide[] {
  const { words } = content;
  const title = goalName(goal, content);
  const lines = linesOf(title, titleWidth, { size: titleSize, bold: true });
  // A title that needs more than its two lines is repeated below in full.
  const short = lines.length > 2 ? `${title.slice(0, lines[1]!.end).trimEnd()}…` : title;
  const [first = [], ...others] = columns;
  const all = lines.length > 2 ? [[strong(title), ...first], ...others] : columns;
  const withCharts = flowColumns(all, layouts, words.slides.continued);
  const pages =
    withCharts.length === 1
      ? withCharts
      : flowColumns(all.map(withoutCharts), layouts, words.slides.continued);
  return pages.map((placed) => ({
    kind: 'page',
    crumb: goal.headings.map((each) => content.textOf(each)).join(' › '),
    title: short,
    language: content.options.locale,
    ...(content.showsGoalLights && { badge: badgeOf(content, goal) }),
    columns: placed,
  }));
}

/** A chart repeats the figures above it, so it is dropped first when a goal would need a second slide. */
function withoutCharts(items: readonly Item[]): Item[] {
  return items.filter(({ kind }) => kind !== 'chart');
}
