/** Delivers outbox messages to Teams; the only place that decides after which errors to retry. */
import { type Activity, type CloudAdapter, type ConversationParameters, TurnContext } from 'botbuilder';
import { type Logger } from 'pino';
import { type DrawnCard } from '../../cards/render';
import { type Message, type Receipt } from '../../src/outbox/message';
import { noteOutage } from '../../src/channels/outages';
import { type Clock } from '../../src/clock';
import { StorageError } from '../../src/errors';
import { type Pacer } from '../../src/outbox/pacer';
import { type Delivery, type Outcome, toldBy } from '../../src/outbox/sender';
import { loadPerson } from '../../src/people/directory';
import { forgetInstallation, wantInstallation } from '../../src/people/installations';
import { readLeft } from '../../src/people/left';
import { awaitsWelcome } from '../../src/people/welcome';
import { retryAfterMs } from '../../src/retry-after';
import { type EntityStore } from '../../src/storage/store';
import { type messageDrawer } from '../messages/index';
import { cardMessage } from '../views/parts/card-message';
import { type Config } from '../config/config';
import { type ConnectorCalls, NotSentError, UnreadableAnswerError } from '../calls/connector-calls';
import { outageIn } from './channels/channel-events';
import { findReference, forgetReference, rememberReference } from './conversation-references';
import { withMessageKey } from './first-presses';

export interface TeamsDeliveryDeps {
  readonly adapter: CloudAdapter;
  /** The calls through which the adapter makes its requests. */
  readonly calls: ConnectorCalls;
  readonly clock: Clock;
  readonly store: EntityStore;
  readonly config: Pick<Config, 'appId' | 'botId' | 'tenantId' | 'serviceUrl'>;
  readonly log: Logger;
  readonly pacer: Pacer;
  /** Draws the card of a message from the current state; `undefined` when there is nothing left to say. */
  readonly draw: ReturnType<typeof messageDrawer>;
}

export function teamsDelivery(deps: TeamsDeliveryDeps): Delivery {
  return async (message, mayCall = () => true) => {
    try {
      const left = await leftOf(deps, message);
      if (left) return left;
      if (await waitsForWelcome(deps, message)) return { type: 'held' };
      const drawn = await deps.draw(message);
      if (!drawn) return { type: 'ended', state: 'needless', reason: 'nothing left to say' };
      if ('toldBy' in drawn) return toldBy(drawn.toldBy);
      const send = () => deliver(deps, message, cardMessage(marked(drawn, message)));
      const sent = await deps.calls.allowedWhile(mayCall, send);
      const { shown, told = [] } = drawn;
      if (!sent) return notInstalled;
      const kept = { ...(shown !== undefined && { shown }), ...(told.length > 0 && { told }) };
      return { type: 'sent', ...sent, ...kept };
    } catch (error) {
      if (error instanceof NotSentError) return { type: 'held' };
      const outcome = await noting(deps, message, outcomeOf(error, deps));
      return message.edits ? afterEdit(outcome) : forgetting(deps, message, outcome);
    }
  };
}

/** In a channel everybody presses the same post, so a press says nothing about a recipient. */
function marked(drawn: DrawnCard, { recipient, key }: Message): DrawnCard {
  return recipient.type === 'person' ? { ...drawn, card: withMessageKey(drawn.card, key) } : drawn;
}

/** Has no receipt if Teams took the message without saying where it is; it cannot be edited later then. */
interface Sent {
  readonly receipt?: Receipt;
}

/** A message that Teams accepted is not sent again, even if its answer cannot be read. */
async function acceptedOr<T extends Sent>(send: Promise<T>): Promise<T | Sent> {
  try {
    return await send;
  } catch (error) {
    if (error instanceof UnreadableAnswerError && error.isAccepted) return {};
    throw error;
  }
}

/**
 * A channel that takes no posts is noted before the outcome is recorded, so that a crash in between loses nothing. Nothing
 * was posted, so the message is tried again if it cannot be noted.
 */
