/** The strategy at a glance: which goals are in which focus and sub-focus. Pure. */
import { goalName, headingsOf } from '../content/labels';
import { grouped } from '../../grouped';
import { bodyWidth, type Slide } from './page/slide';
import { tableSlides } from './page/table';
import { type SlideContent } from './slide-content';

/** In inches. */
const goalsWidth = 5.4;

export function strategySlides(content: SlideContent): Slide[] {
  const { words, source } = content;
  const { headings } = source.form.programme;
  const groups = grouped(source.form.goals, (goal) => JSON.stringify(headingsOf(goal, content)));
  return tableSlides({
    title: words.strategy,
    continued: words.slides.continued,
    widths: [...headings.map(() => (bodyWidth - goalsWidth) / headings.length), goalsWidth],
    head: [...headings.map(content.textOf), words.slides.goals],
    rows: [...groups.values()].map((goals) => [
      ...headingsOf(goals[0]!, content).map((text) => ({ text })),
      { text: goals.map((goal) => goalName(goal, content)).join('\n') },
    ]),
  });
}
