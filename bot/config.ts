/** The only reader of the environment: everything is parsed at start, and every fault is named at once. */
import path from 'node:path';
import { z } from 'zod';
import { personIdSchema } from '../src/goals/schema';
import { defaultRetention, type Retention } from '../src/privacy/retention-settings';
import { type Credential, readCertificate } from './credential';

export { type Credential };

const loopback = ['127.0.0.1', '::1', 'localhost'];

const portSchema = z.coerce.number().int().min(0).max(65535);

/** Of months or years: a message that could still be sent is never removed, so not 0. */
const wholeNumber = z.coerce.number().int().min(1).max(600);

/** Parted by commas, in lower case; an empty list where it is left out. */
function listOf(part: z.ZodType<string, string>) {
  const parts = (text: string) =>
    text
      .split(',')
      .map((each) => each.trim().toLowerCase())
      .filter(Boolean);
  return z.string().default('').transform(parts).pipe(z.array(part));
}

/** What secrets are sent to; without a slash at the end. */
const baseSchema = z
  .url({ protocol: /^https?$/, abort: true })
  .refine(isSafeBase, 'use https, without user, query or fragment; http only on loopback')
  .transform((url) => url.replace(/\/+$/, ''));

const storeSchema = z.object({
  /** Folder of the embedded store. */
  SEURANTA_DATA: z.string().default('var'),
  /** Azure Tables instead of the embedded store: a connection string, or the account's URL with managed identity. */
  AZURE_TABLES_CONNECTION_STRING: z.string().optional(),
  AZURE_TABLES_URL: z.url({ protocol: /^https$/ }).optional(),
  AZURE_TABLES_TABLE: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9]{2,62}$/)
    .default('seuranta'),
});

