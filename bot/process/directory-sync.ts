/** Persons and the organisation's directory: look-ups on demand, and due work. */
import { type Logger } from 'pino';
import { doPeopleWork } from '../../src/schedule/people/people-work';
import { type TickOptions } from '../../src/schedule/tick';
import { type CardActionDeps } from '../views/turn';
import { type PeopleSources } from './graph/people-sources';

/** If the directory cannot be asked, people can still work with the persons who are known. */
export function lookUpOf({ directory }: PeopleSources, log: Logger): Pick<CardActionDeps, 'lookUp'> {
  if (!directory) return {};
  return {
    lookUp: (text) =>
      directory.lookUp(text).catch((error: unknown) => {
        log.warn({ err: error }, 'nobody could be looked up');
        return undefined;
      }),
  };
}

/** Logs the outcome as counts, never with names. */
export function syncDirectory(
  options: TickOptions & Pick<CardActionDeps, 'admins'>,
  { directory, replies, install }: PeopleSources,
  log: Logger,
): Promise<void> {
  return doPeopleWork({
    ...options,
    ...(directory && { source: directory }),
    ...(replies && { replies }),
    ...(install && { install }),
    onSynced: ({ persons, changed, leavers, returned, unknown, held }) => {
      const counts = { leavers: leavers.length, returned: returned.length, unknown: unknown.length };
      log.info({ persons, changed: changed.length, ...counts }, 'persons were compared with the directory');
      if (held) log.error({ leavers: leavers.length, persons }, 'so many leavers at once: nobody was marked');
    },
    onGroupsSynced: (reports) => {
      const unread = reports.filter(({ problem }) => problem !== undefined).length;
      const moved = reports.flatMap(({ roles, readers }) => [...roles, ...readers]);
      const [joined, left] = [moved.flatMap((each) => each.joined), moved.flatMap((each) => each.left)];
      const counts = { groups: reports.length, unread, joined: joined.length, left: left.length };
      log.info(counts, 'groups were compared with the directory');
    },
    onProposed: (counts) => log.info(counts, 'automatic replies were looked at'),
    onInstalled: (outcomes) => {
      const refused = [...outcomes.values()].filter(({ type }) => type === 'refused');
      log.info(
        { tried: outcomes.size, refused: refused.length },
        'the app was installed where it was missing',
      );
    },
  });
}
