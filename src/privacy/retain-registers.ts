/** Removes expired data outside rounds: audit entries, front posts, messages about people, links, files, chats. */
import { auditRange } from '../audit/audit';
import { brakePartition } from '../brake/pauses';
import { frontsPartition } from '../digest/front-store';
import { goalsPartition, loadProgrammes, programmesPartition } from '../goals/register';
import { removeOldFiles } from '../import/kept-file';
import { donePrefix, type Message } from '../outbox/message';
import { isForPerson, lastDayOf } from '../outbox/message-kind';
import { loadDirectory, peoplePartition, referencesPartition } from '../people/directory';
import { type Substitution } from '../people/substitutions';
import { linksPartition, type DownloadLink } from '../report/download-link';
import { type EntityStore, withPrefix } from '../storage/store';
import { type Budget, removeRows } from './remove-rows';
import { monthsBefore, type Retention } from './retention-settings';

export async function removeFromRegisters(
  store: EntityStore,
  { messageMonths, auditMonths, roundYears }: Retention,
  now: Date,
  budget: Budget,
): Promise<void> {
  const programmes = await loadProgrammes(store);
  const over = auditRange({ to: monthsBefore(now, auditMonths) });
  for (const partition of [
    programmesPartition,
    peoplePartition,
    brakePartition,
    ...programmes.map(({ id }) => goalsPartition(id)),
  ])
    await removeRows(store, partition, over, budget);
  if (roundYears !== undefined) await removeFronts(store, monthsBefore(now, 12 * roundYears), budget);
  await removeSubstitutions(store, monthsBefore(now, messageMonths), budget);
  const yesterday = new Date(now.getTime() - 24 * 3_600_000).toISOString();
  await removeRows(store, linksPartition, {}, budget, ({ value }) => {
    return (value as unknown as DownloadLink).expires < yesterday;
  });
  await removeOldFiles(store, now);
  const { persons } = await loadDirectory(store);
  await removeRows(store, referencesPartition, {}, budget, ({ key }) => !persons.has(key));
}

/** Front posts are kept as long as the rounds that they show, whose later digests count changes from them. */
async function removeFronts(store: EntityStore, since: string, budget: Budget): Promise<void> {
  await removeRows(store, frontsPartition, withPrefix(donePrefix), budget, ({ value }) => {
    const { createdAt, endedAt = createdAt } = value as unknown as Message;
    return endedAt < since;
  });
}

/** Removes past substitutions and their messages; the same substitution cannot be entered again for past days. */
async function removeSubstitutions(store: EntityStore, since: string, budget: Budget): Promise<void> {
  const lastDay = since.slice(0, 10);
  await removeRows(store, peoplePartition, withPrefix('substitution|'), budget, ({ value }) => {
    return (value as unknown as Substitution).to < lastDay;
  });
  await removeRows(store, peoplePartition, withPrefix('done|'), budget, ({ value }) => {
    const message = value as unknown as Message;
    const last = isForPerson(message) ? lastDayOf(message) : undefined;
    return last !== undefined && last < lastDay;
  });
}
