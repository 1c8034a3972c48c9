/** Tells admins what is wrong: one message per person, finding and day, through the outbox like all others. */
import { loadProgrammes } from '../goals/register';
import { enqueue, findMessage, type NewMessage } from '../outbox/message';
import { loadAdmins } from '../people/access';
import { peoplePartition } from '../people/directory';
import { localDay, usualZone } from '../periods/local-time';
import { sendableFrom } from '../periods/quiet-hours';
import { type HolidayCalendar } from '../periods/working-days';
import { commitInPages, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { type Finding, findingIds } from './finding';
import { type gapBetween } from './rules';
import { type StandingFinding } from './standing';

/** A tick that does not run cannot report that it is late; the one that catches up reports that it was. */
export const alertIds = [...findingIds.filter((id) => id !== 'tick-late'), 'tick-was-late'] as const;
export type AlertId = (typeof alertIds)[number];

/** The data of a message of kind `alert`. */
export interface Alert extends Omit<Finding, 'id'> {
  readonly finding: AlertId;
  /** ISO 8601, UTC. */
  readonly since: string;
}

export interface AlertOptions {
  readonly store: EntityStore;
  readonly now: Date;
  readonly holidays: HolidayCalendar;
  /** Ids of the configured admins. */
  readonly admins: ReadonlySet<string>;
}

/** Creates a message once a day while the finding lasts; a delayed message counts for the day on which it is sent. */
export async function tellAdmins(options: AlertOptions, findings: readonly StandingFinding[]): Promise<void> {
  const sendFrom = await sendableForSome(options);
  const day = localDay(sendFrom, usualZone);
  const alerts = findings.flatMap(({ id, ...found }) =>
    id === 'tick-late' ? [] : [{ step: `${id}-${found.since}-${day}`, alert: { ...found, finding: id } }],
  );
  await enqueueOnce(options, alerts, sendFrom);
}

/** Call it before the tick moves its mark: after a crash in between the next tick reports the gap, and never twice. */
export async function tellOfGap(
  options: AlertOptions,
  figures: NonNullable<ReturnType<typeof gapBetween>>,
): Promise<void> {
  const since = figures.from;
  const alert = { finding: 'tick-was-late' as const, severity: 'broken' as const, figures, since };
  const step = `tick-was-late-${since}`;
  await enqueueOnce(options, [{ step, alert }], await sendableForSome(options));
}

/** Quiet hours belong to programmes. An alert belongs to none, so it waits only while all programmes are quiet. */
async function sendableForSome({ store, now, holidays }: AlertOptions): Promise<Date> {
  const programmes = await loadProgrammes(store);
  const moments = programmes.flatMap((programme) => {
    try {
      return [sendableFrom(now, programme, holidays).getTime()];
    } catch {
      // A calendar without working days delays nothing.
      return [];
    }
  });
  return moments.length > 0 ? new Date(Math.min(...moments)) : now;
}

interface Told {
  readonly step: string;
  readonly alert: Alert;
}

async function enqueueOnce(
  { store, now, admins }: AlertOptions,
  alerts: readonly Told[],
  sendFrom: Date,
): Promise<void> {
  if (alerts.length === 0) return;
  const persons = await loadAdmins(store, admins);
  const wanted = persons.flatMap(({ id }) => alerts.map((told) => messageTo(id, told)));
  await retryOnConflict(async () => {
    const known = await Promise.all(wanted.map(({ key }) => findMessage(store, peoplePartition, key)));
    const missing = wanted.filter((_message, index) => known[index] === undefined);
    const changes = missing.map((message) => enqueue(message, now, sendFrom));
    await commitInPages(store, peoplePartition, changes);
  });
}

function messageTo(personId: string, { step, alert }: Told): NewMessage {
  return {
    key: `people|${personId}|alert-${step}`,
    kind: 'alert',
    recipient: { type: 'person', personId },
    data: alert,
  };
}
