/** Download links of reports and of a person's deadlines: having the link is the proof of identity, so it expires soon and is stored as a hash. */
import { randomBytes } from 'node:crypto';
import { insert, readRow, readRows, remove, retryOnConflict, type Row } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { type ReportName } from './content/formats';
import { sha256 } from '../short-hash';

/** Row keys hold SHA-256 of tokens: reading the store does not let anybody download. */
export const linksPartition = 'report-links';
const prefix = 'link|';

/** Enough for a press and a save dialogue; after that, the person presses again. */
export const linkMs = 15 * 60_000;

/** How long an expired link is remembered, to tell it from one that never existed. */
const keptMs = 24 * 3_600_000;

/** Rows cleared away with one new link; a commit takes a hundred changes. */
const mostCleared = 50;

/** What the link is for: a report, or the person's own deadlines as a calendar file. */
export type Downloaded =
  | { readonly personId: string; readonly report: ReportName; readonly deadlines?: undefined }
  | { readonly personId: string; readonly deadlines: true };

export type DownloadLink = Downloaded & {
  /** ISO 8601, UTC. */
  readonly expires: string;
};

/** @returns the token, 256 random bits as 43 characters of base64url, and when it expires */
export async function createDownloadLink(
  store: EntityStore,
  downloaded: Downloaded,
  now: Date,
): Promise<{ readonly token: string; readonly expires: string }> {
  const token = randomBytes(32).toString('base64url');
  const expires = new Date(now.getTime() + linkMs).toISOString();
  const link: DownloadLink = { ...downloaded, expires };
  await retryOnConflict(async () => {
    const ended = await endedBefore(store, new Date(now.getTime() - keptMs).toISOString());
    await store.commit(linksPartition, [insert(keyOf(token), link), ...ended.map(remove)]);
  });
  return { token, expires };
}

/** `undefined` for a token that was never issued, or whose link expired more than a day ago. */
export async function findDownloadLink(store: EntityStore, token: string): Promise<DownloadLink | undefined> {
  return (await readRow<DownloadLink>(store, linksPartition, keyOf(token)))?.value;
}

async function endedBefore(store: EntityStore, moment: string): Promise<Row<DownloadLink>[]> {
  const ended: Row<DownloadLink>[] = [];
  for await (const row of readRows<DownloadLink>(store, linksPartition, withPrefix(prefix))) {
    if (row.value.expires < moment) ended.push(row);
    if (ended.length === mostCleared) break;
  }
  return ended;
}

function keyOf(token: string): string {
  return prefix + sha256(token);
}
