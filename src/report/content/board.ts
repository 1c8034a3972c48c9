/** The board's page: lights by division, what changed most, who needs support, what is missing. Pure. */
import { decidedAbout } from './decided-support';
import { type Digest, type DivisionFigures, type LightChange, type LightCounts } from '../../digest/digest';
import { answerTo } from '../../goals/answers/answer-result';
import { isTaskState, stateLight, wantedFor } from '../../goals/judging/support';
import { formatNumber } from '../../goals/format-number';
import { type Field, type Goal, type Light, lights } from '../../goals/schema';
import { changedStates, changedValues } from './changed-answers';
import { shortName } from './labels';
import { type ReportContent, type ReportedGoal } from './report-content';
import { signs } from './signs';
import { grouped } from '../../grouped';
import { type SupportDecision } from '../../support/request';

export interface BoardPage {
  /** The first column has the divisions; a row per division, the last for all of them. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly changes: BoardList;
  /** Missing if nothing of the programme can ask for support. */
  readonly support?: BoardList;
  readonly missing: BoardList;
}

export interface BoardList {
  readonly heading: string;
  readonly lines: readonly string[];
}

const mostChanges = 5;
const mostSupport = 5;
const mostUnits = 6;
/** With more goals missing, a unit's are only counted. */
const mostCodes = 8;

export function boardPage(content: ReportContent, digest: Digest): BoardPage {
  const hasStates = content.goals.some(({ goal }) => goal.fields.some((field) => isState(field, goal)));
  return {
    ...divisionTable(content, digest),
    changes: changesIn(content, digest),
    ...(hasStates ? { support: supportIn(content) } : {}),
    missing: missingIn(content),
  };
}

function divisionTable(content: ReportContent, digest: Digest): Pick<BoardPage, 'head' | 'rows'> {
  const name = content.textOf(digest.divisionName);
  if (content.showsLights && digest.judged) return lightTable(content, digest, name);
  return content.source.form.programme.publishes === 'states'
    ? stateTable(content, name)
    : coverageTable(content, name);
}

/** Each count with how it changed since the previous period. */
function lightTable({ words, options, textOf }: ReportContent, digest: Digest, name: string) {
  const shown = lights.filter((light, index) => index < 3 || digest.lights[light] > 0);
  const count = (light: Light, now: LightCounts, before: LightCounts | undefined) => {
    const change = before ? now[light] - before[light] : 0;
    const sign = change > 0 ? '+' : '−';
    const number = (value: number) => formatNumber(value, options.locale);
    return change === 0 ? number(now[light]) : `${number(now[light])} (${sign}${number(Math.abs(change))})`;
  };
  const row = (text: string, figures: Pick<DivisionFigures, 'lights' | 'previousLights'>) => [
    text,
    ...shown.map((light) => count(light, figures.lights, figures.previousLights)),
  ];
  return {
    head: [name, ...shown.map((light) => `${signs[light]} ${words.lights[light]}`)],
    rows: [
      ...digest.divisions.map((division) => row(textOf(division.division), division)),
      row(words.slides.all, digest),
    ],
  };
}

/** The states that goals have, in the programme's order, and how many goals have none. */
function stateTable(content: ReportContent, name: string) {
  const { words, options, textOf, source } = content;
  const counted = content.goals.filter(({ standing }) => standing.aside === undefined);
  const states = source.form.programme.workStates.filter(({ id }) =>
    counted.some((goal) => stateOf(goal) === id),
  );
  const row = (text: string, goals: readonly ReportedGoal[]) => [
    text,
    ...[...states.map(({ id }) => id), undefined].map((id) =>
      formatNumber(goals.filter((goal) => stateOf(goal) === id).length, options.locale),
    ),
  ];
  return {
    head: [name, ...states.map(({ label }) => textOf(label)), words.board.noState],
    rows: [
      ...byDivision(content, counted).map(([division, goals]) => row(division, goals)),
      row(words.slides.all, counted),
    ],
  };
}

function stateOf({ goal, answers }: ReportedGoal): unknown {
  const field = goal.fields.find(({ kind, group }) => kind === 'work-state' && group === undefined);
  return field && answerTo(answers, field.id)?.raw;
}

function coverageTable(content: ReportContent, name: string) {
  const { words, options } = content;
  const counted = content.goals.filter(({ standing }) => standing.aside === undefined);
  const row = (text: string, goals: readonly ReportedGoal[]) => [
    text,
    ...[goals.filter(isReported).length, goals.length].map((count) => formatNumber(count, options.locale)),
  ];
  return {
    head: [
      name,
      words.board.reported,
      content.source.form.programme.layout === 'survey' ? words.board.questions : words.goals,
    ],
    rows: [
      ...byDivision(content, counted).map(([division, goals]) => row(division, goals)),
      row(words.slides.all, counted),
    ],
  };
}

function byDivision(
  { textOf }: ReportContent,
  goals: readonly ReportedGoal[],
): readonly (readonly [string, readonly ReportedGoal[]])[] {
  return [...grouped(goals, ({ goal }) => textOf(goal.headings[0]))];
}

