/** One of the replicas that may serve the bot: ticks and sends only while it holds the lease. */
import { type Clock } from '../../src/clock';
import { callMs } from '../../src/deadline';
import { healthLimits } from '../../src/health/rules';
import { createLeaseWatch, leaseMs, releaseLease, takeLease } from '../../src/schedule/lease';
import { type EntityStore } from '../../src/storage/store';
import { withTimeout } from '../calls/with-timeout';
import { createParts, type PartWork, type RunningPart } from './parts';
import { wakeEachMinute } from './wake';

export interface ReplicaOptions {
  readonly store: EntityStore;
  readonly clock: Clock;
  /** Identifies the replica; different in each process. */
  readonly holder: string;
  /** Does due work; asks `mayGoOn` before each piece. */
  readonly work: PartWork;
  /** Sends waiting messages. Ten thousand prompts take minutes, and due work must not wait for them. */
  readonly send: PartWork;
  /** Keeps persons in line with the directory; separate, since a slow directory must not hold up the others. */
  readonly people?: PartWork;
  /** Checks the bot's health and tells admins; separate, so that a failing part cannot keep them from knowing. */
  readonly watch?: PartWork;
  /** Done before the lease is given up; if it fails, the lease is left to run out. */
  readonly finish?: () => Promise<void>;
  readonly onError: (what: string, error: unknown) => void;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed?: () => number;
}

export interface Replica {
  readonly leads: () => boolean;
  /** The parts running now. */
  readonly running: () => readonly RunningPart[];
  /** Finishes running work and gives up the lease, within 10 s. */
  stop(): Promise<void>;
}

/** Work stops this long before the lease ends, so that slow answers do not let two replicas work. */
const marginMs = 10_000;
/** A request to Teams that begins now ends while the lease holds. */
const sendMarginMs = Math.max(marginMs, callMs);
const longestStopMs = 9_000;
const sendEveryMs = 5_000;
const renewEveryMs = 10_000;
/** A replica that does not lead looks more often, so that it takes over within 55 s of a crash. */
const lookEveryMs = 5_000;

/** Admins are told earlier, and every single call ends long before that. */
const longestStillMs = (part: string) => 2 * (healthLimits.stillMs[part] ?? Infinity);

/** The lease as this process has it: by both clocks, since either may be wrong after the process stood still. */
interface Held {
  /** Changes whenever leading begins again: work begun in an earlier term ends. */
  readonly term: number;
  /** When it was last asked for. */
  readonly elapsed: number;
  readonly at: number;
}

export async function startReplica(options: ReplicaOptions): Promise<Replica> {
  const replica = new LeasedReplica(options);
  await replica.start();
  return replica;
}

class LeasedReplica implements Replica {
  private held: Held | undefined;
  private terms = 0;
  private stopping = false;
  /** Until this moment others may take the lease that was given up. */
  private restingUntil = -Infinity;
  private renewing: Promise<void> | undefined;
  private stopTimers: () => Promise<void> = () => Promise.resolve();
  private readonly elapsed: () => number;
  private readonly watch;
  private readonly parts;

  constructor(private readonly options: ReplicaOptions) {
    this.elapsed = options.elapsed ?? (() => performance.now());
    this.watch = createLeaseWatch(this.elapsed);
    this.parts = createParts(this.elapsed, options.onError);
  }

  readonly leads = () => this.mayWork(this.held?.term, marginMs);
  readonly running = () => this.parts.running();

  async start(): Promise<void> {
    const wake = wakeEachMinute(() => this.eachMinute(), this.elapsed);
    const timers = [
      setInterval(() => this.begin('send', this.options.send, sendMarginMs), sendEveryMs),
      setInterval(() => void this.renew(), lookEveryMs),
    ];
    this.stopTimers = async () => {
      for (const timer of timers) clearInterval(timer);
      await wake.stop();
    };
    await this.renew();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.stopTimers();
    // A renewal under way would take the lease again after it was given up.
    const work = Promise.all([this.parts.ended(), this.renewing]);
    const ended = await withTimeout(longestStopMs, work);
    // If work is still running, the next replica might send the same again, so the lease is left to run out.
    if (ended) await this.release().catch((error: unknown) => this.options.onError('lease', error));
  }

  private async release(): Promise<void> {
    const { store, holder, finish } = this.options;
    await finish?.();
    await releaseLease(store, holder);
  }

  private mayWork(term: number | undefined, spareMs: number): boolean {
    if (this.stopping || this.held === undefined || this.held.term !== term) return false;
    const passed = this.elapsed() - this.held.elapsed;
    const passedByClock = this.options.clock.now().getTime() - this.held.at;
    return passedByClock >= -clockJitterMs && Math.max(passed, passedByClock) < leaseMs - spareMs;
  }

  private begin(part: string, work: PartWork, spareMs = marginMs): void {
    const term = this.held?.term;
    if (this.mayWork(term, spareMs)) this.parts.start(part, work, () => this.mayWork(term, spareMs));
  }

  private eachMinute(): void {
    const { work, people, watch } = this.options;
    this.begin('work', work);
    if (people) this.begin('people', people);
    if (watch) this.begin('watch', watch);
  }

  private async renew(): Promise<void> {
    if (this.stopping) return;
    this.renewing ??= this.takeOrRenew()
      .catch((error: unknown) => this.options.onError('lease', error))
      .finally(() => (this.renewing = undefined));
    await this.renewing;
  }

  private async takeOrRenew(): Promise<void> {
    const { store, clock, holder } = this.options;
    const led = this.leads();
    const still = this.standingStill();
    if (led && still.length > 0) return this.giveUp(still);
    if (this.elapsed() < this.restingUntil || (led && !this.isRenewalDue())) return;
    const [elapsed, now] = [this.elapsed(), clock.now()];
    const until = await takeLease(store, holder, now, this.watch);
    if (until === undefined) return void (this.held = undefined);
    this.held = { term: led ? this.held!.term : ++this.terms, elapsed, at: now.getTime() };
    if (led) return;
    for (const { part } of still) this.parts.abandon(part);
    // A new leader, also a restarted one, immediately does what the former one left.
    this.eachMinute();
    this.begin('send', this.options.send, sendMarginMs);
  }

  /** Timers may come a little early. */
  private isRenewalDue(): boolean {
    return this.elapsed() - this.held!.elapsed >= renewEveryMs - lookEveryMs / 2;
  }

  private standingStill(): readonly RunningPart[] {
    return this.parts.running().filter(({ part, stillMs }) => stillMs >= longestStillMs(part));
  }

  /** Another replica leads from now on; if there is none, this one starts over. */
  private async giveUp(still: readonly RunningPart[]): Promise<void> {
    const names = still.map(({ part, stillMs }) => `${part} ${Math.round(stillMs / 1000)} s`);
    this.options.onError('stands still', new Error(`gives up the lease: ${names.join(', ')}`));
    this.held = undefined;
    this.restingUntil = this.elapsed() + longestRestMs;
    for (const { part } of still) this.parts.abandon(part);
    // The next replica might do again what the other parts have under way.
    if (!(await withTimeout(longestEndMs, this.parts.ended()))) return;
    await this.release();
    this.restingUntil = this.elapsed() + 3 * lookEveryMs;
  }
}

/** A request to Teams, and recording its outcome. */
const longestEndMs = callMs + 5_000;
/** By then another replica, if there is one, has taken the lease; sooner if the lease was given up. */
const longestRestMs = longestEndMs + leaseMs;

/** Clocks are routinely corrected by this much. */
const clockJitterMs = 1_000;