const environmentSchema = storeSchema.extend({
  /** App id of the bot's registration. Without it nobody is authenticated, so only loopback is listened on. */
  MICROSOFT_APP_ID: z.guid().optional(),
  /** A single-tenant app with a password or a certificate, or a managed identity, which has no secret. */
  MICROSOFT_APP_TYPE: z.enum(['SingleTenant', 'UserAssignedMSI']).default('SingleTenant'),
  MICROSOFT_APP_PASSWORD: z.string().optional(),
  /** Day on which the password ends, so that somebody is told before. */
  MICROSOFT_APP_PASSWORD_EXPIRES: z.iso.date().optional(),
  /** PEM file with a certificate and its private key, instead of a password. */
  MICROSOFT_APP_CERTIFICATE: z.string().optional(),
  MICROSOFT_APP_TENANT_ID: z.guid().optional(),
  /** Tenants whose activities are taken, parted by commas; the app's own where it is left out. */
  ALLOWED_TENANTS: listOf(z.guid()),
  PORT: portSchema.default(3978),
  /** Address to listen on; loopback where no app id is set. */
  HOST: z.string().optional(),
  /** Requests a second to Teams for messages of our own; Teams takes 50 per app and tenant. */
  SEND_RATE: z.coerce.number().min(1).max(1000).default(30),
  /** Connector that proactive messages go to before anybody has written to the bot. */
  SERVICE_URL: z.url().default('https://smba.trafficmanager.net/teams/'),
  /** Where browsers reach the bot; with it reports are given as links. They carry a secret, so they go by TLS. */
  PUBLIC_URL: baseSchema.optional(),
  /** The bot's own id towards the connector; the app id with Teams' prefix where it is not set. */
  BOT_ID: z.string().optional(),
  /**
   * Name of this replica. A process that is started again under it goes on with its own lease at once, instead of
   * waiting for the lease's end. Two processes that run at once never share one.
   */
  REPLICA_ID: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/, 'use letters, digits, ".", "_" and "-", at most 100')
    .optional(),
  /** Where persons are looked up: only among those that were imported, or in the organisation's directory by Graph. */
  DIRECTORY: z.enum(['imported', 'graph']).default('imported'),
  /** For development: a directory in a file of the form of `seeds/people.json`, instead of Graph. */
  DIRECTORY_FILE: z.string().optional(),
  /** Microsoft Graph with its version; another one in a national cloud. It is sent a token, so it goes by TLS. */
  GRAPH_URL: baseSchema.default('https://graph.microsoft.com/v1.0'),
  /** The app's id in the organisation's app catalogue: with it the app is installed for those who lack it. */
  TEAMS_APP_ID: z.guid().optional(),
  /** Addresses of the first admins, parted by commas; they grant the other roles in chat. */
  SEURANTA_ADMINS: listOf(personIdSchema),
  /** How long is kept what is no record; see src/privacy/retention-settings.ts. */
  RETENTION_MESSAGES_MONTHS: wholeNumber.default(defaultRetention.messageMonths),
  RETENTION_DRAFTS_MONTHS: wholeNumber.default(defaultRetention.draftMonths),
  RETENTION_AUDIT_MONTHS: wholeNumber.default(defaultRetention.auditMonths),
  RETENTION_ROUNDS_YEARS: wholeNumber.optional(),
  /** Whoever has it may read the metrics; at least 20 characters. Without it only loopback may. */
  METRICS_TOKEN: z.string().min(20).optional(),
  /** Percent of those asked in open rounds who may be out of reach before admins are told. */
  UNDELIVERABLE_PERCENT: z.coerce.number().min(0).max(100).default(5),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** Whether links may begin with it: what is sent to it is read by nobody else. */
function isSafeBase(text: string): boolean {
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isPlain = `${username}${password}${search}${hash}` === '';
  return isPlain && (protocol === 'https:' || isLocal(hostname));
}

function isLocal(hostname: string): boolean {
  return loopback.includes(hostname.replace(/^\[|\]$/g, ''));
}

/** Which store; `directory` is where an embedded one lies. */
export type StoreConfig =
  | { readonly type: 'sqlite'; readonly directory: string }
  | { readonly type: 'azure-tables'; readonly connectionString: string; readonly table: string }
  | { readonly type: 'azure-tables'; readonly url: string; readonly table: string };

/** Where persons are looked up beside the store. */
export type DirectoryConfig =
  { readonly type: 'imported' | 'graph' } | { readonly type: 'file'; readonly file: string };

export interface Config {
  readonly appId: string;
  readonly credential: Credential;
  readonly tenantId: string;
  /** Lower case; activities of other tenants are refused. */
  readonly allowedTenants: readonly string[];
  readonly botId: string;
  readonly port: number;
  readonly host: string;
  readonly store: StoreConfig;
  readonly sendRate: number;
  readonly serviceUrl: string;
  /** Without a slash at the end. */
  readonly publicUrl?: string;
  readonly directory: DirectoryConfig;
  /** Without a slash at the end. */
  readonly graphUrl: string;
  /** Left out: the app is installed for nobody. */
  readonly teamsAppId?: string;
  /** Left out: only loopback may read the metrics. */
  readonly metricsToken?: string;
  /** Left out: another one in each process. */
  readonly replicaId?: string;
  /** Ids of the first admins. */
  readonly admins: readonly string[];
  /** Share (0 to 1) of those asked in open rounds who may be out of reach before admins are told. */
  readonly unreachedShare: number;
  readonly retention: Retention;
  readonly logLevel: string;
}

/** A fault in the environment; the message lists every one. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Exit code for a faulty configuration (`EX_CONFIG` of sysexits.h). */
export const configExitCode = 78;

/** Exit code for a store of a newer program (`EX_UNAVAILABLE` of sysexits.h): starting again is of no use. */
export const newerStoreExitCode = 69;

/** @throws ConfigError that names every bad or missing variable. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const data = parse(environmentSchema, environment);
  const faults: string[] = missing(data);
  const credential = credentialOf(data, faults);
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  const appId = data.MICROSOFT_APP_ID ?? '';
  const tenantId = data.MICROSOFT_APP_TENANT_ID ?? '';
  return {
    appId,
    credential,
    tenantId,
    allowedTenants: data.ALLOWED_TENANTS.length > 0 ? data.ALLOWED_TENANTS : [tenantId.toLowerCase()],
    botId: data.BOT_ID ?? `28:${appId}`,
    port: data.PORT,
    host: data.HOST ?? (appId ? '0.0.0.0' : '127.0.0.1'),
    store: storeOf(data),
    sendRate: data.SEND_RATE,
    serviceUrl: data.SERVICE_URL,
    ...(data.PUBLIC_URL !== undefined && { publicUrl: data.PUBLIC_URL }),
    directory: directoryOf(data),
    graphUrl: data.GRAPH_URL,
    ...(data.TEAMS_APP_ID !== undefined && { teamsAppId: data.TEAMS_APP_ID }),
    ...(data.METRICS_TOKEN !== undefined && { metricsToken: data.METRICS_TOKEN }),
    ...(data.REPLICA_ID !== undefined && { replicaId: data.REPLICA_ID }),
    admins: data.SEURANTA_ADMINS,
    unreachedShare: data.UNDELIVERABLE_PERCENT / 100,
    retention: retentionOf(data),
    logLevel: data.LOG_LEVEL,
  };
}

/** The store that the environment names, whatever else may be wrong in it. @throws ConfigError */
export function readStoreConfig(environment: NodeJS.ProcessEnv = process.env): StoreConfig {
  const data = parse(storeSchema, environment);
  const faults = missingStore(data);
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return storeOf(data);
}

/** The embedded store in a folder. */
export function sqliteIn(directory: string): StoreConfig {
  return { type: 'sqlite', directory: path.resolve(directory) };
}

/** @throws ConfigError that names every variable that cannot be read. */
function parse<T>(schema: z.ZodType<T>, environment: NodeJS.ProcessEnv): T {
  // An empty variable is as good as none: deployment templates leave such lines behind.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(faults.join('\n'));
}

function storeOf(data: StoreEnvironment): StoreConfig {
  const table = data.AZURE_TABLES_TABLE;
  if (data.AZURE_TABLES_CONNECTION_STRING)
    return { type: 'azure-tables', connectionString: data.AZURE_TABLES_CONNECTION_STRING, table };
  if (data.AZURE_TABLES_URL) return { type: 'azure-tables', url: data.AZURE_TABLES_URL, table };
  return sqliteIn(data.SEURANTA_DATA);
}

function directoryOf({ DIRECTORY: type, DIRECTORY_FILE: file }: Environment): DirectoryConfig {
  return file === undefined ? { type } : { type: 'file', file: path.resolve(file) };
}

function retentionOf(data: Environment): Retention {
  return {
    messageMonths: data.RETENTION_MESSAGES_MONTHS,
    draftMonths: data.RETENTION_DRAFTS_MONTHS,
    auditMonths: data.RETENTION_AUDIT_MONTHS,
    ...(data.RETENTION_ROUNDS_YEARS !== undefined && { roundYears: data.RETENTION_ROUNDS_YEARS }),
  };
}

type Environment = z.infer<typeof environmentSchema>;
type StoreEnvironment = z.infer<typeof storeSchema>;

function missing(data: Environment): string[] {
  return [...missingStore(data), ...missingIdentity(data), ...missingForGraph(data)];
}

function missingStore(data: StoreEnvironment): string[] {
  const two = data.AZURE_TABLES_CONNECTION_STRING && data.AZURE_TABLES_URL;
  return two ? ['AZURE_TABLES_URL: is not needed with AZURE_TABLES_CONNECTION_STRING; set one of them'] : [];
}

/** A Graph on loopback asks for no token. */
function missingForGraph(data: Environment): string[] {
  const { DIRECTORY: directory, DIRECTORY_FILE: file, TEAMS_APP_ID: teamsAppId } = data;
  const isAnonymous = !data.MICROSOFT_APP_ID && !isLocal(new URL(data.GRAPH_URL).hostname);
  const needing = [...(directory === 'graph' ? ['DIRECTORY'] : []), ...(teamsAppId ? ['TEAMS_APP_ID'] : [])];
  return [
    ...(directory === 'graph' && file
      ? ['DIRECTORY_FILE: is not needed with DIRECTORY=graph; set one of them']
      : []),
    ...(isAnonymous
      ? needing.map((name) => `${name}: needs MICROSOFT_APP_ID, since Graph is asked by it`)
      : []),
  ];
}

function missingIdentity(data: Environment): string[] {
  if (!data.MICROSOFT_APP_ID)
    return data.HOST && !loopback.includes(data.HOST)
      ? ['HOST: without MICROSOFT_APP_ID nobody is authenticated, so only a loopback address is allowed']
      : [];
  return data.MICROSOFT_APP_TENANT_ID ? [] : ['MICROSOFT_APP_TENANT_ID: is needed with MICROSOFT_APP_ID'];
}

/** @param faults gets what is the matter */
function credentialOf(data: Environment, faults: string[]): Credential {
  const { MICROSOFT_APP_PASSWORD: password, MICROSOFT_APP_CERTIFICATE: file } = data;
  const expires = data.MICROSOFT_APP_PASSWORD_EXPIRES;
  if (!data.MICROSOFT_APP_ID) return { type: 'none' };
  if (data.MICROSOFT_APP_TYPE === 'UserAssignedMSI') {
    if (password || file)
      faults.push('MICROSOFT_APP_TYPE: a managed identity has neither a password nor a certificate');
    return { type: 'managed-identity' };
  }
  if (password && file)
    faults.push('MICROSOFT_APP_CERTIFICATE: is not needed with a password; set one of them');
  if (password) return { type: 'password', password, ...(expires && { expires: new Date(expires) }) };
  if (file) return certificateOf(file, faults);
  faults.push('MICROSOFT_APP_PASSWORD: it or MICROSOFT_APP_CERTIFICATE is needed with MICROSOFT_APP_ID');
  return { type: 'none' };
}

function certificateOf(file: string, faults: string[]): Credential {
  try {
    return readCertificate(file);
  } catch (error) {
    faults.push(`MICROSOFT_APP_CERTIFICATE: ${(error as Error).message}`);
    return { type: 'none' };
  }
}
