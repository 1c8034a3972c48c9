/** Teams' refusals, with the documented bodies, and what can go wrong on the way. */

/** A fault that replaces or spoils the connector's answer to one request. */
export type Fault =
  /** The request is refused; nothing is recorded. */
  | {
      readonly type: 'refuse';
      readonly status: number;
      readonly body: object | string;
      /** Seconds, as in the header; no header by default. */
      readonly retryAfter?: number;
    }
  /** The request is processed only when `until` resolves, so that the test decides how slow it is. */
  | { readonly type: 'slow'; readonly until: Promise<unknown> }
  /** The connection breaks before anything was accepted. */
  | { readonly type: 'reset' }
  /** The message is accepted, and then the connection breaks: the sender cannot know. */
  | { readonly type: 'lost-answer' }
  /** No answer ever comes, and nothing is accepted. */
  | { readonly type: 'hang' }
  /** The answer is exactly these bytes, whether or not the request was accepted. */
  | {
      readonly type: 'raw';
      readonly accepts: boolean;
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string;
      /** The body never ends: a byte every few milliseconds. */
      readonly drips?: boolean;
    };

/**
 * Status codes and bodies of "Send proactive messages" and "Optimize your bot with rate limiting", Microsoft.
 * 209 is written as Teams writes it: the second JSON document is a text inside the first.
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
  hang: { type: 'hang' },
  /** What a proxy on the way answers instead of Teams. */
  signInPage: raw(200, '<html>Sign in to the network</html>', { 'content-type': 'text/html' }),
  redirected: (location: string): Fault => raw(307, '', { location }),
  brokenBody: (accepts: boolean): Fault => ({ ...raw(201, '{"id": "1:ab'), accepts }),
  withoutId: raw(201, '{}'),
  /** Two megabytes where Teams sends a few hundred bytes. */
  endless: (accepts: boolean): Fault => ({
    ...raw(201, JSON.stringify({ id: 'x'.repeat(2 * 1024 * 1024) })),
    accepts,
  }),
  dripping: { ...raw(201, '{"id":'), drips: true },
  retryAfter: (value: string, status = 429): Fault => raw(status, '{}', { 'retry-after': value }),
  slow: (until: Promise<unknown>): Fault => ({ type: 'slow', until }),
} satisfies Record<string, Fault | ((...args: never[]) => Fault)>;

function raw(status: number, body: string, headers: Readonly<Record<string, string>> = {}) {
  const type = { 'content-type': 'application/json', ...headers };
  return { type: 'raw' as const, accepts: false, status, headers: type, body };
}

function refuse(status: number, code: string, message: string) {
  return { type: 'refuse' as const, status, body: { error: { code, message } } };
}
