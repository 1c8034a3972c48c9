import { describe, expect, it } from '@jest/globals';
import { type Locale } from '../../../src/goals/schema';
import { figuresIn } from '../../../src/import/layouts/targets-in-text';
import { measuresIn } from '../../../src/import/layouts/measures-in-text';
import { readFigure } from '../../../src/import/table/figures';
import { figurePhrases } from '../../../src/import/text-figures/phrases';
import { processorTime } from '../../helpers/processor-time';

/** Phrases as "below 2.5 tuntia"; what is no level begins with what it is. */
const shown = (text: string, language: Locale = 'fi') =>
  figurePhrases(text, language).map(({ sort, comparator, value, low, high, percent, unitText }) =>
    [
      sort === 'level' ? undefined : sort,
      comparator,
      low === undefined ? value : `${low}–${high}`,
      percent ? '%' : unitText,
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  );

describe('figures of a text', () => {
  it.each<[string, string[]]>([
    ['Odotusaika alle 2,5 tuntia', ['below 2.5 tuntia']],
    ['Säästö vähintään 1,2 milj. €', ['at-least 1.2 milj. €']],
    ['Säästö vähintään 1,2 miljoonaa euroa', ['at-least 1.2 miljoonaa euroa']],
    ['Säästö vähintään 1,2 M€ vuonna 2026', ['at-least 1.2 M€', 'time']],
    ['Inbesparing minst 500 tkr', ['at-least 500 tkr']],
    ['Underskott högst 26,3 mnkr', ['at-most 26.3 mnkr']],
    ['Kulut enintään 3 500 €/asukas', ['at-most 3500 €/asukas']],
    ['Kulut alle 2 t€/kk.', ['below 2 t€/kk']],
    ['Sairauspoissaolot alle 14,5 päivää/htv', ['below 14.5 päivää/htv']],
    ['Poissaolot alle 0,5 prosenttia', ['below 0.5 %']],
    ['Andelen minst 95 procent', ['at-least 95 %']],
    ['Käyntejä vähintään 1 200 kappaletta', ['at-least 1200 kappaletta']],
    ['Käyntejä vähintään 2000', ['at-least 2000']],
    ['Kokoontumisia vähintään 12 kokoontumista', ['at-least 12 kokoontumista']],
    ['Tyytyväisyys yli 4,2/5', ['above 4.2 /5']],
    ['Sairastavuus alle 5 kpl/100 000 asukasta', ['below 5 kpl/100 000 asukasta']],
    ['Osuus ei yli 5 %', ['at-most 5 %']],
    ['Andelen inte under 80 %', ['at-least 80 %']],
    ['Osuus 5 % tai vähemmän', ['at-most 5 %']],
    ['Osuus laskee 5 %:n alle', ['below 5 %']],
    ['Osuus alle kansallisen keskitason 1,6 %', ['below 1.6 %']],
    ['Puolet alle ½ tuntia', ['below 0.5 tuntia']],
    ['Tulos vähintään -2,5 milj. €', ['at-least -2.5 milj. €']],
    ['Käyttöaste 98 % – 100 %', ['98–100 %']],
    ['Osuus nousee 37 prosenttiin', ['37 %']],
    ['Andelen ökar till 37 %', ['37 %']],
    ['Reduce waiting to under 30 days', ['below 30 days']],
    ['Vähintään 10:ssä asiakasryhmässä', ['at-least 10']],
  ])('%s', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['Käynnit kasvavat 5 %', ['change 5 %']],
    ['Käynnit vähenevät vähintään 10 %', ['change at-least 10 %']],
    ['Käynnit vähentävät päivystyksen käyttöä 5–10 %', ['change 5–10 %']],
    ['Besöken minskar med 10 %', ['change 10 %']],
    ['Sairauspoissaolot -10 %', ['change -10 %']],
    ['Omia leikkauksia 10 % enemmän', ['change 10 %']],
    ['Osuus nykyisestä 1,9 %:sta alle 1,6 %:iin', ['baseline 1.9 %', 'below 1.6 %']],
    ['Tarve laskee 1,9 prosentista alle 1,6 prosenttiin', ['baseline 1.9 %', 'below 1.6 %']],
    ['Andelen från 30 % till 45 %', ['baseline 30 %', '45 %']],
    ['Käynnit nousevat 1 000:sta 1 500:aan', ['baseline 1000', '1500']],
    ['Osuus 30 % -> 45 %', ['baseline 30 %', '45 %']],
    ['Osuus 30 % → 45 %', ['baseline 30 %', '45 %']],
    ['Palveluaika (nykytaso 8 %)', ['baseline 8 %']],
    ['Yli 75-vuotiaiden osuus 10 %', ['name', '10 %']],
    ['0–17-vuotiaiden osuus', ['name']],
    ['COVID-19 alle 5 kpl', ['name', 'below 5 kpl']],
    ['31.12.2026 mennessä, vuonna 2025, Q3/2025, 1-6/2024, klo 14, 24/7', Array<string>(6).fill('time')],
    ['Ohjelma 2024–2026', ['time']],
    ['Enemmän kuin vuonna 2024', ['time']],
    ['Kulut alle 12³', ['other']],
    ['Toteutuu 80-prosenttisesti', ['other']],
    ['Segmentit 70-20-10', ['other']],
    ['Hinta alle 1.000 €', ['below €']],
    ['Odotusaika alle 2–3 pv', ['pv']],
    ['Yli 3/4 osallistuu', ['other']],
    ['Minst 8/10 av deltagarna', ['other']],
  ])('%s is not a level alone', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });
});