async function noting(deps: TeamsDeliveryDeps, message: Message, outcome: Outcome): Promise<Outcome> {
  const { recipient, edits } = message;
  const why = outageIn(outcome, edits !== undefined);
  if (recipient.type !== 'channel' || !why) return outcome;
  try {
    await noteOutage(deps.store, [recipient.channelId], why, deps.clock.now());
    return outcome;
  } catch (error) {
    return outcomeOf(error, deps);
  }
}

/** A deleted message needs no edit. */
function afterEdit(outcome: Outcome): Outcome {
  const isGone = outcome.type === 'ended' && /^404 /.test(outcome.reason);
  return isGone ? { ...outcome, state: 'needless' } : outcome;
}

/** Forgets a conversation that is gone or closed to the bot; the next attempt recreates one that is gone. */
async function forgetting(
  { store }: TeamsDeliveryDeps,
  { recipient }: Message,
  outcome: Outcome,
): Promise<Outcome> {
  if (recipient.type !== 'person' || outcome.type !== 'ended') return outcome;
  const gone = /ConversationNotFound/.test(outcome.reason);
  if (!gone && outcome.state === 'failed') return outcome;
  const known = await findReference(store, recipient.personId);
  if (outcome.state === 'not-installed') await wantInstallation(store, recipient.personId);
  await forgetReference(store, recipient.personId);
  return gone && known ? { type: 'retry', reason: outcome.reason } : outcome;
}

/** People who have left get nothing; the message goes to the coordinator's worklist. */
async function leftOf({ store }: TeamsDeliveryDeps, { recipient }: Message): Promise<Outcome | undefined> {
  const left = recipient.type === 'person' ? await readLeft(store, recipient.personId) : undefined;
  return left && { type: 'ended', state: 'left', reason: `no account since ${left.day}` };
}

/** Nobody is asked anything before the welcome has said who asks. */
async function waitsForWelcome({ store }: TeamsDeliveryDeps, { kind, recipient }: Message): Promise<boolean> {
  if (recipient.type !== 'person' || kind === 'welcome' || kind === 'alert') return false;
  return awaitsWelcome(store, recipient.personId);
}

const notInstalled: Outcome = {
  type: 'ended',
  state: 'not-installed',
  reason: 'no directory id for this person',
};

function deliver(
  deps: TeamsDeliveryDeps,
  { recipient, edits }: Message,
  activity: Partial<Activity>,
): Promise<Sent | undefined> {
  if (edits) return edit(deps, edits, recipient.type, activity);
  return recipient.type === 'person'
    ? toPerson(deps, recipient.personId, activity)
    : acceptedOr(toChannel(deps, recipient.channelId, activity));
}

async function toPerson(
  deps: TeamsDeliveryDeps,
  personId: string,
  activity: Partial<Activity>,
): Promise<Sent | undefined> {
  const { adapter, store, config, pacer } = deps;
  let sent: Sent | undefined;
  const send = async (context: TurnContext) => {
    await pacer.take(context.activity.conversation.id);
    sent = await acceptedOr(sendIn(context, activity));
  };
  const known = await findReference(store, personId);
  if (known) {
    await adapter.continueConversationAsync(config.appId, known, send);
    return sent;
  }
  const person = await loadPerson(store, personId);
  if (!person?.aadObjectId) return undefined;
  await pacer.take(`person ${personId}`);
  await create(
    deps,
    { isGroup: false, members: [{ id: person.aadObjectId, name: person.name }] },
    async (context) => {
      await rememberReference(store, personId, TurnContext.getConversationReference(context.activity));
      await send(context);
      await forgetInstallation(store, personId);
    },
  );
  return sent;
}

async function toChannel(
  deps: TeamsDeliveryDeps,
  channelId: string,
  activity: Partial<Activity>,
): Promise<Sent> {
  let receipt: Receipt | undefined;
  await deps.pacer.take(channelId);
  await create(deps, { isGroup: true, channelData: { channel: { id: channelId } }, activity }, (context) => {
    // The connector's activity id is not passed on; a channel post is found by the new thread's id.
    const { id } = context.activity.conversation;
    const activityId = id.split(';messageid=')[1] ?? id;
    receipt = { conversationId: id, activityId, serviceUrl: context.activity.serviceUrl };
    return Promise.resolve();
  });
  return { receipt: receipt! };
}

