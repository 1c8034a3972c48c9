/** Slides as in the half-year follow-up: a divider per unit, a slide per goal and language of its answers. Pure. */
import { fieldKindRules } from '../../goals/field-kinds';
import { type Field, type Goal, type Locale } from '../../goals/schema';
import { unitOf } from '../../goals/unit';
import { fieldName } from '../content/labels';
import { goalPages } from './goal-page';
import { body, heading, type Item, type Slide, strong } from './page/slide';
import { commentSlides } from './words';
import {
  answerText,
  comparedText,
  fromToText,
  inSlideLanguage,
  stateItem,
  unanswered,
  type SlideContent,
  valueText,
} from './slide-content';

const layouts = [
  [4, 4, 5],
  [3, 4, 6],
  [4, 5, 4],
  [6, 4, 4],
] as const;

export function halfYear(content: SlideContent): Slide[] {
  const { goals } = content.source.form;
  const contents = languagesOf(content).map((locale) => inSlideLanguage(content, locale));
  const divisionIn = ({ headings }: Goal) => content.textOf(headings[0]);
  const unitIn = (goal: Goal) => [...new Set(contents.map((each) => each.textOf(unitOf(goal))))].join(' – ');
  return goals.flatMap((goal, index): Slide[] => {
    const before = goals[index - 1];
    const pages = contents.flatMap((each) => pagesOf(each, goal, contents.length > 1));
    if (before && unitIn(before) === unitIn(goal)) return pages;
    const isNewDivision = !before || divisionIn(before) !== divisionIn(goal);
    const comments = isNewDivision ? commentSlides(content, goal) : [];
    return [{ kind: 'divider', title: unitIn(goal), lines: [] }, ...comments, ...pages];
  });
}

/** The languages that texts are written in, in the programme's order; by default the reader's. */
function languagesOf({ source: { form }, options }: SlideContent): Locale[] {
  const written = new Set(form.goals.flatMap(({ fields }) => fields.map(({ language }) => language)));
  const languages = form.programme.languages.filter((language) => written.has(language));
  for (const language of written)
    if (language !== undefined && !languages.includes(language)) languages.push(language);
  return languages.length > 0 ? languages : [options.locale];
}

function pagesOf(content: SlideContent, goal: Goal, byLanguage: boolean): Slide[] {
  const { words, options } = content;
  const isHere = ({ language }: Field) =>
    !byLanguage || language === undefined || language === options.locale;
  const fields = goal.fields.filter(isHere);
  const inWords = ({ kind }: Field) => fieldKindRules[kind].answeredBy === 'words';
  const texts = fields.filter(inWords);
  const figures = fields.filter((field) => !inWords(field));
  const columns: Item[][] = [
    [
      heading(words.measures),
      ...figures.flatMap((field) => measureItems(content, goal, field)),
      heading(words.slides.responsible),
      body(content.owners(goal.owners)),
    ],
    [heading(words.actions), ...actionItems(content, goal)],
    texts.flatMap((field) => [
      heading(fieldName(field, goal, content)),
      body(answerText(content, goal, field)),
    ]),
  ];
  return goalPages(content, goal, [columns], layouts);
}

function measureItems(content: SlideContent, goal: Goal, field: Field): Item[] {
  const fromTo = fromToText(content, field);
  return [
    strong(fieldName(field, goal, content)),
    ...(fromTo ? [body(fromTo)] : []),
    field.kind === 'work-state'
      ? stateItem(content, goal, field)
      : body(`${content.words.slides.value} ${valueText(content, goal, field)}`),
    ...comparedText(content, goal, field).map(body),
  ];
}

function actionItems(content: SlideContent, { actions, description }: Goal): Item[] {
  if (actions.length === 0 && !description) return [body(unanswered)];
  return [
    ...(description ? [body(content.textOf(description))] : []),
    ...actions.map((action) => body(`• ${content.textOf(action)}`)),
  ];
}
