/** What happens to a row when a person gets a new address. Pure. */
import { auditPrefix } from '../audit/audit';
import { type Entity, type Json, type JsonObject } from '../storage/store';
import { type RowAfter, taskPrefix } from './erased-row';
import { type Mentions } from './subject';

/** Key prefix of a renaming's task, which is in the people's partition until it is done. */
export const renamingPrefix = 'renaming|';

export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/**
 * The row with the new address wherever the old one identifies the person: keys, owners, authors, recipients. What
 * people typed stays as it was, even if it is the address itself.
 * @returns `undefined` if the row does not identify the person
 */
export function rowAfterRenaming(
  { key, value }: Pick<Entity, 'key' | 'value'>,
  { from, to }: Renaming,
  mentions: Mentions,
): RowAfter | undefined {
  if (key.startsWith(renamingPrefix) || key.startsWith(taskPrefix)) return undefined;
  const next = { key: mentions.replaced(key, to), value: renamedIn(key, value, { from, to }, mentions) };
  if (next.key === key && JSON.stringify(next.value) === JSON.stringify(value)) return undefined;
  return next;
}

function renamedIn(key: string, value: JsonObject, renaming: Renaming, mentions: Mentions): JsonObject {
  const { from, to } = value;
  const renamed = renamedValue(value, renaming, mentions) as JsonObject;
  // Earlier renamings say which addresses the person had.
  const isRenaming = key.startsWith(auditPrefix) && value['what'] === 'person-renamed';
  return isRenaming ? { ...renamed, from: from!, to: to! } : renamed;
}

/** Properties that hold what somebody typed, or what a file says. */
const typed = new Set(['raw', 'value', 'typed', 'text', 'alias', 'reason', 'comment']);
/** Properties that hold keys of messages, which contain the address. */
const keys = new Set(['key', 'told', 'toldBy']);

function renamedValue(value: Json, { from, to }: Renaming, mentions: Mentions, isKey = false): Json {
  if (typeof value === 'string') {
    if (value === from) return to;
    return isKey ? mentions.replaced(value, to) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const renamed = (part: Json, key: boolean) => renamedValue(part, { from, to }, mentions, key);
  if (Array.isArray(value)) return value.map((each: Json) => renamed(each, isKey));
  const entries = Object.entries(value as JsonObject).map(
    ([name, part]) =>
      [name === from ? to : name, typed.has(name) ? part : renamed(part, keys.has(name))] as const,
  );
  return Object.fromEntries(entries);
}
