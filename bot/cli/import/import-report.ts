/** What an import did or would do, as a document and as lines. Pure. */
import { textIn } from '../../../src/goals/text';
import { type GoalChange } from '../../../src/import/plan/goal-changes';
import { type ImportProblem, type MappedColumn } from '../../../src/import/table/imported';
import { settingName } from '../../../src/import/settings/setting-names';
import { countsOf, lossesText } from '../../../src/import/import-register';
import { groupedProblems, rowNumbers } from '../../../src/import/plan/grouped-problems';
import { type ImportPlan } from '../../../src/import/plan/plan';
import { filledIn } from '../parts/cli-errors';
import { type Line } from '../parts/table';
import { columnLines } from './columns';
import { importProblemText } from './import-problems';

export interface ImportReportSource {
  readonly plan: ImportPlan;
  readonly layout: string;
  /** Set for a table that fits no layout. */
  readonly columns?: readonly MappedColumn[];
  readonly written: boolean;
  readonly dryRun: boolean;
  /** Problems beyond those of the plan. */
  readonly problems?: readonly ImportProblem[];
  readonly answers?: { readonly period: string; readonly replies: number };
}

export function importDocument(source: ImportReportSource) {
  const { plan, layout, columns, written, answers } = source;
  const locale = plan.programme.languages[0]!;
  const goals = plan.goals.filter(({ what }) => what !== 'unchanged');
  const settings = plan.settings.map(({ setting, ...change }) => ({
    ...{ setting: settingName(setting, 'en'), ...change },
  }));
  const row = (
    what: string,
    goal: (typeof goals)[number]['next']['goal'],
    changes: readonly GoalChange[],
  ) => ({
    ...{ what, goal: goal.id, code: goal.code, title: textIn(goal.title, locale), changes },
  });
  return {
    ...{ programme: plan.programme.id, layout: columns ? 'table' : layout, written },
    ...(columns && { columns }),
    settings,
    assumed: plan.assumed.map(({ setting, to = '' }) => ({ setting: settingName(setting, 'en'), to })),
    losses: plan.losses,
    awaitsStart: plan.programme.awaitsStart === true,
    counts: { ...countsOf(plan), unchanged: plan.goals.length - goals.length, held: plan.held.length },
    changes: [
      ...goals.map(({ what, next, changes }) => row(what, next.goal, changes)),
      ...plan.retired.map(({ goal }) => row('retired', goal, [])),
    ],
    problems: problemsOf(source).map((problem) => ({
      ...{ severity: problem.severity, code: problem.code, ...problem.place, value: problem.value },
      text: importProblemText(problem),
    })),
    nearMatches: plan.nearMatches.map(({ place, ...match }) => ({ ...match, ...place })),
    bareTargets: plan.bareTargets.map(({ place, ...target }) => ({ ...target, ...place })),
    ...(answers && { answers }),
  };
}

function problemsOf({ plan, problems = [] }: ImportReportSource): readonly ImportProblem[] {
  return [...plan.problems, ...problems];
}

export function importLines(source: ImportReportSource): Line[] {
  const document = importDocument(source);
  const { settings, counts, changes, problems, answers, programme, bareTargets, layout } = document;
  const count = (severity: string) => problems.filter((problem) => problem.severity === severity).length;
  const isChange = changes.length + settings.length > 0;
  const done = source.written ? 'imported' : !isChange ? 'nothing changes' : 'nothing was written';
  return [
    `${programme} (${layout}): ${done}${source.dryRun && isChange ? ', this is a dry run' : ''}`,
    `added ${counts.added}, changed ${counts.changed}, came back ${counts.revived}, retired ${counts.retired}, unchanged ${counts.unchanged}, left as they are ${counts.held}`,
    `errors ${count('error')}, warnings ${count('warning')}`,
    ...(source.plan.losses.length > 0 && !source.written
      ? [`a lot would be removed at once (${lossesText(source.plan)}): this needs --retire-many`]
      : []),
    ...nearLines(source.plan),
    ...(answers ? [`answers: ${answers.replies} goals, closed as ${answers.period}`] : []),
    ...(source.columns ? ['', ...columnLines(source.columns)] : []),
    ...(isChange ? [''] : []),
    ...settings.map(settingLine),
    ...changes.map(changeLine),
    ...newLines(document),
    ...bareLines(bareTargets.filter(({ decided }) => !decided)),
    ...(problems.length > 0 ? [''] : []),
    ...problemLines(problemsOf(source)),
  ];
}

