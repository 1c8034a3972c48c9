/** What a task's owner is asked to write in the first stage, as a draft for the goal's summary. Pure. */
import { fieldKindRules } from '../field-kinds';
import { type Field, type Goal, type LocalizedText, type Programme } from '../schema';
import { tasksOf } from '../tasks';

/** Characters. With the document's two or three tasks, a draft stays below the longest summary of 2,000. */
const longestWords = 500;

const label: LocalizedText = { fi: 'Mitä on tehty', sv: 'Vad har gjorts', en: 'What has been done' };

export type StageRules = Pick<Programme, 'calendar'>;

/** The goal with a text for each task, if the calendar has stages. A task that asks for a text keeps its own. */
export function withTaskWords(goal: Goal, { calendar }: StageRules): Goal {
  if (!calendar.stage) return goal;
  const lacking = tasksOf(goal).filter(({ id }) => wordsOf(goal, id) === undefined);
  const last = new Map(goal.fields.map((field) => [field.group, field.id]));
  const taken = new Set(goal.fields.map(({ id }) => id));
  const added = lacking.filter(({ id }) => last.has(id) && !taken.has(wordsId(id)));
  if (added.length === 0) return goal;
  const after = new Map(added.map(({ id }) => [last.get(id), id]));
  const fields = goal.fields.flatMap((field): Field[] => {
    const task = after.get(field.id);
    return task === undefined ? [field] : [field, wordsField(task, goal.fields)];
  });
  return { ...goal, fields };
}

/** The field in which a task's owner writes what was done. */
export function wordsOf({ fields }: Pick<Goal, 'fields'>, task: string): Field | undefined {
  return fields.find(
    ({ group, kind, role, askedWhen }) =>
      group === task &&
      fieldKindRules[kind].answeredBy === 'words' &&
      (role === undefined || role === 'narrative') &&
      askedWhen === undefined,
  );
}

function wordsId(task: string): string {
  return `${task}-words`;
}

/** Asked of those who answer the task's other fields. */
function wordsField(task: string, fields: readonly Field[]): Field {
  const owners = fields.find(({ group }) => group === task)?.owners ?? [];
  return {
    ...{ id: wordsId(task), kind: 'text', label, required: true, maxLength: longestWords },
    ...{ targets: [], group: task, owners },
  };
}
