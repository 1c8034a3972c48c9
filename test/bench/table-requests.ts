/** What goes to Azure Tables, seen before Azurite: one HTTP request is one transaction that is paid for. */
import { setTimeout } from 'node:timers/promises';
import { type Azurite, type Front, type Seen, startFront } from '../helpers/azurite';

export type RequestKind = 'get' | 'query' | 'commit';

export interface Requests {
  readonly counts: Readonly<Record<RequestKind, number>>;
  /** The longest chain of requests in which each began after the one before it had been answered. */
  readonly waves: number;
}

export interface WatchedTables {
  readonly front: Front;
  /** Since it was asked last. */
  readonly taken: () => Requests;
}

interface Lasted {
  readonly from: number;
  to: number;
}

/** @param answerMs how much longer each request takes than Azurite itself */
export async function startWatchedTables(azurite: Azurite, answerMs = 0): Promise<WatchedTables> {
  let counts = noRequests();
  let lasted = new Map<Seen, Lasted>();
  const front = await startFront(
    azurite,
    (seen) => {
      counts[kindOf(seen)]++;
      lasted.set(seen, { from: performance.now(), to: Infinity });
      return answerMs === 0 ? 'pass' : { answerAfter: setTimeout(answerMs) };
    },
    (seen) => {
      const known = lasted.get(seen);
      if (known) known.to = performance.now();
    },
  );
  const taken = () => {
    const requests = { counts, waves: wavesOf([...lasted.values()]) };
    counts = noRequests();
    lasted = new Map();
    return requests;
  };
  return { front, taken };
}

export function sumOf({ counts }: Requests): number {
  return counts.get + counts.query + counts.commit;
}

/** Each link is the request that ends first of those that begin after the link before it. */
function wavesOf(requests: readonly Lasted[]): number {
  let [waves, until] = [0, -Infinity];
  for (const { from, to } of [...requests].sort((one, other) => one.to - other.to)) {
    if (from < until) continue;
    waves += 1;
    until = to;
  }
  return waves;
}

/** Whatever a commit holds, it is one request, an "entity group transaction". */
function kindOf({ method, path }: Seen): RequestKind {
  if (method !== 'GET') return 'commit';
  return path.includes('PartitionKey=') ? 'get' : 'query';
}

function noRequests(): Record<RequestKind, number> {
  return { get: 0, query: 0, commit: 0 };
}
