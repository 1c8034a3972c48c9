/** What the doctor says about each finding: that all is well, or what is wrong and what to do. */
import { type Finding, type FindingId, type Severity } from '../../../src/health/finding';
import { type Observed } from '../../../src/health/observed';
import { problemWords } from '../parts/group-words';
import { localText } from '../parts/moments';
import { usualZone } from '../../../src/periods/local-time';

interface FindingWords {
  readonly check: string;
  /** `undefined` if it was not checked. */
  readonly well: (observed: Observed) => string | undefined;
  readonly wrong: (figures: Finding['figures'], rounds: string, severity: Severity) => string;
  readonly todo: string;
}

const at = (moment: unknown) => localText(String(moment), usualZone);
const gigabytes = (bytes: number) => (bytes / 1024 ** 3).toFixed(1);

export const findingWords: Readonly<Record<FindingId, FindingWords>> = {
  'tick-late': {
    check: 'last tick',
    well: ({ lastTick }) => lastTick && at(lastTick.toISOString()),
    wrong: ({ from, minutes }) => `${at(from)}, ${minutes} minutes ago`,
    todo: 'start the bot; if it runs, look in its log for "due work failed" and restart it',
  },
  'stands-still': {
    check: 'parts',
    // Only the running bot sees what it is doing.
    well: () => undefined,
    wrong: ({ part, minutes }) => `"${part}" has shown no sign of life for ${minutes} minutes`,
    todo: 'look in the log for what it was doing; another replica takes over, or this one starts over, by itself',
  },
  'digest-overdue': {
    check: 'digests',
    well: ({ rounds }) =>
      rounds &&
      `none is overdue; the last was posted ${lastDigest(rounds.lastDigest)}${lostChannels(rounds.lost)}`,
    wrong: ({ count, since, refused }, rounds) =>
      `${count} overdue since ${at(since)}: ${rounds}${refused === undefined ? '' : ` (channel: ${refused})`}`,
    todo: 'see "seuranta outbox status" for why; the app may have been removed from the channel ("seuranta channels")',
  },
  undeliverable: {
    check: 'recipients',
    well: ({ rounds }) =>
      rounds && `${rounds.asked} are asked in open rounds, ${rounds.unreached} out of reach`,
    wrong: ({ persons, asked }) => `${persons} of ${asked} who are asked in open rounds are out of reach`,
    todo: 'see "seuranta outbox status" for who they are and why; usually the app must be installed for them',
  },
  paused: {
    check: 'sending',
    well: ({ rounds }) => rounds && 'nothing is paused',
    wrong: ({ count, since, all, programmes }, rounds) =>
      `paused since ${at(since)}: ${pausedIn(all, programmes, rounds)}; ${count} messages are waiting`,
    todo: 'when messages may go out again: "seuranta resume" with the same --programme and --round',
  },
  'messages-waiting': {
    check: 'outbox',
    well: ({ rounds }) => rounds && waiting(rounds.waiting),
    wrong: ({ count, minutes, attempts }) =>
      `${count} messages are waiting, for up to ${minutes} minutes and ${attempts} attempts`,
    todo: 'check that the bot runs and gets a token; its log says what Teams answers ("message was not delivered")',
  },
  'opening-cut-off': {
    check: 'openings',
    well: ({ rounds }) => rounds && 'none was interrupted',
    wrong: (_figures, rounds) => `interrupted: ${rounds}`,
    todo: 'open it again with "seuranta round open"; nobody is asked twice',
  },
  'group-unread': {
    check: 'groups',
    well: ({ rounds, unreadGroups }) =>
      unreadGroups ? 'the members of all could be read' : rounds && 'no group of the directory is used',
    wrong: ({ count, groups, why, since }) =>
      `${count} not read since ${String(since)}, so their members stay as they were: ${groups} (${whyUnread(why)})`,
    todo: 'correct the group, or name another one with "seuranta role set" or "seuranta grant"; see "seuranta people sync --dry-run"',
  },
  'secret-expires': {
    check: 'secret',
    well: ({ secretExpires }) => secretExpires && `valid until ${at(secretExpires.toISOString())}`,
    wrong: ({ expires, days }, _rounds, severity) =>
      severity === 'broken' ? `expired ${at(expires)}` : `expires ${at(expires)}, in ${days} days`,
    todo: 'make a new one in the app registration, set it with its expiry date, restart, then delete the old one',
  },
  'store-slow': {
    check: 'store speed',
    well: ({ store }) =>
      store && `reads take ${store.readMs.toFixed(1)} ms, writes ${store.writeMs.toFixed(1)} ms`,
    wrong: ({ readMs, writeMs }) => `reads take ${readMs} ms, writes ${writeMs} ms`,
    todo: 'check the load of the disk, or the storage account’s latency and whether it is in the bot’s region',
  },
  'disk-full': {
    check: 'disk',
    well: ({ diskFreeBytes }) =>
      diskFreeBytes === undefined ? undefined : `${gigabytes(diskFreeBytes)} GB free`,
    wrong: ({ freeMb }) => `${freeMb} MB free on the disk of the store`,
    todo: 'free space (or inodes, see "df -i") or move the store; answers cannot be saved on a full disk',
  },
  'clock-wrong': {
    check: 'clock',
    well: ({ clockAheadMs }) =>
      clockAheadMs === undefined
        ? 'no tick is in the future; there is no other clock here to compare it with'
        : `within ${Math.ceil(Math.abs(clockAheadMs) / 1000)} s of that of Azure Tables`,
    wrong: ({ aheadSeconds, lastTick }) =>
      lastTick === undefined
        ? `${Math.abs(Number(aheadSeconds))} s ${Number(aheadSeconds) > 0 ? 'ahead of' : 'behind'} the store’s`
        : `the last tick is ${Math.abs(Number(aheadSeconds))} s ahead, ${at(lastTick)}: it was set back, or was wrong before`,
    todo: 'have the machine set its clock by NTP; tokens are refused if it is five minutes off',
  },
};

function pausedIn(all: unknown, programmes: unknown, rounds: string): string {
  return [...(all === 1 ? ['everything'] : []), String(programmes), rounds].filter(Boolean).join(', ');
}

function whyUnread(why: unknown): string {
  const words: Readonly<Record<string, string>> = problemWords;
  return words[String(why)] ?? 'for several reasons';
}

function lastDigest(moment: string | undefined): string {
  return moment === undefined ? 'long ago or never' : at(moment);
}

function lostChannels(lost: readonly unknown[] = []): string {
  return lost.length === 0 ? '' : `; channels that take no posts: ${lost.length} (see "seuranta channels")`;
}

function waiting({ count, oldest }: { readonly count: number; readonly oldest?: string }): string {
  if (count === 0) return 'no messages are waiting';
  return `${count} messages are waiting${oldest === undefined ? '' : `, the oldest since ${at(oldest)}`}`;
}
