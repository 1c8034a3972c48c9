/** The year's bot as its people reach it, and the year's working days, by hand. */
import { type TeamsUser } from '../../deploy/local/scripted-user';
import { objectIdFor } from '../../seeds/load';
import { type EntityStore } from '../../src/storage/store';
import { type TeamsConnector } from '../helpers/teams-connector';
import { botId, tenantId } from '../helpers/tenant';

export interface YearBot {
  readonly store: EntityStore;
  readonly connector: TeamsConnector;
  /** Where its activities go. */
  readonly endpoint: () => string;
  readonly now: () => Date;
}

export function userOf({ connector, endpoint }: Omit<YearBot, 'now'>, personId: string): TeamsUser {
  const aadObjectId = objectIdFor(personId);
  const chat = connector.conversations.chatWith({ id: aadObjectId });
  const receipt = { conversationId: chat.id, activityId: '', serviceUrl: connector.url };
  return { name: personId, aadObjectId, tenantId, botId, receipt, endpoint: endpoint() };
}

export const dayMs = 24 * 3_600_000;
/** Holidays in 2026 while questions and requests for support are under way. */
const holidays = ['2026-01-01', '2026-01-06', '2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14'];

export function nextDay(day: string): string {
  return new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);
}

/** @param day `yyyy-mm-dd` */
export function workingDayAfter(day: string, count: number): string {
  let found = day;
  for (let left = count; left > 0;) {
    found = nextDay(found);
    if (![0, 6].includes(new Date(found).getUTCDay()) && !holidays.includes(found)) left--;
  }
  return found;
}
