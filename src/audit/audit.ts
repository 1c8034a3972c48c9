/**
 * Who changed what, when and how, with the values before and after. An entry is written in the same commit as the
 * change, in the partition of what was changed. Entries are replaced or deleted only as the law requires: erasing a
 * person puts a pseudonym in their place, and retention ends (src/privacy).
 */
import { randomUUID } from 'node:crypto';
import { insert, readValues } from '../storage/rows';
import { type Change, type EntityStore, type Json, type KeyRange, withPrefix } from '../storage/store';

/** How somebody acted; when the bot acts on its own, it is `schedule`. */
export const ways = ['card', 'command', 'cli', 'schedule'] as const;
export type Way = (typeof ways)[number];

/** Who acts: a person's id, `cli:` followed by a system account, or `schedule`. */
export interface Actor {
  readonly by: string;
  readonly way: Way;
}

/** The bot itself, doing what the calendar says. */
export const schedule: Actor = { by: 'schedule', way: 'schedule' };

export const auditedActs = [
  ...['round-opened', 'round-closed', 'round-reopened', 'deadline-moved', 'round-skipped', 'steps-skipped'],
  'stage-ended',
  ...['paused', 'resumed', 'round-discarded'],
  ...['reminded', 'escalated', 'schedule-changed', 'channels-changed', 'owners-changed'],
  ...['programme-changed', 'programme-started'],
  ...['granted', 'revoked', 'handed-over', 'taken-back', 'proposal-decided'],
  ...['translation-handed', 'translation-taken-back'],
  ...['reply-commented', 'reply-accepted', 'answer-sent', 'report-words-changed'],
  ...['question-asked', 'question-responded', 'question-published'],
  'support-decided',
  'unit-commented',
  ...['substitute-named', 'substitute-removed', 'replied'],
  ...['register-imported', 'import-undone', 'goal-changed', 'owner-resolved'],
  ...['person-added', 'person-left', 'person-returned', 'person-erased', 'person-renamed'],
  ...['person-succeeded', 'closed-days-changed', 'role-changed'],
  'store-restored',
] as const;
export type AuditedAct = (typeof auditedActs)[number];

/** What was changed; properties that do not apply are absent. */
export interface Audited extends Actor {
  readonly what: AuditedAct;
  readonly programmeId?: string;
  readonly period?: string;
  readonly goalId?: string;
  /** The person concerned, if not the one who acted. */
  readonly personId?: string;
  readonly from?: Json;
  readonly to?: Json;
  readonly reason?: string;
}

export interface AuditEntry extends Audited {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** `cli:` and the system account that acted in the person's name on the command line. */
  readonly via?: string;
}

/** The prefix of entries' keys. */
export const auditPrefix = 'audit|';

/** The entry to add to the commit that makes the change. */
export function audit(entry: Audited, now: Date): Change {
  const at = now.toISOString();
  return insert(`${auditPrefix}${at}|${randomUUID()}`, { at, ...entry });
}

export interface AuditFilter {
  /** ISO 8601, UTC, a day or with milliseconds; `from` is inclusive, `to` exclusive. */
  readonly from?: string;
  readonly to?: string;
  /** Who acted, or the system account that did so in a person's name. */
  readonly by?: string;
  readonly what?: AuditedAct;
}

/** The keys of a partition's entries in that time. */
export function auditRange({ from, to }: Pick<AuditFilter, 'from' | 'to'>): KeyRange {
  return {
    ...withPrefix(auditPrefix),
    ...(from !== undefined && { from: auditPrefix + from }),
    ...(to !== undefined && { to: auditPrefix + to }),
  };
}

/** The entries of these partitions, the earliest first. */
export async function readAudit(
  store: EntityStore,
  partitions: Iterable<string>,
  { by, what, ...time }: AuditFilter = {},
): Promise<AuditEntry[]> {
  const range = auditRange(time);
  const entries: AuditEntry[] = [];
  for (const partition of partitions)
    for (const entry of await readValues<AuditEntry>(store, partition, range))
      if (
        (by === undefined || [entry.by, entry.via].includes(by)) &&
        (what === undefined || entry.what === what)
      )
        entries.push(entry);
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
