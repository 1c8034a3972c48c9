/** The only reader of the environment: parses everything at start, and reports every fault at once. */
import path from 'node:path';
import { type z } from 'zod';
import { type Retention } from '../../src/privacy/retention-settings';
import { type Credential, readCertificate } from './credential';
import {
  alertSchema,
  type Environment,
  environmentSchema,
  type OfficeEnvironment,
  officeSchema,
  type StoreEnvironment,
  storeSchema,
} from './environment-schema';
import { findSoffice, isProgram } from './soffice';
import { missing, missingStore } from './missing-variables';

export { type Credential };

/** The embedded store, by its folder. */
export interface SqliteConfig {
  readonly type: 'sqlite';
  readonly directory: string;
}

/** Which store. */
export type StoreConfig =
  | SqliteConfig
  | { readonly type: 'azure-tables'; readonly connectionString: string; readonly table: string }
  | { readonly type: 'azure-tables'; readonly url: string; readonly table: string };

/** Where persons are looked up besides the store. */
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
  /** A secret. Without it only admins in Teams are told what is wrong. */
  readonly alertUrl?: string;
  /** Without a slash at the end. */
  readonly publicUrl?: string;
  readonly directory: DirectoryConfig;
  /** Without a slash at the end. */
  readonly graphUrl: string;
  /** Without it the app is not installed for anybody. */
  readonly teamsAppId?: string;
  /** Without it only loopback may read the metrics. */
  readonly metricsToken?: string;
  /** Default: a new one for each process. */
  readonly replicaId?: string;
  /** Ids of the first admins. */
  readonly admins: readonly string[];
  /** Share (0 to 1) of those asked in open rounds who may be out of reach before admins are told. */
  readonly unreachedShare: number;
  readonly retention: Retention;
  /** LibreOffice's program; without it no PDF is made. */
  readonly soffice?: string;
  readonly logLevel: string;
}

/** Faults in the environment; the message lists every one. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Exit code for a faulty configuration (`EX_CONFIG` of sysexits.h). */
export const configExitCode = 78;

/** Exit code for a store of a newer program (`EX_UNAVAILABLE` of sysexits.h): restarting does not help. */
export const newerStoreExitCode = 69;

/** @throws ConfigError that names every bad or missing variable. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const data = parse(environmentSchema, environment);
  const faults: string[] = missing(data);
  const credential = credentialOf(data, faults);
  const soffice = sofficeOf(data, environment, faults);
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
    ...(data.ALERT_URL !== undefined && { alertUrl: data.ALERT_URL }),
    ...(data.PUBLIC_URL !== undefined && { publicUrl: data.PUBLIC_URL }),
    directory: directoryOf(data),
    graphUrl: data.GRAPH_URL,
    ...(data.TEAMS_APP_ID !== undefined && { teamsAppId: data.TEAMS_APP_ID }),
    ...(data.METRICS_TOKEN !== undefined && { metricsToken: data.METRICS_TOKEN }),
    ...(data.REPLICA_ID !== undefined && { replicaId: data.REPLICA_ID }),
    admins: data.SEURANTA_ADMINS,
    unreachedShare: data.UNDELIVERABLE_PERCENT / 100,
    retention: retentionOf(data),
    ...(soffice !== undefined && { soffice }),
    logLevel: data.LOG_LEVEL,
  };
}

/** The store that the environment names, even if other variables are faulty. @throws ConfigError */
export function readStoreConfig(environment: NodeJS.ProcessEnv = process.env): StoreConfig {
  const data = parse(storeSchema, environment);
  const faults = missingStore(data);
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return storeOf(data);
}

/** LibreOffice's program, even if other variables are faulty. @throws ConfigError */
export function readSoffice(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const faults: string[] = [];
  const soffice = sofficeOf(parse(officeSchema, environment), environment, faults);
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return soffice;
}

/** Where alerts go, even if other variables are faulty; `undefined` if it is faulty itself. */
export function readAlertUrl(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return alertSchema.safeParse({ ALERT_URL: environment['ALERT_URL']?.trim() || undefined }).data?.ALERT_URL;
}

/** The embedded store in a folder. */
export function sqliteIn(directory: string): SqliteConfig {
  return { type: 'sqlite', directory: path.resolve(directory) };
}

/** @throws ConfigError that names every variable that cannot be read. */
function parse<T>(schema: z.ZodType<T>, environment: NodeJS.ProcessEnv): T {
  // An empty variable counts as unset: deployment templates leave such lines behind.
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

/** @param faults any problem is added to it */
function sofficeOf(
  { SOFFICE: given }: OfficeEnvironment,
  { PATH }: NodeJS.ProcessEnv,
  faults: string[],
): string | undefined {
  if (given === undefined) return findSoffice(PATH);
  if (!isProgram(given)) faults.push(`SOFFICE: ${given} is no program that can be run`);
  return given;
}

/** @param faults any problems are added to it */
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