function changesIn(content: ReportContent, digest: Digest): BoardList {
  const { words, source } = content;
  const heading = words.board.changes;
  if (!source.previous) return { heading, lines: [words.board.noPrevious] };
  const lines = content.showsLights && digest.judged ? lightChanges(content, digest) : otherChanges(content);
  return { heading, lines: lines.length > 0 ? lines : [words.board.noChanges] };
}

/** Falls first, then those who ask for support now, then what became better. */
function lightChanges(content: ReportContent, digest: Digest): string[] {
  const { worse, better, newlyRed, newSupport, greenAgain, firstAssessed } = digest;
  const { words } = content;
  const others = (all: readonly LightChange[], but: readonly LightChange[]) =>
    all.filter(({ id }) => !but.some((each) => each.id === id));
  const moved = ({ from, to, ...goal }: LightChange) =>
    `${shortName(goal, content)}: ${words.lights[from]} → ${signs[to]} ${words.lights[to]}`;
  const changes = [
    ...[...newlyRed, ...others(worse, newlyRed)].map(moved),
    ...newSupport.map(
      (goal) => `${shortName(goal, content)}: ${words.asksSupport(goal.support.asking, goal.support.of)}`,
    ),
    ...[...greenAgain, ...others(better, greenAgain)].map(moved),
  ];
  const counts = words.board.counts(worse.length, better.length, firstAssessed);
  return changes.length + firstAssessed === 0 ? [] : [counts, ...changes.slice(0, mostChanges)];
}

function otherChanges(content: ReportContent): string[] {
  const changed =
    content.source.form.programme.publishes === 'states' ? changedStates(content) : changedValues(content);
  return changed
    .slice(0, mostChanges)
    .map(
      ({ goal, before, now, change }) =>
        `${shortName(goal, content)}: ${before} → ${now}${change && ` (${change})`}`,
    );
}

/** Whether the field can say that something does not proceed. */
function isState(field: Field, goal: Goal): boolean {
  return field.kind === 'work-state' || isTaskState(field, goal);
}

/** The goals with tasks that do not proceed, and goals that do not themselves, with who answers for them. */
function supportIn(content: ReportContent): BoardList {
  const { words } = content;
  const { workStates } = content.source.form.programme;
  const asking = content.goals.flatMap(({ goal, answers, standing }) => {
    if (standing.aside !== undefined) return [];
    const stuck = goal.fields.filter(
      (field) => isState(field, goal) && stateLight(field, workStates, answers) === 'red',
    );
    if (stuck.length === 0) return [];
    const tasks = stuck.flatMap(({ group }) => {
      const label = goal.groups.find(({ id }) => id === group)?.label;
      return label ? [content.textOf(label)] : [];
    });
    const said = standing.support?.wanted?.map(({ text }) => text) ?? wantedFor(goal, undefined, answers);
    const wanted = said.map((text) => `”${text}”`).join(' ');
    const who = content.owners(goal.owners);
    return [
      {
        code: goal.code,
        line: [shortName(goal, content), wanted || tasks.join(', '), who, ...decisionsOn(goal, content)]
          .filter(Boolean)
          .join(' – '),
      },
    ];
  });
  const heading = words.board.support(asking.length);
  if (asking.length === 0) return { heading, lines: [words.board.noSupport] };
  const rest = asking.slice(mostSupport).map(({ code }) => code);
  return {
    heading,
    lines: [
      ...asking.slice(0, mostSupport).map(({ line }) => line),
      ...(rest.length > 0 ? [`${words.board.others}: ${rest.join(', ')}`] : []),
    ],
  };
}

/** "Päätös: kaksi vakanssia 1.3. alkaen": on what is asked for still, not on what was withdrawn. */
function decisionsOn(goal: Goal, content: ReportContent): string[] {
  const { support = [], round } = content.source;
  const asked = support.filter(({ goalId, period }) => goalId === goal.id && period === round.period);
  const isAsked = ({ fieldId, askedAt }: SupportDecision) =>
    asked.some((request) => request.fieldId === fieldId && request.askedAt === askedAt);
  return decidedAbout(goal, content, isAsked).map(({ text }) => `${content.words.decision}: ${text}`);
}

function isReported({ standing }: ReportedGoal): boolean {
  return standing.completeness === 'answered';
}

function missingIn(content: ReportContent): BoardList {
  const { words, textOf, options } = content;
  const counted = content.goals.filter(({ standing }) => standing.aside === undefined);
  const missing = counted.filter((goal) => !isReported(goal));
  const heading = words.board.missing(missing.length, counted.length);
  if (missing.length === 0) return { heading, lines: [words.board.nothingMissing] };
  const units = [...grouped(missing, ({ standing }) => textOf(standing.unit))];
  const number = (goals: readonly unknown[]) => formatNumber(goals.length, options.locale);
  const lines = units.map(
    ([unit, goals]) =>
      `${unit}: ${goals.length > mostCodes ? number(goals) : goals.map(({ goal }) => goal.code).join(', ')}`,
  );
  const rest = units.slice(mostUnits).flatMap(([, goals]) => goals);
  return {
    heading,
    lines: [
      ...lines.slice(0, mostUnits),
      ...(rest.length > 0 ? [`${words.board.others}: ${number(rest)}`] : []),
    ],
  };
}
