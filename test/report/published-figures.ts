/**
 * What the five documents publish, read from them by hand in their order: nothing here is computed from the seeds.
 * Figures are written as printed; "–" is a place that the document leaves empty.
 */

/**
 * 000: a row per key result, "division / area: its figure". "?" is one of the eight figures that are printed in front of
 * more rows than there are figures, so that nobody can tell whose they are.
 */
export const keyResults: readonly string[] = [
  ...['6,76 %', '99 %', '97,3 %', '180'].map((figure) => `Ikäihmisten palvelut / Asumispalvelut: ${figure}`),
  ...['6 %', '68 %', '113'].map((figure) => `Ikäihmisten palvelut / Kotihoito: ${figure}`),
  ...['-51', '25 %', '100 %'].map((figure) => `Konserni- ja tukipalvelut / Talous: ${figure}`),
  ...['80 %', '20 %', '45 %', '30 %', '50 %'].map(
    (figure) => `Konserni- ja tukipalvelut / Tietohallinto: ${figure}`,
  ),
  'Konserni- ja tukipalvelut / Tukipalvelut: 100 %',
  ...['1827', '43'].map((figure) => `Konserni- ja tukipalvelut / Talous: ${figure}`),
  'Pelastustoimi / Pelastustoimi: ?',
  'Perhe-, sosiaali- ja vammaispalvelut / Perhekeskuspalvelut: ?',
  ...['?', '?', '?', '?'].map(
    (figure) => `Perhe-, sosiaali- ja vammaispalvelut / Vammaispalvelut: ${figure}`,
  ),
  ...['0 %', '100 %', '1,4 %', '97,1 %', '57,8 %', '100 %'].map(
    (figure) => `Perhe-, sosiaali- ja vammaispalvelut / Lastensuojelu: ${figure}`,
  ),
  'Strategia- ja integraatio / Hankinta ja laadunhallinta: ?',
  ...['43 %', '5 %'].map((figure) => `Strategia- ja integraatio / Kehitys- ja tietotoiminnot: ${figure}`),
  ...['?', '?', '?', '15 %', '60 %', '20 %', '40 %', '50 %', '60 %', '70 %', '100 %'].map(
    (figure) => `Strategia- ja integraatio / Rahoitus ja investoinnit: ${figure}`,
  ),
  'Strategia- ja integraatio / Asiakkuuksien johtaminen: 50',
  'Strategia- ja integraatio / Kehitys- ja tietotoiminnot: 30 %',
  ...['667', '0,9 %', '80 %'].map(
    (figure) => `Terveydenhuolto / Erikoissairaanhoidon sairaalapalvelut: ${figure}`,
  ),
  ...['20 %', '30 %', '10 %'].map((figure) => `Terveydenhuolto / PTH-avopalvelut: ${figure}`),
  ...['30 %', '0 %'].map((figure) => `Terveydenhuolto / Suun terveydenhuolto: ${figure}`),
  ...['78 %', '45 %', '92 %'].map(
    (figure) => `Terveydenhuolto / Mielenterveys- ja päihdepalvelut: ${figure}`,
  ),
];

/** 000: the figures in the texts of the key results, where a row has any, in the rows' order. */
export const figuresInKeyResults: Readonly<Record<string, readonly string[]>> = {
  'ASU-1': ['6 %', '2025'],
  'ASU-2': ['98–100', '2025'],
  'ASU-3': ['100'],
  'ASU-4': ['190', '2025'],
  'KOT-1': ['8 %', '2025'],
  'KOT-2': ['80 %', '60 %'],
  'KOT-3': ['95'],
  'TIE-1': ['90 %'],
  'TIE-2': ['200 000', '80 %'],
  'TIE-3': ['30 %', '2023'],
  'TIE-4': ['50 %'],
  'TIE-5': ['10 %'],
  'TUK-1': ['100', '2025'],
  'TAL-4': ['2024'],
  'PKP-1': ['20 %'],
  'VAM-4': ['Q3'],
  'LAS-1': ['20 %'],
  'LAS-3': ['1,6 %', '0–17'],
  'LAS-4': ['90 %'],
  'LAS-5': ['60 %'],
  'HAN-1': ['10 %'],
  'KEH-1': ['37'],
  'KEH-2': ['5–10 %'],
  'RAH-2': ['2025'],
  'RAH-3': ['Q1/2025'],
  'RAH-4': ['2024'],
  'RAH-5': ['2025'],
  'RAH-6': ['2025', '2028'],
  'RAH-7': ['50 %', '2025'],
  'RAH-8': ['20 %', '2025'],
  'RAH-9': ['2025'],
  'KEH-3': ['10 %', '2025'],
  'ESH-2': ['8 %', '2024'],
  'ESH-3': ['80', '2017', '2025'],
  'MIE-1': ['90 %'],
  'MIE-2': ['100'],
  'MIE-3': ['90 %'],
};

