/** Activities that anybody could post to the bot, including those that no Teams client sends. */
import { randomUUID } from 'node:crypto';
import { type Card } from '../../cards/render';
import { type TeamsUser } from '../../deploy/local/scripted-user';

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** @param content the activity's properties besides sender and conversation; overrides those as well */
export async function postActivity(user: TeamsUser, content: object): Promise<HttpAnswer> {
  const { conversationId, serviceUrl } = user.receipt;
  return postText(
    user.endpoint,
    JSON.stringify({
      id: randomUUID(),
      timestamp: '2026-01-20T07:00:00Z',
      channelId: 'msteams',
      serviceUrl,
      from: { id: `29:${user.aadObjectId}`, name: user.name, aadObjectId: user.aadObjectId },
      recipient: { id: user.botId, name: 'Seuranta' },
      conversation: { id: conversationId, conversationType: 'personal', tenantId: user.tenantId },
      channelData: { tenant: { id: user.tenantId } },
      ...content,
    }),
  );
}

export async function postText(endpoint: string, text: string): Promise<HttpAnswer> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(endpoint, { method: 'POST', headers, body: text });
  const body = await response.text();
  return { status: response.status, body: body === '' ? undefined : (JSON.parse(body) as unknown) };
}

/** The answer to an invoke of a card; `value` is sent as it is. */
export function postInvoke(user: TeamsUser, value: unknown, rest: object = {}): Promise<HttpAnswer> {
  const replyToId = user.receipt.activityId || undefined;
  return postActivity(user, { type: 'invoke', name: 'adaptiveCard/action', replyToId, value, ...rest });
}

/** What Teams would show for the answer: a card or a text. @throws Error if it is neither. */
export function shownBy({ status, body }: HttpAnswer): { card?: Card; text?: string } {
  const { statusCode, type, value } = (body ?? {}) as Record<string, unknown>;
  if (status !== 200 || statusCode !== 200)
    throw new Error(`not an answer to a card: ${status} ${JSON.stringify(body)}`);
  if (type === 'application/vnd.microsoft.activity.message' && typeof value === 'string')
    return { text: value };
  if (type === 'application/vnd.microsoft.card.adaptive' && typeof value === 'object')
    return { card: value as Card };
  throw new Error(`not an answer to a card: ${JSON.stringify(body)}`);
}
