/** When each person was last reminded in a round. */
import { allMessages, type Message } from '../outbox/message';
import { type RoundName, roundPartition } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';

/** Person's id → when somebody or the calendar reminded them (ISO 8601, UTC); undelivered reminders do not count. */
export async function lastReminders(store: EntityStore, round: RoundName): Promise<Map<string, string>> {
  const last = new Map<string, string>();
  for await (const { value } of allMessages(store, roundPartition(round))) {
    const { kind, recipient, createdAt, notBefore } = value;
    if (
      (kind !== 'reminder' && kind !== 'translation-reminder') ||
      recipient.type !== 'person' ||
      !reaches(value)
    )
      continue;
    const at = isWanted(value) ? notBefore : createdAt;
    if (at > (last.get(recipient.personId) ?? '')) last.set(recipient.personId, at);
  }
  return last;
}

/** A pending reminder that the person asked for has not reminded anybody before its day. */
function reaches(message: Message): boolean {
  if (message.state === 'sent' || message.toldBy !== undefined) return true;
  return message.state === 'pending' && !isWanted(message);
}

function isWanted({ data }: Message): boolean {
  return data['wanted'] === true;
}
