/** How goals are assessed and what the signs mean, as in the strategy report. Pure. */
import { tasksOf } from '../../goals/tasks';
import { formatNumber } from '../../goals/format-number';
import { lights } from '../../goals/schema';
import { flowColumns } from './page/paginate';
import { body, heading, type Item, pageSlides, signed, type Slide } from './page/slide';
import { type SlideContent } from './slide-content';

export function legendSlides(content: SlideContent): Slide[] {
  if (!content.showsGoalLights) return [];
  const { words, source, textOf } = content;
  const { legend } = words;
  const pages = flowColumns(
    [
      [heading(legend.rules), ...ruleItems(content)],
      [...lightItems(content), ...stateItems(content)],
    ],
    [[1, 1]],
    words.slides.continued,
  );
  return pageSlides(pages, { title: legend.title, crumb: textOf(source.form.programme.name) });
}

function ruleItems({ words: { legend }, source }: SlideContent): Item[] {
  const { layout } = source.form.programme;
  const hasTasks = source.form.goals.some((goal) => tasksOf(goal).length > 0);
  return [
    legend.measures,
    ...(hasTasks ? [legend.tasks] : []),
    // Only the county's strategy report says this of its annual accounts.
    ...(layout === 'strategic-goals' ? [legend.last] : []),
    legend.kept,
    ...(hasTasks ? [legend.support] : []),
  ].map((rule) => body(`• ${rule}`));
}

function lightItems({ words, source, options }: SlideContent): Item[] {
  const { green, yellow } = source.form.programme.thresholds;
  const number = (value: number) => formatNumber(value, options.locale);
  const thresholds = { green: number(green), yellow: number(yellow) };
  return [
    heading(words.legend.lights),
    ...lights.map((light) =>
      signed(light, `${words.lights[light]}: ${words.legend.light(light, thresholds)}`),
    ),
  ];
}

function stateItems({ words, source, textOf }: SlideContent): Item[] {
  const { workStates } = source.form.programme;
  if (workStates.length === 0) return [];
  return [
    heading(words.legend.states),
    ...workStates.map(({ light, label }) => signed(light, textOf(label))),
  ];
}
