/** Counts what goes to Azure Tables, before Azurite: one HTTP request is one transaction that is paid for. */
import { type Azurite, type Front, type Seen, startFront } from '../helpers/azurite';

export type RequestKind = 'get' | 'query' | 'commit';

export type Counts = Readonly<Record<RequestKind, number>>;

export interface CountedTables {
  readonly front: Front;
  /** Since it was asked last. */
  readonly taken: () => Counts;
}

export async function startCountedTables(azurite: Azurite): Promise<CountedTables> {
  let counts = noRequests();
  const front = await startFront(azurite, (seen) => {
    counts[kindOf(seen)]++;
    return 'pass';
  });
  const taken = () => {
    const seen = counts;
    counts = noRequests();
    return seen;
  };
  return { front, taken };
}

export function sumOf(counts: Counts): number {
  return counts.get + counts.query + counts.commit;
}

/** Whatever a commit holds, it is one request, an "entity group transaction". */
function kindOf({ method, path }: Seen): RequestKind {
  if (method !== 'GET') return 'commit';
  return path.includes('PartitionKey=') ? 'get' : 'query';
}

function noRequests(): Record<RequestKind, number> {
  return { get: 0, query: 0, commit: 0 };
}
