/**
 * The terms of this project; code, card texts and documentation use no others.
 *
 * Programme: goals followed with one rhythm and one form.
 * Goal:      one thing that is asked about; a survey question is a goal too. Its texts may name the year of the
 *            period, `{year}`, or one beside it, `{year+1}` (`in-period.ts`).
 * Field:     one thing asked of a goal; its role says what roll-ups use it for.
 * Period:    2026-Q3, 2026-H1, 2026-T2, 2026-M10 or 2026.
 * Round:     one programme in one period: planned, open, closing, closed, reopened.
 * Request:   what one person is asked in one round.
 * Reply:     the answers to one goal in one round; every version is kept.
 * Light:     green, yellow, red, not assessable, not answered; one per goal (`judging/light.ts`).
 * Support flag: how many of a goal's tasks do not proceed; never a light.
 * Digest:    a roll-up of one round for one audience. Report: the document published after it.
 * Message:   a row of the outbox: something to deliver, with a deduplication key.
 */
import { type Goal } from './goal-schema';
import { type Programme } from './programme-schema';

export * from './field-schema';
export * from './goal-schema';
export * from './programme-schema';
export * from './text-schema';

/** A programme together with its goals. */
export interface Register {
  readonly programme: Programme;
  readonly goals: readonly Goal[];
}
