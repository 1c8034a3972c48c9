/** The names of fields outside a form. Pure. */
import { type Field, type Goal } from '../../../src/goals/schema';
import { type Wording } from '../wording';

/** "Palvelupolku: Etenemä": a field of a task or table is prefixed with its name; a text names its language. */
export function fieldName(goal: Goal, field: Field, wording: Wording): string {
  const group = goal.groups.find(({ id }) => id === field.group);
  const row = group?.rows?.find(({ id }) => id === field.row);
  const labels = [group?.label, row?.label, field.label].flatMap((label) =>
    label ? [wording.of(label)] : [],
  );
  const label = labels.join(': ');
  return field.language ? wording.text(`field.in.${field.language}`, { label }) : label;
}
