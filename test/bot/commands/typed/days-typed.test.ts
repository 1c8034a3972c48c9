import { daysTyped } from '../../../../bot/commands/typed/days-typed';
import { type Locale } from '../../../../src/locales';

/** A Tuesday. */
const today = '2026-01-20';

const read = (typed: string, locale: Locale = 'fi', day = today) => {
  const found = daysTyped(typed, day, locale);
  return found && [found.from ?? '', found.to ?? '', found.doubt ?? ''].join(' ').trim();
};

describe('the days that are typed', () => {
  it.each([
    ['lomalla 1.2.–10.2.', '2026-02-01 2026-02-10'],
    ['1.2.2026 - 10.2.2026', '2026-02-01 2026-02-10'],
    ['1.–10.2.', '2026-02-01 2026-02-10'],
    ['1.-10. helmikuuta', '2026-02-01 2026-02-10'],
    ['5–10 februari', '2026-02-05 2026-02-10'],
    ['den 5:e februari', '2026-02-05 2026-02-05'],
    ['1:a–10:e februari', '2026-02-01 2026-02-10'],
    ['February 5–10', '2026-02-05 2026-02-10'],
    ['from Feb 5th to 10th', '2026-02-05 2026-02-10'],
    ['1. ja 2.2.', '2026-02-01 2026-02-02'],
    ['5 och 6 februari', '2026-02-05 2026-02-06'],
    ['torstaina ja perjantaina', '2026-01-22 2026-01-23'],
    ['today and tomorrow', '2026-01-20 2026-01-21'],
    ['torstaina 5.2.', '2026-02-05 2026-02-05'],
    ['Thursday, February 5', '2026-02-05 2026-02-05'],
    ['ma 2.2. - pe 6.2.', '2026-02-02 2026-02-06'],
    ['från måndag den 2 februari till fredag den 6 februari', '2026-02-02 2026-02-06'],
    ['Feb 5 to Feb 10', '2026-02-05 2026-02-10'],
    ['from 5 to 10 February', '2026-02-05 2026-02-10'],
    ['2026-02-05 - 2026-02-06', '2026-02-05 2026-02-06'],
    ['semester 2/2–6/2', '2026-02-02 2026-02-06'],
    ['March 5th', '2026-03-05 2026-03-05'],
    ['huomenna', '2026-01-21 2026-01-21'],
    ['huomenna klo 9.30', '2026-01-21 2026-01-21'],
    ['på fredag kl. 10.15', '2026-01-23 2026-01-23'],
    ['5.2. klo 13–14.30', '2026-02-05 2026-02-05'],
    ['i morgon', '2026-01-21 2026-01-21'],
    ['perjantaina', '2026-01-23 2026-01-23'],
    ['till fredag', '2026-01-20 2026-01-23'],
    ['perjantaihin asti', '2026-01-20 2026-01-23'],
    ['t.o.m. 5.2', '2026-01-20 2026-02-05'],
    ['ledig t o m fredag', '2026-01-20 2026-01-23'],
    ['until 5.2.', '2026-01-20 2026-02-05'],
    ['next Monday', '2026-01-26 2026-01-26'],
    ['ensi maanantaina', '2026-01-26 2026-01-26'],
    ['nästa måndag', '2026-01-26 2026-01-26'],
    ['ensi viikolla', '2026-01-26 2026-02-01'],
    ['ensi viikon perjantaina', '2026-01-30 2026-01-30'],
    ['Friday next week', '2026-01-30 2026-01-30'],
    ['tällä viikolla', '2026-01-20 2026-01-25'],
    ['den här veckan', '2026-01-20 2026-01-25'],
    ['viikolla 9', '2026-02-23 2026-03-01'],
    ['lomalla viikot 9-10', '2026-02-23 2026-03-08'],
    ['semester v. 9–10', '2026-02-23 2026-03-08'],
    ['viikoilla 9 ja 10', '2026-02-23 2026-03-08'],
    ['vecka 8, 9 och 10', '2026-02-16 2026-03-08'],
    ['vecka 9', '2026-02-23 2026-03-01'],
    // Week 3 is over.
    ['lomalla viikot 3–5', '2026-01-20 2026-02-01'],
    ['maanantaista keskiviikkoon', '2026-01-26 2026-01-28'],
    ['ma-ke', '2026-01-26 2026-01-28'],
    ['heinäkuussa', '2026-07-01 2026-07-31'],
    ['in July', '2026-07-01 2026-07-31'],
    ['ensi kuussa', '2026-02-01 2026-02-28'],
    ['palaan 11.2.', '2026-01-20 2026-02-10'],
    ['tillbaka den 11.2.', '2026-01-20 2026-02-10'],
    // An absence that has begun.
    ['olen lomalla 12.1.-30.1.', '2026-01-20 2026-01-30'],
  ])('"%s" are %s', (typed, days) => {
    expect(read(typed)).toBe(days);
  });

  it.each([
    ['15.1.', 'past'],
    ['2.1.-9.1.', 'past'],
    ['10.2.2025', 'past'],
    ['viikolla 2', 'past'],
    ['30.2.', 'no-such-day'],
    ['31.-32.1.', 'no-such-day'],
    ['Feb 5-30', 'no-such-day'],
    ['tiistaina', 'unclear'],
    ['next Friday', 'unclear'],
    ['nästa fredag', 'unclear'],
    ['10.2.-1.2.', 'unclear'],
    ['kolme päivää', 'unclear'],
    ['viikoilla 8 ja 10', 'unclear'],
    ['viikot 10-9', 'unclear'],
    ['viikot 1-2', 'past'],
    ['in two weeks', 'unclear'],
    ['1.2. ja 5.3. ja 7.3.', 'unclear'],
    ['1.2. ja 10.2.', 'unclear'],
    ['1. ja 10.2.', 'unclear'],
    ['keskiviikkona 5.2.', 'unclear'],
    ['1.3. alkaen', '2026-03-01  unclear'],
    ['fr.o.m. 1.3', '2026-03-01  unclear'],
  ])('"%s" are asked about: %s', (typed, doubt) => {
    expect(read(typed)).toBe(doubt);
  });

  it('written 1/2 are in February, but for readers of English they may be in January', () => {
    expect(read('1/2', 'sv')).toBe('2026-02-01 2026-02-01');
    expect(read('1/2', 'en')).toBe('unclear');
    expect(read('13/2', 'en')).toBe('2026-02-13 2026-02-13');
  });

  it.each([
    ['20.12.–7.1.', '2026-11-29', '2026-12-20 2027-01-07'],
    ['1.2.', '2026-11-29', '2027-02-01 2027-02-01'],
    ['29.2.', '2027-03-05', '2028-02-29 2028-02-29'],
    ['tammikuussa', '2026-11-29', '2027-01-01 2027-01-31'],
    ['5. marraskuuta', '2026-10-01', '2026-11-05 2026-11-05'],
    ['5 febr.', '2026-11-29', '2027-02-05 2027-02-05'],
    ['viikot 52–1', '2026-11-29', '2026-12-21 2027-01-10'],
    ['viikolla 53', '2026-11-29', '2026-12-28 2027-01-03'],
  ])('"%s" on %s are %s: the year is the next one that fits', (typed, day, days) => {
    expect(read(typed, 'fi', day)).toBe(days);
  });

  it.each([
    '',
    'ei mitään',
    'may I ask',
    '5 markkaa',
    'paperit',
    'to do',
    'sun tavoitteet',
    'x'.repeat(50_000),
    '1.2.-'.repeat(20_000),
  ])('none are in "%.20s"', (typed) => {
    expect(read(typed)).toBeUndefined();
  });
});
