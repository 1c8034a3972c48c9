/** Since when findings stand, kept in the store: whichever replica looks next goes on with it. */
import { put, readRow, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { type Finding, type FindingId } from './finding';
import { healthPartition } from './time-store';

const key = 'standing';
/** What comes and goes within this time stands all along: it is told once, not each time. */
const goneMs = 60 * 60_000;

/** Moments are ISO 8601, UTC. */
interface Standing {
  /** When somebody looked last. */
  readonly at: string;
  readonly findings: Readonly<Partial<Record<FindingId, { readonly since: string; readonly last: string }>>>;
}

export type StandingFinding = Finding & { readonly since: string };

/** Notes what is found now. @returns the same findings with the moment since when each stands */
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

/** While nobody looks nothing goes away. */
function stillKnown(standing: Standing | undefined, now: Date): Standing['findings'] {
  if (!standing) return {};
  const goneBefore = new Date(now.getTime() - goneMs).toISOString();
  const known = Object.entries(standing.findings);
  return Object.fromEntries(known.filter(([, { last }]) => last === standing.at || last >= goneBefore));
}

/** Whether a finding that stood since this moment was there when somebody looked last. */
export async function stillStands(store: EntityStore, id: FindingId, since: string): Promise<boolean> {
  const standing = (await readRow<Standing>(store, healthPartition, key))?.value;
  const known = standing?.findings[id];
  return known !== undefined && known.since === since && known.last === standing?.at;
}
