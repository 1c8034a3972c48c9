/** Gives every scripted person a chat in the Playground, which knows only six users. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadDirectory } from '../../src/people/directory';
import { type EntityStore } from '../../src/storage/store';
import { install } from './scripted-user';

/** Ids of the tenant, the bot and the users that the Playground plays. */
export interface PlaygroundIds {
  readonly tenantId: string;
  readonly botId: string;
  readonly currentUser: string;
  readonly otherUsers: readonly string[];
}

/** Reads them from `.m365agentsplayground.yml`. @throws Error if the file lacks an id that we need. */
export async function readPlaygroundIds(directory = __dirname): Promise<PlaygroundIds> {
  const text = await readFile(path.join(directory, '.m365agentsplayground.yml'), 'utf8');
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]!);
  const [tenantId] = all(/^tenantId: (\S+)$/gm);
  const [botId] = all(/^bot:\n {2}id: (\S+)$/gm);
  const [currentUser, ...otherUsers] = all(/^ +aadObjectId: (\S+)$/gm);
  if (!tenantId || !botId || !currentUser || otherUsers.length === 0)
    throw new Error('.m365agentsplayground.yml: tenantId, bot, currentUser and users need their ids');
  return { tenantId, botId, currentUser, otherUsers };
}

export interface InstallOptions {
  readonly store: EntityStore;
  readonly ids: PlaygroundIds;
  readonly connectorUrl: string;
  readonly endpoint: string;
  /** The person who uses the browser's chat; the Playground reports that install itself. */
  readonly handUser: string;
}

/** The scripted persons share the chats of the five users other than the current one, and install the app there. */
export async function installForAll({
  store,
  ids,
  connectorUrl,
  endpoint,
  handUser,
}: InstallOptions): Promise<number> {
  const chats = await Promise.all(ids.otherUsers.map((userId) => createChat(connectorUrl, userId, ids)));
  const directory = await loadDirectory(store);
  const persons = [...directory.persons.values()].filter((person) => person.id !== handUser);
  for (const [index, person] of persons.entries()) {
    const own = ids.otherUsers.indexOf(person.aadObjectId ?? '');
    const receipt = {
      conversationId: chats[own >= 0 ? own : index % chats.length]!,
      activityId: '',
      serviceUrl: connectorUrl,
    };
    await install({ ...ids, name: person.name, aadObjectId: person.aadObjectId!, receipt, endpoint });
  }
  return persons.length;
}

async function createChat(connectorUrl: string, userId: string, ids: PlaygroundIds): Promise<string> {
  const response = await fetch(`${connectorUrl}/v3/conversations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      isGroup: false,
      bot: { id: ids.botId },
      members: [{ id: userId }],
      tenantId: ids.tenantId,
    }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`the Playground made no chat for ${userId}: ${response.status}`);
  return ((await response.json()) as { id: string }).id;
}
