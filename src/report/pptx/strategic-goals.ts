/** Slides as the strategy report has them: a divider a focus, a slide a goal, all goals and lights at the end. Pure. */
import { type DigestSource, standingsOf } from '../../digest/digest';
import { type Field, type Goal, type Light } from '../../goals/schema';
import { unitOf } from '../../goals/unit';
import { formatPeriod } from '../../periods/period';
import { goalPages } from './goal-page';
import { body, heading, type Item, type Point, signed, type Slide, strong } from './slide';
import { tableSlides } from './table';
import * as tell from './told';
import { periodsOfYear } from './year';

/** A round of the year: its lights by goal id; nothing where there was no round. */
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

export function strategicGoals(report: tell.Told): Slide[] {
  const { goals } = report.source.form;
  const year = roundsOfYear(report);
  const focusOf = (goal: Goal | undefined) => tell.of(report, goal?.headings[0]);
  const slides = goals.flatMap((goal, index): Slide[] => {
    const focus = focusOf(goal);
    const pages = goalPages(report, goal, [leftOf(report, goal), rightOf(report, goal, year)], layouts);
    if (focus === focusOf(goals[index - 1])) return pages;
    const level = tell.of(report, report.source.form.programme.headings[0]);
    return [{ kind: 'divider', title: focus, lines: [level] }, ...pages];
  });
  return [...slides, ...summary(report)];
}

/** The goal, who answers for it, and its tasks. */
function leftOf(report: tell.Told, goal: Goal): Item[] {
  const { words } = report;
  const tasks = goal.groups.filter(({ kind }) => kind === 'task');
  return [
    ...(goal.description ? [heading(words.goal), body(tell.of(report, goal.description))] : []),
    heading(words.responsible),
    body(`${tell.of(report, unitOf(goal))}: ${tell.ownersText(report, goal.owners)}`),
    ...(tasks.length > 0 ? [heading(words.tasks)] : []),
    ...tasks.flatMap((task) => taskItems(report, goal, task)),
    ...actionItems(report, goal),
  ];
}

function actionItems(report: tell.Told, goal: Goal): Item[] {
  if (goal.actions.length === 0) return [];
  return [
    heading(report.words.actions),
    ...goal.actions.map((action) => body(`• ${tell.of(report, action)}`)),
  ];
}

function isOfTask({ groups }: Goal, { group, role }: Field): boolean {
  return role !== 'narrative' && groups.some(({ id, kind }) => id === group && kind === 'task');
}

function taskItems(report: tell.Told, goal: Goal, task: Goal['groups'][number]): Item[] {
  const fields = goal.fields.filter((field) => field.group === task.id && isOfTask(goal, field));
  const state = fields.find(({ kind }) => kind === 'work-state');
  const light = tell.stateLight(report, goal, state);
  const told = fields.map((field) => tell.labelled(report, goal, field)).join(' · ');
  const owners = tell.ownersText(report, task.owners);
  const description = [tell.of(report, task.description), owners && `${report.words.responsible}: ${owners}`];
  return [
    strong(tell.of(report, task.label)),
    body(description.filter(Boolean).join(' ')),
    ...(fields.length > 0 ? [state ? signed(light, told) : body(told)] : []),
    ...fields.flatMap((field): Item[] => {
      const value = tell.givenTo(report.source, goal, field)?.value;
      if (field.role !== 'progress' || typeof value !== 'number') return [];
      return [{ kind: 'bar', share: Math.min(100, Math.max(0, value)), light }];
    }),
  ];
}

/** The rounds of the year, the measures through them, what else was asked, and the summary. */
function rightOf(report: tell.Told, goal: Goal, year: readonly YearRound[]): Item[] {
  const { words } = report;
  const cells = year.map(({ label, lights }) => {
    const light = lights.get(goal.id);
    return { label, ...(light && { light, word: words.lights[light] }) };
  });
  const others = goal.fields.filter(
    (field) => !isOfTask(goal, field) && field.role !== 'measure' && field.role !== 'narrative',
  );
  const measures = goal.fields.filter((field) => field.role === 'measure' && !isOfTask(goal, field));
  return [
    ...(report.showsLights ? [heading(words.periods), { kind: 'strip', cells } as const] : []),
    ...(measures.length > 0 ? [heading(words.kpi)] : []),
    ...measures.flatMap((field) => measureItems(report, goal, field, year)),
    ...others.flatMap((field) => [
      heading(tell.fieldLabel(report, goal, field)),
      field.kind === 'work-state'
        ? tell.stateItem(report, goal, field)
        : body(tell.answerText(report, goal, field)),
    ]),
    ...goal.fields
      .filter(({ role }) => role === 'narrative')
      .flatMap((field) => [
        heading(tell.fieldLabel(report, goal, field)),
        body(tell.answerText(report, goal, field)),
      ]),
  ];
}

function measureItems(report: tell.Told, goal: Goal, field: Field, year: readonly YearRound[]): Item[] {
  const given = year.flatMap(({ label, source }) => {
    const answer = source && tell.givenTo(source, goal, field);
    return answer ? [{ label, answer, text: tell.answerText(report, goal, field, source) }] : [];
  });
  const points = given.flatMap(({ label, answer: { value } }): Point[] =>
    typeof value === 'number' ? [{ label, value }] : [],
  );
  const fromTo = tell.fromTo(report, field);
  const values = given.map(({ label, text }) => tell.unbroken(`${label}: ${text}`)).join(' · ');
  return [
    strong(tell.of(report, field.label)),
    ...(fromTo ? [body(fromTo)] : []),
    body(values || `${report.words.value}: ${tell.unanswered}`),
    ...(points.length > 1 ? [{ kind: 'chart' as const, points }] : []),
  ];
}

function roundsOfYear({ source, earlier, locale }: tell.Told): YearRound[] {
  const rounds = new Map(
    [...earlier, { period: source.round.period, source }].map((each) => [each.period, each]),
  );
  return periodsOfYear(source.round.period).map((period) => {
    const round = rounds.get(period)?.source;
    const standings = round ? standingsOf(round.form, round.replies, round.round) : [];
    return {
      label: formatPeriod(period, locale),
      ...(round && { source: round }),
      lights: new Map(standings.map(({ id, light }) => [id, light])),
    };
  });
}

function summary(report: tell.Told): Slide[] {
  const { words, source, showsLights } = report;
  return tableSlides({
    title: words.summary,
    continued: words.continued,
    widths: showsLights ? [6.4, 2.9, 3] : [8, 4.3],
    head: [words.goal, words.unit, ...(showsLights ? [words.light] : [])],
    rows: source.form.goals.map((goal) => [
      { text: `${goal.code} ${tell.of(report, goal.title)}` },
      { text: tell.of(report, unitOf(goal)) },
      ...(showsLights ? [tell.lightCell(report, goal)] : []),
    ]),
  });
}
