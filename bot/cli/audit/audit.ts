import { brakePartition } from '../../../src/brake/pauses';
import {
  existingRegister,
  goalsPartition,
  loadProgrammes,
  programmesPartition,
} from '../../../src/goals/register';
import { type AuditedAct, type AuditEntry, type AuditFilter, readAudit } from '../../../src/audit/audit';
import { RefusedError } from '../../../src/errors';
import { peoplePartition } from '../../../src/people/directory';
import { replyEntries } from '../../../src/replies/reply-audit';
import { csvText } from '../../../src/report/csv/csv';
import { listRounds, roundPartition } from '../../../src/rounds/round-store';
import { type EntityStore } from '../../../src/storage/store';
import { auditRows, auditTable } from './audit-rows';
import { type CliContext } from '../parts/cli-command';
import { momentIn } from '../parts/moments';
import { writeNew } from '../parts/new-file';
import { usualZone } from '../../../src/periods/local-time';

export interface AuditOptions {
  readonly programme?: string;
  readonly from?: string;
  readonly to?: string;
  readonly by?: string;
  readonly what?: AuditedAct;
  readonly format: 'table' | 'json' | 'csv';
  readonly out?: string;
}

/** Who changed what, earliest first: all audited acts, and every version of every reply. */
export async function auditCommand({ store, output }: CliContext, options: AuditOptions): Promise<void> {
  const { programme: id, out } = options;
  const zone = id === undefined ? usualZone : (await existingRegister(store, id)).programme.timeZone;
  const entries = await entriesOf(store, id, filterOf(options, zone));
  if (out === undefined && options.format === 'table') return output(entries, auditTable(entries, zone));
  const text = textOf(entries, options.format, zone);
  if (out === undefined) return output(entries, [text.replace(/\n$/, '')]);
  await writeNew(out, text);
  output({ file: out, entries: entries.length }, [`entries in ${out}: ${entries.length}`]);
}

function textOf(entries: readonly AuditEntry[], format: AuditOptions['format'], zone: string): string {
  switch (format) {
    case 'table':
      return `${auditTable(entries, zone).join('\n')}\n`;
    case 'json':
      return `${JSON.stringify(entries, null, 2)}\n`;
    case 'csv':
      return csvText(auditRows(entries, zone));
  }
}

async function entriesOf(
  store: EntityStore,
  programmeId: string | undefined,
  filter: AuditFilter,
): Promise<AuditEntry[]> {
  const ids = programmeId === undefined ? (await loadProgrammes(store)).map(({ id }) => id) : [programmeId];
  const rounds = await listRounds(store, programmeId);
  const partitions = [
    ...[programmesPartition, peoplePartition, brakePartition],
    ...[...ids.map(goalsPartition), ...rounds.map(roundPartition)],
  ];
  const entries = await readAudit(store, partitions, filter);
  if (filter.what === undefined || filter.what === 'replied')
    for (const round of rounds)
      for (const entry of await replyEntries(store, round)) if (fits(entry, filter)) entries.push(entry);
  return entries
    .filter((entry) => programmeId === undefined || entry.programmeId === programmeId)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function fits({ at, by, via }: AuditEntry, filter: AuditFilter): boolean {
  return (
    (filter.from === undefined || at >= filter.from) &&
    (filter.to === undefined || at < filter.to) &&
    (filter.by === undefined || [by, via].includes(filter.by))
  );
}

/** A day given as the end is included. @throws RefusedError `moment-unreadable`. */
function filterOf({ from, to, by, what }: AuditOptions, zone: string): AuditFilter {
  const read = (text: string) => {
    const found = momentIn(text, zone);
    if (!found) throw new RefusedError('moment-unreadable', { moment: text });
    return found;
  };
  const last = to === undefined ? undefined : read(to);
  const end = last?.isDay ? last.moment.plus({ days: 1 }) : last?.moment;
  return {
    ...(from !== undefined && { from: read(from).moment.toJSDate().toISOString() }),
    ...(end && { to: end.toJSDate().toISOString() }),
    ...(by !== undefined && { by: by.startsWith('cli:') ? by : by.toLowerCase() }),
    ...(what !== undefined && { what }),
  };
}
