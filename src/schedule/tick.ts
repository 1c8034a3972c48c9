/** One tick: does the due work, then sends waiting messages. Running it twice changes nothing. */
import { schedule } from '../audit/audit';
import { beforeSending } from '../brake/before-sending';
import { loadPauses } from '../brake/pauses';
import { pauseOver } from '../brake/scope';
import { followOutages } from '../channels/follow-outages';
import { loadPresentOutages } from '../channels/outages';
import { type Clock } from '../clock';
import { frontsPartition } from '../digest/front-store';
import { postFronts } from '../digest/post-fronts';
import { frontsToRefresh, refreshFront } from '../digest/refresh-fronts';
import { refreshPosts } from '../digest/refresh-posts';
import { tellFollowers } from '../digest/tell-followers';
import { loadProgrammes } from '../goals/register';
import { type Programme } from '../goals/schema';
import { grouped } from '../grouped';
import { type Message } from '../outbox/message';
import { type SendMemory } from '../outbox/send-memory';
import { type Delivery, markSent, type SenderOptions, sendPending } from '../outbox/sender';
import { peoplePartition } from '../people/directory';
import { sendableFrom } from '../periods/quiet-hours';
import { type HolidayCalendar } from '../periods/working-days';
import { applyRetention } from '../privacy/retention';
import { type Retention } from '../privacy/retention-settings';
import { escalateRound } from '../reminders/escalate-round';
import { remindRound } from '../reminders/remind-round';
import { type Together } from '../reminders/told-together';
import { sendAnswer } from '../replies/survey/send-answer';
import { endFirstStage } from '../replies/stages/ask-last-parts';
import { closeRound } from '../rounds/close-round';
import { enqueueDigests } from '../rounds/enqueue-digests';
import { openRound, skipRound } from '../rounds/open-round';
import { type RoundName, roundPartition } from '../rounds/round-store';
import { settleRounds } from '../rounds/settled/settle-rounds';
import { surveyRounds } from '../rounds/settled/survey-rounds';
import { type EntityStore } from '../storage/store';
import { dueWork, type Work } from './due-work';
import { finishDiscarding } from './discard-round';
import { doEachMinute } from './each-minute/each-minute';
import { lateMessages } from './late-messages';
import { type QuietRounds, sendableRounds } from './sendable-rounds';

import { markTick, readLastTick } from './tick-mark';

export interface TickOptions {
  readonly store: EntityStore;
  readonly clock: Clock;
  readonly holidays: HolidayCalendar;
  readonly deliver: Delivery;
  readonly onAttempt?: SenderOptions['onAttempt'];
  /** Messages under way at once. */
  readonly inFlight?: number;
  /** Ids of the configured admins, for what concerns programmes without a coordinator. Default: none. */
  readonly admins?: ReadonlySet<string>;
  /** How long non-record data is kept; default: for ever. */
  readonly retention?: Retention;
  /** False when the lease is lost or the process stops; the next tick does the rest. */
  readonly mayGoOn?: () => boolean;
  /** Messages sent but not marked yet; kept from one sending to the next. */
  readonly memory?: SendMemory;
  /** Shared by the work and the sending: prompts and reminders wait until those of all programmes are in the outbox. */
  readonly asking?: Asking;
  /** Used by the delivery; what it knows is outdated once work is done, and at the beginning of each sending. */
  readonly together?: Together;
  /** Kept from one sending to the next; the minute's due work empties it. */
  readonly quietRounds?: QuietRounds;
  /** Optional wrapper around each piece of due work. */
  readonly around?: (work: Work, run: () => Promise<void>) => Promise<void>;
  /** Called for each piece of work that failed; the others go on. */
  readonly onFailure: (what: string, error: unknown, round?: RoundName) => void;
}

/** How far the calendar's work is, since it puts prompts and reminders into the outbox. */
export interface Asking {
  underWay: boolean;
  /** When the work that was done last began. */
  doneAt?: Date;
  /** Resolves when the work that began last has ended, also if it failed. */
  ended?: Promise<unknown>;
}

export async function runTick(options: TickOptions): Promise<void> {
  await doDueWork(options);
  await sendDue(options);
}