function nearLines({ nearMatches }: ImportPlan): string[] {
  const open = nearMatches.filter(({ decided }) => !decided).length;
  if (open < 2) return [];
  return [
    `${open} goals may be goals of the register in other words: decide them at the terminal, or in a file that --matches-template writes and --matches reads`,
  ];
}

function problemLines(problems: readonly ImportProblem[]): string[] {
  return groupedProblems(problems).map(({ problem, rows }) => {
    const { severity, value, place } = problem;
    return filledIn(`${severity}: {where}${value === '' ? '' : ', "{value}"'}: {text}`, {
      where: placeText(place, rows),
      value,
      text: importProblemText(problem),
    });
  });
}

function placeText({ sheet, row, column, heading }: ImportProblem['place'], rows: readonly number[]): string {
  const where =
    rows.length > 1 ? `${rows.length} rows of ${sheet} (${rowNumbers(rows)})` : `${sheet} row ${row}`;
  const named = heading === undefined ? '' : ` (${heading})`;
  return column === undefined ? where : `${where}, column ${column}${named}`;
}

/** The assumed settings of a new programme, and what to do before anybody is asked. */
function newLines({ programme, assumed, awaitsStart }: ReturnType<typeof importDocument>): string[] {
  const told = assumed.map(({ setting, to }) =>
    filledIn('assumed {setting}: {to}', { setting, to: quoted(to) }),
  );
  if (!awaitsStart) return told;
  return [
    ...told,
    `nobody is asked yet: look at the schedule and start it with "seuranta programme start --programme ${programme}"`,
  ];
}

/** Lists all such targets once, and says how to decide. */
function bareLines(targets: ReturnType<typeof importDocument>['bareTargets']): string[] {
  if (targets.length === 0) return [];
  const [count, is] =
    targets.length === 1 ? ['1 target does', 'is'] : [`${targets.length} targets do`, 'are'];
  return [
    '',
    `${count} not say which side is better, and ${is} not assessed until you decide for all with --bare-targets at-least or at-most, for each with --side "${targets[0]!.key}=at-most", or at the terminal with --bare-targets ask:`,
    ...targets.map(({ key, code, label, raw, sheet, row }) =>
      filledIn(`- ${key}: {code} {label}, target "{raw}" ({sheet} row ${row})`, {
        code,
        label: shortened(label),
        raw: shortened(raw),
        sheet,
      }),
    ),
  ];
}

/** Most characters of a text that fit beside another one. */
const longestText = 80;

function changeLine({
  what,
  code,
  title,
  changes,
}: ReturnType<typeof importDocument>['changes'][number]): string {
  const said = changes.map((change) => {
    const about = change.part === undefined ? change.what : `${change.what} of "${change.part}"`;
    const isFigure = change.from !== undefined || change.to !== undefined;
    return isFigure ? `${about} ${quoted(change.from)} → ${quoted(change.to)}` : about;
  });
  return filledIn(`${what} {code} {title}${said.length > 0 ? ': {said}' : ''}`, {
    ...{ code, title: shortened(title) },
    said: said.join('; '),
  });
}

function settingLine({ setting, from, to }: ReturnType<typeof importDocument>['settings'][number]): string {
  return filledIn('setting {setting}: {from} → {to}', { setting, from: quoted(from), to: quoted(to) });
}

function quoted(text: string | undefined): string {
  return text === undefined ? '–' : `"${shortened(text)}"`;
}

function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
