/** What a process under load says of itself to its parent when it is asked. */
import { type Shares, startProfile } from './profile';

export interface ProcessFigures {
  /** In use after a full garbage collection. */
  readonly heapMegabytes: number;
  readonly residentMegabytes: number;
  /** Most that was ever resident. */
  readonly peakMegabytes: number;
  /** Of the processor since the start, all threads together, in milliseconds. */
  readonly processorMs: number;
  /** Sockets, timers and files that are open. */
  readonly handles: number;
}

export interface Answers {
  readonly figures: ProcessFigures;
  /** The profile has begun. */
  readonly profile: true;
  /** Of the profile, which ends. */
  readonly shares: Shares;
}

/** The process must have been started with `--expose-gc`. */
export function answerParent(): void {
  let profile: ReturnType<typeof startProfile> | undefined;
  const answers: { readonly [Q in keyof Answers]: () => Promise<Answers[Q]> } = {
    figures: () => Promise.resolve(figures()),
    profile: async () => {
      await (profile = startProfile());
      return true;
    },
    shares: async () => (await profile!).stop(),
  };
  process.on('message', (question: keyof Answers) => {
    void answers[question]().then((answer) => process.send!({ answer }));
  });
}

function figures(): ProcessFigures {
  gc!();
  const { user, system } = process.cpuUsage();
  const { heapUsed, rss } = process.memoryUsage();
  return {
    heapMegabytes: heapUsed / 1024 ** 2,
    residentMegabytes: rss / 1024 ** 2,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    processorMs: (user + system) / 1000,
    handles: process.getActiveResourcesInfo().length,
  };
}
