/** Whether the bot has the Graph permissions it needs. Finds out by asking, since only Graph may read a token. */
import { z } from 'zod';
import { realTime } from '../../../src/outbox/pacer';
import { type Config } from '../../config/config';
import { type GraphClient, GraphError } from './graph-client';
import { replyPath } from './graph-replies';
import { graphClients, type GraphConfig } from './people-sources';

export interface GraphCheck {
  readonly what: (typeof checks)[number];
  /** `not-needed`: the feature is not configured. `unknown`: it could not be checked, for the reason in `detail`. */
  readonly state: 'works' | 'missing' | 'not-needed' | 'unknown';
  /** The problem in English, on one line, without names of persons. */
  readonly detail?: string;
}

/**
 * Reads one account, one group and one mailbox's settings, and writes nothing. Each request is tried once, for 3 seconds.
 * @param usesGroups whether a role or readers come from a group
 * @param mailboxOf object id of somebody who has a mailbox; default: the account that is read
 * @returns a check of the token and of each permission, in this order; never throws
 */
export async function checkGraph(
  config: GraphConfig & Pick<Config, 'directory' | 'teamsAppId'>,
  { usesGroups = false, mailboxOf }: { readonly usesGroups?: boolean; readonly mailboxOf?: string } = {},
): Promise<GraphCheck[]> {
  const needsAccounts = config.directory.type === 'graph';
  const needsInstalling = config.teamsAppId !== undefined;
  if (!needsAccounts && !needsInstalling) return checks.map((what) => ({ what, state: 'not-needed' }));
  const [, client] = graphClients(config, (ms) => realTime.wait(ms));
  const read = await readAccount(client);
  const token = tokenCheck(read);
  const accounts = accountCheck(read, needsAccounts);
  const installing = await installCheck(client, read, needsInstalling);
  const groups = await groupCheck(client, read, needsAccounts && usesGroups);
  return [token, accounts, installing, groups, await replyCheck(client, read, needsAccounts, mailboxOf)];
}

const checks = [
  'token',
  'User.Read.All',
  'TeamsAppInstallation.ReadWriteSelfForUser.All',
  'GroupMember.Read.All',
  'MailboxSettings.Read',
] as const;

type Read = { readonly id?: string; readonly isWhole?: boolean } | { readonly error: GraphError };

const rowSchema = z.object({ id: z.string(), accountEnabled: z.boolean().nullish() });

/** User.ReadBasic.All gives no error, but leaves out whether the account is enabled. */
async function readAccount(client: GraphClient): Promise<Read> {
  try {
    const answer = z
      .object({ value: z.array(rowSchema) })
      .safeParse(await client.get('/users?$top=1&$select=id,accountEnabled'));
    const first = answer.data?.value[0];
    return first ? { id: first.id, isWhole: typeof first.accountEnabled === 'boolean' } : {};
  } catch (error) {
    if (error instanceof GraphError) return { error };
    throw error;
  }
}

function tokenCheck(read: Read): GraphCheck {
  const what = checks[0];
  if (!('error' in read)) return { what, state: 'works' };
  const { error } = read;
  if (error.code === 'no-token' || error.status === 401)
    return { what, state: 'missing', detail: error.message };
  return error.status > 0 ? { what, state: 'works' } : { what, state: 'unknown', detail: error.message };
}

function accountCheck(read: Read, isNeeded: boolean): GraphCheck {
  const what = checks[1];
  if (!isNeeded) return { what, state: 'not-needed' };
  if ('error' in read)
    return { what, state: read.error.status === 403 ? 'missing' : 'unknown', detail: read.error.message };
  if (read.isWhole) return { what, state: 'works' };
  const basic = 'Graph does not say whether an account is switched on; User.ReadBasic.All is not enough';
  return read.id === undefined
    ? { what, state: 'unknown', detail: 'Graph knows no account at all' }
    : { what, state: 'missing', detail: basic };
}

/** Listing somebody's apps needs one of the permissions to install them. */
async function installCheck(client: GraphClient, read: Read, isNeeded: boolean): Promise<GraphCheck> {
  const what = checks[2];
  if (!isNeeded) return { what, state: 'not-needed' };
  if ('error' in read || read.id === undefined)
    return { what, state: 'unknown', detail: 'there is no account to try it with' };
  // The account may have no Teams.
  return probe(client, what, `/users/${encodeURIComponent(read.id)}/teamwork/installedApps?$top=1`, {
    state: 'works',
  });
}

async function groupCheck(client: GraphClient, read: Read, isNeeded: boolean): Promise<GraphCheck> {
  const what = checks[3];
  if (!isNeeded) return { what, state: 'not-needed' };
  if ('error' in read) return { what, state: 'unknown', detail: read.error.message };
  return probe(client, what, '/groups?$top=1&$select=id');
}

async function replyCheck(
  client: GraphClient,
  read: Read,
  isNeeded: boolean,
  mailboxOf: string | undefined,
): Promise<GraphCheck> {
  const what = checks[4];
  if (!isNeeded) return { what, state: 'not-needed' };
  if ('error' in read) return { what, state: 'unknown', detail: read.error.message };
  const id = mailboxOf ?? read.id;
  if (id === undefined) return { what, state: 'unknown', detail: 'there is no account to try it with' };
  const detail = 'the account that was tried has no mailbox';
  return probe(client, what, replyPath(id), { state: 'unknown', detail });
}

/** @param ifNotFound what an answer of 404 means; default: that it could not be checked */
async function probe(
  client: GraphClient,
  what: GraphCheck['what'],
  path: string,
  ifNotFound?: Omit<GraphCheck, 'what'>,
): Promise<GraphCheck> {
  try {
    await client.get(path);
    return { what, state: 'works' };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (error.status === 404 && ifNotFound) return { what, ...ifNotFound };
    return { what, state: error.status === 403 ? 'missing' : 'unknown', detail: error.message };
  }
}
