/** The first message to a person, before anything is asked. */
import { enqueueOnce, findPending } from '../outbox/message';
import { type EntityStore } from '../storage/store';
import { peoplePartition } from './directory';

const welcomeKey = (personId: string) => `people|${personId}|welcome`;

/** Welcomes a person once, however often the app is installed. */
export async function welcomePerson(store: EntityStore, personId: string, now: Date): Promise<void> {
  const recipient = { type: 'person' as const, personId };
  const message = { key: welcomeKey(personId), kind: 'welcome' as const, recipient, data: {} };
  await enqueueOnce(store, peoplePartition, message, now);
}

/** Whether the person is about to be welcomed. A welcome that could not be sent at once holds nothing up. */
export async function awaitsWelcome(store: EntityStore, personId: string): Promise<boolean> {
  return (await findPending(store, peoplePartition, welcomeKey(personId)))?.value.attempts === 0;
}
