/** What the log records about an activity or a message: kinds, and ids of a known shape. */
import { type Activity } from 'botbuilder';
import { idSchema } from '../../src/goals/schema';
import { type Message } from '../../src/outbox/message';
import { periodSchema } from '../../src/periods/period';
import { type LogIds } from './log-ids';

export function activityIds({ type, name, value }: Partial<Activity>): LogIds {
  const { verb, data } = ((value as { action?: unknown } | undefined)?.action ?? {}) as Record<
    string,
    unknown
  >;
  return {
    kind: [type, name].filter((word) => word !== undefined && /^[A-Za-z/-]{1,40}$/.test(word)).join(' '),
    ...(typeof verb === 'string' && /^[a-z-]{1,40}$/.test(verb) && { verb }),
    ...roundIds(data),
  };
}

/** The key is left out because it names a person. */
export function messageIds({ kind, data }: Pick<Message, 'kind' | 'data'>): LogIds {
  return { kind, ...roundIds(data) };
}

function roundIds(data: unknown): LogIds {
  const { programmeId, period } = (data ?? {}) as Record<string, unknown>;
  const programme = idSchema.safeParse(programmeId).data;
  const known = periodSchema.safeParse(period).data;
  return { ...(programme !== undefined && { programme }), ...(known !== undefined && { period: known }) };
}
