/** Where a person is named in rows: by address or directory id, in keys and in values. Pure. */
import { type Json, type JsonObject } from '../storage/store';

/** Whom it is about. */
export interface Subject {
  readonly personId: string;
  /** The person's accounts in the directory, former ones too; lower case. */
  readonly objectIds: readonly string[];
  readonly name?: string;
  /** Goals that ask for contact details, as `programme|goal`. */
  readonly contactGoals: ReadonlySet<string>;
  /** Ids of others in which the person's id stands: of `mari@b.fi` that of `anna-mari@b.fi`. */
  readonly others: readonly string[];
}

export interface Mentions {
  in(text: string): boolean;
  inValue(value: Json): boolean;
  /** The text with this in place of the person. */
  replaced(text: string, by: string): string;
  replacedInValue(value: JsonObject, by: string): JsonObject;
}

/** Ids are lower case in rows; what somebody typed may not be. */
export function mentionsOf({
  personId,
  objectIds,
  others,
}: Pick<Subject, 'personId' | 'objectIds' | 'others'>): Mentions {
  // Longest first: where another one's id begins, the person's own is not looked for.
  const all = [...others, personId, ...objectIds].sort((a, b) => b.length - a.length).map(escaped);
  // A hyphen joins ids to other words in keys ("substitute-for-mari@b.fi-2026-10-12"), so it is no part of either side.
  const pattern = new RegExp(`(?<![a-z0-9._%+])(?:${all.join('|')})(?![a-z0-9]|\\.[a-z0-9])`, 'gi');
  const own = new Set([personId, ...objectIds]);
  const isOwn = (found: string) => own.has(found.toLowerCase());
  const replaced = (text: string, by: string) =>
    text.replace(pattern, (found) => (isOwn(found) ? by : found));
  const isIn = (text: string) => (text.match(pattern) ?? []).some(isOwn);
  return {
    in: isIn,
    inValue: (value) => textsIn(value).some(isIn),
    replaced,
    replacedInValue: (value, by) => mapped(value, (text) => replaced(text, by)) as JsonObject,
  };
}

/** Every text of a value, names of its parts too. */
export function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each: Json) => textsIn(each));
  return Object.entries(value as JsonObject).flatMap(([key, each]) => [key, ...textsIn(each)]);
}

function mapped(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: Json) => mapped(each, change));
  const entries = Object.entries(value as JsonObject);
  return Object.fromEntries(entries.map(([key, each]) => [change(key), mapped(each, change)]));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
