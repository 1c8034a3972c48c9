/** Writes commits that wait at the same time in one transaction, since the flush to the disk takes most of the time. */
import type { Change } from '../store';

export interface Commit {
  readonly partition: string;
  readonly changes: readonly Change[];
}

/**
 * Writes commits in one transaction, each of them completely or not at all.
 * @returns for each commit the reason why it was refused
 * @throws if none of them was written
 */
export type WriteTogether = (commits: readonly Commit[]) => readonly (Error | undefined)[];

/** With a longer queue, the process does other work in between. */
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
      // Commits added before the next turn of the event loop join it.
      if (length === 1) setImmediate(() => this.writeNext());
    });
  }

  /** Writes all waiting commits. */
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
