/** The organisation's accounts in Microsoft Entra ID, through Graph. Needs the application permission User.Read.All. */
import { z } from 'zod';
import { type Locale, locales } from '../../../src/goals/schema';
import {
  type Account,
  DirectoryError,
  type DirectorySource,
  type Wanted,
} from '../../../src/people/directory-source';
import { withoutUnwritableIn } from '../../../src/plain-text';
import { type GraphClient, GraphError } from './graph-client';

/** Only what is used; User.ReadBasic.All would leave the last three out. */
export const selected =
  '$select=id,displayName,mail,userPrincipalName,preferredLanguage,department,accountEnabled';

const accountSchema = z.object({
  id: z.guid(),
  displayName: z.string().nullish(),
  mail: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  preferredLanguage: z.string().nullish(),
  department: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
});

/** A filter takes 15 values; two of them for each address. */
const mostIds = 15;
const mostAddresses = 7;

/** @param hasty the same Graph while people wait: no retries, an answer within seconds */
export function graphDirectory(client: GraphClient, hasty: GraphClient): Omit<DirectorySource, 'group'> {
  return {
    pageSize: mostIds,
    find: async (wanted) => {
      const found = new Map<string, Account | 'gone'>();
      const linked = wanted.filter(({ aadObjectId }) => aadObjectId !== undefined);
      for (const page of pagesOf(linked, mostIds)) await findByIds(client, page, found);
      const others = wanted.filter(({ aadObjectId }) => aadObjectId === undefined);
      for (const page of pagesOf(others, mostAddresses)) await findByAddresses(client, page, found);
      return found;
    },
    lookUp: async (text) => {
      if (z.guid().safeParse(text).success) {
        const account = await accountAt(hasty, text);
        return account === 'gone' ? undefined : account;
      }
      return accountFor(text.toLowerCase(), await accountsBy(hasty, [text.toLowerCase()]));
    },
  };
}

/** Accounts missing from a list are requested one by one: only Graph's own 404 proves that one is gone. */
async function findByIds(
  client: GraphClient,
  wanted: readonly Wanted[],
  found: Map<string, Account | 'gone'>,
): Promise<void> {
  const ids = wanted.map(({ aadObjectId = '' }) => aadObjectId.toLowerCase());
  const accounts = await accountsWhere(client, `id in (${ids.map(quoted).join(',')})`);
  const byId = new Map(accounts.map((account) => [account.objectId, account]));
  for (const [at, { id }] of wanted.entries())
    found.set(id, byId.get(ids[at]!) ?? (await accountAt(client, ids[at]!)));
}

async function findByAddresses(
  client: GraphClient,
  wanted: readonly Wanted[],
  found: Map<string, Account | 'gone'>,
): Promise<void> {
  const accounts = await accountsBy(
    client,
    wanted.map(({ id }) => id),
  );
  for (const { id } of wanted) {
    const account = accountFor(id, accounts);
    if (account) found.set(id, account);
  }
}

function accountsBy(client: GraphClient, addresses: readonly string[]): Promise<GraphAccount[]> {
  const values = addresses.map(quoted).join(',');
  return accountsWhere(client, `userPrincipalName in (${values}) or mail in (${values})`);
}

/** A sign-in name belongs to one account; if a mail address belongs to several, none of them is taken. */
function accountFor(address: string, accounts: readonly GraphAccount[]): Account | undefined {
  const bySignIn = accounts.find(({ signIn }) => signIn === address);
  const byMail = accounts.filter(({ addresses }) => addresses.includes(address));
  return bySignIn ?? (byMail.length === 1 ? byMail[0] : undefined);
}

async function accountAt(client: GraphClient, objectId: string): Promise<GraphAccount | 'gone'> {
  try {
    return accountOf(await client.get(`/users/${encodeURIComponent(objectId)}?${selected}`));
  } catch (error) {
    if (isNotFound(error)) return 'gone';
    throw error;
  }
}

/** A 404 from something between us and Graph has a different code, or none. */
export function isNotFound(error: unknown): boolean {
  return error instanceof GraphError && error.status === 404 && error.code === 'Request_ResourceNotFound';
}

async function accountsWhere(client: GraphClient, filter: string): Promise<GraphAccount[]> {
  const rows = await client.list(`/users?${selected}&$filter=${encodeURIComponent(filter)}`);
  return rows.map(accountOf);
}

interface GraphAccount extends Account {
  readonly objectId: string;
  readonly signIn: string | undefined;
}

export function accountOf(row: unknown): GraphAccount {
  const parsed = accountSchema.safeParse(withoutUnwritableIn(row));
  if (!parsed.success) throw new DirectoryError('Graph: an account is not as it should be');
  const { id, displayName, mail, userPrincipalName, preferredLanguage, department, accountEnabled } =
    parsed.data;
  const addresses = [mail, userPrincipalName].flatMap((each) => (each ? [each.toLowerCase()] : []));
  const language = localeIn(preferredLanguage ?? '');
  return {
    objectId: id.toLowerCase(),
    addresses: [...new Set(addresses)],
    signIn: userPrincipalName?.toLowerCase(),
    name: displayName?.trim() ?? '',
    ...(language && { language }),
    ...(department?.trim() && { unit: department.trim() }),
    ...(typeof accountEnabled === 'boolean' && { enabled: accountEnabled }),
  };
}

/** `fi-FI` is Finnish. */
function localeIn(tag: string): Locale | undefined {
  return locales.find((locale) => locale === tag.slice(0, 2).toLowerCase());
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function pagesOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, page) =>
    all.slice(page * size, (page + 1) * size),
  );
}
