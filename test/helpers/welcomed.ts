import { sendPending } from '../../src/outbox/sender';
import { peoplePartition } from '../../src/people/directory';
import { welcomePerson } from '../../src/people/welcome';
import { type BotUnderTest } from './bot-under-test';

/** These persons have been welcomed earlier, so that installing the app sends them only what waits for them. */
export async function alreadyWelcomed(
  { store, clock }: Pick<BotUnderTest, 'store' | 'clock'>,
  ...personIds: readonly string[]
): Promise<void> {
  for (const personId of personIds) await welcomePerson(store, personId, clock.now());
  const deliver = () => Promise.resolve({ type: 'sent' as const });
  await sendPending({ store, clock, deliver, only: ({ kind }) => kind === 'welcome' }, peoplePartition);
}
