/** Fields, groups and lists of one goal in the plain layout. Pure. */
import { defined } from '../../omit';
import { type Locale, type LocalizedText, type Option } from '../../goals/schema';
import { type FigureField } from '../table/figures';
import {
  type ImportedField,
  type ImportedGroup,
  type ImportProblem,
  type ImportProblemCode,
  type Place,
} from '../table/imported';
import { ownersIn, placeIn, problemAt } from '../table/table';
import { type FieldKey, type GroupKey, type ListKey } from './columns';
import { type Entry, idsIn, localizedIn, numberIn, textIn, wordIn } from './entries';
import { baselineIn, targetIn } from './targets';
import {
  answerWords,
  directionWords,
  groupWords,
  idFor,
  kindWords,
  languageWords,
  listWords,
  roleWords,
} from '../settings/words';

export interface Lists {
  readonly actions: readonly LocalizedText[];
  /** Options of fields, and rows and columns of tables, by kind of list and the id that they belong to. */
  readonly items: ReadonlyMap<string, Option[]>;
}

/** An error in a list or group is also an error of its goal: without that part it would be another goal. */
export function listsIn(entries: readonly Entry<ListKey>[], goal: Place, problems: ImportProblem[]): Lists {
  const actions: LocalizedText[] = [];
  const items = new Map<string, Option[]>();
  const fault = (entry: Entry<ListKey>, code: ImportProblemCode) =>
    problems.push(problemAt('error', code, entry.place, textIn(entry, 'list')), spoiled(goal, entry.place));
  for (const entry of entries) {
    const before = problems.length;
    const list = wordIn(entry, 'list', listWords, problems);
    if (problems.length > before) problems.push(spoiled(goal, entry.place));
    const text = localizedIn(entry, 'text');
    const [of, id] = (['of', 'id'] as const).map((key) => textIn(entry, key));
    if (!text) fault(entry, 'text-missing');
    else if (list === 'action') actions.push(text);
    else if (list !== undefined && (of === undefined || id === undefined)) fault(entry, 'id-missing');
    else if (list !== undefined) {
      const key = `${list} ${of!}`;
      items.set(key, [...(items.get(key) ?? []), { id: id!, label: text }]);
    }
  }
  return { actions, items };
}

function spoiled(goal: Place, place: Place): ImportProblem {
  return problemAt('error', 'part-unreadable', goal, '', { sheet: place.sheet, row: String(place.row) });
}

export function groupsIn(
  entries: readonly Entry<GroupKey>[],
  { items }: Lists,
  goal: Place,
  problems: ImportProblem[],
): ImportedGroup[] {
  return entries.map((entry) => {
    const before = problems.length;
    const id = textIn(entry, 'id') ?? '';
    const kind = wordIn(entry, 'kind', groupWords, problems);
    const [label, description] = (['label', 'description'] as const).map((key) => localizedIn(entry, key));
    if (!label) problems.push(problemAt('error', 'text-missing', entry.place, id));
    if (problems.length > before) problems.push(spoiled(goal, entry.place));
    const [rows, columns] = (['row', 'column'] as const).map((list) => items.get(`${list} ${id}`));
    return {
      ...{ id, kind: kind ?? 'section', label: label ?? { en: id || '?' } },
      ...(description && { description }),
      ...(rows && { rows }),
      ...(columns && { columns }),
      ...ownersIn(entry.table, entry.row, 'owners'),
    };
  });
}

/** A row with the ids of the field above and no kind is a further target of that field. */
export function fieldsIn(
  entries: readonly Entry<FieldKey>[],
  lists: Lists,
  main: Locale,
  problems: ImportProblem[],
): ImportedField[] {
  const fields: ImportedField[] = [];
  for (const entry of entries) {
    const above = fields.at(-1);
    const target = targetIn(entry, figureField(entry, above), main, problems);
    if (above && textIn(entry, 'kind') === undefined && textIn(entry, 'id') === above.id) {
      if (target) fields[fields.length - 1] = { ...above, targets: [...above.targets, target] };
    } else fields.push({ ...fieldIn(entry, lists, main, problems), targets: target ? [target] : [] });
  }
  return fields;
}

function fieldIn(
  entry: Entry<FieldKey>,
  { items }: Lists,
  main: Locale,
  problems: ImportProblem[],
): Omit<ImportedField, 'targets'> {
  const [id = '', group, row, column, oneOf] = (['id', 'group', 'row', 'column', 'oneOf'] as const).map(
    (key) => textIn(entry, key),
  );
  const [label, hint, unit] = (['label', 'hint', 'unit'] as const).map((key) => localizedIn(entry, key));
  const [min, max, maxLength] = (['min', 'max', 'maxLength'] as const).map((key) =>
    numberIn(entry, key, main, problems),
  );
  const kind = wordIn(entry, 'kind', kindWords, problems);
  const [role, direction] = [
    wordIn(entry, 'role', roleWords, problems),
    wordIn(entry, 'direction', directionWords, problems),
  ];
  const language = wordIn(entry, 'language', languageWords, problems);
  const required = wordIn(entry, 'required', answerWords, problems);
  const accumulates = wordIn(entry, 'accumulates', answerWords, problems) === 'yes' ? true : undefined;
  const baseline = baselineIn(entry, figureField(entry), main, problems);
  const options = items.get(`option ${id}`);
  if (!label) problems.push(problemAt('error', 'text-missing', entry.place, id));
  if (textIn(entry, 'kind') === undefined)
    problems.push(problemAt('error', 'kind-missing', placeIn(entry.table, entry.row, 'kind'), id));
  return {
    ...{ id, kind: kind ?? 'text', label: label ?? { [main]: id || '?' }, required: required !== 'no' },
    ...defined({ hint, role, unit, min, max, maxLength, language, options, baseline, direction }),
    ...defined({ accumulates }),
    ...defined({ group, row, column, oneOf, askedWhen: conditionIn(entry) }),
    ...ownersIn(entry.table, entry.row, 'owners'),
    place: entry.place,
  };
}

/** Kind and unit of the row's field, or of the field above if the row is a further target. */
function figureField(entry: Entry<FieldKey>, above?: ImportedField): FigureField {
  const said = textIn(entry, 'kind');
  if (said === undefined && above) return above;
  const unit = localizedIn(entry, 'unit');
  return { kind: idFor(kindWords, said ?? '') ?? 'text', ...(unit && { unit }) };
}

/** An incomplete condition is passed on, so that the schema reports what is missing. */
function conditionIn(entry: Entry<FieldKey>): ImportedField['askedWhen'] {
  const [field, is] = [textIn(entry, 'askedAfter'), idsIn(entry, 'askedAnswers')];
  return field === undefined && !is ? undefined : { field: field ?? '', is: is ?? [] };
}
