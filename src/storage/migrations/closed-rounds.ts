/**
 * 2 to 3: before, a closed round kept only its form; its requests, hand-overs and previous round were looked up when
 * its figures were drawn. A closing did not name its snapshot. Answers imported from a document were dated at the
 * deadline, which counts as late. A reopened round did not know from which moment on a reply is late.
 */
import { isDeepStrictEqual } from 'node:util';
import { comparePeriods } from '../../periods/period';
import { commitInPages, insert, readRow, readValues, replace, retryOnConflict } from '../rows';
import { type ListedStore } from '../listed-store';
import { rewriteRows } from '../rewrite-rows';
import { type EntityStore, type JsonObject, withPrefix } from '../store';
import { type Migration, partitionsWith } from './migration';
import { completed } from './register-rows';

interface OldEvent {
  readonly what: string;
  readonly at: string;
  readonly snapshot?: string;
}

interface OldRound {
  readonly programmeId: string;
  readonly period: string;
  readonly status: string;
  readonly deadline: string;
  readonly lateAfter?: string;
  readonly snapshot?: string;
  readonly events: readonly OldEvent[];
}

export const closedRounds: Migration = {
  what: 'closed rounds keep all that their figures come from',
  async run(store, onRows) {
    for await (const partition of partitionsWith(store, 'round|'))
      await retryOnConflict(() => migrateRound(store, partition, onRows), 20);
  },
};

/** Writes the round's own row last; until then the round counts as not migrated. */
async function migrateRound(store: ListedStore, partition: string, onRows: (rows: number) => void) {
  const row = await readRow<OldRound>(store, partition, 'round');
  if (!row || !isOld(row.value)) return;
  const { snapshot } = row.value;
  if (snapshot !== undefined) await keepSource(store, partition, row.value, snapshot, onRows);
  if (snapshot === 'document') await inTime(store, partition, row.value.deadline, onRows);
  await rewriteRows(
    store,
    partition,
    ({ key, etag, value }) => {
      const round = value as unknown as OldRound;
      if (key !== 'round' || !isOld(round)) return [];
      return [replace({ key, etag, value }, migrated(round))];
    },
    { range: { from: 'round', to: 'round\u0000' }, onRows },
  );
}

function isOld(round: OldRound): boolean {
  const closing = closingOf(round);
  return (closing !== undefined && closing.snapshot === undefined) || lateAfterOf(round) !== round.lateAfter;
}

/** The latest closing of a round that is closed now. */
function closingOf({ status, snapshot, events }: OldRound): OldEvent | undefined {
  return status === 'closed' && snapshot !== undefined ? events.at(-1) : undefined;
}

/** The first deadline is no longer known; the first closing was at that time, and earlier replies were in time. */
function lateAfterOf({ events, lateAfter }: OldRound): string | undefined {
  if (lateAfter !== undefined || events.every(({ what }) => what !== 'reopened')) return lateAfter;
  return events.find(({ what }) => what === 'closed')?.at;
}

function migrated(round: OldRound): OldRound {
  const closing = closingOf(round);
  const lateAfter = lateAfterOf(round);
  const { snapshot } = round;
  const events = round.events.map((event) =>
    event === closing && snapshot !== undefined ? { ...event, snapshot } : event,
  );
  return { ...round, events, ...(lateAfter !== undefined && { lateAfter }) };
}

/** Nothing could be asked or handed over since the closing, so the current rows are those of that moment. */
async function keepSource(
  store: EntityStore,
  partition: string,
  round: OldRound,
  id: string,
  onRows: (rows: number) => void,
): Promise<void> {
  for (const kind of ['request', 'handover']) {
    const there = await keysOf(store, partition, `snapshot|${id}|${kind}|`);
    const values = await readValues<JsonObject>(store, partition, withPrefix(`${kind}|`));
    const rows = values
      .map((value, order) => insert(`snapshot|${id}|${kind}|${String(order).padStart(6, '0')}`, value))
      .filter(({ key }) => !there.has(key));
    await commitInPages(store, partition, rows);
    onRows(rows.length);
  }
  const head = await readRow<JsonObject>(store, partition, `snapshot|${id}|form`);
  if (!head) return;
  const previous = head.value['previous'] ?? (await roundBefore(store, round));
  const programme = completed(head.value['programme'] as JsonObject);
  const next = { ...head.value, programme, ...(previous && { previous }) };
  if (isDeepStrictEqual(next, head.value)) return;
  await store.commit(partition, [replace(head, next)]);
  onRows(1);
}

async function keysOf(store: EntityStore, partition: string, prefix: string): Promise<Set<string>> {
  const keys = new Set<string>();
  for await (const { key } of store.range(partition, withPrefix(prefix))) keys.add(key);
  return keys;
}

async function roundBefore(store: EntityStore, { programmeId, period }: OldRound) {
  const names = await readValues<OldRound>(store, 'rounds', withPrefix(`${programmeId}|`));
  const earlier = names.filter((name) => comparePeriods(name.period, period) < 0);
  const rounds = await Promise.all(
    earlier.map((name) => readRow<OldRound>(store, `round|${programmeId}|${name.period}`, 'round')),
  );
  const closed = rounds
    .flatMap((row) => (row?.value.status === 'closed' ? [row.value] : []))
    .sort((a, b) => comparePeriods(a.period, b.period))
    .at(-1);
  return closed && { period: closed.period, closedAt: closed.events.at(-1)!.at };
}

async function inTime(
  store: ListedStore,
  partition: string,
  deadline: string,
  onRows: (rows: number) => void,
): Promise<void> {
  const before = new Date(new Date(deadline).getTime() - 1).toISOString();
  const moved = (value: JsonObject) => (value['at'] === deadline ? { ...value, at: before } : value);
  for (const prefix of ['reply|', 'history|'])
    await rewriteRows(
      store,
      partition,
      (entity) => {
        if (entity.value['at'] !== deadline) return [];
        const answers = Object.entries(entity.value['answers'] as Record<string, JsonObject>);
        const value = {
          ...moved(entity.value),
          answers: Object.fromEntries(answers.map(([id, answer]) => [id, moved(answer)])),
        };
        return [replace(entity, value)];
      },
      { range: withPrefix(prefix), onRows },
    );
}
