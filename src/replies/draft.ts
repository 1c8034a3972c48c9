/** Drafts: what one person typed for a goal and has not given as an answer. They count as not answered. */
import { answerTo } from '../goals/answer';
import { type Field } from '../goals/schema';
import { type RoundName, roundPartition } from '../rounds/round-name';
import { put, readRow, readValues, remove, replace, retryOnConflict, type Row } from '../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../storage/store';
import { noAnswers, type Reply } from './reply';
import { readReply } from './reply-store';

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
export async function loadDrafts(
  store: EntityStore,
  name: RoundName,
  personId: string,
): Promise<Map<string, Draft>> {
  const range = withPrefix(draftKey({ personId, goalId: '' }));
  const drafts = await readValues<Draft>(store, roundPartition(name), range);
  return new Map(drafts.map((draft) => [draft.goalId, draft]));
}

/** The longest typed text that a draft keeps, in UTF-16 units: what an answer may have, and a good deal more. */
const longestText = 8_000;

/** What stands in the inputs of a card that is left without saving. */
export interface Unsaved {
  readonly typed: Typed;
  readonly shown: readonly Field[];
  readonly seenVersion: number;
  /** The card showed the draft, so that emptying its inputs throws the draft away. */
  readonly sawDraft?: boolean;
}

/**
 * Keeps what was typed for the fields that were shown; what was typed for others before stays. A draft is no answer,
 * so it may also be kept when the round takes none.
 * @returns the person's draft; `undefined` when what was typed says no more than the reply does
 */
export async function keepDraft(
  store: EntityStore,
  name: DraftName,
  { typed, shown, seenVersion, sawDraft }: Unsaved,
  now: Date,
): Promise<Draft | undefined> {
  return retryOnConflict(async () => {
    const [row, reply] = await Promise.all([readDraft(store, name), readReply(store, name, name.goalId)]);
    const inputs = shownInputs(shown, typed);
    if (!saysMore(inputs, reply?.value)) {
      // A card that shows no draft is no reason to throw one away that was kept elsewhere.
      if (!row || !sawDraft) return row?.value;
      await store.commit(roundPartition(name), answeredChanges(row, shown));
      return (await readDraft(store, name))?.value;
    }
    const kept = { ...row?.value.typed, ...inputs };
    if (row && JSON.stringify(row.value.typed) === JSON.stringify(kept)) return row.value;
    const { goalId, personId } = name;
    const draft: Draft = { goalId, personId, typed: kept, seenVersion, at: now.toISOString() };
    await store.commit(roundPartition(name), [put(row, draftKey(name), draft)]);
    return draft;
  });
}

/** Throws a draft away, because the person says so. */
export async function discardDraft(store: EntityStore, name: DraftName): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readDraft(store, name);
    if (row) await store.commit(roundPartition(name), [remove(row)]);
  });
}

/** The change that takes answered fields out of a draft, for the commit of the reply. */
export function answeredChanges(row: Row<Draft> | undefined, answered: readonly Field[]): Change[] {
  if (!row || answered.every(({ id }) => typedIn(row.value.typed, id) === undefined)) return [];
  const typed = without(row.value.typed, answered);
  return [Object.keys(typed).length === 0 ? remove(row) : replace(row, { ...row.value, typed })];
}

/** All shown inputs, so that one that was emptied stays empty. */
function shownInputs(shown: readonly Field[], typed: Typed): Typed {
  return Object.fromEntries(shown.map(({ id }) => [id, shortened(typedIn(typed, id))]));
}

function saysMore(inputs: Typed, reply: Reply | undefined): boolean {
  const answers = reply?.answers ?? noAnswers;
  return Object.entries(inputs).some(([id, text]) => text !== shortened(answerTo(answers, id)?.raw));
}

/** A field may be called "constructor": only own entries were typed. */
export function typedIn(typed: Typed, fieldId: string): string | readonly string[] | undefined {
  return Object.hasOwn(typed, fieldId) ? typed[fieldId] : undefined;
}

/** As one text: several choices arrive joined with commas. */
function shortened(raw: string | readonly string[] | undefined): string {
  const text = raw === undefined ? '' : typeof raw === 'string' ? raw : raw.join(',');
  return text.slice(0, longestText);
}

function without(typed: Typed, fields: readonly Field[]): Typed {
  const ids = new Set(fields.map(({ id }) => id));
  return Object.fromEntries(Object.entries(typed).filter(([id]) => !ids.has(id)));
}
