/** Marks people who have left and, in the same commit, tells those who must find new owners for their goals. */
import { type Actor, audit } from '../../audit/audit';
import { ConflictError } from '../../errors';
import { loadProgrammes } from '../../goals/register';
import { enqueue, type NewMessage } from '../../outbox/message';
import { toldAbout } from '../../people/coordinators';
import { loadDirectory, peoplePartition } from '../../people/directory';
import { loadGrants } from '../../people/grants';
import { type Left, leftKey, loadAllLeft } from '../../people/left';
import { sendableOrNow } from '../../periods/quiet-hours';
import { type HolidayCalendar } from '../../periods/working-days';
import { goalsLeftBehind } from '../../replies/leavers';
import { insert } from '../../storage/rows';
import { type EntityStore } from '../../storage/store';

export interface MarkOptions {
  readonly holidays: HolidayCalendar;
  readonly admins: ReadonlySet<string>;
  readonly actor: Actor;
}

/** Each leaver takes two changes and each recipient one, and a commit holds 100. */
const leaversPerPage = 20;
const mostRecipients = 50;

/** Skips people who are already marked, so that recipients are told only once. */
export async function markLeavers(
  store: EntityStore,
  leavers: readonly Left[],
  options: MarkOptions,
  now: Date,
): Promise<void> {
  if (leavers.length === 0) return;
  const concerned = await whoIsTold(store, leavers, options, now);
  for (let start = 0; start < leavers.length; start += leaversPerPage) {
    const page = leavers.slice(start, start + leaversPerPage);
    try {
      await store.commit(peoplePartition, [
        ...page.flatMap((left) => [insert(leftKey(left.personId), left), entryOf(left, options.actor, now)]),
        ...messagesAbout(page, concerned).map(({ message, sendFrom }) => enqueue(message, now, sendFrom)),
      ]);
    } catch (error) {
      // Another sync is marking the same people.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}

function entryOf({ personId, day, why }: Left, actor: Actor, now: Date) {
  return audit({ ...actor, what: 'person-left', personId, to: { day, why } }, now);
}

interface Concern {
  readonly leavers: ReadonlySet<string>;
  readonly sendFrom: Date;
}

/** By recipient: the coordinators of the programmes with goals left behind, or the admins if there is none. */
async function whoIsTold(
  store: EntityStore,
  leavers: readonly Left[],
  { holidays, admins }: MarkOptions,
  now: Date,
): Promise<ReadonlyMap<string, Concern>> {
  const gone = new Set([...leavers.map(({ personId }) => personId), ...(await loadAllLeft(store)).keys()]);
  const [directory, grants] = await Promise.all([loadDirectory(store), loadGrants(store)]);
  const concerned = new Map<string, Concern>();
  for (const programme of await loadProgrammes(store)) {
    const behind = await goalsLeftBehind(store, programme.id, gone, directory);
    if (behind.size === 0) continue;
    for (const recipient of await toldAbout(store, programme, { directory, grants, admins, gone })) {
      const known = concerned.get(recipient);
      concerned.set(recipient, {
        leavers: new Set([...(known?.leavers ?? []), ...behind.keys()]),
        sendFrom: known?.sendFrom ?? sendableOrNow(now, programme, holidays),
      });
    }
  }
  return concerned;
}

/** One message per recipient, however many have left, about those who leave something behind for the recipient. */
function messagesAbout(
  page: readonly Left[],
  concerned: ReadonlyMap<string, Concern>,
): { readonly message: NewMessage; readonly sendFrom: Date }[] {
  return [...concerned].slice(0, mostRecipients).flatMap(([recipient, { leavers, sendFrom }]) => {
    const about = page.filter(({ personId }) => leavers.has(personId));
    const [first] = about;
    if (!first) return [];
    const message: NewMessage = {
      key: `people|${recipient}|left-${first.day}-${first.personId}`,
      kind: 'leavers',
      recipient: { type: 'person', personId: recipient },
      data: { persons: about.map(({ personId }) => personId) },
    };
    return [{ message, sendFrom }];
  });
}
