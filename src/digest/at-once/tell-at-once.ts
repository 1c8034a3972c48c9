/** One message a day and person about everything that turned since the last one. */
import { ConflictError } from '../../errors';
import { loadPauses } from '../../brake/pauses';
import { pauseOver } from '../../brake/scope';
import { loadProgrammes } from '../../goals/register';
import { type Programme } from '../../goals/schema';
import { omit } from '../../omit';
import { enqueue, findMessage } from '../../outbox/message';
import { peoplePartition } from '../../people/directory';
import { localDay } from '../../periods/local-time';
import { sendableOrNow } from '../../periods/quiet-hours';
import { type HolidayCalendar } from '../../periods/working-days';
import { readRound, type RoundName, roundPartition } from '../../rounds/round-store';
import { replace, retryOnConflict, type Row } from '../../storage/rows';
import { type EntityStore } from '../../storage/store';
import { type Turn } from './turns';
import { loadWaiting, type WaitingTurns } from './waiting-turns';

/**
 * Each person whose turns wait gets a message, unless it is quiet in their programmes or they have had today's: then they wait on. The
 * turns are in the message from then on, so whatever is found later goes into the next day's.
 * @returns what still waits
 */
export async function tellAtOnce(
  store: EntityStore,
  now: Date,
  holidays: HolidayCalendar,
): Promise<readonly Turn[]> {
  const rows = (await loadWaiting(store)).filter(({ value }) => value.turns.length > 0);
  if (rows.length === 0) return [];
  const [programmes, pauses] = await Promise.all([loadProgrammes(store), loadPauses(store)]);
  const known = new Map(programmes.map((programme) => [programme.id, programme]));
  const left: Turn[] = [];
  for (const row of rows) {
    const ready = row.value.turns.filter((turn) => {
      const programme = known.get(turn.programmeId);
      if (!programme) return true;
      return !pauseOver(pauses, turn) && sendableOrNow(now, programme, holidays) <= now;
    });
    const isTold = ready.length > 0 && (await tell(store, row, ready, dayOf(ready, known, now), now));
    left.push(...(isTold ? row.value.turns.filter((turn) => !ready.includes(turn)) : row.value.turns));
  }
  return left;
}

/** The organisation's local day. */
function dayOf([first]: readonly Turn[], programmes: ReadonlyMap<string, Programme>, now: Date): string {
  return localDay(now, programmes.get(first!.programmeId)?.timeZone ?? 'Europe/Helsinki');
}

/** @returns whether the turns are in a message now */
async function tell(
  store: EntityStore,
  row: Row<WaitingTurns>,
  ready: readonly Turn[],
  day: string,
  now: Date,
): Promise<boolean> {
  const { personId, turns } = row.value;
  const key = `at-once|${personId}|${day}`;
  if (await findMessage(store, peoplePartition, key)) return false;
  const recipient = { type: 'person', personId } as const;
  const rest = turns.filter((turn) => !ready.includes(turn));
  const next: WaitingTurns = { personId, turns: rest, told: ready };
  const message = { key, kind: 'at-once', recipient, data: { turns: ready } } as const;
  try {
    await store.commit(peoplePartition, [enqueue(message, now), replace(row, next)]);
    return true;
  } catch (error) {
    // More has turned meanwhile, or another tick tells the person.
    if (error instanceof ConflictError) return false;
    throw error;
  }
}

/** Once nothing of the round waits to be told any more, ticks need not look. An answer may have turned something meanwhile. */
export async function unmarkTold(store: EntityStore, name: RoundName, left: readonly Turn[]): Promise<void> {
  if (left.some(({ programmeId, period }) => programmeId === name.programmeId && period === name.period))
    return;
  await retryOnConflict(async () => {
    const row = await readRound(store, name);
    if (row?.value.turned === 'waits')
      await store.commit(roundPartition(name), [replace(row, omit(row.value, 'turned'))]);
  }, 20);
}
