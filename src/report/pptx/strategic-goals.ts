/** Slides as in the strategy report: a divider per focus, a slide per goal, all goals and lights at the end. Pure. */
import { fieldName, goalName } from '../content/labels';
import { type DigestSource, standingsOf } from '../../digest/digest';
import { type Field, type Goal, type Light } from '../../goals/schema';
import { unitOf } from '../../goals/unit';
import { formatPeriod, periodsOfYear } from '../../periods/period';
import { goalPages } from './goal-page';
import { body, heading, type Item, type Point, signed, type Slide, strong } from './slide';
import { tableSlides } from './table';
import {
  answerText,
  fromToText,
  givenTo,
  labelled,
  lightCell,
  type SlideContent,
  stateItem,
  stateLight,
  unanswered,
  unbroken,
} from './slide-content';

/** A round of the year: its lights by goal id; empty if there was no round. */
interface YearRound {
  readonly label: string;
  readonly source?: DigestSource;
  readonly lights: ReadonlyMap<string, Light>;
}

const layouts = [
  [7, 5],
  [6, 6],
  [5, 7],
] as const;

export function strategicGoals(content: SlideContent): Slide[] {
  const { goals } = content.source.form;
  const year = roundsOfYear(content);
  const focusOf = (goal: Goal | undefined) => content.textOf(goal?.headings[0]);
  const slides = goals.flatMap((goal, index): Slide[] => {
    const focus = focusOf(goal);
    const pages = goalPages(content, goal, [leftOf(content, goal), rightOf(content, goal, year)], layouts);
    if (focus === focusOf(goals[index - 1])) return pages;
    const level = content.textOf(content.source.form.programme.headings[0]);
    return [{ kind: 'divider', title: focus, lines: [level] }, ...pages];
  });
  return [...slides, ...summary(content)];
}

/** The goal, its owners and its tasks. */
function leftOf(content: SlideContent, goal: Goal): Item[] {
  const { words } = content;
  const tasks = goal.groups.filter(({ kind }) => kind === 'task');
  return [
    ...(goal.description ? [heading(words.goal), body(content.textOf(goal.description))] : []),
    heading(words.slides.responsible),
    body(`${content.textOf(unitOf(goal))}: ${content.owners(goal.owners)}`),
    ...(tasks.length > 0 ? [heading(words.tasks)] : []),
    ...tasks.flatMap((task) => taskItems(content, goal, task)),
    ...actionItems(content, goal),
  ];
}

function actionItems(content: SlideContent, goal: Goal): Item[] {
  if (goal.actions.length === 0) return [];
  return [
    heading(content.words.actions),
    ...goal.actions.map((action) => body(`• ${content.textOf(action)}`)),
  ];
}

function isOfTask({ groups }: Goal, { group, role }: Field): boolean {
  return role !== 'narrative' && groups.some(({ id, kind }) => id === group && kind === 'task');
}

function taskItems(content: SlideContent, goal: Goal, task: Goal['groups'][number]): Item[] {
  const fields = goal.fields.filter((field) => field.group === task.id && isOfTask(goal, field));
  const state = fields.find(({ kind }) => kind === 'work-state');
  const light = stateLight(content, goal, state);
  const said = fields
    .filter(({ role }) => role !== 'support')
    .map((field) => labelled(content, goal, field))
    .join(' · ');
  const owners = content.owners(task.owners);
  const description = [
    content.textOf(task.description),
    owners && `${content.words.slides.responsible}: ${owners}`,
  ];
  return [
    strong(content.textOf(task.label)),
    body(description.filter(Boolean).join(' ')),
    ...(fields.length > 0 ? [state ? signed(light, said) : body(said)] : []),
    ...fields
      .filter((field) => field.role === 'support' && givenTo(content.source, goal, field))
      .map((field) => body(labelled(content, goal, field))),
    ...fields.flatMap((field): Item[] => {
      const value = givenTo(content.source, goal, field)?.value;
      if (field.role !== 'progress' || typeof value !== 'number') return [];
      const text = labelled(content, goal, field);
      return [{ kind: 'bar', share: Math.min(100, Math.max(0, value)), light, text }];
    }),
  ];
}

/** The rounds of the year, the measures through them, what else was asked, and the summary. */
function rightOf(content: SlideContent, goal: Goal, year: readonly YearRound[]): Item[] {
  const { words } = content;
  const cells = year.map(({ label, lights }) => {
    const light = lights.get(goal.id);
    return { label, ...(light && { light, word: words.lights[light] }) };
  });
  const others = goal.fields.filter(
    (field) => !isOfTask(goal, field) && field.role !== 'measure' && field.role !== 'narrative',
  );
  const measures = goal.fields.filter((field) => field.role === 'measure' && !isOfTask(goal, field));
  return [
    ...(content.showsGoalLights ? [heading(words.slides.periods), { kind: 'strip', cells } as const] : []),
    ...(measures.length > 0 ? [heading(words.slides.kpi)] : []),
    ...measures.flatMap((field) => measureItems(content, goal, field, year)),
    ...others.flatMap((field) => [
      heading(fieldName(field, goal, content)),
      field.kind === 'work-state' ? stateItem(content, goal, field) : body(answerText(content, goal, field)),
    ]),
    ...goal.fields
      .filter(({ role }) => role === 'narrative')
      .flatMap((field) => [heading(fieldName(field, goal, content)), body(answerText(content, goal, field))]),
  ];
}

function measureItems(content: SlideContent, goal: Goal, field: Field, year: readonly YearRound[]): Item[] {
  const given = year.flatMap(({ label, source }) => {
    const answer = source && givenTo(source, goal, field);
    return answer ? [{ label, answer, text: answerText(content, goal, field, source) }] : [];
  });
  const points = given.flatMap(({ label, answer: { value } }): Point[] =>
    typeof value === 'number' ? [{ label, value }] : [],
  );
  const fromTo = fromToText(content, field);
  const values = given.map(({ label, text }) => unbroken(`${label}: ${text}`)).join(' · ');
  return [
    strong(content.textOf(field.label)),
    ...(fromTo ? [body(fromTo)] : []),
    body(values || `${content.words.slides.value}: ${unanswered}`),
    ...(points.length > 1
      ? [{ kind: 'chart' as const, points, text: `${content.textOf(field.label)}: ${values}` }]
      : []),
  ];
}

function roundsOfYear({ source, earlier, options }: SlideContent): YearRound[] {
  const rounds = new Map(
    [...earlier, { period: source.round.period, source }].map((each) => [each.period, each]),
  );
  return periodsOfYear(source.round.period).map((period) => {
    const round = rounds.get(period)?.source;
    const standings = round ? standingsOf(round.form, round.replies, round.round) : [];
    return {
      label: formatPeriod(period, options.locale),
      ...(round && { source: round }),
      lights: new Map(standings.map(({ id, light }) => [id, light])),
    };
  });
}

function summary(content: SlideContent): Slide[] {
  const { words, source, showsGoalLights } = content;
  return tableSlides({
    title: words.slides.summary,
    continued: words.slides.continued,
    widths: showsGoalLights ? [6.4, 2.9, 3] : [8, 4.3],
    head: [words.goal, words.slides.unit, ...(showsGoalLights ? [words.light] : [])],
    rows: source.form.goals.map((goal) => [
      { text: goalName(goal, content) },
      { text: content.textOf(unitOf(goal)) },
      ...(showsGoalLights ? [lightCell(content, goal)] : []),
    ]),
  });
}
