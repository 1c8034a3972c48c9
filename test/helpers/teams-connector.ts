/**
 * Teams as a bot sees it: a real HTTP server with the endpoints of the Bot Framework connector that botbuilder 4.23
 * uses. It records what it was sent, so that tests can read what each person really received.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Activity, type ConversationParameters } from 'botbuilder';
import { type Conversation, Conversations, type PostedActivity } from './teams-conversations';
import { type Fault, faults } from './teams-faults';
import { type Limiter, type Operation } from './teams-limits';

export type RequestKind = 'create' | 'send' | 'reply' | 'update' | 'delete' | 'members' | 'member';

/** A request as a fault sees it. */
export interface ConnectorRequest {
  readonly kind: RequestKind;
  /** Empty if a conversation is being created. */
  readonly conversationId: string;
  readonly activityId?: string;
  /** Directory id of the person that the request is about, if any. */
  readonly personId?: string;
  readonly channelId?: string;
  readonly body: unknown;
  /** 1 for the first request to this connector. */
  readonly number: number;
}

export interface AnsweredRequest extends ConnectorRequest {
  /** 0 if the connection was broken instead of answering. */
  readonly status: number;
}

export interface ConnectorOptions {
  /** Refuses requests beyond Teams' limits with 429 and Retry-After; unlimited by default. */
  readonly limiter?: Limiter;
}

/** Largest message: 100 KB in UTF-16, "Format your bot messages", Microsoft. */
const largestMessage = 100 * 1024;

export class TeamsConnector {
  /** Every request, in the order in which they were answered. */
  readonly requests: AnsweredRequest[] = [];
  readonly conversations = new Conversations();
  /** Decides what goes wrong with a request; can be changed at any time. */
  fault: (request: ConnectorRequest) => Fault | undefined = () => undefined;

  private count = 0;
  private readonly server = createServer((request, response) => {
    // A sender may be killed in mid-request; that is not a failure of the connector.
    this.serve(request, response).catch(() => response.destroy());
  });

