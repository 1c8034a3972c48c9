/**
 * 1 to 2: before, the keys of programmes and goals were their bare ids, in a partition that later got other kinds of
 * rows; and a programme had no layout, late replies, escalations or closed days.
 */
import { rewriteRows } from '../rewrite-rows';
import { type Entity, type EntityStore, type JsonObject } from '../store';
import { type Migration, partitionsWith } from './migration';

const programmes = 'programmes';

export const registerRows: Migration = {
  what: 'programmes and goals get keys of their kind, programmes the settings that came later',
  async run(store, onRows) {
    await rewriteRows(store, programmes, (entity) => programmeChanges(store, entity), { onRows });
    for await (const partition of partitionsWith(store, 'goals|'))
      await rewriteRows(store, partition, (entity) => goalChanges(store, partition, entity), { onRows });
  },
};

function programmeChanges(store: EntityStore, entity: Entity) {
  const { key, etag, value } = entity;
  if (key === value['id']) return moved(store, programmes, entity, `programme|${key}`, completed(value));
  if (!key.startsWith('programme|') || isComplete(value)) return [];
  return [{ type: 'replace' as const, key, etag, value: completed(value) }];
}

function goalChanges(store: EntityStore, partition: string, entity: Entity) {
  const { key, value } = entity;
  const { goal } = value as { goal?: { id?: string } };
  return key === goal?.id ? moved(store, partition, entity, `goal|${key}`, value) : [];
}

/** If a newer program has already written the row under its new key, that row counts. */
async function moved(
  store: EntityStore,
  partition: string,
  { key, etag }: Entity,
  to: string,
  value: JsonObject,
) {
  const old = { type: 'delete' as const, key, etag };
  return (await store.get(partition, to)) ? [old] : [old, { type: 'insert' as const, key: to, value }];
}

/** Fills in the defaults of missing settings; existing settings stay. */
export function completed(programme: JsonObject): JsonObject {
  const calendar = programme['calendar'] as JsonObject;
  return {
    layout: 'plain',
    ...programme,
    calendar: { graceWorkingDays: 0, escalations: [], closedDays: [], ...calendar },
  };
}

function isComplete(programme: JsonObject): boolean {
  const parts = ['graceWorkingDays', 'escalations', 'closedDays'];
  return 'layout' in programme && parts.every((part) => part in (programme['calendar'] as JsonObject));
}