/** 002: the only state that the document prints, and the letters of each target; those with the state in brackets. */
export const printedState = 'Ei prio 1 (ei käynnistetty vielä)';
export const productivityRows: Readonly<Record<string, string>> = {
  ...{ '1.1': '(a) b c', '1.2': 'a b c d', '1.3': '(a) b (c)', '1.4': 'a b c' },
  ...{ '2.1': 'a b c d e (f) g', '2.2': '(a+c) b d', '2.3': '(a) b c' },
  ...{ '3.1': '(a) (b)', '3.2': '(a)', '3.3': '(a) (b)', '3.4': 'a b c', '3.5': 'a (b) (c)' },
  ...{ '4.1': 'a b c', '4.2': 'a (b) c (d)', '4.3': 'a b', '4.4': 'a' },
  ...{ '5.1': '(a) (b) (c) (d)', '5.2': 'a (b) (c)', '5.3': '(a) b', '5.4': 'a (b) (c)' },
  ...{ '5.5': '(a) (b) c d (e) (f)', '6.1': '(a) (b)', '6.2': '(a)', '6.3': '(a) (b) (c)' },
  ...{ '7.1': '(a)', '7.2': '(a)', '7.3': 'a', '7.4': '(a)', '7.5': 'a', '7.6': '(a)' },
};

/** 004: "goal: baseline → target: figure of 1–6/2024", a line per measure in the order of the document. */
export const halfYearMeasures: readonly string[] = [
  ...['1.1: 40 → 100: –', '1.1: 5 % → 30 %: –', '1.2: 100 % → 100 %: –'],
  ...['1.3: 50 % → 30 %: 43 %', '1.3: 5 % → 4,8 %: 3,7 %', '1.3: 50 % → 70 %: –'],
  ...['2.1: <3 → <3: 2,55', '2.1: <3 → <3: <3', '2.2: 100 % → 100 %: –', '2.2: – → 0,65: 0,67'],
  ...['2.3: 0 % → 100 %: 48,4 %', '2.3: – → –: 49,1 %', '2.3: – → –: 52,7 %'],
  ...['3.1: 80 % → 100 %: –', '3.1: 100 → 70: –', '3.1: 100 → 80: –'],
  ...['3.2: 80 → 40: –', '3.2: 0 → 0: –', '3.3: 0 % → 35 %: –', '3.3: 0 % → 100 %: –'],
  ...['4.1: 0 → 10: –', '4.1: 150 → 500: 1181', '4.1: 0 → 5: 0'],
  ...['4.2: 0 → 1: 0,75', '4.2: 0 % → 10 %: –', '4.3: 0 → 50: –', '4.3: -10 → 0: 11'],
  ...['5.1: 0 % → 100 %: 75 %', '5.1: 0 % → 100 %: 100 %', '5.2: 0 → 0: 1', '5.3: 0 → 12: 6/6'],
  ...[
    '6.1: 0,2 % → 0 %: 0,2 % (3 / 1685)',
    '6.1: 50 → 60: 62',
    '6.2: 15 → 0: 10',
    '6.2: 1000 → 1100: 470 (-30)',
  ],
  ...['6.3: 0 % → 0 %: 51,1 %', '7.1: – → 6: 10', '7.1: – → –: –', '7.2: 0 % → 100 %: 90 %'],
  ...['7.2: 0 % → 60 %: –', '7.3: 0 % → 20 %: –', '7.3: 0 % → 15 %: –', '8.1: 0 → 100: –'],
  ...['8.2: 0 → 100: –', '8.3: 0 → 100: –'],
];

