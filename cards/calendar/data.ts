/** A person's deadlines, with a link to them as a calendar file, as data for `card.json`. Pure. */
import { commandButton } from '../parts/buttons/command-button';
import { type Wording } from '../parts/wording';

export interface CalendarCardSource {
  /** The programme, the period and the deadline, as they are read; the earliest first. */
  readonly deadlines: readonly { readonly what: string; readonly until: string }[];
  /** Missing if browsers do not reach the bot. */
  readonly download?: { readonly url: string; readonly until: string };
}

/** Of more the file has the rest. */
const mostShown = 15;

export function calendarCardData({ deadlines, download }: CalendarCardSource, wording: Wording) {
  const count = deadlines.length;
  const rest = count - mostShown;
  return {
    title: wording.text('calendar.title'),
    lead: wording.text(count === 0 ? 'calendar.none' : download ? 'calendar.explain' : 'calendar.noLink'),
    deadlines: deadlines.slice(0, mostShown),
    ...(rest > 0 && { more: wording.text('digest.more', { count: rest }) }),
    back: commandButton('my goals', wording),
    ...(download &&
      count > 0 && {
        download: {
          title: wording.text('calendar.open'),
          url: download.url,
          until: wording.text('calendar.until', { until: download.until }),
        },
      }),
  };
}
