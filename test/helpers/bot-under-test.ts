/** The real bot on loopback with the five programmes in a SQLite file, and a connector in place of Teams. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import pino from 'pino';
import { type IdentityOptions } from '../../bot/teams/adapter';
import { type BotOptions, type RunningBot, startBot } from '../../bot/process/bot';
import { openStore } from '../../bot/process/store/open-store';
import { readConfig, sqliteIn } from '../../bot/config/config';
import { type TeamsUser } from '../../deploy/local/scripted-user';
import { objectIdFor } from '../../seeds/load';
import { createPacer, type PacerLimits } from '../../src/outbox/pacer';
import { loadPerson } from '../../src/people/directory';
import { type RoundName } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { copySeededFile } from './seeded-file';
import { type StoredRow } from './fixtures';
import { clockAt, type SettableClock } from './settable-clock';
import { TeamsConnector } from './teams-connector';
import { botId, tenantId } from './tenant';
import { cardShown, type PostedActivity } from './teams-conversations';

/** A Tuesday on which a round of each of the five programmes is due, with a digest before each deadline. */
export const allDue = '2026-01-20T07:00:00Z';
/** The first digest of those rounds: Monday 08:00 in Helsinki. */
export const firstDigest = '2026-01-26T06:00:00Z';

/** The round of the productivity programme that is due at `allDue`. */
export const reform = { programmeId: 'productivity-programme', period: '2025-H2' };

