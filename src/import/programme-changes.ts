/** What is written of a programme whose settings an import makes or changes, with what the audit says of it. Pure. */
import { type Actor, audit, type AuditedAct } from '../audit/audit';
import { programmeKey } from '../goals/register';
import { type Programme } from '../goals/schema';
import { scheduleOf } from '../goals/schedule-of';
import { put, type Row } from '../storage/rows';
import { type Change, type Json } from '../storage/store';
import { omit } from '../omit';
import { sameData } from '../same-data';

/** @param row left out where the programme is new */
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

/** The version is told by the import's own entry. */
function othersOf(programme: Programme): object {
  return omit(programme, 'version', 'channels', 'rhythm', 'onlyPeriod', 'timeZone', 'calendar');
}
