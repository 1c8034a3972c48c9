/** The schema's objections to a goal, with the rows that they concern. Pure. */
import { goalSchema } from '../../goals/schema';
import { omit } from '../../omit';
import { type ImportedGoal, type ImportProblem } from '../table/imported';
import { problemAt } from '../table/table';

const anybody = ['role:anybody'];

export function goalProblems(goal: ImportedGoal): ImportProblem[] {
  const checked = goalSchema.safeParse({
    ...omit(goal, 'place', 'ownersText', 'ownersPlace'),
    ...{ code: goal.code ?? goal.id, owners: anybody },
    groups: goal.groups.map((group) => omit(group, 'ownersText', 'ownersPlace')),
    fields: goal.fields.map((field) => omit(field, 'place', 'ownersText', 'ownersPlace', 'answer')),
  });
  const issues = checked.success ? [] : checked.error.issues;
  return issues.map(({ path, message }) => {
    const field = path[0] === 'fields' && typeof path[1] === 'number' ? goal.fields[path[1]] : undefined;
    const named = path.filter((key) => typeof key === 'string').join(', ');
    const details = { where: named, reason: message };
    return problemAt('error', 'goal-invalid', field?.place ?? goal.place, field?.id ?? goal.id, details);
  });
}
