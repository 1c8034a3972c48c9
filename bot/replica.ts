/** One of the replicas that may serve the bot: ticks and sends only while it holds the lease. */
import cron from 'node-cron';
import { type Clock } from '../src/clock';
import { releaseLease, takeLease } from '../src/schedule/lease';
import { type EntityStore } from '../src/storage/store';
import { atMost } from './at-most';

export interface ReplicaOptions {
  readonly store: EntityStore;
  readonly clock: Clock;
  /** Tells replicas apart; another one in each process. */
  readonly holder: string;
  /** Does what is due; asks `mayGoOn` before each piece. */
  readonly work: (mayGoOn: () => boolean) => Promise<void>;
  /** Sends what waits. Ten thousand prompts take minutes, and what is due must not wait for them. */
  readonly send: (mayGoOn: () => boolean) => Promise<void>;
  /** Keeps persons as the directory has them; a slow directory must hold up neither of the others. */
  readonly people?: (mayGoOn: () => boolean) => Promise<void>;
  readonly onError: (what: string, error: unknown) => void;
}

export interface Replica {
  readonly leads: () => boolean;
  /** Finishes what is under way, gives the lease up; at most 10 s. */
  stop(): Promise<void>;
}

/** Work stops this long before the lease ends, so that clocks and slow answers do not let two replicas send. */
const marginMs = 10_000;
const longestStopMs = 9_000;

export async function startReplica(options: ReplicaOptions): Promise<Replica> {
  const { store, clock, holder, people, onError } = options;
  let until = 0;
  let stopping = false;
  const running = new Map<string, Promise<void>>();
  let renewing: Promise<void> | undefined;
  const leads = () => !stopping && clock.now().getTime() < until - marginMs;

  // Each kind one at a time; what is asked for meanwhile is done by the next call.
  const once = (what: string, work: (mayGoOn: () => boolean) => Promise<void>) => {
    if (!leads() || running.has(what)) return;
    const done = work(leads)
      .catch((error: unknown) => onError(what, error))
      .finally(() => running.delete(what));
    running.set(what, done);
  };
  const takeOrRenew = async () => {
    const led = leads();
    until = (await takeLease(store, holder, clock.now())) ?? 0;
    // A new leader does at once what the former one left, a restarted one too.
    if (led) return;
    once('work', options.work);
    once('send', options.send);
    if (people) once('people', people);
  };
  const renew = async () => {
    if (stopping) return;
    renewing ??= takeOrRenew()
      .catch((error: unknown) => onError('lease', error))
      .finally(() => (renewing = undefined));
    await renewing;
  };

  const tasks = [
    cron.schedule('* * * * *', () => once('work', options.work)),
    cron.schedule('*/5 * * * * *', () => once('send', options.send)),
    ...(people ? [cron.schedule('* * * * *', () => once('people', people))] : []),
    cron.schedule('*/10 * * * * *', renew),
  ];
  await renew();

  return {
    leads,
    stop: async () => {
      stopping = true;
      for (const task of tasks) await task.stop();
      // A renewal under way would take the lease again after it was given up.
      let ended = false;
      const work = Promise.all([...running.values(), renewing]).then(() => void (ended = true));
      await atMost(longestStopMs, work);
      // What is still under way might be sent by the next replica too: then the lease is left to run out.
      if (ended) await releaseLease(store, holder).catch((error: unknown) => onError('lease', error));
    },
  };
}
