/** Merges a goal of the file into the stored one, which keeps its ids and what the file does not mention. Pure. */
import {
  type Baseline,
  type Field,
  type Goal,
  type Group,
  type Locale,
  type LocalizedText,
  type Option,
  type Owner,
  type Target,
} from '../../goals/schema';
import { textIn } from '../../goals/text';
import { freeId, idFrom } from './ids';
import { type ImportedField, type ImportedGoal, type ImportedGroup } from '../table/imported';
import { type OwnedPart } from '../owners/worklist';
import { mergeCondition } from './merge-condition';
import { matchFields, matchGroups, matchOptions } from './match-parts';
import { omit } from '../../omit';
import { keptText, sameWords } from './same-text';

export interface MergeOptions {
  readonly locale: Locale;
  /** True for the plain layout, which is complete: what it leaves out is removed, and its ids are the register's. */
  readonly saysAll: boolean;
  /** Ids of fields that were ever answered, including those that the goal no longer has. */
  readonly answered: ReadonlySet<string>;
  readonly ownersOf: (
    part: OwnedPart,
    text: string | undefined,
    stored: readonly Owner[] | undefined,
  ) => Owner[];
}

export interface MergedGoal {
  readonly goal: Goal;
  /** The register's field for each field of the file. */
  readonly fields: ReadonlyMap<ImportedField, Field>;
  /** Fields that were answered when they had another kind. */
  readonly changedKinds: readonly { readonly field: ImportedField; readonly stored: Field }[];
}

export function mergeGoal(
  file: ImportedGoal,
  stored: Goal | undefined,
  named: Pick<Goal, 'id' | 'code'>,
  options: MergeOptions,
): MergedGoal {
  const groups = mergeGroups(file.groups, stored?.groups ?? [], options);
  const matches = matchFields(file.fields, stored?.fields ?? [], {
    locale: options.locale,
    cellOf: (field) => cellOf(field, groups),
  });
  const taken = new Set([
    ...options.answered,
    ...(stored?.fields ?? []).map(({ id }) => id),
    ...file.fields.flatMap(({ id }) => id ?? []),
  ]);
  const fields = new Map<ImportedField, Field>();
  for (const field of file.fields) {
    const known = matches.get(field);
    const id = known?.id ?? field.id ?? freeId(fieldId(field, options.locale), taken);
    taken.add(id);
    fields.set(field, mergeField(field, known, id, { ...options, groups }));
  }
  const words = omit(file, 'id', 'code', 'ownersText', 'ownersPlace', 'place', 'groups', 'fields');
  const kept = options.saysAll ? {} : silent(stored, words);
  const goal: Goal = {
    ...kept,
    ...words,
    ...named,
    ...texts(words, stored, ['title', 'description', 'unit']),
    headings: words.headings.map((text, level) => keptText(stored?.headings[level], text)),
    actions: actionsOf(words.actions, stored, options),
    owners: options.ownersOf({}, file.ownersText, stored?.owners),
    groups: [...groups.values()],
    fields: [...fields].map(([field, merged]) => ({ ...merged, ...mergeCondition(field, fields) })),
  };
  const changedKinds = [...matches]
    .filter(([field, known]) => field.kind !== known.kind && options.answered.has(known.id))
    .map(([field, known]) => ({ field, stored: known }));
  return { goal, fields, changedKinds };
}

/** Stored properties that the file does not mention. */
function silent<T extends object>(stored: T | undefined, file: object): Partial<T> {
  const entries = Object.entries(stored ?? {}).filter(
    ([key]) => (file as Record<string, unknown>)[key] === undefined,
  );
  return Object.fromEntries(entries) as Partial<T>;
}

/** The stored texts if the file says the same, else the file's. */
function texts<K extends string>(
  file: Readonly<Partial<Record<K, LocalizedText | undefined>>>,
  stored: Readonly<Partial<Record<K, LocalizedText | undefined>>> | undefined,
  keys: readonly K[],
): Partial<Record<K, LocalizedText>> {
  const kept = keys.flatMap((key) => (file[key] ? [[key, keptText(stored?.[key], file[key])] as const] : []));
  return Object.fromEntries(kept) as Partial<Record<K, LocalizedText>>;
}

function actionsOf(file: readonly LocalizedText[], stored: Goal | undefined, { saysAll }: MergeOptions) {
  if (file.length === 0 && !saysAll) return stored?.actions ?? [];
  return file.map((text, at) => keptText(stored?.actions[at], text));
}

type Groups = ReadonlyMap<ImportedGroup, Group>;

