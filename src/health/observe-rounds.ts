/** Checks rounds and their messages for what should have been sent but was not. */
import { loadPauses } from '../brake/pauses';
import { holds } from '../brake/scope';
import { loadLostChannels } from '../channels/lost-channels';
import { frontsPartition, sentInFronts } from '../digest/front-store';
import { loadProgrammes } from '../goals/register';
import { type Programme } from '../goals/schema';
import { allMessages, type Message, waitsSince } from '../outbox/message';
import { peoplePartition } from '../people/directory';
import { sendableFrom } from '../periods/quiet-hours';
import { type HolidayCalendar } from '../periods/working-days';
import { digestKey } from '../rounds/enqueue-digests';
import {
  closingOf,
  isSentFrom,
  latestDigest,
  type Round,
  sentSince,
  stepTime,
  takesReplies,
  wasSkipped,
} from '../rounds/round';
import { listRoundsSince, loadRequests, roundPartition } from '../rounds/round-store';
import { dueWork } from '../schedule/due-work';
import { type EntityStore } from '../storage/store';
import { type OverdueDigest, type RoundsObserved, type WaitingMessages } from './observed';
import { type HealthLimits, healthLimits } from './rules';
import { roundNameOf } from '../rounds/round-name';

/** Observes the rounds whose messages are still sent: open ones, and those closed in the last fortnight. */
export async function observeRounds(
  store: EntityStore,
  now: Date,
  holidays: HolidayCalendar,
  { digestMs }: HealthLimits = healthLimits,
): Promise<RoundsObserved> {
  const programmes = new Map((await loadProgrammes(store)).map((programme) => [programme.id, programme]));
  const rounds = await listRoundsSince(store, sentSince(now));
  const lateBefore = new Date(now.getTime() - digestMs);
  const pauses = await loadPauses(store);
  const all = [...programmes.values()];
  const isHeld: IsHeld = (message) =>
    message.state === 'pending' && pauses.some((pause) => holds(pause, message, all));
  const lost = await loadLostChannels(store, all, now);
  const seen = new Seen(now, isHeld);
  const overdue = rounds.flatMap((round) => notClosed(round, lateBefore));
  for (const round of rounds.filter((each) => isSentFrom(each, now))) {
    const programme = programmes.get(round.programmeId);
    if (programme) overdue.push(...notMade(programme, round, lateBefore, holidays));
    if (programme)
      overdue.push(...(await notInFronts(store, programme, round, lateBefore, holidays, isHeld)));
    const keys = new Set(programme ? latestDigestKeys(programme, round) : []);
    if (takesReplies(round)) for (const { personId } of await loadRequests(store, round)) seen.ask(personId);
    for await (const { value } of allMessages(store, roundPartition(round))) {
      seen.take(value, takesReplies(round));
      if (programme && keys.has(value.key) && !isHeld(value))
        overdue.push(...notSent(programme, value, round, lateBefore, holidays));
    }
  }
  for (const partition of [frontsPartition, peoplePartition])
    for await (const { value } of allMessages(store, partition)) seen.take(value, false);
  return {
    overdue,
    cutOff: rounds.filter((round) => isCutOff(round, lateBefore)).map(roundNameOf),
    ...seen.result(),
    ...(lost.length > 0 && { lost }),
    ...(pauses.length > 0 && { paused: { pauses, held: seen.held } }),
  };
}

/** Whether a message waits because it is paused. */
type IsHeld = (message: Message) => boolean;

/** A closing that never completes, however often it is taken over, so that its digest is not made. */
function notClosed(round: Round, lateBefore: Date): OverdueDigest[] {
  const since = round.closing?.event.at;
  if (since === undefined || new Date(since) > lateBefore) return [];
  return [{ ...roundNameOf(round), since, why: 'not-made' }];
}

/** A calendar digest that no tick has made; the last digest of a round is made by its closing. */
function notMade(
  programme: Programme,
  round: Round,
  lateBefore: Date,
  holidays: HolidayCalendar,
): OverdueDigest[] {
  return workOf(programme, round, lateBefore, holidays).flatMap((work) => {
    if (work.type === 'digest')
      return [{ ...roundNameOf(round), since: work.step, why: 'not-made' as const }];
    if (work.type === 'close')
      return [{ ...roundNameOf(round), since: closingOf(round), why: 'not-made' as const }];
    return [];
  });
}