export interface BotUnderTest {
  readonly store: EntityStore;
  /** The SQLite file of the store. */
  readonly file: string;
  readonly clock: SettableClock;
  readonly connector: TeamsConnector;
  readonly bot: RunningBot;
  /** Address of the bot without a path. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface BotUnderTestOptions {
  readonly moment?: string;
  /** A SQLite file to start with; defaults to one with the five programmes. */
  readonly from?: string;
  /** Wraps the bot's store. */
  readonly wrapStore?: (store: EntityStore) => EntityStore;
  /** Addresses of the admins that the configuration names. */
  readonly admins?: string;
  /** The address at which browsers reach the bot. */
  readonly publicUrl?: string;
  readonly makeReport?: BotOptions['makeReport'];
  readonly mayUploadTo?: BotOptions['mayUploadTo'];
  readonly readRegister?: BotOptions['readRegister'];
  readonly downloads?: BotOptions['downloads'];
  /** With an app id, activities need a token from `identity`. */
  readonly appId?: string;
  readonly identity?: IdentityOptions;
  readonly activitiesAMinute?: number;
  readonly refusalsAMinute?: number;
  /** Default: silent. */
  readonly log?: BotOptions['log'];
  readonly watches?: boolean;
  readonly parts?: BotOptions['parts'];
  readonly callMs?: number;
  /** Further variables. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Teams' limits are tested elsewhere; with them, a tick that opens rounds of five programmes takes three seconds. */
const unlimited: PacerLimits = { app: { count: 100_000, windowMs: 1_000 }, thread: [] };

export async function startBotUnderTest(options: BotUnderTestOptions = {}): Promise<BotUnderTest> {
  const directory = await mkdtemp(path.join(tmpdir(), 'seuranta-test-'));
  const file = path.join(directory, 'seuranta.db');
  await (options.from === undefined ? copySeededFile(file) : copyFile(options.from, file));
  const store = await openStore(sqliteIn(directory));
  const clock = clockAt(options.moment ?? allDue);
  const connector = await new TeamsConnector().start();
  const environment = {
    ...{ PORT: '0', SERVICE_URL: connector.url, BOT_ID: botId, SEURANTA_DATA: directory },
    ...{ SEURANTA_ADMINS: options.admins ?? '', PUBLIC_URL: options.publicUrl ?? '' },
    ...options.environment,
  };
  const bot = await startBot({
    config: { ...readConfig(environment), tenantId, appId: options.appId ?? '', allowedTenants: [tenantId] },
    ...(options.identity && { identity: options.identity }),
    store: options.wrapStore?.(store) ?? store,
    clock,
    log: options.log ?? pino({ level: 'silent' }),
    // Scripted persons answer faster than people.
    activitiesAMinute: options.activitiesAMinute ?? 1_000_000,
    pacer: createPacer(unlimited),
    refusalsAMinute: options.refusalsAMinute ?? 1_000_000,
    ...(options.makeReport && { makeReport: options.makeReport }),
    ...(options.mayUploadTo && { mayUploadTo: options.mayUploadTo }),
    ...(options.readRegister && { readRegister: options.readRegister }),
    ...(options.downloads && { downloads: options.downloads }),
    ...(options.watches && { watches: options.watches }),
    ...(options.parts && { parts: options.parts }),
    ...(options.callMs !== undefined && { callMs: options.callMs }),
  });
  const stop = async () => {
    await bot.stop();
    await connector.stop();
    await store.close();
    await rm(directory, { recursive: true, force: true });
  };
  return { store, file, clock, connector, bot, url: `http://127.0.0.1:${bot.server.port}`, stop };
}

/** Starts a bot for each test of the file and stops it afterwards. @returns a view of the current one */
export function eachWithBot(options: BotUnderTestOptions = {}): BotUnderTest {
  let current: BotUnderTest;
  beforeEach(async () => {
    current = await startBotUnderTest(options);
  });
  afterEach(() => current.stop());
  return {
    get store() {
      return current.store;
    },
    get file() {
      return current.file;
    },
    get clock() {
      return current.clock;
    },
    get connector() {
      return current.connector;
    },
    get bot() {
      return current.bot;
    },
    get url() {
      return current.url;
    },
    stop: () => current.stop(),
  };
}

/** The person at a Teams client, in the 1:1 chat with the bot; `card` is the one to act on. */
export async function personAt(
  { store, connector, url }: BotUnderTest,
  personId: string,
  card?: PostedActivity,
): Promise<TeamsUser> {
  const person = await loadPerson(store, personId);
  const aadObjectId = person?.aadObjectId ?? objectIdFor(personId);
  const chat = connector.conversations.chatWith({ id: aadObjectId });
  const receipt = { conversationId: chat.id, activityId: card?.id ?? '', serviceUrl: connector.url };
  const name = person?.name ?? personId;
  return { name, aadObjectId, tenantId, botId, receipt, endpoint: `${url}/api/messages` };
}

/**
 * Every row of the bot's file, including etags: if two dumps are equal, nothing was written in between but, shortly after a
 * press was answered, when a message was first pressed.
 * @param drafts whether to include drafts, which also hold answers that were refused
 */
export function dumpOf({ file }: BotUnderTest, { drafts = true } = {}): string {
  const db = new Database(file);
  try {
    const wanted = drafts ? '' : "WHERE key NOT LIKE 'draft|%'";
    const rows = db.prepare(`SELECT * FROM entities ${wanted} ORDER BY partition, key`).all() as StoredRow[];
    return JSON.stringify(rows.map((row) => (row.key.startsWith('done|') ? beforePress(row) : row)));
  } finally {
    db.close();
  }
}

function beforePress({ partition, key, value }: StoredRow): object {
  return { partition, key, value: { ...(JSON.parse(String(value)) as object), firstPressedAt: undefined } };
}

/** The prompts that a person got for a round, recognised by the round's name in their actions. */
export function promptsFor(
  { connector }: BotUnderTest,
  aadObjectId: string,
  { programmeId, period }: RoundName,
): PostedActivity[] {
  const name = JSON.stringify({ programmeId, period }).slice(1, -1);
  return connector
    .sentTo(aadObjectId)
    .filter((posted) =>
      JSON.stringify(cardShown({ ...posted, versions: [posted.versions[0]!] })).includes(name),
    );
}
