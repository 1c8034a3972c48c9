/** A person who looks to the bot like one at a Teams client: submits cards over HTTP as Teams does. */
import { randomUUID } from 'node:crypto';
import { pastePrefix } from '../../cards/goal/table';
import { type Card } from '../../cards/render';
import { type Receipt } from '../../src/outbox/message';

export interface TeamsUser {
  readonly name: string;
  readonly aadObjectId: string;
  readonly tenantId: string;
  readonly botId: string;
  /** The message that holds the card. */
  readonly receipt: Receipt;
  /** The bot's address for activities. */
  readonly endpoint: string;
}

export interface InvokeAnswer {
  readonly statusCode: number;
  readonly type: string;
  readonly value: unknown;
}

/** The person adds the app: the bot learns where to write to. */
export async function install(user: TeamsUser): Promise<void> {
  await post(user, { type: 'installationUpdate', action: 'add' });
}

/** The person types to the bot, which answers in the chat. @throws Error as `submit` does. */
export async function say(user: TeamsUser, text: string): Promise<void> {
  await post(user, { type: 'message', text });
}

/** @throws Error if the bot does not answer the HTTP request with 200. */
export async function submit(user: TeamsUser, verb: string, data: object): Promise<InvokeAnswer> {
  const response = await post(user, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: user.receipt.activityId,
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
  });
  return (await response.json()) as InvokeAnswer;
}

async function post(user: TeamsUser, content: object): Promise<Response> {
  const { conversationId, serviceUrl } = user.receipt;
  const activity = {
    ...content,
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: user.aadObjectId, name: user.name, aadObjectId: user.aadObjectId },
    recipient: { id: user.botId, name: 'Seuranta' },
    conversation: { id: conversationId, conversationType: 'personal', tenantId: user.tenantId },
    channelData: { tenant: { id: user.tenantId } },
  };
  const response = await fetch(user.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
    signal: AbortSignal.timeout(15_000),
  });
  if (!response.ok) throw new Error(`the bot answered ${response.status}: ${await response.text()}`);
  return response;
}

/** An input of a card as it came over the wire. */
export interface CardInput {
  readonly type: string;
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly isRequired: boolean;
  readonly isMultiSelect?: boolean;
  readonly choices?: readonly { readonly title: string; readonly value: string }[];
}

/** All inputs of a card, in its order, without the boxes for pasted rows, which this person leaves empty. */
export function inputsOf(card: Card): CardInput[] {
  const isAnswered = ({ type, id }: Record<string, unknown>) =>
    String(type).startsWith('Input.') && !String(id).startsWith(pastePrefix);
  return nodesOf(card).filter(isAnswered) as unknown as CardInput[];
}

/** The data of the card's action with this verb; `undefined` if it has none. */
export function actionData(card: Card, verb: string): Record<string, unknown> | undefined {
  const action = nodesOf(card).find((node) => node['type'] === 'Action.Execute' && node['verb'] === verb);
  return action?.['data'] as Record<string, unknown> | undefined;
}

/**
 * What the save button of a card carries if the bot asks to confirm an odd figure or to lock the answer; `undefined` if
 * it asks nothing.
 */
export function sureData(card: Card): Record<string, unknown> | undefined {
  const data = actionData(card, 'save') ?? {};
  const sure = ['confirm', 'lock'].flatMap((key) => (key in data ? [[key, data[key]] as const] : []));
  return sure.length > 0 ? Object.fromEntries(sure) : undefined;
}

/** All visible text of the card, without the small heading above the title that says what kind of card it is. */
export function textsOf(card: Card): string {
  const isKind = ({ style, size }: Record<string, unknown>) => style === 'heading' && size === 'Small';
  const texts = nodesOf(card).flatMap((node) =>
    isKind(node) ? [] : [node['text'], node['label'], node['title']],
  );
  return texts.filter((value) => typeof value === 'string').join('\n');
}

function nodesOf(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(nodesOf);
  if (typeof node !== 'object' || node === null) return [];
  return [node as Record<string, unknown>, ...Object.values(node).flatMap(nodesOf)];
}