describe('targets that a text states', () => {
  const stated = (text: string, language: Locale = 'fi') => {
    const { stated: found, mixed, unused } = figuresIn(text, language);
    return {
      targets: found?.targets.map(({ value, low, raw }) => value ?? low ?? raw) ?? [],
      ...(found?.baseline && { baseline: found.baseline.value }),
      ...(mixed.length > 0 && { mixed }),
      ...(unused.length > 0 && { unused }),
    };
  };
  it.each<[string, object]>([
    ['Nykyisestä 1,9 %:sta alle 1,6 %:iin', { targets: [1.6], baseline: 1.9 }],
    ['Kuormitus (lh 80 % ja sh 60 %)', { targets: [80, 60] }],
    ['vähintään 25 % vuoden lopussa, vähintään 10 % helmikuussa', { targets: [25, 10] }],
    ['Kattavuus 80 % ja 60 %', { targets: [], mixed: ['80 %', '60 %'] }],
    ['Osuus 80 %, vuonna 2026 yli 90 %', { targets: [], mixed: ['80 %', 'yli 90 %'] }],
    ['yli 50 % mutta alle 70 %', { targets: [], mixed: ['yli 50 %', 'alle 70 %'] }],
    ['Kattavuus 80 %, investoinnit yli 200 000 €', { targets: [], mixed: ['80 %', 'yli 200 000 €'] }],
    ['80 % käynneistä 14 vuorokaudessa', { targets: [80], unused: ['14 vuorokaudessa'] }],
    ['Palaa (72 h) alle 5 %', { targets: [5], unused: ['72 h'] }],
    ['Yli 200 000 euron investoinneista laskelma', { targets: [], unused: ['Yli 200 000 euron'] }],
    ['Tavoitteena 30 pv', { targets: [30] }],
    ['COCI-indeksi 0,5', { targets: [], unused: ['0,5'] }],
    ['Alle 5 % vuonna 2026', { targets: [5] }],
    ['Käynnit vähenevät 10 %', { targets: ['vähenevät 10 %'] }],
    ['Hinta alle 1.000 €', { targets: [], unused: ['alle 1.000 €'] }],
    ['Vuosi 2026', { targets: [] }],
    ['Odotusaika enintään 3 kk ja 5 pv', { targets: [], unused: ['enintään 3 kk', '5 pv'] }],
    ['Vasteaika alle 2 h 30 min', { targets: [], unused: ['alle 2 h', '30 min'] }],
    ['Odotusaika alle 2–3 pv', { targets: [], unused: ['alle 2–3 pv'] }],
  ])('%s', (text, expected) => {
    expect(stated(text)).toEqual(expected);
  });
});

describe('the time to read a text grows with it and no faster', () => {
  const size = 100_000;
  const pieces = [
    ...[
      '1',
      ' ',
      '1 ',
      '1.',
      '1-',
      '-',
      '% ',
      '(',
      'a',
      'a ',
      'alle ',
      'milj. ',
      'milj ',
      '/',
      '1/',
      ':',
      '½',
    ],
    ...['yli 5 ', '5 %:', '1 000 ', '\n', 'Mål ', 'Mål: ', 'Utgångsläge 1 ', '. ', ', ', '5-', '1 > ', 'ei '],
  ];
  it.each(pieces)(
    '%j again and again',
    (piece) => {
      const text = `1${piece.repeat(Math.ceil(size / piece.length))}x`;
      const took = processorTime();
      figuresIn(text, 'fi');
      measuresIn(`Mål ${text}`, 'sv');
      readFigure(text, { kind: 'number' }, 'fi');
      expect(took()).toBeLessThan(20_000);
    },
    60_000,
  );
  it('a figure, very many spaces and a letter', () => {
    const took = processorTime();
    for (const text of [`1${' '.repeat(4000)}x`, `1${' '.repeat(size)}x`, `1${' '.repeat(150)}x`])
      expect(readFigure(text, { kind: 'number' }, 'fi').value ?? 1).toBe(1);
    expect(took()).toBeLessThan(1000);
  });
});
