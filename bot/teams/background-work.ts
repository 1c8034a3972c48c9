/** Work that takes longer than a turn may: the turn is answered at once, and how it ended comes as a message. */
import { type Activity, type ConversationReference, TurnContext } from 'botbuilder';
import { type Logger } from 'pino';

export interface Later {
  /** What is worked on in this conversation: a second press meanwhile starts nothing. */
  readonly key: string;
  /** @returns the message to send when it is done */
  readonly work: () => Promise<Partial<Activity>>;
  /** What is sent where it fails. */
  readonly failed: Partial<Activity>;
  /** Id of a message that goes when the work is done. */
  readonly removes?: string;
}

export interface AfterwardsDeps {
  readonly log: Logger;
  /** Writes into a conversation outside a turn. */
  readonly continueIn: (
    conversation: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ) => Promise<void>;
}

export interface Afterwards {
  /** @param activity what the work was asked for with */
  start(activity: Partial<Activity>, later: Later): void;
  /** When all that was started has ended. */
  settled(): Promise<void>;
}

/**
 * Kept in memory only. Where the process dies nothing comes: what was answered at once says what to do then, and a
 * message that was to go is still there.
 */
export function createAfterwards(deps: AfterwardsDeps): Afterwards {
  const running = new Map<string, Promise<void>>();
  return {
    start: (activity, later) => {
      const key = `${activity.conversation?.id} ${later.key}`;
      if (running.has(key)) return;
      const conversation = TurnContext.getConversationReference(activity);
      running.set(
        key,
        finish(deps, conversation, later).finally(() => running.delete(key)),
      );
    },
    settled: async () => void (await Promise.all(running.values())),
  };
}

/** Ends well whatever happens. */
async function finish(
  { log, continueIn }: AfterwardsDeps,
  conversation: Partial<ConversationReference>,
  { work, failed, removes }: Later,
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
