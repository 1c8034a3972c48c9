/** The goals of a year's view under their divisions, a page at a time. Pure. */
import { type YearGoal, type YearView } from '../../src/digest/year-view';
import { bytesOf, longestShown } from '../parts/limits';
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

/** Bytes of all rows, and of the card's JSON around a section, a row, and a run of a strip. */
const frame = { rows: 21_000, section: 220, row: 340, run: 60 } as const;

/**
 * @param width of a column, in letters
 * @param page 0-based; taken to the nearest page there is
 */
export function yearPage(view: YearView, width: number, page: number, wording: Wording): YearPage {
  const pages = pagesOf(sectionsOf(view, width, wording));
  const shown = Math.min(Math.max(0, page), pages.length - 1);
  return { sections: pages[shown]!, page: shown, pages: pages.length };
}

export function stateAt(view: YearView, { lights }: YearGoal, index: number): StripState {
  return view.periods[index]!.status === 'skipped' ? 'skipped' : (lights[index] ?? 'none');
}

function sectionsOf(view: YearView, width: number, wording: Wording): YearSection[] {
  const sections: { name: string; rows: YearRow[] }[] = [];
  const rowOf = (goal: YearGoal): YearRow => ({
    name: shorten(`${goal.code.replaceAll(' ', '\u00a0')} ${wording.of(goal.title)}`, longestName),
    strip: stripOf(view, goal, width),
  });
  for (const goal of view.goals) {
    const name = shorten(wording.of(goal.division), 2 * longestShown.name);
    const last = sections.at(-1);
    if (last?.name === name) last.rows.push(rowOf(goal));
    else sections.push({ name, rows: [rowOf(goal)] });
  }
  if (view.gone.length > 0) sections.push({ name: wording.text('year.gone'), rows: view.gone.map(rowOf) });
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

/** A division whose goals do not fit goes on on the next page under the same name. */
function pagesOf(sections: readonly YearSection[]): YearSection[][] {
  const pages: YearSection[][] = [[]];
  let [left, rows] = [frame.rows, 0];
  for (const { name, rows: all } of sections) {
    let isNew = true;
    for (const row of all) {
      const size = bytesOf(row) + frame.row + frame.run * row.strip.length;
      const head = bytesOf(name) + frame.section;
      if (rows === mostRows || (left < size + (isNew ? head : 0) && rows > 0)) {
        pages.push([]);
        [left, rows, isNew] = [frame.rows, 0, true];
      }
      const page = pages.at(-1)!;
      const before = isNew ? [] : page.pop()!.rows;
      page.push({ name, rows: [...before, row] });
      left -= size + (isNew ? head : 0);
      rows++;
      isNew = false;
    }
  }
  return pages;
}
