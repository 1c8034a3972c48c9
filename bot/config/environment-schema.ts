/** The variables that the bot reads, and their allowed values. */
import { z } from 'zod';
import { personIdSchema } from '../../src/goals/schema';
import { defaultRetention } from '../../src/privacy/retention-settings';

export const loopback = ['127.0.0.1', '::1', 'localhost'];

/** The directory, the first message to a person and the send rate do not distinguish tenants yet. */
const oneTenant = 'name one tenant: the bot cannot tell the persons of several apart yet';

const portSchema = z.coerce.number().int().min(0).max(65535);

/** Months or years. Never 0: a message that could still be sent must not be removed. */
const wholeNumber = z.coerce.number().int().min(1).max(600);

/** Comma-separated, in lower case; empty by default. */
function listOf(part: z.ZodType<string, string>) {
  const parts = (text: string) =>
    text
      .split(',')
      .map((each) => each.trim().toLowerCase())
      .filter(Boolean);
  return z.string().default('').transform(parts).pipe(z.array(part));
}

/** An address that secrets are sent to; without a trailing slash. */
const baseSchema = z
  .url({ protocol: /^https?$/, abort: true })
  .refine(isSafeBase, 'use https, without user, query or fragment; http only on loopback')
  .transform((url) => url.replace(/(?<!\/)\/+$/, ''));

/** An address that cards, findings or tokens are posted to. */
const calledSchema = z
  .url({ protocol: /^https?$/, abort: true })
  .refine(isSafelyReached, 'use https, without a user; http only on loopback');

export const storeSchema = z.object({
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

export const officeSchema = z.object({
  /** LibreOffice's program, which makes PDFs; by default "soffice" or "libreoffice", as found in PATH. */
  SOFFICE: z.string().optional(),
});

export const alertSchema = z.object({
  /** Alerts about the bot are posted here as JSON, besides the cards to admins. The URL may hold a secret. */
  ALERT_URL: calledSchema.optional(),
});

export const environmentSchema = storeSchema.extend({ ...officeSchema.shape, ...alertSchema.shape }).extend({
  /** App id of the bot's registration. Without it nobody is authenticated, so the bot listens only on loopback. */
  MICROSOFT_APP_ID: z.guid().optional(),
  /** A single-tenant app with a password or a certificate, or a managed identity, which has no secret. */
  MICROSOFT_APP_TYPE: z.enum(['SingleTenant', 'UserAssignedMSI']).default('SingleTenant'),
  MICROSOFT_APP_PASSWORD: z.string().optional(),
  /** Day on which the password expires, so that admins are told in advance. */
  MICROSOFT_APP_PASSWORD_EXPIRES: z.iso.date().optional(),
  /** PEM file with a certificate and its private key, instead of a password. */
  MICROSOFT_APP_CERTIFICATE: z.string().optional(),
  MICROSOFT_APP_TENANT_ID: z.guid().optional(),
  /** The tenant whose activities are accepted; the app's own by default. */
  ALLOWED_TENANTS: listOf(z.guid()).refine(({ length }) => length <= 1, oneTenant),
  PORT: portSchema.default(3978),
  /** Address to listen on; loopback if no app id is set. */
  HOST: z.string().optional(),
  /** Requests per second to Teams for the bot's own messages; Teams allows 50 per app and tenant. */
  SEND_RATE: z.coerce.number().min(1).max(1000).default(30),
  /** Connector that proactive messages go to before anybody has written to the bot. */
  SERVICE_URL: calledSchema.default('https://smba.trafficmanager.net/teams/'),
  /** Where browsers reach the bot; if set, reports are given as links. They carry a secret, so TLS is required. */
  PUBLIC_URL: baseSchema.optional(),
  /** The bot's id in the connector; by default the app id with Teams' prefix. */
  BOT_ID: z.string().optional(),
  /**
   * Name of this replica. A process restarted under the same name resumes its lease at once instead of waiting for it
   * to expire. Processes that run at the same time must have different names.
   */
  REPLICA_ID: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/, 'use letters, digits, ".", "_" and "-", at most 100')
    .optional(),
  /** Where persons are looked up: among imported persons only, or in the organisation's directory through Graph. */
  DIRECTORY: z.enum(['imported', 'graph']).default('imported'),
  /** For development: a directory file in the format of `seeds/people.json`, instead of Graph. */
  DIRECTORY_FILE: z.string().optional(),
  /** Microsoft Graph with its version; differs in national clouds. Requests carry a token, so TLS is required. */
  GRAPH_URL: baseSchema.default('https://graph.microsoft.com/v1.0'),
  /** The app's id in the organisation's app catalogue. If set, the bot installs the app for people who lack it. */
  TEAMS_APP_ID: z.guid().optional(),
  /** Addresses of the first admins, comma-separated; they grant the other roles in chat. */
  SEURANTA_ADMINS: listOf(personIdSchema),
  /** How long non-record data is kept; see src/privacy/retention-settings.ts. */
  RETENTION_MESSAGES_MONTHS: wholeNumber.default(defaultRetention.messageMonths),
  RETENTION_DRAFTS_MONTHS: wholeNumber.default(defaultRetention.draftMonths),
  RETENTION_AUDIT_MONTHS: wholeNumber.default(defaultRetention.auditMonths),
  RETENTION_ROUNDS_YEARS: wholeNumber.optional(),
  /** Bearer token for reading the metrics, at least 20 characters. Without it only loopback may read them. */
  METRICS_TOKEN: z.string().min(20).optional(),
  /** Percent of those asked in open rounds who may be out of reach before admins are told. */
  UNDELIVERABLE_PERCENT: z.coerce.number().min(0).max(100).default(5),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** Whether links may begin with it: nobody else can read what is sent there. */
function isSafeBase(text: string): boolean {
  const { search, hash } = new URL(text);
  return `${search}${hash}` === '' && isSafelyReached(text);
}

function isSafelyReached(text: string): boolean {
  const { protocol, hostname, username, password } = new URL(text);
  return `${username}${password}` === '' && (protocol === 'https:' || isLocal(hostname));
}

export function isLocal(hostname: string): boolean {
  return loopback.includes(hostname.replace(/^\[|\]$/g, ''));
}

export type Environment = z.infer<typeof environmentSchema>;
export type OfficeEnvironment = z.infer<typeof officeSchema>;
export type StoreEnvironment = z.infer<typeof storeSchema>;