/** Does the calendar's due work and puts its messages into the outbox; nothing is sent. */
export async function doDueWork(options: TickOptions): Promise<void> {
  const { asking = { underWay: false }, store, clock, together } = options;
  const now = clock.now();
  options.quietRounds?.clear();
  asking.underWay = true;
  const working = doProgrammesWork(options, now).finally(() => {
    together?.forget();
    asking.underWay = false;
    asking.doneAt = now;
  });
  asking.ended = working.catch(() => undefined);
  const skippedAll = await working;
  await refreshFronts(options, now);
  await followChannels(options, now);
  // Other work that failed is due again by its own marks.
  if (skippedAll) await markTick(store, now);
  await retain(options, now);
}

/** @returns whether every round that had to be skipped was */
async function doProgrammesWork(options: TickOptions, now: Date): Promise<boolean> {
  const { store, holidays } = options;
  const programmes = await loadProgrammes(store);
  const survey = await surveyRounds(store);
  const rounds = grouped(
    survey.looked.map(({ round }) => round.value),
    ({ programmeId }) => programmeId,
  );
  const { settled } = survey;
  const lastTick = await readLastTick(store);
  let [skippedAll, isIdle] = [true, true];
  for (const programme of programmes) {
    try {
      const own = rounds.get(programme.id) ?? [];
      for (const work of dueWork([programme], own, now, holidays, lastTick, settled)) {
        if (options.mayGoOn?.() === false) return false;
        isIdle = false;
        const run = () => doWork(store, work, { programme, now, holidays });
        await (options.around?.(work, run) ?? run()).catch((error: unknown) => {
          if (work.type === 'skip') skippedAll = false;
          options.onFailure(`${work.type} ${work.programmeId} ${work.period}`, error, work);
        });
      }
    } catch (error) {
      // An unusable calendar must not stop the other programmes.
      skippedAll = false;
      options.onFailure(`schedule ${programme.id}`, error);
    }
  }
  await doEachMinute(options, programmes, survey, now);
  // Surveyed again after work, so that a repeated tick finds nothing to mark that this one made ready.
  const settling = async () => settleRounds(store, isIdle ? survey : await surveyRounds(store), now);
  await settling().catch((error: unknown) => options.onFailure('index of rounds', error));
  return skippedAll;
}

/** After the programmes' work, since a digest or a closing edits its front posts at once. */
async function refreshFronts({ store, mayGoOn, onFailure }: TickOptions, now: Date): Promise<void> {
  const failed = (what: string) => (error: unknown) => onFailure(what, error);
  const due = await frontsToRefresh(store, now).catch(failed('refresh fronts'));
  if (!due || due.length === 0) return;
  const lost = await loadPresentOutages(store).catch(failed('outages'));
  for (const post of due) {
    if (mayGoOn?.() === false) return;
    // A channel that takes no posts is tried once a digest, not once an hour.
    if (lost?.has(post.channel)) continue;
    await refreshFront(store, post, now).catch(failed(`refresh front ${post.channel} ${post.language}`));
  }
}

async function followChannels(
  { store, holidays, admins = new Set(), mayGoOn, onFailure }: TickOptions,
  now: Date,
): Promise<void> {
  if (mayGoOn?.() === false) return;
  const failed = (error: unknown) => onFailure('outages of channels', error);
  await followOutages({ store, holidays, admins }, now).catch(failed);
}

async function retain({ store, retention, mayGoOn, onFailure }: TickOptions, now: Date): Promise<void> {
  if (!retention || mayGoOn?.() === false) return;
  await applyRetention(store, retention, now).catch((error: unknown) => onFailure('retention', error));
}

interface WorkSetting {
  readonly programme: Programme;
  readonly now: Date;
  readonly holidays: HolidayCalendar;
}

