/** Labels of a goal's inputs and headings, all different for screen readers and voice control. Pure. */
import { type Field, type Goal, type Group } from '../../src/goals/schema';
import { keptWith } from '../../src/kept';
import { type Wording } from './wording';

/** Field id → name, for all fields of the goal, so that a field has the same name on every page. */
export function fieldNames(goal: Goal, wording: Wording): ReadonlyMap<string, string> {
  return keptNames(goal)(wording);
}

const keptNames = keptWith((goal: Goal) => keptWith((wording: Wording) => namesIn(goal, wording)));

function namesIn(goal: Goal, wording: Wording): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Map<string, number>();
  for (const field of goal.fields) {
    const label = marked(field, goal, wording);
    const name = field.language ? wording.text(`field.in.${field.language}`, { label }) : label;
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    names.set(field.id, times === 1 ? name : `${name} – ${times}`);
  }
  return names;
}

/** "1. Palvelupolku": numbered if the goal has several groups and the register does not number them. */
export function groupTitle(group: Group, goal: Goal, wording: Wording): string {
  const title = wording.of(group.label);
  return ownMark(title) ? title : groupMark(group, goal, wording) + title;
}

/** "2. Lääkärit" above the cells of a row. */
export function rowTitle(group: Group, rowId: string, wording: Wording): string {
  const title = wording.of(rowOf(group, rowId).label);
  return ownMark(title) ? title : rowMark(group, rowId, wording) + title;
}

/** A table with one column is shown as a list of fields; rows need headings only if there are several columns. */
export function isGrid(group: Group | undefined): group is Group {
  return (group?.rows?.length ?? 0) > 0 && (group?.columns?.length ?? 0) > 1;
}

/** With the number of its heading in front: "1. Etenemä (%)", in a table "2. Hlö" or "b. Hlö". */
function marked(field: Field, goal: Goal, wording: Wording): string {
  const group = goal.groups.find(({ id }) => id === field.group);
  const unit = wording.unit(field);
  const own = wording.of(field.label) + (unit && ` (${unit})`);
  if (!group) return own;
  const mark = groupMark(group, goal, wording);
  if (field.row === undefined) return mark + own;
  const inRow = rowMark(group, field.row, wording);
  const column = isGrid(group) && group.columns?.find(({ id }) => id === field.column);
  if (column) return mark + inRow + wording.of(column.label);
  return mark + (ownMark(own) ? own : inRow + own);
}

function groupMark(group: Group, goal: Goal, wording: Wording): string {
  if (goal.groups.length < 2) return '';
  return ownMark(wording.of(group.label)) ?? `${goal.groups.indexOf(group) + 1}. `;
}

function rowMark(group: Group, rowId: string, wording: Wording): string {
  const row = rowOf(group, rowId);
  return ownMark(wording.of(row.label)) ?? `${group.rows!.indexOf(row) + 1}. `;
}

/** The schema ensures that a field's row is in its group. */
function rowOf(group: Group, rowId: string) {
  return group.rows!.find(({ id }) => id === rowId)!;
}

/** "b. " or "12. " at the start of a text of the register. */
function ownMark(text: string): string | undefined {
  return /^(?:\p{L}{1,2}|\d{1,3})[.)]\s+/u.exec(text)?.[0];
}
