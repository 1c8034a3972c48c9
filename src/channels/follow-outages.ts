/**
 * What a tick does about outages: tells coordinators once of each; notices that a digest arrived nevertheless; and when
 * a channel works again, posts what its readers lack and tells those who had been told. Every step can be repeated: an
 * outage is removed last.
 */
import { ConflictError } from '../errors';
import { subscribedChannels } from '../goals/channels';
import { loadProgrammes, programmesPartition } from '../goals/register';
import { type Programme } from '../goals/schema';
import { reachedNobody, sendAgain } from '../outbox/message';
import { sendableOrNow } from '../periods/quiet-hours';
import { type Round } from '../rounds/round';
import { commitInPages, remove, replace, retryOnConflict, type Row } from '../storage/rows';
import { currentRounds, type LatestPost, latestPosts } from './latest-posts';
import { loadOutages, noteWorking, type Outage, outageReasons } from './outages';
import { tellBack, tellLost, type TellOptions } from './tell-coordinators';

export async function followOutages(options: TellOptions, now: Date): Promise<void> {
  const { store } = options;
  if ((await loadOutages(store)).length === 0) return;
  // An event or a refused post may note an outage meanwhile.
  await retryOnConflict(async () => {
    const seen = { programmes: await loadProgrammes(store), rounds: await currentRounds(store, now), now };
    await noticeWorking(options, seen);
    await tellOfNew(options, seen);
    await resume(options, seen);
  });
}

interface Seen {
  readonly programmes: readonly Programme[];
  readonly rounds: readonly Round[];
  readonly now: Date;
}

function postsTo(
  { store }: TellOptions,
  channel: string,
  { programmes, rounds, now }: Seen,
): Promise<LatestPost[]> {
  return latestPosts(store, channel, programmes, rounds, now);
}

/** A digest that was posted since shows that the channel works, whatever Teams said before. */
async function noticeWorking(options: TellOptions, seen: Seen): Promise<void> {
  const { store } = options;
  for (const { value: outage } of await loadOutages(store)) {
    const posts = await postsTo(options, outage.channel, seen);
    const arrived = posts.some(
      ({ row: { value } }) => value.state === 'sent' && (value.endedAt ?? '') > outage.since,
    );
    if (arrived) await noteWorking(store, [outage.channel], outageReasons, seen.now);
  }
}

/** Which outages are told in the same message is written down first, so that a repeat makes the same messages. */
async function tellOfNew(options: TellOptions, { programmes, now }: Seen): Promise<void> {
  const { store } = options;
  const isTold = ({ value }: Row<Outage>) => value.told?.done === true || value.worksSince !== undefined;
  const subscribed = subscribedChannels(programmes);
  const untold = async () =>
    (await loadOutages(store)).filter((row) => !isTold(row) && subscribed.has(row.value.channel));
  const fresh = (await untold()).filter(({ value }) => !value.told);
  await writeEach(options, fresh, ({ value }) => ({ ...value, told: { at: now.toISOString() } }));
  const begun = (await untold()).filter(({ value }) => value.told);
  for (const [toldAt, rows] of groupedBy(begun, ({ told }) => told!.at)) {
    await tellLost(options, channelsOf(rows), programmes, toldAt, now);
    await writeEach(options, rows, ({ value }) => ({ ...value, told: { at: toldAt, done: true } }));
  }
}

async function writeEach(
  { store }: TellOptions,
  rows: readonly Row<Outage>[],
  next: (row: Row<Outage>) => Outage,
): Promise<void> {
  await commitInPages(
    store,
    programmesPartition,
    rows.map((row) => replace(row, next(row))),
  );
}

async function resume(options: TellOptions, seen: Seen): Promise<void> {
  const { store } = options;
  const over = (await loadOutages(store)).filter(({ value }) => value.worksSince !== undefined);
  for (const { value } of over) await postAgain(options, value.channel, seen);
  const keyOf = ({ told, worksSince }: Outage) => JSON.stringify([told?.at ?? '', worksSince]);
  for (const [key, rows] of groupedBy(over, keyOf)) {
    const [toldAt, worksSince] = JSON.parse(key) as [string, string];
    if (toldAt !== '')
      await tellBack(options, channelsOf(rows), seen.programmes, { toldAt, worksSince }, seen.now);
    await commitInPages(store, programmesPartition, rows.map(remove));
  }
}

/** The message is drawn when it is sent, so that its readers get the figures of that moment, once. */
async function postAgain(options: TellOptions, channel: string, seen: Seen): Promise<void> {
  const [first] = seen.programmes.filter(({ channels }) => channels.some((each) => each.channel === channel));
  if (!first) return;
  const sendFrom = sendableOrNow(seen.now, first, options.holidays);
  for (const { partition, row, isCurrent } of await postsTo(options, channel, seen)) {
    if (!isCurrent || !reachedNobody(row.value)) continue;
    await options.store.commit(partition, sendAgain(row, sendFrom)).catch((error: unknown) => {
      // A digest of this very moment has done it.
      if (!(error instanceof ConflictError)) throw error;
    });
  }
}

function channelsOf(rows: readonly Row<Outage>[]): string[] {
  return rows.map(({ value }) => value.channel);
}

function groupedBy(
  rows: readonly Row<Outage>[],
  keyOf: (outage: Outage) => string,
): Map<string, Row<Outage>[]> {
  const groups = new Map<string, Row<Outage>[]>();
  for (const row of rows) {
    const key = keyOf(row.value);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}
