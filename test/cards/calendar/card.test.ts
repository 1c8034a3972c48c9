/** The card that offers a person's deadlines as a calendar file: 'calendar'. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { type CalendarCardSource, calendarCardData } from '../../../cards/calendar/data';
import { render } from '../../../cards/render';
import { locales } from '../../../src/goals/schema';
import { wrongWith } from '../../helpers/card-faults';
import { nodesOf } from '../../helpers/read-card';

const marker = '**[click](https://evil.example)** <at>all</at>';
const download = { url: 'https://seuranta.example.org/reports/x', until: '12.10.2026 12:15' };
const deadlines = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ what: `${marker} ${at}`, until: '4.11.2026 16:00' }));
const drawn = (source: CalendarCardSource, locale: (typeof locales)[number] = 'fi') =>
  render('calendar', calendarCardData(source, wordingFor(locale)));
const linksOn = (source: CalendarCardSource) =>
  nodesOf(drawn(source)).filter(({ type }) => type === 'Action.OpenUrl');

describe.each([...locales])('the calendar card in %s', (locale) => {
  it('is one that Teams takes, whatever the programmes are called', () => {
    expect(wrongWith(drawn({ deadlines: deadlines(60), download }, locale))).toEqual([]);
  });
});

it('shows the first deadlines and how many more there are, with one link', () => {
  const source = { deadlines: deadlines(17), download };
  expect(JSON.stringify(drawn(source)).match(/4\.11\.2026/g)).toHaveLength(15);
  expect(linksOn(source)).toMatchObject([{ url: download.url }]);
});

it('has no link where there is no deadline, or no address', () => {
  expect(linksOn({ deadlines: [] })).toEqual([]);
  expect(linksOn({ deadlines: deadlines(1) })).toEqual([]);
});
