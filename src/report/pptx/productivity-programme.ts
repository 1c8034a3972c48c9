/** A productivity programme in the columns of the county's table, with states in words. Pure. */
import { fieldName, goalText, headingsOf } from '../content/labels';
import { type Field, type Goal } from '../../goals/schema';
import { type Slide } from './page/slide';
import { filling, nameWidths, tableSlides } from './page/table';
import { answerText, givenTo, lightCell, type SlideContent, unanswered } from './slide-content';

/** In inches: the headings', the mechanism's, the state's, the description's, and the light's where there is one. */
const plainWidths = [4.4, 4.3, 1.5, 2.9];
const lightWidths = [4, 3.3, 1.6, 2.9, 1.5];

export function productivityProgramme(content: SlideContent): Slide[] {
  const { words, source, textOf, showsGoalLights } = content;
  const { headings } = source.form.programme;
  const [most, ...others] = showsGoalLights ? lightWidths : plainWidths;
  const names = headings.map((heading, level) => [
    textOf(heading),
    ...source.form.goals.map((goal) => headingsOf(goal, content)[level] ?? ''),
  ]);
  const widths = nameWidths(names, most!);
  return tableSlides({
    title: words.slides.goals,
    continued: words.slides.continued,
    widths: filling(widths, others),
    head: [
      ...headings.map(textOf),
      words.mechanism,
      words.projectState,
      words.verbalDescription,
      ...(showsGoalLights ? [words.light] : []),
    ],
    rows: source.form.goals.map((goal) => [
      ...headingsOf(goal, content).map((text) => ({ text })),
      { text: goalText(goal, content) },
      { text: stateText(content, goal) },
      { text: told(content, goal) },
      ...(showsGoalLights ? [lightCell(content, goal)] : []),
    ]),
  });
}

function stateOf({ fields }: Goal): Field | undefined {
  return fields.find(({ role }) => role === 'state');
}

function stateText(content: SlideContent, goal: Goal): string {
  const field = stateOf(goal);
  return field ? answerText(content, goal, field) : unanswered;
}

/** The description, and whatever else was answered, by its name. */
function told(content: SlideContent, goal: Goal): string {
  const answered = goal.fields.filter(
    (field) => field !== stateOf(goal) && givenTo(content.source, goal, field) !== undefined,
  );
  const texts = answered.map((field) => {
    const text = answerText(content, goal, field);
    return field.role === 'narrative' ? text : `${fieldName(field, goal, content)}: ${text}`;
  });
  return texts.length > 0 ? texts.join('\n') : unanswered;
}
