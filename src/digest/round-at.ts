/** A round as it was at a moment, from its events and the audit entries of its deadline. */
import { type AuditEntry, readAudit } from '../audit/audit';
import { type Round, type RoundEvent, type RoundStatus } from '../rounds/round';
import { omit } from '../omit';
import { roundPartition } from '../rounds/round-name';
import { type EntityStore } from '../storage/store';

const statusAfter: Readonly<Record<RoundEvent['what'], RoundStatus>> = {
  opened: 'open',
  closed: 'closed',
  reopened: 'reopened',
  skipped: 'planned',
};

/** @param moment ISO 8601, UTC */
export async function loadRoundAt(store: EntityStore, round: Round, moment: string): Promise<Round> {
  return roundAt(round, moment, await readAudit(store, [roundPartition(round)], { from: moment }));
}

/** @param later entries of the round's audit; those up to the moment are ignored */
export function roundAt(round: Round, moment: string, later: readonly AuditEntry[]): Round {
  const events = eventsUntil(round, moment);
  const moved = later.find(
    ({ what, at }) => at > moment && (what === 'round-reopened' || what === 'deadline-moved'),
  );
  const deadline = typeof moved?.from === 'string' ? moved.from : round.deadline;
  const { lateAfter, ...rest } = {
    ...omit(round, 'snapshot'),
    status: statusAt(round, moment),
    events,
    deadline,
  };
  const kept = rest.status === 'closed' ? events.at(-1)?.snapshot : undefined;
  const wasReopened = events.some(({ what }) => what === 'reopened');
  return {
    ...rest,
    ...(kept !== undefined && { snapshot: kept }),
    ...(wasReopened && lateAfter !== undefined && { lateAfter }),
  };
}

export function statusAt(round: Round, moment: string): RoundStatus {
  const events = eventsUntil(round, moment);
  if (events.length === round.events.length) return round.status;
  const last = events.at(-1);
  return last ? statusAfter[last.what] : 'planned';
}

function eventsUntil({ events }: Round, moment: string): RoundEvent[] {
  return events.filter(({ at }) => at <= moment);
}

/** The snapshot of the first closing after the moment, which is closest to the form at that moment. */
export function nextSnapshot({ events }: Round, moment: string): string | undefined {
  return events.find(({ what, at }) => what === 'closed' && at > moment)?.snapshot;
}
