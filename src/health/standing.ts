/** Since when each finding has been present, kept in the store so that any replica can continue from there. */
import { put, readRow, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { type Finding, type FindingId } from './finding';
import { healthPartition } from './time-store';

const key = 'standing';
/** A finding that returns within this time counts as never gone, so that it is reported once, not each time. */
const goneMs = 60 * 60_000;

/** Times are ISO 8601, UTC. */
interface Standing {
  /** The time of the latest check. */
  readonly at: string;
  readonly findings: Readonly<Partial<Record<FindingId, { readonly since: string; readonly last: string }>>>;
}

export type StandingFinding = Finding & { readonly since: string };

/** Records the current findings. @returns them with the time since when each has been present */
export async function noteFindings(
  store: EntityStore,
  findings: readonly Finding[],
  now: Date,
): Promise<StandingFinding[]> {
  return retryOnConflict(async () => {
    const row = await readRow<Standing>(store, healthPartition, key);
    const at = now.toISOString();
    const before = stillKnown(row?.value, now);
    const standing = findings.map((finding) => ({ ...finding, since: before[finding.id]?.since ?? at }));
    const current = Object.fromEntries(standing.map(({ id, since }) => [id, { since, last: at }]));
    const next: Standing = { at, findings: { ...before, ...current } };
    await store.commit(healthPartition, [put(row, key, next)]);
    return standing;
  });
}

/** Time without checks does not count as the absence of a finding. */
function stillKnown(standing: Standing | undefined, now: Date): Standing['findings'] {
  if (!standing) return {};
  const goneBefore = new Date(now.getTime() - goneMs).toISOString();
  const known = Object.entries(standing.findings);
  return Object.fromEntries(known.filter(([, { last }]) => last === standing.at || last >= goneBefore));
}

/** Whether a finding present since this moment was still there at the latest check. */
export async function stillStands(store: EntityStore, id: FindingId, since: string): Promise<boolean> {
  const standing = (await readRow<Standing>(store, healthPartition, key))?.value;
  const known = standing?.findings[id];
  return known !== undefined && known.since === since && known.last === standing?.at;
}
