/** Lines about a whole round: its progress and its deadline. Pure. */
import { type Programme } from '../../src/goals/schema';
import { closingOf, type LateTimes, type Round } from '../../src/rounds/round';
import { type Wording } from './wording';

export interface RoundState {
  readonly round: Round;
  /** Number of goals. */
  readonly asked: number;
  readonly answered: number;
  /** Goals that are partly answered. */
  readonly partly: number;
  readonly persons: { readonly asked: number; readonly done: number };
}

export function isOpen({ status }: Pick<Round, 'status'>): boolean {
  return status === 'open' || status === 'reopened';
}

/** "Q3/2026: auki". */
export function roundTitle(round: Round, wording: Wording): string {
  const period = wording.period(round.period);
  if (round.status === 'reopened') return wording.text('round.reopened', { period });
  if (isOpen(round)) return wording.text('round.open', { period });
  const last = round.events.at(-1);
  const at = wording.moment(last?.at ?? round.deadline);
  return wording.text(last?.sent ? 'round.sent' : 'round.closed', { period, at });
}

/** "Vastattu 34/57, osittain 2.", "Vastuuhenkilöistä valmiina 12/21." */
export function roundProgress(
  { asked, answered, partly, persons }: Omit<RoundState, 'round'>,
  wording: Wording,
): string[] {
  return [
    wording.text('round.answered', { answered, asked, partly }),
    ...(persons.asked > 0
      ? [wording.text('round.persons', { done: persons.done, asked: persons.asked })]
      : []),
  ];
}

/** @param now ISO 8601, UTC */
export function deadlineText(
  { deadline, closes = deadline }: Pick<Round, 'deadline' | 'closes'>,
  now: string,
  wording: Wording,
): string {
  const moments = { deadline: wording.moment(deadline), closes: wording.moment(closes) };
  if (closes <= deadline) return wording.text('round.deadline', moments);
  return wording.text(now < deadline ? 'round.deadlineGrace' : 'round.deadlineWas', moments);
}

/** "Strategiset tavoitteet Q3/2026 · viimeistään 14.10.2026 klo 16.15". */
export function aboutRound(
  { name }: Pick<Programme, 'name'>,
  { period, deadline }: Pick<Round, 'period' | 'deadline'>,
  wording: Wording,
): string {
  const times = { period: wording.period(period), deadline: wording.moment(deadline) };
  return wording.text('goal.about', { programme: wording.of(name), ...times });
}

/**
 * "Seurantakierros suljettiin 4.11.2026 klo 16.00." A round accepts no replies after its closing time, even if it has
 * not been closed yet.
 */
export function closedText(
  round: Pick<Round, 'status' | 'events' | 'closes' | 'deadline'>,
  wording: Wording,
): string {
  const closing = round.events.findLast(({ what }) => what === 'closed');
  const at = round.status === 'closed' && closing ? closing.at : closingOf(round);
  return wording.text('prompt.closed', { at: wording.moment(at) });
}

/** "Määräaika oli 4.11.2026 klo 16.00. Vastauksia otetaan vielä …". */
export function lateText({ deadline, closing }: LateTimes, wording: Wording): string {
  const times = { deadline: wording.moment(deadline), closing: wording.moment(closing) };
  return wording.text('prompt.late', times);
}
