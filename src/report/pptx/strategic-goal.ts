/** What is on the slide of one goal of the strategy: the goal and its tasks, and beside them its year. Pure. */
import { fieldName } from '../content/labels';
import { isMeasuredAlike } from '../../goals/same-measure';
import { type Field, type Goal } from '../../goals/schema';
import { taskOf, tasksOf } from '../../goals/tasks';
import { unitOf } from '../../goals/unit';
import {
  body,
  type Cell,
  heading,
  headRow,
  type Item,
  type Point,
  signed,
  signs,
  strong,
  withNext,
} from './page/slide';
import { type YearRound } from './rounds-of-year';
import {
  answerText,
  comparedText,
  fromToText,
  givenTo,
  labelled,
  movedSince,
  type SlideContent,
  stateItem,
  stateLight,
  unanswered,
  unbroken,
} from './slide-content';

/** The goal, its owners and its tasks. */
export function leftOf(content: SlideContent, goal: Goal): Item[] {
  const { words } = content;
  const tasks = tasksOf(goal);
  const answerable = [content.textOf(unitOf(goal)), content.owners(goal.owners)].filter(Boolean).join(', ');
  return [
    ...(goal.description ? [heading(words.goal), body(content.textOf(goal.description))] : []),
    body(`${words.slides.responsible}: ${answerable}`),
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

function isOfTask(goal: Goal, field: Field): boolean {
  return field.role !== 'narrative' && taskOf(field, goal) !== undefined;
}

function fieldsOfTask(goal: Goal, task: Goal['groups'][number]): Field[] {
  return goal.fields.filter((field) => field.group === task.id && isOfTask(goal, field));
}

/** Says nothing of what was not answered: the table beside it shows that. */
function taskItems(content: SlideContent, goal: Goal, task: Goal['groups'][number]): Item[] {
  const fields = fieldsOfTask(goal, task).filter((field) => givenTo(content.source, goal, field));
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
  ].filter(Boolean);
  const bars = fields.flatMap((field): Item[] => {
    const value = givenTo(content.source, goal, field)?.value;
    if (field.role !== 'progress' || typeof value !== 'number') return [];
    const text = labelled(content, goal, field);
    return [{ kind: 'bar', share: Math.min(100, Math.max(0, value)), light, text }];
  });
  const support = fields
    .filter(({ role }) => role === 'support')
    .map((field) => withNextIf(bars.length > 0, body(labelled(content, goal, field))));
  const goesOn = bars.length > 0 || support.length > 0;
  return [
    strong(content.textOf(task.label)),
    ...(description.length > 0 ? [withNextIf(fields.length > 0, body(description.join(' ')))] : []),
    ...(fields.length > 0 ? [withNextIf(goesOn, state ? signed(light, said) : body(said))] : []),
    ...support,
    ...bars,
  ];
}

function withNextIf(isSo: boolean, item: Item): Item {
  return isSo ? withNext(item) : item;
}

/** The rounds of the year, with the measures and tasks through them. */
export function yearOf(content: SlideContent, goal: Goal, year: readonly YearRound[]): Item[] {
  const { words } = content;
  const cells = year.map(({ label, lights }) => {
    const light = lights.get(goal.id);
    return { label, ...(light && { light, word: words.lights[light] }) };
  });
  return [
    ...(content.showsGoalLights ? [heading(words.slides.periods), { kind: 'strip', cells } as const] : []),
    ...figureItems(content, goal, year),
  ];
}

/** What else was answered, and the summary. */
export function toldOf(content: SlideContent, goal: Goal): Item[] {
  const others = goal.fields.filter(
    (field) =>
      !isOfTask(goal, field) &&
      field.role !== 'measure' &&
      field.role !== 'narrative' &&
      givenTo(content.source, goal, field),
  );
  return [
    ...others.flatMap((field) => [
      heading(fieldName(field, goal, content)),
      field.kind === 'work-state' ? stateItem(content, goal, field) : body(answerText(content, goal, field)),
    ]),
    ...goal.fields
      .filter(({ role }) => role === 'narrative')
      .flatMap((field) => [heading(fieldName(field, goal, content)), body(answerText(content, goal, field))]),
  ];
}

/** A value as long as this does not fit into a quarter's column. In characters. */
const longestValue = 12;

/** The measures and tasks in one table; measures answered with longer texts are above it. */
function figureItems(content: SlideContent, goal: Goal, year: readonly YearRound[]): Item[] {
  const { words } = content;
  const measures = goal.fields
    .filter((field) => field.role === 'measure' && !isOfTask(goal, field))
    .map((field) => ({ field, texts: year.map((round) => valueIn(content, goal, field, round)) }));
  const isShort = measures.every(({ texts }) => texts.every((text) => text.length <= longestValue));
  const rows = isShort ? measures.map((measure) => measureRow(content, goal, measure, year)) : [];
  const tasks = taskRows(content, goal, year);
  const [name, below] = rows.length > 0 ? [words.slides.kpi, words.tasks] : [words.tasks, ''];
  const parted = rows.length > 0 && tasks.length > 0 ? [headRow(below, year.length + 1)] : [];
  const all = [...rows, ...parted, ...tasks];
  return [
    ...(isShort ? [] : measures.flatMap((measure) => measureItems(content, goal, measure, year))),
    ...(all.length > 0 ? [yearGrid(name, year, all)] : []),
    ...measures.flatMap((measure) => chartOf(content, goal, measure, year)),
  ];
}

interface Measure {
  readonly field: Field;
  /** One per round of the year. */
  readonly texts: readonly string[];
}

function measureRow(
  content: SlideContent,
  goal: Goal,
  { field, texts }: Measure,
  year: readonly YearRound[],
): Cell[] {
  return [
    { text: [content.textOf(field.label), ...measureNotes(content, goal, field, year)].join('\n') },
    ...texts.map((text) => ({ text, centred: true })),
  ];
}

function measureItems(
  content: SlideContent,
  goal: Goal,
  { field, texts }: Measure,
  year: readonly YearRound[],
): Item[] {
  return [
    strong(content.textOf(field.label)),
    ...measureNotes(content, goal, field, year).map(body),
    body(givenTexts(texts, year).join(' · ') || unanswered),
  ];
}

/** "Q1/2024: 98 %" for each quarter with a value. */
function givenTexts(texts: Measure['texts'], year: readonly YearRound[]): string[] {
  return year.flatMap(({ label }, index) =>
    texts[index] === unanswered ? [] : [unbroken(`${label}: ${texts[index]}`)],
  );
}

/** The quarter's value; the report's own one has an arrow from the previous period. */
function valueIn(content: SlideContent, goal: Goal, field: Field, { period, source }: YearRound): string {
  if (!source) return unanswered;
  const text = answerText(content, goal, field, source);
  const isOwn = period === content.source.round.period;
  const arrow = isOwn ? movedSince(content, goal, field).arrow : undefined;
  return arrow === undefined ? text : `${text}\u00a0${arrow}`;
}

/** The register's figures, how the value moved, and earlier values that are not among the quarters. */
function measureNotes(content: SlideContent, goal: Goal, field: Field, year: readonly YearRound[]): string[] {
  const shown = year.map(({ period }) => period);
  const { word, change } = movedSince(content, goal, field);
  return [
    fromToText(content, field),
    word === undefined ? '' : `${content.words.change}: ${change}`,
    ...comparedText(content, goal, field, shown),
  ].filter(Boolean);
}

function chartOf(
  content: SlideContent,
  goal: Goal,
  { field, texts }: Measure,
  year: readonly YearRound[],
): Item[] {
  const points = year.flatMap(({ label, source }): Point[] => {
    const then = source?.form.goals.find(({ id }) => id === goal.id);
    // A figure in another unit would look like a fall or a rise among the others.
    const value = source && isMeasuredAlike(field, then) ? givenTo(source, goal, field)?.value : undefined;
    return typeof value === 'number' ? [{ label, value }] : [];
  });
  const target = field.targets.length === 1 ? field.targets[0]!.value : undefined;
  if (points.length < 2) return [];
  const title = content.textOf(field.label);
  const given = givenTexts(texts, year);
  const text = [`${title}: ${given.join(' · ')}`, fromToText(content, field)].filter(Boolean).join(' · ');
  return [{ kind: 'chart', title, points, text, ...(target !== undefined && { target }) }];
}

/** The document's second table: each task's state, and how far it is, through the year. */
function taskRows(content: SlideContent, goal: Goal, year: readonly YearRound[]): Cell[][] {
  const rows = tasksOf(goal).map((task): Cell[] => [
    { text: content.textOf(task.label) },
    ...year.map((round) => taskCell(content, goal, task, round)),
  ]);
  const isAnswered = rows.some(([, ...cells]) => cells.some(({ text }) => text !== unanswered));
  return isAnswered ? rows : [];
}

function taskCell(
  content: SlideContent,
  goal: Goal,
  task: Goal['groups'][number],
  { source }: YearRound,
): Cell {
  const said = fieldsOfTask(goal, task).flatMap((field) => {
    const answer = source && givenTo(source, goal, field);
    return answer ? [{ field, answer }] : [];
  });
  const state = said.find(({ field }) => field.kind === 'work-state');
  const light = state && (content.workState(state.answer.raw)?.light ?? 'not-assessable');
  const progress = said.find(({ field }) => field.role === 'progress');
  const text = [light && signs[light], progress && answerText(content, goal, progress.field, source)].filter(
    Boolean,
  );
  return { text: unbroken(text.join(' ')) || unanswered, centred: true, ...(light && { light }) };
}

function yearGrid(name: string, year: readonly YearRound[], rows: readonly (readonly Cell[])[]): Item {
  const width = 7 / Math.max(4, year.length);
  return {
    ...{ kind: 'grid', rows, head: [name, ...year.map(({ short }) => short)] },
    shares: [4.5, ...year.map(() => width)],
  };
}
