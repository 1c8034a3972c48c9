/** Sets of fields that need only one answer: a text in several languages, and either-or fields. Pure. */
import { isJudgedGoal } from '../judged';
import { keptWith } from '../../kept';
import { type Field } from '../schema';

export interface Alternatives {
  /** `languages`: the same text, once in each language. `either-or`: different ways to answer. */
  readonly kind: 'languages' | 'either-or';
  /** In the form's order. */
  readonly fields: readonly Field[];
}

/**
 * Each of these sets needs an answer to at least one of its fields. Fields of different owners are no alternatives in
 * languages: each owner is asked for their own text.
 * @param fields all of the goal's
 */
export function neededAlternatives(fields: readonly Field[]): readonly Alternatives[] {
  return keptNeeded(fields);
}

/** The fields of a goal are the same array until its row changes. */
const keptNeeded = keptWith(neededOf);

function neededOf(fields: readonly Field[]): readonly Alternatives[] {
  if (!fields.some(({ language, oneOf }) => language !== undefined || oneOf !== undefined))
    return unsaid(fields);
  const needed = languageSets(fields).filter((set) => set.fields.some(({ required }) => required));
  return [...needed, ...saidSets(fields), ...unsaid(fields)];
}

/** The same text in several languages: the fields differ only in their language, length and hint. */
export function languageSets(fields: readonly Field[]): readonly Alternatives[] {
  return keptSets(fields);
}

const keptSets = keptWith(setsOf);

function setsOf(fields: readonly Field[]): readonly Alternatives[] {
  const sets = new Map<string, Field[]>();
  if (!fields.some(({ language }) => language !== undefined)) return [];
  for (const field of fields) {
    if (field.kind !== 'text' || field.language === undefined) continue;
    const { label, role, group, row, column, owners, askedWhen } = field;
    const key = JSON.stringify([label, role, group, row, column, owners, askedWhen]);
    sets.set(key, [...(sets.get(key) ?? []), field]);
  }
  return [...sets.values()]
    .filter(isInLanguages)
    .map((each) => ({ kind: 'languages' as const, fields: each }));
}

/** Two texts in one language are two texts, and nothing says which of them the translation belongs to. */
function isInLanguages(fields: readonly Field[]): boolean {
  return fields.length > 1 && new Set(fields.map(({ language }) => language)).size === fields.length;
}

function saidSets(fields: readonly Field[]): Alternatives[] {
  const names = new Set(fields.flatMap(({ oneOf }) => oneOf ?? []));
  return [...names].map((name) => ({
    kind: 'either-or',
    fields: fields.filter(({ oneOf }) => oneOf === name),
  }));
}

/**
 * Where a judged goal requires no field, its optional ones are different ways to answer it (a measured value or an
 * estimate): those that it is judged by, or all if it is judged by fewer than two.
 */
function unsaid(fields: readonly Field[]): Alternatives[] {
  if (fields.some(({ required, oneOf }) => required || oneOf !== undefined)) return [];
  if (!isJudgedGoal({ fields })) return [];
  const plain = fields.filter(({ askedWhen, role }) => !askedWhen && role !== 'reason' && role !== 'support');
  const judged = plain.filter((field) => isJudgedGoal({ fields: [field] }));
  const ways = judged.length > 1 ? judged : plain;
  return ways.length > 0 ? [{ kind: 'either-or', fields: ways }] : [];
}