function workOf(programme: Programme, round: Round, moment: Date, holidays: HolidayCalendar) {
  return takesReplies(round) ? ifUsable(() => dueWork([programme], [round], moment, holidays), []) : [];
}

/** Ignores an unusable calendar, which the tick reports. */
function ifUsable<T>(compute: () => T, otherwise: T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) return otherwise;
    throw error;
  }
}

/** Keys for the channels that get the digest now; earlier digests are no longer expected. */
function latestDigestKeys(programme: Programme, round: Round): string[] {
  const step = latestDigest(round);
  return step === undefined ? [] : programme.channels.map((channel) => digestKey(round, channel, step));
}

/** The latest digest in the front posts of channels that other programmes share. */
async function notInFronts(
  store: EntityStore,
  programme: Programme,
  round: Round,
  lateBefore: Date,
  holidays: HolidayCalendar,
  isHeld: IsHeld,
): Promise<OverdueDigest[]> {
  const since = round.unposted && stepTime(round.unposted.step);
  if (since !== undefined)
    return new Date(since) <= lateBefore ? [{ ...roundNameOf(round), since, why: 'not-made' }] : [];
  const step = latestDigest(round);
  const messages = step === undefined ? [] : await sentInFronts(store, round, step);
  return messages
    .filter((message) => !isHeld(message))
    .flatMap((message) => notSent(programme, message, round, lateBefore, holidays));
}

/** A digest that waits for quiet hours to end is not overdue. */
function notSent(
  programme: Programme,
  message: Message,
  round: Round,
  lateBefore: Date,
  holidays: HolidayCalendar,
): OverdueDigest[] {
  const { state, createdAt } = message;
  if (state === 'sent' || state === 'needless') return [];
  const made = new Date(createdAt);
  const since = ifUsable(() => sendableFrom(made, programme, holidays), made);
  if (state !== 'pending') return [{ ...roundNameOf(round), since: since.toISOString(), why: 'failed' }];
  return since <= lateBefore ? [{ ...roundNameOf(round), since: since.toISOString(), why: 'waiting' }] : [];
}

function isCutOff(round: Round, lateBefore: Date): boolean {
  const isUntouched = round.status === 'planned' && !wasSkipped(round) && !round.discarded;
  return isUntouched && round.opens <= lateBefore.toISOString();
}

/** Adds up messages without keeping them. */
class Seen {
  private readonly asked = new Set<string>();
  /** How the latest message to a person ended, by id. */
  private readonly latest = new Map<string, { at: string; reached: boolean }>();
  private waiting: WaitingMessages = { count: 0, attempts: 0 };
  private lastDigest: string | undefined;

  /** Messages whose time has come, but which a pause holds. */
  held = 0;

  constructor(
    private readonly now: Date,
    private readonly isHeld: IsHeld,
  ) {}

  ask(personId: string): void {
    this.asked.add(personId);
  }

  take(message: Message, isOpen: boolean): void {
    const { state, kind, recipient, endedAt = '' } = message;
    if (state === 'pending') return this.wait(message);
    if (state === 'needless') return;
    const reached = state === 'sent';
    const isDigest = (kind === 'digest' || kind === 'front') && reached;
    if (isDigest && endedAt > (this.lastDigest ?? '')) this.lastDigest = endedAt;
    if (!isOpen || recipient.type !== 'person' || message.edits) return;
    const known = this.latest.get(recipient.personId);
    if (!known || known.at <= endedAt) this.latest.set(recipient.personId, { at: endedAt, reached });
  }

  private wait(message: Message): void {
    const { count, oldest, attempts: most } = this.waiting;
    const since = waitsSince(message, this.now);
    if (this.isHeld(message)) return void (this.held += since === undefined ? 0 : 1);
    const first = since !== undefined && (oldest === undefined || since < oldest) ? since : oldest;
    this.waiting = {
      count: count + (since === undefined ? 0 : 1),
      attempts: Math.max(most, message.attempts),
      ...(first !== undefined && { oldest: first }),
    };
  }

  result() {
    const unreached = [...this.asked].filter((personId) => this.latest.get(personId)?.reached === false);
    return {
      asked: this.asked.size,
      unreached: unreached.length,
      waiting: this.waiting,
      ...(this.lastDigest !== undefined && { lastDigest: this.lastDigest }),
    };
  }
}