/** An edit counts as a message towards Teams' limits, since their documentation does not mention edits. */
async function edit(
  { adapter, config, pacer }: TeamsDeliveryDeps,
  receipt: Receipt,
  where: 'person' | 'channel',
  activity: Partial<Activity>,
): Promise<Sent> {
  const { conversationId, activityId, serviceUrl } = receipt;
  const isGroup = where === 'channel';
  const conversationType = isGroup ? 'channel' : 'personal';
  const reference = {
    channelId: 'msteams',
    serviceUrl,
    bot: { id: config.botId, name: 'Seuranta' },
    conversation: { id: conversationId, name: '', isGroup, conversationType },
  };
  await pacer.take(conversationId);
  const send = adapter.continueConversationAsync(config.appId, reference, async (context) => {
    await context.updateActivity({ ...activity, id: activityId });
  });
  await acceptedOr(send.then(() => ({})));
  return { receipt };
}

function create(
  { adapter, config }: TeamsDeliveryDeps,
  parameters: Pick<ConversationParameters, 'isGroup'> & {
    channelData?: object;
    members?: object[];
    activity?: object;
  },
  logic: (context: TurnContext) => Promise<void>,
): Promise<void> {
  const whole = {
    ...parameters,
    bot: { id: config.botId, name: 'Seuranta' },
    tenantId: config.tenantId,
    channelData: { ...parameters.channelData, tenant: { id: config.tenantId } },
  };
  const audience = 'https://api.botframework.com';
  return adapter.createConversationAsync(
    config.appId,
    'msteams',
    config.serviceUrl,
    audience,
    whole as unknown as ConversationParameters,
    logic,
  );
}

async function sendIn(context: TurnContext, activity: Partial<Activity>): Promise<Sent> {
  const response = await context.sendActivity(activity);
  const { conversation, serviceUrl } = context.activity;
  return { receipt: { conversationId: conversation.id, activityId: response?.id ?? '', serviceUrl } };
}

/** Codes after which the same POST may be sent again (Teams' documentation of rate limits and retries). */
const repeatable = new Set([412, 429, 502, 503, 504]);

interface ConnectorError {
  readonly statusCode?: number;
  readonly code?: string;
  readonly message?: string;
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
}

function outcomeOf(error: unknown, { log, clock }: TeamsDeliveryDeps): Outcome {
  const { statusCode, code = '', message = '', response } = error as ConnectorError;
  const reason = [statusCode, code, message].filter(Boolean).join(' ').slice(0, 200);
  log.warn({ statusCode, code }, 'message was not delivered');
  if (mayRepeat(error)) {
    const afterMs = retryAfterMs(response?.headers?.get('retry-after'), clock.now());
    return { type: 'retry', reason, ...(afterMs !== undefined && { afterMs }) };
  }
  const said = (codes: RegExp) => statusCode === 403 && codes.test(`${code} ${message}`);
  if (said(/ConversationBlockedByUser|MessageWritesBlocked/))
    return { type: 'ended', state: 'blocked', reason };
  if (said(/NotInConversationRoster|ForbiddenOperation/))
    return { type: 'ended', state: 'not-installed', reason };
  return { type: 'ended', state: 'failed', reason };
}

function mayRepeat(error: unknown): boolean {
  const { statusCode, code = '' } = error as ConnectorError;
  if (error instanceof StorageError || error instanceof UnreadableAnswerError) return true;
  // Without a status the request broke; a network error has a code such as ECONNRESET.
  if (statusCode === undefined) return code !== '';
  // Teams never redirects: something in between did, and nothing was delivered.
  return repeatable.has(statusCode) || (statusCode >= 300 && statusCode < 400);
}
