/** The slides of one goal: its heading and what stands below it, continued where it does not fit. Pure. */
import { type Goal } from '../../goals/schema';
import { flowColumns } from './paginate';
import { bodyWidth, type Item, type Slide, strong } from './slide';
import { linesOf } from './text-fit';
import { badgeOf, of, type Told } from './told';

export const titleSize = 20;
/** The light stands right of the title. */
export const titleWidth = bodyWidth - 2.6;

/**
 * @param layouts shares of the slide's width, one a column; the first is the usual one
 */
export function goalPages(
  report: Told,
  goal: Goal,
  columns: readonly (readonly Item[])[],
  layouts: readonly [readonly number[], ...(readonly number[])[]],
): Slide[] {
  const { words } = report;
  const title = `${goal.code} ${of(report, goal.title)}`;
  const lines = linesOf(title, titleWidth, { size: titleSize, bold: true });
  // A title that needs more than its two lines stands below in full.
  const short = lines.length > 2 ? `${title.slice(0, lines[1]!.end).trimEnd()}…` : title;
  const [first = [], ...others] = columns;
  const all = lines.length > 2 ? [[strong(title), ...first], ...others] : columns;
  const withCharts = flowColumns(all, layouts, words.continued);
  const pages =
    withCharts.length === 1 ? withCharts : flowColumns(all.map(withoutCharts), layouts, words.continued);
  return pages.map((placed, index) => ({
    kind: 'page',
    crumb: goal.headings.map((each) => of(report, each)).join(' › '),
    title: index === 0 ? short : `${short} (${words.continued})`,
    ...(report.showsLights && { badge: badgeOf(report, goal) }),
    columns: placed,
  }));
}

/** A chart shows what stands above it in figures: it goes first where a goal would need a second slide. */
function withoutCharts(items: readonly Item[]): Item[] {
  return items.filter(({ kind }) => kind !== 'chart');
}
