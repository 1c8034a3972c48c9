/** The goals of the year's view grouped by division, a page at a time. Pure. */
import { type YearGoal, type YearView } from '../../src/digest/year-view';
import { bytesOf, longestShown } from '../parts/limits';
import { type Grouped, groupedPages, pageWithin } from '../parts/pages';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { inColumn } from './columns';
import { joined, stripMark, type StripRun, type StripState } from './marks';

export interface YearRow {
  readonly name: string;
  readonly strip: readonly StripRun[];
}

export interface YearSection {
  readonly name: string;
  readonly rows: readonly YearRow[];
}

export interface YearPage {
  readonly sections: readonly YearSection[];
  /** 0-based. */
  readonly page: number;
  readonly pages: number;
}

const mostRows = 30;
const longestName = 90;

/** Bytes for all rows, and of the JSON around a section, a row, and a run of a strip. */
const frame = { rows: 21_000, section: 220, row: 340, run: 60 } as const;

const sizes = {
  head: (name: string) => bytesOf(name) + frame.section,
  item: (row: YearRow) => bytesOf(row) + frame.row + frame.run * row.strip.length,
};

/**
 * @param width of a column, in characters
 * @param page 0-based; clamped to the pages there are
 */
export function yearPage(view: YearView, width: number, page: number, wording: Wording): YearPage {
  const pages = groupedPages(sectionsOf(view, width, wording), sizes, { bytes: frame.rows, items: mostRows });
  const shown = pageWithin(page, pages.length);
  const sections = pages[shown]!.map(({ head, items }) => ({ name: head, rows: items }));
  return { sections, page: shown, pages: pages.length };
}

export function stateAt(view: YearView, { lights }: YearGoal, index: number): StripState {
  return view.periods[index]!.status === 'skipped' ? 'skipped' : (lights[index] ?? 'none');
}

function sectionsOf(view: YearView, width: number, wording: Wording): Grouped<string, YearRow>[] {
  const sections: { head: string; items: YearRow[] }[] = [];
  const rowOf = (goal: YearGoal): YearRow => ({
    name: shorten(`${goal.code.replaceAll(' ', '\u00a0')} ${wording.of(goal.title)}`, longestName),
    strip: stripOf(view, goal, width),
  });
  for (const goal of view.goals) {
    const head = shorten(wording.of(goal.division), 2 * longestShown.name);
    const last = sections.at(-1);
    if (last?.head === head) last.items.push(rowOf(goal));
    else sections.push({ head, items: [rowOf(goal)] });
  }
  if (view.gone.length > 0) sections.push({ head: wording.text('year.gone'), items: view.gone.map(rowOf) });
  return sections;
}

function stripOf(view: YearView, goal: YearGoal, width: number): StripRun[] {
  return joined(
    view.periods.map((_, index) => {
      const { text, color } = stripMark(stateAt(view, goal, index), view.judged);
      return { text: inColumn(text, width), color };
    }),
  );
}
