/** The card on which the day of the next reminder is chosen, as data for `card.json`. Pure. */
import { type Programme } from '../../src/goals/schema';
import { type Round } from '../../src/rounds/round';
import { type Banner } from '../parts/banner';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface SnoozeCardSource {
  readonly programme: Programme;
  readonly round: Round;
  /** The person's deadline (ISO 8601, UTC). */
  readonly dueAt: string;
  /** The days to choose from, at least one, `yyyy-mm-dd`. */
  readonly days: readonly string[];
  /** Chosen at first, if it is one of the days; by default the first of them is. */
  readonly day?: string;
  readonly banner?: Banner;
}

export function snoozeCardData(source: SnoozeCardSource, wording: Wording) {
  const { programme, round, dueAt, days, day, banner } = source;
  return {
    verbs: { send: 'snooze-until', back: 'overview' } satisfies Verbs,
    ...(banner && { banner }),
    context: `${wording.of(programme.name)} ${wording.period(round.period)}`,
    title: wording.text('snooze.title'),
    explain: wording.text('snooze.explain', { deadline: wording.moment(dueAt) }),
    day: wording.text('snooze.day'),
    first: day !== undefined && days.includes(day) ? day : days[0],
    days: days.map((each) => ({ title: wording.day(each), value: each })),
    send: wording.text('snooze.send'),
    back: wording.text('form.back'),
    data: { programmeId: programme.id, period: round.period },
  };
}
