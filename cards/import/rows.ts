/** What an import would change, and what somebody has to check, as rows of a card. Pure. */
import { type GoalChange } from '../../src/import/plan/goal-changes';
import { groupedProblems, type ProblemGroup, rowNumbers } from '../../src/import/plan/grouped-problems';
import { type ImportProblem, type ImportProblemCode } from '../../src/import/table/imported';
import { type ImportPlan } from '../../src/import/plan/plan';
import { type SideSource } from '../../src/goals/judging/target-side';
import { type SettingChange } from '../../src/import/plan/plan-programme';
import { settingName } from '../../src/import/settings/setting-names';
import { type TimesFaultCode } from '../../src/import/settings/settings';
import { shorten } from '../parts/shorten';
import { detailedText, isStringKey } from '../parts/strings';
import { type Wording } from '../parts/wording';

export interface ImportRow {
  readonly text: string;
  readonly weight: 'Default' | 'Bolder';
  readonly color: 'Default' | 'Attention' | 'Warning';
  readonly spacing: 'Small' | 'Medium';
}

const longest = { title: 120, figure: 60, line: 420 } as const;

/** Errors first, since they keep goals out; then changes; then what is only for information. */
export function importRows(plan: ImportPlan, isNew: boolean, wording: Wording): ImportRow[] {
  const problems = (severity: ImportProblem['severity']) =>
    groupedProblems(plan.problems.filter((problem) => problem.severity === severity)).map((group) =>
      problemLine(group, wording),
    );
  const changes = (wanted: string) =>
    plan.goals
      .filter(({ what }) => what === wanted)
      .map(({ next: { goal }, changes: all }) => goalLine(goal, all, wording));
  const settings = plan.settings.map((change) => settingLine(change, wording));
  const warnings = section(wording.text('import.warnings'), problems('warning'), 'Warning');
  const assumed = plan.assumed.map(({ setting, to = '' }) => assumedLine(setting, to, wording));
  return [
    ...section(wording.text('import.errors'), problems('error'), 'Attention'),
    // What is assumed of a new programme is told last: its settings are all new, and its name is in the heading.
    ...(isNew ? warnings : section(wording.text('import.settings'), settings)),
    ...section(wording.text('import.added'), changes('added')),
    ...section(wording.text('import.changed'), changes('changed')),
    ...section(wording.text('import.revived'), changes('revived')),
    ...section(
      wording.text('import.retired'),
      plan.retired.map(({ goal }) => goalLine(goal, [], wording)),
    ),
    ...(isNew ? section(wording.text('import.assumed'), assumed) : warnings),
  ];
}

function section(
  title: string,
  lines: readonly string[],
  color: ImportRow['color'] = 'Default',
): ImportRow[] {
  if (lines.length === 0) return [];
  return [
    { text: `${title} (${lines.length})`, weight: 'Bolder', color, spacing: 'Medium' },
    ...lines.map((text): ImportRow => ({ text, weight: 'Default', color: 'Default', spacing: 'Small' })),
  ];
}

function goalLine(
  { code, title }: ImportPlan['retired'][number]['goal'],
  changes: readonly GoalChange[],
  wording: Wording,
): string {
  const name = `${code} ${shorten(wording.of(title), longest.title)}`;
  const said = changes.map((change) => changeText(change, wording)).join('; ');
  return shorten(said === '' ? name : `${name}: ${said}`, longest.line);
}

function changeText({ what, part, from, to }: GoalChange, wording: Wording): string {
  const name = wording.text(`import.what.${what}`);
  const about = part === undefined ? name : `${name} (${shorten(part, longest.figure)})`;
  const figure = (text: string | undefined) => (text === undefined ? '–' : shorten(text, longest.figure));
  return from === undefined && to === undefined ? about : `${about} ${figure(from)} → ${figure(to)}`;
}

function assumedLine(setting: SettingChange['setting'], to: string, wording: Wording): string {
  return `${settingName(setting, wording.locale)}: ${settingText(setting, to, wording)}`;
}

/** A setting as the file would say it, but days of the week by name. */
function settingText(setting: SettingChange['setting'], text: string | undefined, wording: Wording): string {
  const day = `schedule.weekday.${text}`;
  if (setting === 'digestDay' && isStringKey(day)) return detailedText(wording.locale, day, {});
  return text === undefined ? '–' : shorten(text, longest.title);
}

function settingLine({ setting, from, to }: SettingChange, wording: Wording): string {
  const said = (text: string | undefined) => settingText(setting, text, wording);
  return `${settingName(setting, wording.locale)}: ${said(from)} → ${said(to)}`;
}

/** Codes without a text: times use the schedule's texts, and a file's answers are read only on the command line. */
type Untold = TimesFaultCode | 'answer-unreadable';
/** Each of these codes must have a text. */
type Told = Exclude<ImportProblemCode, Untold>;

function isTold(code: ImportProblemCode): code is Told {
  return isStringKey(`import.problem.${code}`);
}

function placeText(place: ImportProblem['place'], rows: readonly number[], wording: Wording): string {
  const sheet = shorten(place.sheet, longest.figure);
  const heading = place.heading === undefined ? '' : ` (${shorten(place.heading, longest.figure)})`;
  const column = `${place.column ?? ''}${heading}`;
  if (rows.length < 2) return wording.text('import.place', { sheet, row: place.row, column }).trimEnd();
  return wording
    .text('import.places', { sheet, count: rows.length, rows: rowNumbers(rows), column })
    .trimEnd();
}

function problemLine({ problem, rows }: ProblemGroup, wording: Wording): string {
  const where = placeText(problem.place, rows, wording);
  const { value } = problem;
  const said = importProblemText(problem, wording);
  return shorten(`${where}: ${value === '' ? '' : `${value} – `}${said}`, longest.line);
}

/** What is wrong, without its place. */
export function importProblemText(
  { code, value, details = {} }: Pick<ImportProblem, 'code' | 'value' | 'details'>,
  wording: Wording,
): string {
  const setting = settingName(details['setting'] ?? '', wording.locale);
  const sideBy = (by: string | undefined) =>
    by === undefined ? '' : wording.text(`import.sideBy.${by as SideSource}`);
  const sides = { counts: sideBy(details['countsBy']), against: sideBy(details['againstBy']) };
  const values = {
    ...{ ...details, ...sides, setting, code },
    ...{ candidates: details['candidates'] || '–', standIn: details['standIn'] || '–' },
  };
  const timesKey = `schedule.problem.${code.replace(/^setting-/, '')}`;
  return isTold(code)
    ? detailedText(wording.locale, `import.problem.${code}`, values)
    : code.startsWith('setting-') && isStringKey(timesKey)
      ? `${setting}: ${detailedText(wording.locale, timesKey, { ...values, text: value, field: setting })}`
      : wording.text('import.problem.other', values);
}
