/** Finds a person in rows by address or directory id, in keys and in values. Pure. */
import { type Json, type JsonObject } from '../storage/store';

/** The person concerned. */
export interface Subject {
  readonly personId: string;
  /** The person's accounts in the directory, and former accounts and addresses; lower case. */
  readonly objectIds: readonly string[];
  readonly name?: string;
  /** Goals that ask for contact details, as `programme|goal`. */
  readonly contactGoals: ReadonlySet<string>;
  /** Other people's ids, former ones too, that contain the person's id or a former one: for `mari@b.fi`, for instance `anna-mari@b.fi`. */
  readonly others: readonly string[];
}

export interface Mentions {
  in(text: string): boolean;
  inValue(value: Json): boolean;
  /** The text with `by` in place of the person. */
  replaced(text: string, by: string): string;
  replacedInValue(value: JsonObject, by: string): JsonObject;
}

/** Ids are lower case in rows; what somebody typed may not be. */
export function mentionsOf({
  personId,
  objectIds,
  others,
}: Pick<Subject, 'personId' | 'objectIds' | 'others'>): Mentions {
  // Longest first, so that another person's longer id is not matched as the person's own.
  const all = [...others, personId, ...objectIds].sort((a, b) => b.length - a.length).map(escaped);
  // A hyphen joins ids to other words in keys ("substitute-for-mari@b.fi-2026-10-12"), so it counts as a boundary.
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

/** Every text in a value, including property names. */
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
