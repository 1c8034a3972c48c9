/** A fresh store, Playground and bot on loopback, for the demo and the browser tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { type RunningBot, startBot } from '../../bot/process/bot';
import { openStore } from '../../bot/process/store/open-store';
import { readConfig, sqliteIn } from '../../bot/config/config';
import { type Installed } from '../../bot/teams/activity-handler';
import { type DownloadLimits } from '../../bot/teams/dropped-file';
import { findReference } from '../../bot/teams/conversation-references';
import { type LoadedSeed, loadSeeds } from '../../seeds/load';
import { type Clock, clockFrom } from '../../src/clock';
import { loadFronts } from '../../src/digest/front-store';
import { sharedAndOwn } from '../../src/goals/channels';
import { loadProgramme, loadProgrammes } from '../../src/goals/register';
import { type Message } from '../../src/outbox/message';
import { type SenderOptions } from '../../src/outbox/sender';
import { loadPerson } from '../../src/people/directory';
import { awaitsWelcome } from '../../src/people/welcome';
import { holidayCalendar } from '../../src/periods/working-days';
import { latestDigest, type Round } from '../../src/rounds/round';
import { roundNameOf } from '../../src/rounds/round-name';
import { listOpenRounds, loadRequest } from '../../src/rounds/round-store';
import { type EntityStore, type JsonObject } from '../../src/storage/store';
import { demoMoment } from './demo-clock';
import { installForAll, type PlaygroundIds, readPlaygroundIds } from './demo-people';
import { type Playground, startPlayground } from './playground';
import { say } from './scripted-user';
import { Showings } from './showings';

/** The Playground's current user, who answers by hand. */
export const handUser = 'planning@example.org';

/** The Playground's page drops messages that arrive before it has read its chats, and does not say when it is ready. */
const pageReadyMs = 2_000;

export interface DemoOptions {
  readonly botPort: number;
  readonly playgroundPort: number;
  readonly onAttempt?: SenderOptions['onAttempt'];
  /** Where files that are dropped into the chat may come from. Default: as in Teams. */
  readonly downloads?: DownloadLimits;
}

export interface Demo {
  readonly store: EntityStore;
  readonly clock: Clock;
  readonly seeds: readonly LoadedSeed[];
  readonly bot: RunningBot;
  readonly playground: Playground;
  readonly ids: PlaygroundIds;
  /** The bot's address for activities. */
  readonly endpoint: string;
  /** Number of persons whose install was reported to the bot. */
  readonly installed: number;
  /** Resolves once a page was loaded and has got again what is in its chat and channels. */
  shown(): Promise<void>;
  stop(): Promise<void>;
}

export async function startDemo(options: DemoOptions): Promise<Demo> {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'seuranta-demo-'));
  const store = await openStore(sqliteIn(dataDirectory));
  const seeds = await loadSeeds(store);
  const clock = clockFrom(demoMoment(await loadProgrammes(store), new Date(), holidayCalendar()));
  const ids = await readPlaygroundIds();
  const endpoint = `http://127.0.0.1:${options.botPort}/api/messages`;
  const playground = await startPlayground({ botEndpoint: endpoint, port: options.playgroundPort });
  const { connectorUrl } = playground;
  const log = pino({ level: 'warn' }, pino.destination(2));
  const warn = (error: unknown) => log.warn({ err: error }, 'not shown again');
  const showings = new Showings();
  // The installs of the demo itself are no page's.
  let served = false;
  const stopPlayground = async () => {
    await playground.stop();
    await store.close();
    await rm(dataDirectory, { recursive: true, force: true });
  };
  try {
    const bot: RunningBot = await startBot({
      config: { ...configFor(options, ids, connectorUrl, dataDirectory), tenantId: ids.tenantId },
      store,
      clock,
      log,
      ...(options.onAttempt && { onAttempt: options.onAttempt }),
      ...(options.downloads && { downloads: options.downloads }),
      onInstalled: (where) => {
        const show = () => showAgain(store, bot, where, { ids, endpoint }).catch(warn);
        if (served) showings.after(pageReadyMs, show);
        return Promise.resolve();
      },
    });
    const stop = async () => {
      showings.stop();
      await bot.stop();
      await stopPlayground();
    };
    const installed = await installForAll({ store, ids, connectorUrl, endpoint, handUser });
    served = true;
    const shown = () => showings.ended();
    return { store, clock, seeds, bot, playground, ids, endpoint, installed, shown, stop };
  } catch (error) {
    await stopPlayground();
    throw error;
  }
}

