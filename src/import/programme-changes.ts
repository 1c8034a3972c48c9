/** The changes and audit entries for a programme whose settings an import creates or changes. Pure. */
import { type Actor, audit, type AuditedAct } from '../audit/audit';
import { programmeKey } from '../goals/register';
import { type Programme } from '../goals/schema';
import { scheduleOf } from '../goals/schedule-of';
import { put, type Row } from '../storage/rows';
import { type Change, type Json } from '../storage/store';
import { omit } from '../omit';
import { sameData } from '../same-data';

/** @param row undefined if the programme is new */
export function programmeChanges(
  row: Row<Programme> | undefined,
  next: Programme,
  { actor, now }: { readonly actor: Actor; readonly now: Date },
): Change[] {
  const entry = (what: AuditedAct, part: (programme: Programme) => object): Change[] => {
    const [from, to] = [row && part(row.value), part(next)];
    if (sameData(from, to)) return [];
    const change = { ...(from && { from: from as Json }), to: to as Json };
    return [audit({ ...actor, what, programmeId: next.id, ...change }, now)];
  };
  return [
    put(row, programmeKey(next.id), next),
    ...entry('schedule-changed', scheduleOf),
    ...entry('channels-changed', ({ channels }) => channels),
    ...entry('programme-changed', othersOf),
  ];
}

/** The import's own audit entry has the version. */
function othersOf(programme: Programme): object {
  return omit(
    programme,
    'version',
    'channels',
    'rhythm',
    'onlyPeriod',
    'firstPeriod',
    'timeZone',
    'calendar',
  );
}