  constructor(private readonly options: ConnectorOptions = {}) {}

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  /** Connections that are open at this moment. */
  openConnections(): Promise<number> {
    return new Promise((resolve, reject) =>
      this.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  }

  /** As load balancers do. */
  closeIdleConnections(): void {
    this.server.closeIdleConnections();
  }

  /** The `serviceUrl` for a bot. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => void this.server.close(() => resolve()));
  }

  /** Everything that was sent to a person, oldest first. */
  sentTo(personId: string): readonly PostedActivity[] {
    const isMember = ({ members }: Conversation) => members.some((member) => sameId(member.id, personId));
    return this.conversations
      .all()
      .filter(isMember)
      .flatMap((chat) => chat.activities);
  }

  /** The first messages of a channel's threads, oldest first. */
  postedIn(channelId: string): readonly PostedActivity[] {
    const threads = this.conversations.all().filter((thread) => thread.channelId === channelId);
    return threads.map((thread) => thread.activities[0]!);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    const known = this.parse(request, text);
    if (!known) return answer(response, 405, { error: { code: 'BadSyntax', message: 'No such operation' } });
    const fault = this.fault(known) ?? this.throttle(known);
    if (fault?.type === 'slow') await fault.until;
    if (fault?.type === 'hang') return void this.requests.push({ ...known, status: 0 });
    if (fault?.type === 'raw') return this.answerRaw(known, text, fault, response);
    const refused = fault?.type === 'reset' || fault?.type === 'refuse';
    const result = refused ? undefined : this.accept(known, text);
    const broken = fault?.type === 'reset' || fault?.type === 'lost-answer';
    const status = broken ? 0 : fault?.type === 'refuse' ? fault.status : result!.status;
    this.requests.push({ ...known, status });
    if (broken) response.destroy();
    else if (fault?.type === 'refuse') answer(response, status, fault.body, fault.retryAfter);
    else answer(response, status, result!.body);
  }

  private answerRaw(
    request: ConnectorRequest,
    text: string,
    { accepts, status, headers, body, drips }: Extract<Fault, { type: 'raw' }>,
    response: ServerResponse,
  ): void {
    if (accepts) this.accept(request, text);
    this.requests.push({ ...request, status });
    response.writeHead(status, { ...headers });
    if (!drips) return void response.end(body);
    response.write(body);
    const drip = setInterval(() => response.write(' '), 5);
    response.once('close', () => clearInterval(drip));
  }

  private parse(request: IncomingMessage, text: string): ConnectorRequest | undefined {
    const path = new URL(request.url!, 'http://localhost').pathname;
    const route = routes.find(({ method, pattern }) => method === request.method && pattern.test(path));
    if (!route) return undefined;
    const [, conversationId = '', rest] = route.pattern
      .exec(path)!
      .map((part) => decodeURIComponent(part ?? ''));
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    return {
      kind: route.kind,
      conversationId,
      ...(rest && { activityId: rest }),
      ...this.partyOf(route.kind, conversationId, body),
      body,
      number: ++this.count,
    };
  }

  private partyOf(kind: RequestKind, conversationId: string, body: unknown) {
    if (kind !== 'create') {
      const { members = [], channelId } = this.conversations.find(conversationId) ?? {};
      return { ...(members[0] && { personId: members[0].id }), ...(channelId && { channelId }) };
    }
    const { members, channelData } = body as ConversationParameters;
    const channelId = (channelData as { channel?: { id?: string } } | undefined)?.channel?.id;
    return { ...(members?.[0] && { personId: members[0].id }), ...(channelId && { channelId }) };
  }

  private throttle({ kind, conversationId, personId, channelId }: ConnectorRequest): Fault | undefined {
    const thread = conversationId || (channelId ?? personId ?? '');
    const seconds = this.options.limiter?.admit(thread, operations[kind]);
    return seconds === undefined ? undefined : faults.throttled(seconds);
  }

  private accept(request: ConnectorRequest, text: string): { status: number; body: object } {
    if (2 * text.length > largestMessage) return refusal(faults.tooBig);
    if (request.kind === 'create') return this.create(request.body as ConversationParameters);
    const conversation = this.conversations.find(request.conversationId);
    if (!conversation) return refusal(faults.conversationNotFound);
    const activity = request.body as Partial<Activity>;
    const id = request.activityId ?? '';
    switch (request.kind) {
      case 'send':
      case 'reply':
        return { status: 201, body: { id: this.conversations.post(conversation, activity).id } };
      case 'update':
        return this.changed(conversation, id, (posted) => ({ versions: [...posted.versions, activity] }));
      case 'delete':
        return this.changed(conversation, id, () => ({ deleted: true }));
      case 'members':
        return { status: 200, body: conversation.members.map(asMember) };
      case 'member': {
        const member = conversation.members.find((candidate) => sameId(candidate.id, id));
        return member ? { status: 200, body: asMember(member) } : refusal(faults.conversationNotFound);
      }
    }
  }

  private create({ members, channelData, activity }: ConversationParameters) {
    const channelId = (channelData as { channel?: { id?: string } } | undefined)?.channel?.id;
    if (channelId !== undefined && activity) {
      const { thread, activityId } = this.conversations.startThread(channelId, activity);
      return { status: 201, body: { id: thread.id, activityId } };
    }
    const [person] = members ?? [];
    if (!person?.id) return refusal(badArgument);
    return { status: 201, body: { id: this.conversations.chatWith(person).id } };
  }

  private changed(
    conversation: Conversation,
    id: string,
    change: (posted: PostedActivity) => Partial<PostedActivity>,
  ) {
    const posted = this.conversations.change(conversation, id, change);
    return posted ? { status: 200, body: { id } } : refusal(faults.activityNotFound);
  }
}

const conversationPath = '^/v3/conversations/([^/]+)';
const routes: readonly { method: string; kind: RequestKind; pattern: RegExp }[] = [
  { method: 'POST', kind: 'create', pattern: /^\/v3\/conversations$/ },
  { method: 'POST', kind: 'send', pattern: new RegExp(`${conversationPath}/activities$`) },
  { method: 'POST', kind: 'reply', pattern: new RegExp(`${conversationPath}/activities/([^/]+)$`) },
  { method: 'PUT', kind: 'update', pattern: new RegExp(`${conversationPath}/activities/([^/]+)$`) },
  { method: 'DELETE', kind: 'delete', pattern: new RegExp(`${conversationPath}/activities/([^/]+)$`) },
  { method: 'GET', kind: 'members', pattern: new RegExp(`${conversationPath}/members$`) },
  { method: 'GET', kind: 'member', pattern: new RegExp(`${conversationPath}/members/([^/]+)$`) },
];

const operations: Readonly<Record<RequestKind, Operation>> = {
  create: 'send',
  send: 'send',
  reply: 'send',
  update: 'other',
  delete: 'other',
  members: 'members',
  member: 'members',
};

const badArgument = {
  status: 400,
  body: { error: { code: 'BadArgument', message: 'Incorrect conversation creation parameters' } },
};

function refusal({ status, body }: { readonly status: number; readonly body: object }) {
  return { status, body };
}

function asMember({ id, name }: { readonly id: string; readonly name: string }) {
  return { id: `29:${id}`, aadObjectId: id, objectId: id, name };
}

function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function answer(response: ServerResponse, status: number, body: object | string, retryAfter?: number): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
