import { formatDay, formatMoment, languageTags } from '../../src/goals/format-date';
import { locales } from '../../src/goals/schema';

it.each([
  ['fi', '5.9.2026', 'la 5.9.2026'],
  ['sv', '5.9.2026', 'lör 5.9.2026'],
  ['en', '5 Sep 2026', 'Sat 5 Sep 2026'],
] as const)('writes days in %s', (locale, day, withWeekday) => {
  expect(formatDay('2026-09-05', locale)).toBe(day);
  expect(formatDay('2026-09-05', locale, { weekday: true })).toBe(withWeekday);
});

it.each([
  ['fi', 'ke 4.11.2026 klo\u00a016.05'],
  ['sv', 'ons 4.11.2026 kl.\u00a016.05'],
  ['en', 'Wed 4 Nov 2026 at\u00a016:05'],
] as const)('writes moments in %s, as the clock on the wall shows them', (locale, written) => {
  const moment = '2026-11-04T14:05:00.000Z';
  expect(formatMoment(moment, locale, 'Europe/Helsinki', { weekday: true })).toBe(written);
  expect(formatMoment(moment, locale, 'Europe/Helsinki')).toBe(written.replace(/^\S+ /, ''));
  expect(formatMoment(moment, locale, 'Etc/UTC')).toContain('14');
});

it('has months of three letters in English, whatever the runtime’s own data say', () => {
  const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}-01`);
  expect(months.map((day) => formatDay(day, 'en').split(' ')[1]).join(' ')).toBe(
    'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
  );
});

it('names languages as office programs know them, Swedish as that of Finland', () => {
  expect(locales.map((locale) => languageTags[locale])).toEqual(['fi-FI', 'sv-FI', 'en-GB']);
});
