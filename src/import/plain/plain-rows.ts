/** Writes a register as rows of the plain layout's sheets. Pure. */
import { comparatorIn } from '../table/figures';
import {
  type Baseline,
  type Field,
  type Goal,
  type Group,
  type Locale,
  type LocalizedText,
  locales,
  type Option,
  type Register,
  type Target,
} from '../../goals/schema';
import {
  type FieldKey,
  type GoalKey,
  type GroupKey,
  levelKeys,
  type ListKey,
  type mappingColumns,
  type nameColumns,
  type SettingKey,
} from './columns';
import { type KeptBeside } from '../table/imported';
import { settingName } from '../settings/setting-names';
import { settingsOf } from '../settings/settings';
import {
  answerWords,
  comparatorWords,
  directionWords,
  groupWords,
  kindWords,
  languageWords,
  listWords,
  roleWords,
  wordFor,
} from '../settings/words';

export type PlainRow<K extends string> = Readonly<Partial<Record<K, string | number | undefined>>>;

export function settingRows({ programme }: Register, language: Locale): PlainRow<SettingKey>[] {
  return settingsOf(programme, language).map(({ key, value, text }) => ({
    ...{ setting: settingName(key, language), value },
    ...textCells('text', text),
  }));
}

/** What to write as the owners of a goal, or of one of its groups or fields. */
export type OwnersText = (goal: Goal, part?: Group | Field) => string;

export function goalRow(goal: Goal, language: Locale, ownersText: OwnersText): PlainRow<GoalKey> {
  return {
    ...{ goal: goal.id, code: goal.code, changedIn: goal.changedIn, owners: ownersText(goal) },
    respondents: goal.respondents?.join('; '),
    contact: goal.contact && wordFor(answerWords, 'yes', language),
    ...textCells('title', goal.title),
    ...textCells('description', goal.description),
    ...textCells('unit', goal.unit),
    ...(Object.assign(
      {},
      ...goal.headings.map((heading, level) => textCells(levelKeys[level]!, heading)),
    ) as object),
  };
}

/** A further target of a field has its own row below the field, with only the ids and the target. */
export function fieldRows(
  goal: Goal,
  language: Locale,
  main: Locale,
  ownersText: OwnersText,
): PlainRow<FieldKey>[] {
  return goal.fields.flatMap((field) => {
    const [first, ...others] = field.targets;
    const ids = { goal: goal.id, id: field.id };
    return [
      {
        ...{ ...ids, ...fieldCells(field, language, main), owners: ownersText(goal, field) },
        ...(first && targetCells(first, language, main)),
      },
      ...others.map((target) => ({ ...ids, ...targetCells(target, language, main) })),
    ];
  });
}

function fieldCells(field: Field, language: Locale, main: Locale): PlainRow<FieldKey> {
  const { kind, role, direction, accumulates, min, max, maxLength, group, row, column, askedWhen } = field;
  return {
    ...{ kind: wordFor(kindWords, kind, language), role: role && wordFor(roleWords, role, language) },
    ...textCells('label', field.label),
    ...textCells('hint', field.hint),
    ...textCells('unit', field.unit),
    required: wordFor(answerWords, field.required ? 'yes' : 'no', language),
    ...(field.baseline && baselineCells(field.baseline, language, main)),
    direction: direction && wordFor(directionWords, direction, language),
    accumulates: accumulates && wordFor(answerWords, 'yes', language),
    language: field.language && wordFor(languageWords, field.language, language),
    ...{ min, max, maxLength, group, row, column },
    oneOf: field.oneOf,
    ...{ askedAfter: askedWhen?.field, askedAnswers: askedWhen?.is.join('; ') },
  };
}

function baselineCells({ raw, ...figure }: Baseline, language: Locale, main: Locale): PlainRow<FieldKey> {
  const { number, comparator } = figureCells({ raw, ...figure }, language, main);
  return { ...{ baseline: raw, baselineValue: number }, baselineComparator: comparator };
}

function targetCells(
  { raw, value, low, high, comparator, label }: Target,
  language: Locale,
  main: Locale,
): PlainRow<FieldKey> {
  const cells = figureCells({ raw, value, low, comparator }, language, main);
  return {
    ...{ target: raw, targetValue: cells.number, low, high },
    targetComparator: cells.comparator,
    ...textCells('targetLabel', label),
  };
}

/** If the text would wrongly be read as a number or a comparator, a cell beside it says that there is none. */
function figureCells(
  { raw, value, low, comparator }: Pick<Target, 'raw' | 'value' | 'low' | 'comparator'>,
  language: Locale,
  main: Locale,
): { number: number | string | undefined; comparator: string | undefined } {
  const none = wordFor(comparatorWords, 'none', language);
  if (comparator !== undefined)
    return {
      number: value ?? (low === undefined ? none : undefined),
      comparator: wordFor(comparatorWords, comparator, language),
    };
  const isSaid = value === undefined || comparatorIn(raw, main) !== undefined;
  return { number: value, comparator: isSaid ? none : undefined };
}

export function groupRows(goal: Goal, language: Locale, ownersText: OwnersText): PlainRow<GroupKey>[] {
  return goal.groups.map((group) => ({
    ...{ goal: goal.id, id: group.id, kind: wordFor(groupWords, group.kind, language) },
    ...textCells('label', group.label),
    ...textCells('description', group.description),
    owners: ownersText(goal, group),
  }));
}

export function listRows(goal: Goal, language: Locale): PlainRow<ListKey>[] {
  const items = (list: keyof typeof listWords, of: Group | Field, options: readonly Option[] = []) =>
    options.map(({ id, label }): PlainRow<ListKey> => ({
      ...{ goal: goal.id, list: wordFor(listWords, list, language), of: of.id, id },
      ...textCells('text', label),
    }));
  return [
    ...goal.actions.map((action): PlainRow<ListKey> => ({
      ...{ goal: goal.id, list: wordFor(listWords, 'action', language) },
      ...textCells('text', action),
    })),
    ...goal.groups.flatMap((group) => [
      ...items('row', group, group.rows),
      ...items('column', group, group.columns),
    ]),
    ...goal.fields.flatMap((field) => items('option', field, field.options)),
  ];
}

export function nameRows({ names }: KeptBeside): PlainRow<(typeof nameColumns)[number]['key']>[] {
  return names.map(({ text, owner }) => ({ text, owner }));
}

export function mappingRows({ mappings }: KeptBeside): PlainRow<(typeof mappingColumns)[number]['key']>[] {
  return mappings.flatMap(({ columns }, at) =>
    columns.map(({ key, meaning }) => ({ table: at + 1, heading: key, meaning })),
  );
}

function textCells<K extends string>(key: K, text: LocalizedText | undefined) {
  const cells = locales.map((locale): [string, string | undefined] => [`${key}-${locale}`, text?.[locale]]);
  return Object.fromEntries(cells) as Record<`${K}-${Locale}`, string | undefined>;
}
