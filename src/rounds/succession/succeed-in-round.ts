/** What a person is asked, was handed or has handed over in an open round becomes the successor's. */
import { insert, loadRows, put, remove, replace, retryOnConflict } from '../../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../../storage/store';
import { isOpen, type Proposal, proposalPrefix } from '../proposal';
import { type Handover } from '../responsibility';
import {
  handoverKey,
  handoverPrefix,
  translationPrefix,
  type TranslationTask,
} from '../responsibility-store';
import { type Request, takesReplies } from '../round';
import { loadRequest, readRound, requestKey, type RoundName, roundPartition } from '../round-store';

interface InRound {
  readonly from: string;
  readonly to: string;
}

/** Idempotent, and nobody is told: one message tells of everything. */
export async function succeedInRound(
  store: EntityStore,
  name: RoundName,
  succession: InRound,
  now: Date,
): Promise<void> {
  await retryOnConflict(async () => {
    const round = await readRound(store, name);
    if (!round || !takesReplies(round.value)) return;
    const changes = [
      ...(await asked(store, name, succession, now)),
      ...(await handed(store, name, succession)),
      ...(await translated(store, name, succession)),
      ...(await proposed(store, name, succession)),
    ];
    // The round's row is replaced, so that a closing and this cannot both succeed.
    if (changes.length > 0)
      await store.commit(roundPartition(name), [...changes, replace(round, round.value)]);
  });
}

/** The person's own request stays, as a record of who was asked what. */
async function asked(
  store: EntityStore,
  name: RoundName,
  { from, to }: InRound,
  now: Date,
): Promise<Change[]> {
  const [old, row] = [await loadRequest(store, name, from), await loadRequest(store, name, to)];
  const known = row?.value.goalIds ?? [];
  const missing = (old?.value.goalIds ?? []).filter((goalId) => !known.includes(goalId));
  if (missing.length === 0) return [];
  const request: Request = row
    ? { ...row.value, goalIds: [...known, ...missing] }
    : { personId: to, goalIds: missing, createdAt: now.toISOString() };
  return [put(row, requestKey(to), request)];
}

/** What the person was handed is the successor's to answer; what they handed over stays with its holder. */
async function handed(store: EntityStore, name: RoundName, { from, to }: InRound): Promise<Change[]> {
  const rows = await loadRows<Handover>(store, roundPartition(name), withPrefix(handoverPrefix));
  return rows.flatMap((row): Change[] => {
    const { goalId, ...handover } = row.value;
    if (handover.from !== from && handover.to !== from) return [];
    const inPlace = (id: string) => (id === from ? to : id);
    const next = { from: inPlace(handover.from), to: inPlace(handover.to) };
    const isOther = rows.some(({ key }) => key === handoverKey(goalId, to));
    // A part that returns to its owner is no longer handed over.
    if (next.from === next.to || (next.from === to && isOther)) return [remove(row)];
    const value: Handover = { ...row.value, ...next };
    if (next.from === handover.from) return [replace(row, value)];
    return [remove(row), insert(handoverKey(goalId, next.from), value)];
  });
}

async function translated(store: EntityStore, name: RoundName, { from, to }: InRound): Promise<Change[]> {
  const rows = await loadRows<TranslationTask>(store, roundPartition(name), withPrefix(translationPrefix));
  const own = rows.filter(({ value }) => value.translator === from);
  return own.map((row) => replace(row, { ...row.value, translator: to }));
}

/** Nobody decides any more whether the person becomes an owner. */
async function proposed(store: EntityStore, name: RoundName, { from }: InRound): Promise<Change[]> {
  const rows = await loadRows<Proposal>(store, roundPartition(name), withPrefix(proposalPrefix));
  const own = rows.filter(({ value }) => isOpen(value) && (value.to === from || value.from === from));
  return own.map((row) => replace(row, { ...row.value, status: 'withdrawn' }));
}
