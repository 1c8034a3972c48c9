/** One tick: does what is due, then sends what waits. Running it twice changes nothing. */
import { type Clock } from '../clock';
import { loadProgramme, loadProgrammes } from '../goals/register';
import { type Delivery, type SenderOptions, sendPending } from '../outbox/sender';
import { peoplePartition } from '../people/directory';
import { type HolidayCalendar } from '../periods/working-days';
import { remindRound } from '../replies/remind-round';
import { closeRound, enqueueDigests } from '../rounds/close-round';
import { openRound } from '../rounds/open-round';
import { type Round, takesReplies } from '../rounds/round';
import { listRounds, roundPartition } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { dueWork, type Work } from './due-work';

export interface TickOptions {
  readonly store: EntityStore;
  readonly clock: Clock;
  readonly holidays: HolidayCalendar;
  readonly deliver: Delivery;
  readonly onAttempt?: SenderOptions['onAttempt'];
  /** Messages under way at once. */
  readonly inFlight?: number;
  /** False when the lease is lost or the process stops; what is not done then is done by the next tick. */
  readonly mayGoOn?: () => boolean;
  /** Called for each piece of work that failed; the others go on. */
  readonly onFailure: (what: string, error: unknown) => void;
}

export async function runTick(options: TickOptions): Promise<void> {
  await doDueWork(options);
  await sendDue(options);
}

/** Opens, closes and writes digests into the outbox; nothing is sent. */
export async function doDueWork(options: TickOptions): Promise<void> {
  const { store, clock, holidays } = options;
  const now = clock.now();
  for (const work of dueWork(await loadProgrammes(store), await listRounds(store), now, holidays)) {
    if (options.mayGoOn?.() === false) return;
    await doWork(store, work, now).catch((error: unknown) =>
      options.onFailure(`${work.type} ${work.programmeId} ${work.period}`, error),
    );
  }
}

async function doWork(store: EntityStore, work: Work, now: Date): Promise<void> {
  switch (work.type) {
    case 'open':
      await openRound(store, { ...work, by: 'schedule' }, now);
      return;
    case 'close':
      await closeRound(store, { ...work, by: 'schedule' }, now);
      return;
    case 'remind':
      await remindRound(store, work, work.step, now);
      return;
    case 'digest': {
      const programme = await loadProgramme(store, work.programmeId);
      if (programme) await enqueueDigests(store, programme, work.period, work.step, now);
    }
  }
}

/** Of rounds that are open or were closed in the last fortnight, since older ones are of no use, and about people. */
export async function sendDue(options: Omit<TickOptions, 'holidays'>): Promise<void> {
  const { store, clock, deliver, onAttempt, inFlight, mayGoOn } = options;
  const sender: SenderOptions = {
    store,
    clock,
    deliver,
    ...(onAttempt && { onAttempt }),
    ...(inFlight !== undefined && { inFlight }),
    ...(mayGoOn && { mayGoOn }),
  };
  const since = new Date(clock.now().getTime() - 14 * 24 * 3600 * 1000).toISOString();
  const rounds = (await listRounds(store)).filter(
    (round) => takesReplies(round) || lastEventAt(round) >= since,
  );
  for (const partition of [...rounds.map(roundPartition), peoplePartition])
    await sendPending(sender, partition).catch((error: unknown) =>
      options.onFailure(`send ${partition}`, error),
    );
}

function lastEventAt(round: Round): string {
  return round.events.at(-1)?.at ?? '';
}