function mergeGroups(
  file: readonly ImportedGroup[],
  stored: readonly Group[],
  options: MergeOptions,
): Map<ImportedGroup, Group> {
  const how = { locale: options.locale, hasIds: options.saysAll };
  const matches = matchGroups(file, stored, how);
  const taken = new Set(stored.map(({ id }) => id));
  return new Map(
    file.map((group) => {
      const known = matches.get(group);
      const id = known?.id ?? freeId(group.id, taken);
      taken.add(id);
      const words = omit(group, 'ownersText', 'ownersPlace');
      const merged: Group = {
        ...(options.saysAll ? {} : silent(known, words)),
        ...words,
        id,
        ...texts(words, known, ['label', 'description']),
        ...(group.rows && { rows: mergeOptions(group.rows, known?.rows, how) }),
        ...(group.columns && { columns: mergeOptions(group.columns, known?.columns, how) }),
        owners: options.ownersOf({ group: id }, group.ownersText, known?.owners),
      };
      return [group, merged];
    }),
  );
}

function mergeOptions(
  file: readonly Option[],
  stored: readonly Option[] | undefined,
  how: { readonly locale: Locale; readonly hasIds: boolean },
): Option[] {
  const matches = matchOptions(file, stored ?? [], how);
  const taken = new Set((stored ?? []).map(({ id }) => id));
  return file.map((option) => {
    const known = matches.get(option);
    if (known) return { id: known.id, label: keptText(known.label, option.label) };
    const id = freeId(option.id, taken);
    taken.add(id);
    return { ...option, id };
  });
}

function groupOf(field: ImportedField, groups: Groups): readonly [ImportedGroup, Group] | undefined {
  return [...groups].find(([file]) => file.id === field.group);
}

/** The register's ids of the group, row and column of a field of the file. */
function placeOf(field: ImportedField, groups: Groups): Pick<Field, 'group' | 'row' | 'column'> {
  const found = groupOf(field, groups);
  if (!found) return {};
  const [file, group] = found;
  const idAmong = (id: string | undefined, list: readonly Option[] = [], next: readonly Option[] = []) =>
    next[list.findIndex((option) => option.id === id)]?.id;
  const row = idAmong(field.row, file.rows, group.rows);
  const column = idAmong(field.column, file.columns, group.columns);
  return { group: group.id, ...(row !== undefined && { row }), ...(column !== undefined && { column }) };
}

function cellOf(field: ImportedField, groups: Groups): string {
  const { group = '', row = '', column = '' } = placeOf(field, groups);
  return `${group}|${row}|${column}`;
}

function fieldId({ role, label, language }: ImportedField, locale: Locale): string {
  const base =
    role !== undefined && role !== 'measure' ? role : idFrom(textIn(label, locale), role ?? 'field');
  return language === undefined ? base : `${base}-${language}`;
}

function mergeField(
  file: ImportedField,
  stored: Field | undefined,
  id: string,
  options: MergeOptions & { readonly groups: Groups },
): Field {
  const words = omit(file, 'ownersText', 'ownersPlace', 'answer', 'place', 'group', 'row', 'column');
  const isSameKind = stored?.kind === file.kind;
  const how = { locale: options.locale, hasIds: options.saysAll };
  const kept =
    options.saysAll || !isSameKind ? {} : silent(stored, { ...words, group: '', row: '', column: '' });
  return {
    ...kept,
    ...words,
    id,
    ...texts(words, stored, ['label', 'hint', 'unit']),
    ...(words.options && { options: mergeOptions(words.options, stored?.options, how) }),
    ...(words.baseline && {
      baseline: options.saysAll ? words.baseline : keptFigure(stored?.baseline, words.baseline),
    }),
    targets: words.targets.map((target, at) =>
      options.saysAll ? keptSide(stored?.targets[at], target) : keptFigure(stored?.targets[at], target),
    ),
    ...placeOf(file, options.groups),
    owners: options.ownersOf({ field: id }, file.ownersText, stored?.owners),
  };
}

/** The side decided for a target stays while the file has the same target without a side. */
function keptSide(stored: Target | undefined, file: Target): Target {
  const isSame = stored?.value === file.value && stored !== undefined && sameWords(stored.raw, file.raw);
  return isSame && file.comparator === undefined ? stored : file;
}

/** If the text is the same, the stored figure is kept with everything added to it since. */
function keptFigure<T extends Baseline | Target>(stored: T | undefined, file: T): T {
  return stored && sameWords(stored.raw, file.raw) ? stored : file;
}
