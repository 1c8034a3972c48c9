/** Microsoft Graph as the bot sees it: the requests that it makes, over HTTP on loopback, with faults on demand. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A user as in Graph; only the selected properties are returned. */
export interface GraphUser {
  readonly id: string;
  readonly displayName: string;
  readonly mail?: string | null;
  readonly userPrincipalName: string;
  readonly preferredLanguage?: string | null;
  readonly department?: string | null;
  readonly accountEnabled?: boolean | undefined;
  readonly userType?: string;
}

/** A group as in Graph, with the ids of its direct members: users, and groups within it. */
export interface GraphGroup {
  readonly displayName: string;
  readonly members: readonly string[];
}

/** The setting as in Graph; the texts of a reply are added. */
export interface GraphReply {
  readonly status: string;
  readonly scheduledStartDateTime?: { readonly dateTime: string; readonly timeZone: string };
  readonly scheduledEndDateTime?: { readonly dateTime: string; readonly timeZone: string };
}

export interface GraphRequest {
  readonly method: string;
  /** Includes the query, decoded; without the version. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** What happens instead of the answer: a status with headers and a body, a broken connection, or no answer ever. */
export type GraphFault =
  | {
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly code?: string;
      readonly text?: string;
    }
  | 'broken'
  | 'silent';

const version = '/v1.0';

export class GraphServer {
  readonly requests: GraphRequest[] = [];
  readonly users = new Map<string, GraphUser>();
  readonly groups = new Map<string, GraphGroup>();
  /** Automatic replies by object id; users without one have no mailbox. */
  readonly replies = new Map<string, GraphReply>();
  /** Object ids of those who have the app. */
  readonly installed = new Set<string>();
  /** Called for each request; a fault that it returns is answered instead. */
  fault: (request: GraphRequest, number: number) => GraphFault | undefined = () => undefined;
  /** Rows per page; each page links to the next. */
  pageSize = 1_000;
  /** Address of the next page, instead of this server. */
  nextPageAt: string | undefined;
  private readonly server = createServer((request, response) => void this.answer(request, response));

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${version}`;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => void this.server.close(() => resolve()));
  }

  add(...users: GraphUser[]): void {
    for (const user of users) this.users.set(user.id, user);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', url = '', headers } = request;
    const asked = { method, path: decodeURIComponent(url.replace(version, '')), body };
    this.requests.push({ ...asked, authorization: headers.authorization });
    const fault = this.fault(this.requests.at(-1)!, this.requests.length);
    if (fault === 'silent') return;
    if (fault === 'broken') return void response.destroy();
    if (fault) {
      const error = JSON.stringify({ error: { code: fault.code ?? '', message: 'as the test wants it' } });
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      return void response.end(fault.text ?? error);
    }
    if (method === 'POST') return this.install(new URL(url, this.url).pathname, body, response);
    const found = this.read(new URL(url, this.url), headers);
    if (found === undefined) return this.notFound(response, url);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found));
  }

  private notFound(response: ServerResponse, url = ''): void {
    response.writeHead(404, { 'content-type': 'application/json' });
    const code = url.includes('mailboxSettings') ? 'MailboxNotEnabledForRESTAPI' : 'Request_ResourceNotFound';
    response.end(JSON.stringify({ error: { code, message: 'Resource does not exist.' } }));
  }

  private read(url: URL, headers: IncomingHttpHeaders): unknown {
    const [, , users, id, part] = url.pathname.split('/');
    if (users === 'groups') return this.readGroups(url, headers['consistencylevel']);
    if (users !== 'users') return undefined;
    const select = url.searchParams.get('$select')?.split(',') ?? [];
    if (id === undefined) return this.list(url, select);
    const user = this.users.get(id);
    if (part === 'mailboxSettings') return this.replyOf(id, headers['prefer']);
    if (part !== undefined) return user && { value: [] };
    return user && selected(user, select);
  }

  /** In another zone than the one asked for, times would be named as Windows does. */
  private replyOf(id: string, prefer: unknown): object | undefined {
    const reply = this.replies.get(id);
    const isInUtc = prefer === 'outlook.timezone="UTC"';
    const text = JSON.stringify({ ...reply, internalReplyMessage: '<p>Matkalla</p>' });
    return reply && (JSON.parse(isInUtc ? text : text.replaceAll('"UTC"', '"FLE Standard Time"')) as object);
  }

  private list(url: URL, select: readonly string[]) {
    const filter = url.searchParams.get('$filter') ?? '';
    return this.page(
      url,
      [...this.users.values()].filter((user) => fits(user, filter)).map((user) => selected(user, select)),
    );
  }

  private readGroups(url: URL, consistency: unknown): unknown {
    const [, , , id, members, cast] = url.pathname.split('/');
    if (id === undefined)
      return this.page(
        url,
        [...this.groups.keys()].map((each) => ({ id: each })),
      );
    const group = this.groups.get(id);
    if (!group || members === undefined) return group && { id, displayName: group.displayName };
    const isAdvanced = consistency === 'eventual' && url.searchParams.get('$count') === 'true';
    if (!isAdvanced || `${members}/${cast}` !== 'transitiveMembers/microsoft.graph.user')
      throw new Error(`Graph would refuse ${url.href}`);
    const select = url.searchParams.get('$select')?.split(',') ?? [];
    return this.page(
      url,
      this.within(id).map((user) => selected(user, select)),
    );
  }

  /** The users in a group and in the groups within it, each once, also if a group contains itself. */
  private within(id: string, seen = new Set<string>()): GraphUser[] {
    return (this.groups.get(id)?.members ?? []).flatMap((member) => {
      if (seen.has(member)) return [];
      seen.add(member);
      return this.groups.has(member) ? this.within(member, seen) : (this.users.get(member) ?? []);
    });
  }

  private page(url: URL, rows: readonly object[]) {
    const from = Number(url.searchParams.get('$skiptoken') ?? 0);
    const next = new URL(url);
    next.searchParams.set('$skiptoken', String(from + this.pageSize));
    const link = this.nextPageAt ?? next.href;
    return {
      value: rows.slice(from, from + this.pageSize),
      ...(from + this.pageSize < rows.length && { '@odata.nextLink': link }),
    };
  }

  private install(path: string, body: string, response: ServerResponse): void {
    const id = path.split('/')[3] ?? '';
    if (!this.users.has(id) || !body.includes('teamsApp@odata.bind')) return this.notFound(response);
    response.statusCode = this.installed.has(id) ? 409 : 201;
    response.end();
    this.installed.add(id);
  }
}

function selected(user: GraphUser, select: readonly string[]): object {
  return Object.fromEntries(Object.entries(user).filter(([name]) => select.includes(name)));
}

/** `id in ('a','b')`, alone or several joined by "or"; at most 15 values, as in Graph. */
function fits(user: GraphUser, filter: string): boolean {
  if (filter === '') return true;
  const clauses = [...filter.matchAll(/(id|mail|userPrincipalName) in \(([^)]*)\)/g)];
  const values = clauses.flatMap(([, , list = '']) => list.split(','));
  if (clauses.length === 0 || values.length > 15) throw new Error(`Graph would refuse the filter ${filter}`);
  return clauses.some(([, name, list = '']) => {
    const value = String(user[name as keyof GraphUser] ?? '').toLowerCase();
    return list.split(',').some((each) => each.slice(1, -1).replaceAll("''", "'").toLowerCase() === value);
  });
}

/** An account for a person of the store. */
export function graphUser(id: string, address: string, changes: Partial<GraphUser> = {}): GraphUser {
  return {
    ...{ id, displayName: address.split('@')[0]!, mail: address, userPrincipalName: address },
    ...{ preferredLanguage: 'fi-FI', department: null, accountEnabled: true },
    ...changes,
  };
}

/** Object ids that contain their number. */
export function objectIdOf(number: number): string {
  return `5e0a7a00-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
