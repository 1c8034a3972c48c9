/** Slides as the half-year follow-up has them: a divider a unit, a slide a goal in each language it is answered in. Pure. */
import { fieldKindRules } from '../../goals/field-kinds';
import { type Field, type Goal, type Locale } from '../../goals/schema';
import { unitOf } from '../../goals/unit';
import { goalPages } from './goal-page';
import { body, heading, type Item, type Slide, strong } from './slide';
import * as tell from './told';

const layouts = [
  [4, 4, 5],
  [3, 4, 6],
  [4, 5, 4],
  [6, 4, 4],
] as const;

export function halfYear(report: tell.Told): Slide[] {
  const { goals } = report.source.form;
  const reports = languagesOf(report).map((locale) => tell.toldIn(report, locale));
  const unitIn = (goal: Goal) => [...new Set(reports.map((each) => tell.of(each, unitOf(goal))))].join(' – ');
  return goals.flatMap((goal, index): Slide[] => {
    const before = goals[index - 1];
    const pages = reports.flatMap((each) => pagesOf(each, goal, reports.length > 1));
    if (before && unitIn(before) === unitIn(goal)) return pages;
    return [{ kind: 'divider', title: unitIn(goal), lines: [] }, ...pages];
  });
}

/** Those that texts are written in, in the programme's order; the reader's where they are in none. */
function languagesOf({ source: { form }, locale }: tell.Told): Locale[] {
  const written = new Set(form.goals.flatMap(({ fields }) => fields.map(({ language }) => language)));
  const languages = form.programme.languages.filter((language) => written.has(language));
  for (const language of written)
    if (language !== undefined && !languages.includes(language)) languages.push(language);
  return languages.length > 0 ? languages : [locale];
}

function pagesOf(report: tell.Told, goal: Goal, byLanguage: boolean): Slide[] {
  const { words, locale } = report;
  const isHere = ({ language }: Field) => !byLanguage || language === undefined || language === locale;
  const fields = goal.fields.filter(isHere);
  const inWords = ({ kind }: Field) => fieldKindRules[kind].answeredBy === 'words';
  const texts = fields.filter(inWords);
  const figures = fields.filter((field) => !inWords(field));
  const columns: Item[][] = [
    [
      heading(words.measures),
      ...figures.flatMap((field) => measureItems(report, goal, field)),
      heading(words.responsible),
      body(tell.ownersText(report, goal.owners)),
    ],
    [heading(words.actions), ...actionItems(report, goal)],
    texts.flatMap((field) => [
      heading(tell.fieldLabel(report, goal, field)),
      body(tell.answerText(report, goal, field)),
    ]),
  ];
  return goalPages(report, goal, columns, layouts);
}

function measureItems(report: tell.Told, goal: Goal, field: Field): Item[] {
  const fromTo = tell.fromTo(report, field);
  return [
    strong(tell.fieldLabel(report, goal, field)),
    ...(fromTo ? [body(fromTo)] : []),
    field.kind === 'work-state'
      ? tell.stateItem(report, goal, field)
      : body(`${report.words.value} ${tell.answerText(report, goal, field)}`),
  ];
}

function actionItems(report: tell.Told, { actions, description }: Goal): Item[] {
  if (actions.length === 0 && !description) return [body(tell.unanswered)];
  return [
    ...(description ? [body(tell.of(report, description))] : []),
    ...actions.map((action) => body(`• ${tell.of(report, action)}`)),
  ];
}
