/** Drafts: what one person typed for a goal and has not saved as an answer. They count as not answered. */
import { answerTo, longestTyped } from '../goals/answers/answer';
import { type Field } from '../goals/schema';
import { omit } from '../omit';
import { type RoundName, roundPartition } from '../rounds/round-name';
import {
  loadRows,
  put,
  readRow,
  readValues,
  remove,
  replace,
  retryOnConflict,
  type Row,
} from '../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../storage/store';
import { noAnswers, type Reply } from './reply';
import { readReply, readVersion } from './reply-store';

/** What was typed, by field id: a text, or the ids of chosen options. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export interface Draft {
  readonly goalId: string;
  readonly personId: string;
  readonly typed: Typed;
  /** The version of the reply that was seen while typing; 0 when there was none. */
  readonly seenVersion: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface DraftName extends RoundName {
  readonly goalId: string;
  readonly personId: string;
}

const draftKey = ({ personId, goalId }: Pick<DraftName, 'personId' | 'goalId'>) =>
  `draft|${personId}|${goalId}`;

export function readDraft(store: EntityStore, name: DraftName): Promise<Row<Draft> | undefined> {
  return readRow<Draft>(store, roundPartition(name), draftKey(name));
}

/** A person's drafts in a round by goal. */
export async function loadDraftRows(
  store: EntityStore,
  name: RoundName,
  personId: string,
): Promise<Map<string, Row<Draft>>> {
  const range = withPrefix(draftKey({ personId, goalId: '' }));
  const drafts = await loadRows<Draft>(store, roundPartition(name), range);
  return new Map(drafts.map((row) => [row.value.goalId, row]));
}

/** How many drafts a round has, and from how many people. */
export async function countDrafts(
  store: EntityStore,
  name: RoundName,
): Promise<{ readonly drafts: number; readonly persons: number }> {
  const drafts = await readValues<Draft>(store, roundPartition(name), withPrefix('draft|'));
  return { drafts: drafts.length, persons: new Set(drafts.map(({ personId }) => personId)).size };
}

/** The longest typed text that a draft keeps, in UTF-16 units: well above the longest answer. */
const longestText = 8_000;

/** The inputs of a card that is left without saving. */
export interface Unsaved {
  readonly typed: Typed;
  readonly shown: readonly Field[];
  readonly seenVersion: number;
  /** Whether the card showed the draft, so that emptying its inputs discards the draft. */
  readonly sawDraft?: boolean;
  /** What the card had filled in from the period before, given the reply that it showed. Default: nothing */
  readonly filled?: (seen: Promise<Reply | undefined>) => Promise<Typed>;
}

/**
 * Keeps the typed values of the shown fields that differ from what the card had in its inputs, which is the reply and
 * what was filled in; earlier values of other fields stay. A draft is not an answer, so it is kept even if the round takes no answers.
 * @returns the person's draft; `undefined` when there is none
 */
export async function keepDraft(
  store: EntityStore,
  name: DraftName,
  unsaved: Unsaved,
  now: Date,
): Promise<Draft | undefined> {
  return retryOnConflict(async () => {
    const seen = readSeen(store, name, unsaved.seenVersion);
    const [row, reply, filled] = await Promise.all([
      readDraft(store, name),
      seen,
      unsaved.filled?.(seen) ?? {},
    ]);
    const typed = merged(row?.value.typed ?? {}, unsaved, reply, filled);
    if (Object.keys(typed).length === 0) {
      if (row) await store.commit(roundPartition(name), [remove(row)]);
      return undefined;
    }
    if (row && JSON.stringify(row.value.typed) === JSON.stringify(typed)) return row.value;
    const { goalId, personId } = name;
    const seenVersion = seenBeside(row?.value, typed, unsaved);
    const draft: Draft = { goalId, personId, typed, seenVersion, at: now.toISOString() };
    await store.commit(roundPartition(name), [put(row, draftKey(name), draft)]);
    return draft;
  });
}

async function readSeen(store: EntityStore, name: DraftName, version: number): Promise<Reply | undefined> {
  return readVersion(store, name, version, (await readReply(store, name, name.goalId))?.value);
}

/** An unchanged input is ignored, or, if the card showed the draft, removes the draft's text. */
function merged(
  before: Typed,
  { typed, shown, sawDraft }: Unsaved,
  seen: Reply | undefined,
  filled: Typed,
): Typed {
  const kept = new Map(Object.entries(before));
  for (const field of shown) {
    const { id } = field;
    const given = typedIn(typed, id);
    const last = typedIn(filled, id);
    // What was filled in and not sent back was not emptied: a client may leave it out.
    if (given === undefined && last !== undefined) continue;
    const text = asInput(given).slice(0, Math.min(longestText, longestTyped(field)));
    if (text !== asInput(last ?? answerTo(seen?.answers ?? noAnswers, id)?.raw)) kept.set(id, text);
    else if (sawDraft) kept.delete(id);
  }
  return Object.fromEntries(kept);
}

/** Text from other pages may have been typed beside an earlier reply, so the older seen version counts. */
function seenBeside(before: Draft | undefined, typed: Typed, { shown, seenVersion }: Unsaved): number {
  const hasOthers = Object.keys(typed).some((id) => shown.every((field) => field.id !== id));
  return before && hasOthers ? Math.min(before.seenVersion, seenVersion) : seenVersion;
}

/** Discards a draft at the person's request. */
export async function discardDraft(store: EntityStore, name: DraftName): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readDraft(store, name);
    if (row) await store.commit(roundPartition(name), [remove(row)]);
  });
}

/** The change that removes answered fields from a draft, for the commit of the reply. */
export function answeredChanges(row: Row<Draft> | undefined, answered: readonly Field[]): Change[] {
  if (!row || answered.every(({ id }) => typedIn(row.value.typed, id) === undefined)) return [];
  const typed = omit(row.value.typed, ...answered.map(({ id }) => id));
  return [Object.keys(typed).length === 0 ? remove(row) : replace(row, { ...row.value, typed })];
}

/** Checks own properties only, since a field may be called "constructor". */
export function typedIn(typed: Typed, fieldId: string): string | readonly string[] | undefined {
  return Object.hasOwn(typed, fieldId) ? typed[fieldId] : undefined;
}

/** An answer or typed text as the value of an input: several choices are joined with commas. */
export function asInput(raw: string | readonly string[] | undefined): string {
  return raw === undefined ? '' : typeof raw === 'string' ? raw : raw.join(',');
}