function configFor(
  { botPort }: DemoOptions,
  ids: PlaygroundIds,
  connectorUrl: string,
  dataDirectory: string,
) {
  const environment = { PORT: String(botPort), SERVICE_URL: connectorUrl, BOT_ID: ids.botId };
  // The Playground has no OneDrive to save a report to.
  const PUBLIC_URL = `http://localhost:${botPort}`;
  return readConfig({ ...environment, PUBLIC_URL, SEURANTA_DATA: dataDirectory });
}

/**
 * The Playground keeps its history in the browser's page only, and reports an install with every load. Teams keeps the
 * history, so only the demo needs this: a page that was just loaded gets what is in the chat or the channel again.
 */
async function showAgain(store: EntityStore, bot: RunningBot, where: Installed, reach: Reach): Promise<void> {
  if ('personId' in where) return showChatAgain(store, bot, where.personId, reach);
  const rounds = await listOpenRounds(store);
  const own = await Promise.all(rounds.map((round) => postsIn(store, round, where)));
  const fronts = await frontsIn(store, where.channelId);
  for (const message of [...own.flat(), ...fronts]) await bot.tickOptions.deliver(message);
}

interface Reach {
  readonly ids: PlaygroundIds;
  readonly endpoint: string;
}

/** The welcome, then everything that is due, as the answer to the command "my goals". */
async function showChatAgain(
  store: EntityStore,
  bot: RunningBot,
  personId: string,
  { ids, endpoint }: Reach,
): Promise<void> {
  if (personId !== handUser) return;
  if (await awaitsWelcome(store, personId)) await bot.send();
  else await bot.tickOptions.deliver(again('welcome', { type: 'person', personId }, {}));
  const rounds = await listOpenRounds(store);
  const asked = await Promise.all(rounds.map((round) => loadRequest(store, round, personId)));
  const person = await loadPerson(store, personId);
  const chat = await findReference(store, personId);
  if (!person?.aadObjectId || !chat?.conversation || asked.every((request) => request === undefined)) return;
  const receipt = {
    conversationId: chat.conversation.id,
    activityId: '',
    serviceUrl: chat.serviceUrl ?? '',
  };
  const user = { ...ids, name: person.name, aadObjectId: person.aadObjectId, receipt, endpoint };
  await say(user, 'omat tavoitteet');
}

function again(kind: string, recipient: Message['recipient'], data: JsonObject): Message {
  return {
    ...{ key: 'shown-again', kind, recipient, data },
    ...{ createdAt: '', attempts: 0, notBefore: '', state: 'pending' },
  };
}

/** The digests of programmes that have the channel to themselves. */
async function postsIn(
  store: EntityStore,
  round: Round,
  where: { readonly channelId: string },
): Promise<Message[]> {
  const programme = await loadProgramme(store, round.programmeId);
  if (!programme || latestDigest(round) === undefined) return [];
  const subscribed = (await sharedAndOwn(store, programme)).own;
  return subscribed
    .filter(({ channel }) => channel === where.channelId)
    .map(({ channel, language }) =>
      again('digest', { type: 'channel', channelId: channel }, { ...roundNameOf(round), language }),
    );
}

async function frontsIn(store: EntityStore, channelId: string): Promise<Message[]> {
  const fronts = (await loadFronts(store)).filter(({ channel }) => channel === channelId);
  return fronts.map(({ key, channel, language }) =>
    again('front', { type: 'channel', channelId }, { front: key, channel, language }),
  );
}
