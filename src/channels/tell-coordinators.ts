/**
 * Tells a programme's coordinators, or the admins if it has none, that its channels take no posts, and that they do
 * again: one message a person, however many channels fail or recover at once.
 */
import { type Programme } from '../goals/schema';
import { enqueueOnce, findMessage, type NewMessage } from '../outbox/message';
import { toldAbout } from '../people/coordinators';
import { loadDirectory, peoplePartition } from '../people/directory';
import { loadGrants } from '../people/grants';
import { loadAllLeft } from '../people/left';
import { sendableOrNow } from '../periods/quiet-hours';
import { type HolidayCalendar } from '../periods/working-days';
import { type EntityStore } from '../storage/store';

export interface TellOptions {
  readonly store: EntityStore;
  readonly holidays: HolidayCalendar;
  /** Ids of the configured admins. */
  readonly admins: ReadonlySet<string>;
}

/** @param toldAt identifies these outages: it is part of the messages' keys */
export async function tellLost(
  options: TellOptions,
  channels: readonly string[],
  programmes: readonly Programme[],
  toldAt: string,
  now: Date,
): Promise<void> {
  for (const { personId, channels: own, sendFrom } of await concerned(options, channels, programmes, now)) {
    const key = lostKey(personId, toldAt);
    await send(
      options.store,
      { ...to(personId), key, kind: 'channels-lost', data: { channels: own } },
      now,
      sendFrom,
    );
  }
}

/** Tells only those who got the message about the outage. */
export async function tellBack(
  options: TellOptions,
  channels: readonly string[],
  programmes: readonly Programme[],
  { toldAt, worksSince }: { readonly toldAt: string; readonly worksSince: string },
  now: Date,
): Promise<void> {
  const { store } = options;
  for (const { personId, channels: own, sendFrom } of await concerned(options, channels, programmes, now)) {
    const lost = (await findMessage(store, peoplePartition, lostKey(personId, toldAt)))?.value;
    if (lost?.state !== 'sent') continue;
    const key = `people|${personId}|channels-back-${toldAt}-${worksSince}`;
    await send(
      store,
      { ...to(personId), key, kind: 'channels-back', data: { channels: own } },
      now,
      sendFrom,
    );
  }
}

const lostKey = (personId: string, toldAt: string) => `people|${personId}|channels-lost-${toldAt}`;
const to = (personId: string) => ({ recipient: { type: 'person' as const, personId } });

function send(store: EntityStore, message: NewMessage, now: Date, sendFrom: Date): Promise<void> {
  return enqueueOnce(store, peoplePartition, message, now, sendFrom);
}

interface Concerned {
  readonly personId: string;
  /** Those of the person's programmes. */
  readonly channels: readonly string[];
  readonly sendFrom: Date;
}

async function concerned(
  { store, holidays, admins }: TellOptions,
  channels: readonly string[],
  programmes: readonly Programme[],
  now: Date,
): Promise<Concerned[]> {
  const [directory, grants, left] = await Promise.all([
    loadDirectory(store),
    loadGrants(store),
    loadAllLeft(store),
  ]);
  const gone = new Set(left.keys());
  const found = new Map<string, Concerned>();
  for (const programme of programmes) {
    const own = channels.filter((id) => programme.channels.some(({ channel }) => channel === id));
    if (own.length === 0) continue;
    for (const personId of await toldAbout(store, programme, { directory, grants, admins, gone })) {
      const known = found.get(personId);
      const sendFrom = known?.sendFrom ?? sendableOrNow(now, programme, holidays);
      found.set(personId, {
        personId,
        channels: [...new Set([...(known?.channels ?? []), ...own])],
        sendFrom,
      });
    }
  }
  return [...found.values()];
}