/** 001: the boxes "Mittarin arvo / tilanne", "goal measure: Q1 Q2 Q3 Q4"; a figure without a quarter is that of Q4. */
export const kpisByQuarter: readonly string[] = [
  '1.2 Takaisinsoittojen osuus: – – – 59 %',
  '1.2 Chatin vastausviive: 4,2 – – 1,5',
  '1.2 Digitaalisen sote-keskuksen ratkaisuosuus: – – – 85 %',
  '1.4 Readmissio: 2,3 % 2,5 % – –',
  '1.5 Kalliiden palveluiden tarpeen: – – – 16 %',
  '1.6 Lakisääteisessä ajassa: – – – 95 %',
  '1.7 Ilman ambulanssia: 46 % 47 % 54 % 41 %',
  '3.1 Työpöytien valmiusaste: 50 % 80 % 100 % 100 %',
  '3.3 NPS: 72,1 74,9 85,9 86,1',
  '3.4 Digikäynnit: 3,4 % 3,4 % 3,4 % 3,1 %',
  '4.1 Systemaattisuus: 30 % 60 % 60 % 90 %',
  '4.3 Ympärivuorokautisen: – – – 7,14 %',
  '4.4 Sijaishuollon tarve: – – – 1,3 %',
  '4.5 Riskialuekohtaisten: 71 % 73 % 87 % 83 %',
  '4.6 PROM-kyselyt: 0 0 1 10',
  '4.6 Kyselyihin vastanneiden osuus: NA NA NA NA',
];

/**
 * 001: the tasks' percentages of each slide in its order; the account reports the situation of Q4. "?" is a figure that
 * the slide prints beside no single task, or in words that are no progress of the task.
 */
export const tasksInQ4: Readonly<Record<string, readonly string[]>> = {
  ...{ '1.1': ['?', '90 %'], '1.2': ['100 %', '80 %', '100 %'], '1.3': ['100 %', '10 %', '100 %'] },
  ...{ '1.4': ['90 %', '80 %', '70 %'], '1.5': ['?', '?', '?'], '1.6': ['100 %', '95 %'] },
  ...{ '1.7': ['100 %', '100 %'], '2.1': ['100 %', '?', '?'], '2.2': ['Ei mittaria', '100 %', '80 %'] },
  ...{
    '2.3': ['100 %', '100 %', '49 %'],
    '2.4': ['100 %', '90 %', '70 %'],
    '3.1': ['100 %', '100 %', '100 %'],
  },
  ...{ '3.2': ['60 %', '100 %', '100 %'], '3.3': ['90 %', '90 %', '100 %'], '3.4': ['?', '90 %'] },
  ...{ '4.1': ['90 %', '60 %', '60 %'], '4.2': ['70 %', '10 %', '80 %'], '4.3': ['80 %', '90 %', '90 %'] },
  ...{ '4.4': ['50 %', '80 %', '95 %'], '4.5': ['Ei mittaria', 'Ei mittaria'] },
  ...{ '4.6': ['100 %', '100 %', '80 %'], '4.7': ['100 %', '100 %'] },
};

/** 001: the table at the head of each focus: how many goals it lists, and who answers for them in the first and last. */
export const focuses: Readonly<Record<string, readonly [goals: number, first: string, last: string]>> = {
  'Autamme sopivalle polulle': [7, 'Strategia ja integraatio', 'Pelastustoimi'],
  'Onnistumme toisiimme luottaen': [4, 'Strategia ja integraatio', 'Strategia ja integraatio'],
  'Osaamme ennakoida': [4, 'Strategia ja integraatio', 'Strategia ja integraatio'],
  'Järjestämme vaikuttavat palvelut': [7, 'Strategia ja integraatio', 'Strategia ja integraatio'],
};

/** 003: all 42 questions but the two that are put to Helsinki, HUS and the counties of Uusimaa. */
export const surveyQuestions: readonly string[] = Array.from(
  { length: 42 },
  (_, index) => `Q${index + 1}`,
).filter((code) => code !== 'Q32' && code !== 'Q33');

/** 003: what is crossed in questions 2 to 7, the last from a to y. */
const [enough, tooLittle] = ['Riittävä', 'Liian vähäinen'];
export const surveyChoices: Readonly<Record<string, readonly string[]>> = {
  Q2: ['Hyvin'],
  Q3: ['Hyvin'],
  Q4: ['Hyvin'],
  Q5: ['Kiitettävästi'],
  Q6: ['Tyydyttävästi'],
  Q7: [
    ...[enough, enough, tooLittle, enough, enough, tooLittle, enough, enough, enough, enough, enough],
    ...[enough, enough, enough, tooLittle, enough, tooLittle, tooLittle, enough, tooLittle, enough],
    ...[tooLittle, enough, tooLittle, enough],
  ],
};
