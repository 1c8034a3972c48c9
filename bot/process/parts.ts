/** The long-running parts of a replica: each runs once at a time, and one that stands still is noticed. */

/** Milliseconds. */
export interface RunningPart {
  readonly part: string;
  /** Since it began. */
  readonly ageMs: number;
  /** Since it last asked whether it may go on, which all parts do before each piece of work. */
  readonly stillMs: number;
}

export type PartWork = (mayGoOn: () => boolean) => Promise<void>;

export interface Parts {
  /** Does nothing while the part runs. */
  start(part: string, work: PartWork, mayGoOn: () => boolean): void;
  running(): readonly RunningPart[];
  /** Tells the part to stop without waiting for it, so that it may be started again. */
  abandon(part: string): void;
  /** When everything that runs has ended. */
  ended(): Promise<void>;
}

interface Run {
  readonly since: number;
  last: number;
  isAbandoned: boolean;
  ended: Promise<void>;
}

export function createParts(elapsed: () => number, onError: (part: string, error: unknown) => void): Parts {
  const runs = new Map<string, Run>();
  return {
    start: (part, work, mayGoOn) => {
      if (runs.has(part)) return;
      const now = elapsed();
      const run: Run = { since: now, last: now, isAbandoned: false, ended: Promise.resolve() };
      const asking = () => {
        run.last = elapsed();
        return !run.isAbandoned && mayGoOn();
      };
      runs.set(part, run);
      const begun = async () => work(asking);
      run.ended = begun()
        .catch((error: unknown) => onError(part, error))
        .finally(() => {
          if (runs.get(part) === run) runs.delete(part);
        });
    },
    running: () =>
      [...runs].map(([part, { since, last }]) => ({
        part,
        ageMs: elapsed() - since,
        stillMs: elapsed() - last,
      })),
    abandon: (part) => {
      const run = runs.get(part);
      if (run) run.isAbandoned = true;
      runs.delete(part);
    },
    ended: async () => void (await Promise.all([...runs.values()].map(({ ended }) => ended))),
  };
}
