/** Texts about messages sent by hand: how long sending takes, and when it begins. */
import { type Wording } from '../../cards/parts/wording';
import { type Programme } from '../../src/goals/schema';
import { sendableFrom } from '../../src/periods/quiet-hours';
import { type AdminTurn, wordingOf } from './admin-turn';

/** When messages sent by hand go out. */
export function sendFromOf({ deps, now }: AdminTurn, programme: Programme): Date {
  return sendableFrom(now, programme, deps.holidays);
}

/** Nothing if no message is sent. */
export function sendingLines(turn: AdminTurn, programme: Programme, messages: number): string[] {
  if (messages === 0) return [];
  const wording = wordingOf(turn, programme);
  const from = sendFromOf(turn, programme);
  const held = wording.text('sending.held', { moment: wording.moment(from.toISOString()) });
  const takes = sendingTime(messages, turn.deps.sendRate, wording);
  return [...(takes === undefined ? [] : [takes]), ...(from > turn.now ? [held] : [])];
}

/** Seconds. Shorter times are not worth a line. */
const shortestSaid = 10;

/** `undefined` below ten seconds. @param rate messages a second */
export function sendingTime(messages: number, rate: number, wording: Wording): string | undefined {
  const seconds = Math.ceil(messages / rate);
  if (seconds < shortestSaid) return undefined;
  return seconds < 120
    ? wording.text('sending.takes', { seconds })
    : wording.text('sending.takesMinutes', { minutes: Math.ceil(seconds / 60) });
}
