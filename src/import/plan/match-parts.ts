/** Matches a goal's groups, rows, options and fields in a file with the stored ones, so that ids are kept. Pure. */
import { type Field, type Group, type Locale, type LocalizedText, type Option } from '../../goals/schema';
import { textIn } from '../../goals/text';
import { type ImportedField, type ImportedGroup } from '../table/imported';
import { plainText } from './same-text';

/** Pairs each wanted item with a stored one by the first rule whose key is unique on both sides. */
function paired<W extends object, S extends object>(
  wanted: readonly W[],
  stored: readonly S[],
  rules: readonly (readonly [(each: W, at: number) => string, (each: S, at: number) => string])[],
): Map<W, S> {
  const pairs = new Map<W, S>();
  const left = new Set(stored);
  for (const [ofWanted, ofStored] of rules) {
    const those = single(wanted, (each) => !pairs.has(each), ofWanted);
    const these = single(stored, (each) => left.has(each), ofStored);
    for (const [key, each] of those) {
      const other = key === '' ? undefined : these.get(key);
      if (!other) continue;
      pairs.set(each, other);
      left.delete(other);
    }
  }
  return pairs;
}

function single<T>(all: readonly T[], isLeft: (each: T) => boolean, key: (each: T, at: number) => string) {
  const found = new Map<string, T | undefined>();
  all.forEach((each, at) => {
    if (!isLeft(each)) return;
    const text = key(each, at);
    found.set(text, found.has(text) ? undefined : each);
  });
  return new Map([...found].flatMap(([text, each]) => (each === undefined ? [] : [[text, each] as const])));
}

const labelIn = (locale: Locale) => (each: { readonly label: LocalizedText }) =>
  plainText(textIn(each.label, locale));

/** @param hasIds whether the file has the register's ids */
export function matchGroups(
  file: readonly ImportedGroup[],
  stored: readonly Group[],
  { locale, hasIds }: { readonly locale: Locale; readonly hasIds: boolean },
): Map<ImportedGroup, Group> {
  const label = labelIn(locale);
  const byLabel = (each: Group | ImportedGroup) => `${each.kind}|${label(each)}`;
  const place = (each: Group | ImportedGroup, at: number) => `${each.kind}|${at}`;
  return paired(file, stored, [
    [({ id }) => (hasIds ? id : ''), ({ id }) => id],
    [byLabel, byLabel],
    ...(hasIds ? [] : [[place, place] as const]),
  ]);
}

/** Rows and columns of a table, and the options of a choice. */
export function matchOptions(
  file: readonly Option[],
  stored: readonly Option[],
  { locale, hasIds }: { readonly locale: Locale; readonly hasIds: boolean },
): Map<Option, Option> {
  const label = labelIn(locale);
  const place = (_each: Option, at: number) => String(at);
  const isSameSize = file.length === stored.length;
  return paired(file, stored, [
    [({ id }) => (hasIds ? id : ''), ({ id }) => id],
    [label, label],
    ...(isSameSize && !hasIds ? [[place, place] as const] : []),
  ]);
}

/**
 * Matches by id; by role, kind and label together; by role and kind; by label; by place; always within the same group,
 * row and column. If only the label is the same, the kind has changed.
 * @param groupOf the stored group's id for a group in the file
 */
export function matchFields(
  file: readonly ImportedField[],
  stored: readonly Field[],
  { locale, cellOf }: { readonly locale: Locale; readonly cellOf: (field: ImportedField) => string },
): Map<ImportedField, Field> {
  const text = labelIn(locale);
  const cell = ({ group = '', row = '', column = '' }: Field) => `${group}|${row}|${column}`;
  const rule = (of: (field: Field | ImportedField) => string | undefined) => {
    const key = (place: string, said: string | undefined) => (said === undefined ? '' : `${place}|${said}`);
    return [
      (field: ImportedField) => key(field.id === undefined ? cellOf(field) : 'has an id', of(field)),
      (field: Field) => key(cell(field), of(field)),
    ] as const;
  };
  return paired(file, stored, [
    [({ id = '' }) => id, ({ id }) => id],
    rule((field) => `${field.role ?? ''}|${field.kind}|${field.language ?? ''}|${text(field)}`),
    rule((field) =>
      field.role === undefined ? undefined : `${field.role}|${field.kind}|${field.language ?? ''}`,
    ),
    rule((field) => text(field)),
    rule((field) => `${field.kind}|${field.language ?? ''}`),
  ]);
}
