/** Storage of decisions on requests for support: in the partition of the round in which it was asked last. */
import { type RoundName, roundPartition } from '../rounds/round-name';
import { readRow, readValues, type Row } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { type SupportDecision, type SupportName } from './request';

const prefix = 'support|';
const goalPrefix = (goalId: string) => `${prefix}${goalId}|`;

export function decisionKey({
  goalId,
  fieldId,
  askedAt,
}: Pick<SupportName, 'goalId' | 'fieldId' | 'askedAt'>): string {
  return `${goalPrefix(goalId)}${fieldId}|${askedAt}`;
}

export function readDecision(
  store: EntityStore,
  name: SupportName,
): Promise<Row<SupportDecision> | undefined> {
  return readRow<SupportDecision>(store, roundPartition(name), decisionKey(name));
}

/** Those of a round, or on one of its goals, in the order of goals and tasks, the oldest first. */
export function loadDecisions(
  store: EntityStore,
  name: RoundName,
  goalId?: string,
): Promise<SupportDecision[]> {
  const range = withPrefix(goalId === undefined ? prefix : goalPrefix(goalId));
  return readValues<SupportDecision>(store, roundPartition(name), range);
}
