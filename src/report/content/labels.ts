/** Labels of goals, fields and figures in a row. Pure. */
import { type Field, type Goal, type LocalizedText } from '../../goals/schema';
import { type ReportContent } from './report-content';

/** "1.2 Title", and below it the goal's description and actions. */
export function goalText(goal: Goal, content: ReportContent): string {
  const { textOf } = content;
  return [goalName(goal, content), textOf(goal.description), bullets(goal.actions, textOf)]
    .filter(Boolean)
    .join('\n');
}

/** "Productivity programme 2024". */
export function reportTitle({ source, period, textOf }: ReportContent): string {
  return `${textOf(source.form.programme.name)} ${period}`;
}

/** A survey has questions instead of goals. */
export function goalHeading({ words, source }: ReportContent): string {
  return source.form.programme.layout === 'survey' ? words.question : words.goal;
}

export function goalName({ code, title }: Goal, { textOf }: ReportContent): string {
  return `${code} ${textOf(title)}`;
}

/** In characters. */
const longestShort = 70;

/** The name on a page that has room for about one line. */
export function shortName(
  goal: Pick<Goal, 'code' | 'title'>,
  content: Pick<ReportContent, 'textOf'>,
): string {
  const name = `${goal.code} ${content.textOf(goal.title)}`;
  if (name.length <= longestShort) return name;
  return `${name.slice(0, longestShort).replace(/\s+\S*$/, '')}…`;
}

/** A KPI without a figure is answered in words, and such a field has no role. */
export function isIndicator({ role, group }: Field): boolean {
  return group === undefined && (role === 'measure' || role === undefined);
}

export function bullets(
  texts: readonly LocalizedText[],
  textOf: (text: LocalizedText | undefined) => string,
): string {
  return texts.map((text) => `• ${textOf(text)}`).join('\n');
}

/** With its group, row and column, unless another part says the same. */
export function fieldName(field: Field, { groups }: Goal, { textOf }: ReportContent): string {
  const group = groups.find(({ id }) => id === field.group);
  const row = group?.rows?.find(({ id }) => id === field.row);
  const column = group?.columns?.find(({ id }) => id === field.column);
  const parts = [group?.label, row?.label, column?.label, field.label].map(textOf);
  const said = (part: string) =>
    parts.some((other) => other !== part && other.toLowerCase().includes(part.toLowerCase()));
  return [...new Set(parts.filter((part) => part !== '' && !said(part)))].join(' – ');
}

/** One for each heading level of the programme; empty if the goal has none. */
export function headingsOf({ headings }: Goal, { source, textOf }: ReportContent): string[] {
  return source.form.programme.headings.map((_, level) => textOf(headings[level]));
}
