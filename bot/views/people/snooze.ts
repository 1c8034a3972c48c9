/** The card on which the day of the next reminder is chosen. */
import { type Banner } from '../../../cards/parts/banner';
import { type Card, render } from '../../../cards/render';
import { snoozeCardData } from '../../../cards/snooze/data';
import { RefusedError } from '../../../src/errors';
import { dueAt, takesRepliesAt } from '../../../src/rounds/round';
import { snoozeDays } from '../../../src/rounds/snooze';
import { type Turn } from '../turn';

/**
 * @param shown the day that is chosen at first, if it is one of those offered
 * @throws RefusedError `round-not-open`; `no-such-day` if no working day is left before the deadline.
 */
export function snoozeCard(
  { asked: { programme, round }, deps, now, wording }: Turn,
  shown: { readonly day?: string; readonly banner?: Banner } = {},
): Card {
  if (!takesRepliesAt(round, now)) throw new RefusedError('round-not-open');
  const days = snoozeDays(round, programme, now, deps.holidays);
  if (days.length === 0) throw new RefusedError('no-such-day');
  return render(
    'snooze',
    snoozeCardData({ programme, round, dueAt: dueAt(round, now), days, ...shown }, wording),
  );
}
