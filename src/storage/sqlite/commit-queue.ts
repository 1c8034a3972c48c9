/** Commits that wait at the same moment are written in one transaction: what takes long is the flush to the disk. */
import type { Change } from '../store';

export interface Commit {
  readonly partition: string;
  readonly changes: readonly Change[];
}

/**
 * Writes commits in one transaction, each of them as a whole or not at all.
 * @returns for each commit what it was refused for
 * @throws where none of them was written
 */
export type WriteTogether = (commits: readonly Commit[]) => readonly (Error | undefined)[];

/** A long queue lets other work of the process go on in between. */
const mostTogether = 50;

interface Waiting extends Commit {
  readonly settle: (refusal?: Error) => void;
}

export class CommitQueue {
  private readonly waiting: Waiting[] = [];

  constructor(private readonly writeTogether: WriteTogether) {}

  /** Resolves when the commit is on the disk. */
  add(commit: Commit): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (refusal?: Error) => (refusal ? reject(refusal) : resolve());
      const length = this.waiting.push({ ...commit, settle });
      // What else is asked for until the event loop comes round joins it.
      if (length === 1) setImmediate(() => this.writeNext());
    });
  }

  /** Writes all that waits. */
  flush(): void {
    while (this.waiting.length > 0) this.writeNext();
  }

  private writeNext(): void {
    const commits = this.waiting.splice(0, mostTogether);
    if (commits.length === 0) return;
    if (this.waiting.length > 0) setImmediate(() => this.writeNext());
    try {
      const refusals = this.writeTogether(commits);
      commits.forEach(({ settle }, index) => settle(refusals[index]));
    } catch (error) {
      for (const { settle } of commits) settle(error as Error);
    }
  }
}
