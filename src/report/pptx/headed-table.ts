/** A table of goals: their headings, a layout's own columns, and the light where it is published. Pure. */
import { headingsOf } from '../content/labels';
import { type Goal } from '../../goals/schema';
import { type Cell, type Slide } from './page/slide';
import { filling, nameWidths, tableSlides } from './page/table';
import { lightCell, type SlideContent } from './slide-content';

export interface HeadedTable {
  /** In inches: all headings' together, one per own column, and with lights the light's. */
  readonly widths: { readonly plain: readonly number[]; readonly withLights: readonly number[] };
  /** The heads of the layout's own columns. */
  readonly head: readonly string[];
  /** The cells of a goal's rows in those columns. */
  readonly rowsOf: (goal: Goal) => readonly (readonly Cell[])[];
}

export function headedTable(content: SlideContent, { widths, head, rowsOf }: HeadedTable): Slide[] {
  const { words, source, textOf, showsGoalLights } = content;
  const { headings } = source.form.programme;
  const [most, ...others] = showsGoalLights ? widths.withLights : widths.plain;
  const names = headings.map((heading, level) => [
    textOf(heading),
    ...source.form.goals.map((goal) => headingsOf(goal, content)[level] ?? ''),
  ]);
  return tableSlides({
    title: words.slides.goals,
    continued: words.slides.continued,
    widths: filling(nameWidths(names, most!), others),
    head: [...headings.map(textOf), ...head, ...(showsGoalLights ? [words.light] : [])],
    rows: source.form.goals.flatMap((goal) =>
      rowsOf(goal).map((cells) => [
        ...headingsOf(goal, content).map((text) => ({ text })),
        ...cells,
        ...(showsGoalLights ? [lightCell(content, goal)] : []),
      ]),
    ),
  });
}
