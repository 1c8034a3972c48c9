/** Runs work that takes longer than a turn may, and writes the outcome into the conversation. */
import { type Activity, type ConversationReference, TurnContext } from 'botbuilder';
import { type Logger } from 'pino';
import { type BackgroundWork } from '../views/parts/background-work';

export interface BackgroundDeps {
  readonly log: Logger;
  /** Writes into a conversation outside a turn. */
  readonly continueIn: (
    conversation: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ) => Promise<void>;
}

export interface BackgroundRunner {
  /** @param activity the one that requested the work */
  start(activity: Partial<Activity>, background: BackgroundWork): void;
  /** Resolves when all started work has ended. */
  settled(): Promise<void>;
}

/**
 * Kept in memory only. If the process dies, no outcome comes: the first answer says what to do then, and a message that
 * should have been removed is still there.
 */
export function createBackgroundRunner(deps: BackgroundDeps): BackgroundRunner {
  const running = new Map<string, Promise<void>>();
  return {
    start: (activity, background) => {
      const key = `${activity.conversation?.id} ${background.key}`;
      if (running.has(key)) return;
      const conversation = TurnContext.getConversationReference(activity);
      running.set(
        key,
        finish(deps, conversation, background).finally(() => running.delete(key)),
      );
    },
    settled: async () => void (await Promise.all(running.values())),
  };
}

/** Never rejects. */
async function finish(
  { log, continueIn }: BackgroundDeps,
  conversation: Partial<ConversationReference>,
  { work, failed, removes }: BackgroundWork,
): Promise<void> {
  const done = await work().catch((error: unknown) => {
    log.error({ err: error }, 'work after a turn failed');
    return undefined;
  });
  try {
    await continueIn(conversation, async (context) => {
      await context.sendActivity(done ?? failed);
      if (done && removes !== undefined) await context.deleteActivity(removes);
    });
  } catch (error) {
    log.warn({ err: error }, 'message after a turn was not delivered, or the one before it not removed');
  }
}