async function doWork(
  store: EntityStore,
  work: Work,
  { programme, now, holidays }: WorkSetting,
): Promise<void> {
  const sendFrom = sendableFrom(now, programme, holidays);
  const act = { ...work, ...schedule, sendFrom };
  switch (act.type) {
    case 'open':
      await openRound(store, act, now);
      return;
    case 'skip':
      await skipRound(store, { ...act, reason: 'not opened before its closing' }, now);
      return;
    case 'close':
      await (act.sends ? sendAnswer(store, act, now) : closeRound(store, act, now));
      await postFronts(store, programme, act.period, now, sendFrom);
      await tellFollowers(store, act, now, sendFrom);
      return;
    case 'finish-discard':
      await finishDiscarding(store, act, now);
      return;
    case 'stage':
      await endFirstStage(store, act, now);
      return;
    case 'remind':
      await remindRound(store, act, now);
      return;
    case 'escalate':
      await escalateRound(store, act, now);
      return;
    case 'digest':
      await enqueueDigests(store, programme, act, now);
      await postFronts(store, programme, act.period, now, sendFrom);
      await tellFollowers(store, act, now, sendFrom);
      return;
    case 'post-fronts':
      await postFronts(store, programme, act.period, now, sendFrom);
      return;
    case 'tell-followers':
      await tellFollowers(store, act, now, sendFrom);
      return;
    case 'refresh-posts':
      await refreshPosts(store, await withWorkingChannels(store, programme), act.period, now);
  }
}

/** A channel that takes no posts is tried once a digest, not once an hour. */
async function withWorkingChannels(store: EntityStore, programme: Programme): Promise<Programme> {
  const lost = await loadPresentOutages(store);
  return { ...programme, channels: programme.channels.filter(({ channel }) => !lost.has(channel)) };
}

/**
 * Sends only alerts, which must not wait for the trouble they report: stuck messages and unreadable rounds.
 */
export async function sendAlerts(options: Omit<TickOptions, 'holidays'>): Promise<void> {
  const only = ({ kind }: Message) => kind === 'alert';
  await sendPending({ ...senderOf(options), only }, peoplePartition);
}

/**
 * Sends what waits and is not paused: front posts, messages about people, and those of rounds open or closed in the last
 * fortnight.
 */
export async function sendDue(options: TickOptions): Promise<void> {
  const { store, clock, holidays, quietRounds = new Set(), together } = options;
  const now = clock.now();
  together?.forget();
  const sender = senderOf(options);
  const pauses = await loadPauses(store);
  // A paused round is not walked message by message; the sender asks before each message of the others.
  const rounds = (await sendableRounds(store, now, quietRounds)).filter((round) => !pauseOver(pauses, round));
  const send = (partition: string, only = sender.only) =>
    sendPending({ ...sender, only }, partition).catch((error: unknown) =>
      options.onFailure(`send ${partition}`, error),
    );
  // People first, so that they are welcomed before they are asked.
  await send(peoplePartition);
  for (const round of rounds) {
    const isLate = lateMessages(store, round.programmeId, now, holidays);
    await send(roundPartition(round), async (message) => sender.only(message) && !(await isLate(message)));
  }
  await send(frontsPartition);
}

/** Marks sent messages as a last try before the process ends. @throws StorageError */
export function markSentMessages(options: Omit<TickOptions, 'holidays'>): Promise<void> {
  return markSent(senderOf(options));
}

function senderOf(
  options: Omit<TickOptions, 'holidays'>,
): SenderOptions & Pick<Required<SenderOptions>, 'only'> {
  const { store, clock, deliver, onAttempt, inFlight, mayGoOn, memory, asking } = options;
  const mayBeTold = ({ kind }: Message) => kind === 'prompt' || kind === 'reminder';
  return {
    only: (message) => !(asking && mayBeTold(message) && othersMayFollow(asking, message, clock.now())),
    turnOf: (message) => (mayBeTold(message) ? JSON.stringify(message.recipient) : undefined),
    ...{ store, clock, deliver, before: beforeSending(store, clock) },
    ...(onAttempt && { onAttempt }),
    ...(inFlight !== undefined && { inFlight }),
    ...(mayGoOn && { mayGoOn }),
    ...(memory && { memory }),
  };
}

/** Long enough for the work of the next minute to begin. */
const longestWaitForWorkMs = 120_000;

/** Whether the calendar's work may still add what the person is told in the same message. */
function othersMayFollow({ underWay, doneAt }: Asking, message: Message, now: Date): boolean {
  const { kind, data, notBefore, attempts } = message;
  const isFirst = kind === 'reminder' && data['byHand'] !== true && attempts === 0;
  if (underWay || !isFirst || !doneAt) return underWay;
  const waits = now.getTime() - new Date(notBefore).getTime();
  return notBefore > doneAt.toISOString() && waits >= 0 && waits < longestWaitForWorkMs;
}
