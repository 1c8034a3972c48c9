/** What Teams answers when it refuses, with the documented bodies, and what can go wrong on the way. */

/** A fault that replaces or spoils the connector's answer to one request. */
export type Fault =
  /** The request is refused; nothing is recorded. */
  | {
      readonly type: 'refuse';
      readonly status: number;
      readonly body: object | string;
      /** Seconds, as the header carries them; left out: no header. */
      readonly retryAfter?: number;
    }
  /** The request is worked on only when `until` resolves, so that a test decides how slow slow is. */
  | { readonly type: 'slow'; readonly until: Promise<unknown> }
  /** The connection breaks before anything was accepted. */
  | { readonly type: 'reset' }
  /** The message was accepted, and then the connection breaks: the sender cannot know. */
  | { readonly type: 'lost-answer' };

/**
 * Status codes and bodies of "Send proactive messages" and "Optimize your bot with rate limiting", Microsoft.
 * 209 is written as Teams does: the second JSON document is a text inside the first.
 */
export const faults = {
  throttled: (retryAfter?: number): Fault => ({
    ...refuse(429, 'Throttled', 'Too many requests'),
    ...(retryAfter !== undefined && { retryAfter }),
  }),
  preconditionFailed: refuse(412, 'PreconditionFailed', 'Precondition failed, please try again.'),
  serviceError: refuse(500, 'ServiceError', 'Unknown error'),
  badGateway: refuse(502, 'ServiceError', 'Service dependency issue'),
  unavailable: (retryAfter?: number): Fault => ({
    ...refuse(503, 'ServiceUnavailable', 'Service is unavailable'),
    ...(retryAfter !== undefined && { retryAfter }),
  }),
  gatewayTimeout: refuse(504, 'GatewayTimeout', 'Gateway timeout'),
  notRegistered: refuse(401, 'BotNotRegistered', 'No registration found for this bot.'),
  disabledByAdmin: refuse(403, 'BotDisabledByAdmin', 'The tenant admin disabled this bot'),
  notInRoster: refuse(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.'),
  blockedByUser: refuse(403, 'ConversationBlockedByUser', 'User blocked the conversation with the bot.'),
  notInstalled: refuse(403, 'ForbiddenOperationException', "Bot is not installed in user's personal scope"),
  writesBlocked: {
    type: 'refuse',
    status: 403,
    body: {
      errorCode: 209,
      message: JSON.stringify({
        subCode: 'MessageWritesBlocked',
        details: 'Thread is blocked from message writes.',
        errorCode: null,
        errorSubCode: null,
      }),
    },
  },
  conversationNotFound: refuse(404, 'ConversationNotFound', 'Conversation not found.'),
  activityNotFound: refuse(404, 'ActivityNotFoundInConversation', 'The message cannot be found.'),
  tooBig: refuse(413, 'MessageSizeTooBig', 'Message size too large.'),
  reset: { type: 'reset' },
  lostAnswer: { type: 'lost-answer' },
  slow: (until: Promise<unknown>): Fault => ({ type: 'slow', until }),
} satisfies Record<string, Fault | ((...args: never[]) => Fault)>;

function refuse(status: number, code: string, message: string) {
  return { type: 'refuse' as const, status, body: { error: { code, message } } };
}
