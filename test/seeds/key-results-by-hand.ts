/** What the document of the key results prints, and what follows from it: written down and worked out by hand. */
import { type Light } from '../../src/goals/schema';

/**
 * The figures of the document, page by page in its order; a row has one at most. It was counted again on paper:
 * 15 + 15 + 15 + 12 = 57 rows and 15 + 14 + 14 + 12 = 55 figures, so two rows have none.
 * - On page 2 five figures (0, 80, 60, 60, 100) are printed in front of six rows.
 * - On page 3 three figures (0, 100, 90) are printed between RAH-1 and RAH-2, and HAN-1, RAH-1, RAH-2 and RAH-3 (a yes
 *   or no) are four rows without a figure of their own.
 * Which row of the six and of the four is the one without is not said; their figures are left out. The other figures are
 * printed behind their rows or as many as the rows that follow (LAS-1's 0 behind it, LAS-2's 100 in its first line).
 */
export const pages: readonly (readonly [rows: string, figures: string])[] = [
  [
    'asu-1 asu-2 asu-3 asu-4 kot-1 kot-2 kot-3 tal-1 tal-2 tal-3 tie-1 tie-2 tie-3 tie-4 tie-5',
    '6,76 99 97,3 180 6 68 113 -51 25 100 80 20 45 30 50',
  ],
  [
    'tuk-1 tal-4 tal-5 pel-1 pkp-1 vam-1 vam-2 vam-3 vam-4 las-1 las-2 las-3 las-4 las-5 las-6',
    '100 1827 43 ? ? ? ? ? ? 0 100 1,4 97,1 57,8 100',
  ],
  [
    'han-1 keh-1 keh-2 rah-1 rah-2 rah-3 rah-4 rah-5 rah-6 rah-7 rah-8 rah-9 rah-10 rah-11 asi-1',
    '? 43 5 ? ? ? 15 60 20 40 50 60 70 100 50',
  ],
  [
    'keh-3 esh-1 esh-2 esh-3 pth-1 pth-2 pth-3 suu-1 suu-2 mie-1 mie-2 mie-3',
    '30 667 0,9 80 20 30 10 30 0 78 45 92',
  ],
];
/** Printed, but in front of more rows than there are figures. */
export const unassigned = { 'pel-1 pkp-1 vam-1 vam-2 vam-3 vam-4': 5, 'han-1 rah-1 rah-2 rah-3': 3 };

/** What each measure is judged by: baseline → comparator and target; "up" and "down" are directions. By hand. */
export const targets: Readonly<Record<string, string>> = {
  // The document prints "6 %" alone; it is a ceiling, which 6,76 misses.
  'asu-1': 'at-most 6 down',
  'asu-2': '98–100 keep',
  'asu-3': '100 up',
  'asu-4': 'below 190 down',
  // "Better than the present level" in words; nothing says whether that is more or less.
  'kot-1': '8 → paremmin kuin nykytasolla',
  // Two groups of staff, one figure, and nothing says which side is good: not judged.
  'kot-2': '80, 60',
  'kot-3': 'at-most 95 down',
  'tal-1': 'down',
  'tal-4': 'down',
  'tal-5': '',
  'las-3': 'below 1.6 down',
  'las-4': 'above 90 up',
  'las-5': 'above 60 up',
  'han-1': 'at-least 10 up',
  'keh-1': '37 up',
  // Reductions: "by 5–10 %" is reached at 5, "by 8 %" at 8.
  'keh-2': 'at-least 5 up',
  'esh-1': '',
  'esh-2': 'at-least 8 up',
  'mie-1': '90 up',
  'mie-2': '100 up',
  'mie-3': '90 up',
};

/** Judged by a target: per cent of it, light, and whether it is kept. Worked out by hand from the figures above. */
export const measured: Readonly<Record<string, readonly [percent: number, light: Light, kept: boolean]>> = {
  'asu-1': [88.76, 'yellow', false], // 6 / 6,76
  'asu-2': [100, 'green', true],
  'asu-3': [97.3, 'green', false],
  'asu-4': [100, 'green', true],
  'kot-3': [84.07, 'yellow', false], // 95 / 113
  'las-3': [100, 'green', true],
  'las-4': [100, 'green', true],
  'las-5': [96.33, 'green', false], // 57,8 / 60
  'keh-1': [100, 'green', true],
  'keh-2': [100, 'green', true],
  'esh-2': [11.25, 'red', false], // 0,9 / 8
  'mie-1': [86.67, 'yellow', false], // 78 / 90
  'mie-2': [45, 'red', false],
  'mie-3': [100, 'green', true],
};
/** Answered, and nothing to judge by: no target, no side, or 50 for a yes or no. */
export const notAssessable = ['kot-1', 'kot-2', 'tal-1', 'tal-4', 'tal-5', 'asi-1', 'esh-1'];
/** Confidence estimates: above 90 green, from 50 on yellow. */
export const estimated: Readonly<Partial<Record<Light, string>>> = {
  green: 'tal-3 tuk-1 las-2 las-6 rah-11',
  yellow: 'tie-1 tie-5 rah-5 rah-8 rah-9 rah-10 esh-3',
  red: 'tal-2 tie-2 tie-3 tie-4 las-1 rah-4 rah-6 rah-7 keh-3 pth-1 pth-2 pth-3 suu-1 suu-2',
};

/** The figures and years that the document's text of a key result states; the other rows state none. */
export const stated: Readonly<Record<string, string>> = {
  ...{ 'asu-1': '6 2025', 'asu-2': '98 100 2025', 'asu-3': '100', 'asu-4': '190 2025' },
  ...{ 'kot-1': '8 2025', 'kot-2': '60 80', 'kot-3': '95', 'tal-3': '2025', 'tal-4': '2024' },
  ...{ 'tie-1': '90', 'tie-2': '80 200000', 'tie-3': '30 2023', 'tie-4': '50', 'tie-5': '10' },
  ...{ 'tuk-1': '100 2025', 'pkp-1': '20', 'vam-4': '3', 'las-1': '20', 'las-3': '0 1.6 17' },
  ...{ 'las-4': '90', 'las-5': '60', 'han-1': '10', 'keh-1': '37', 'keh-2': '5 10', 'keh-3': '10 2025' },
  ...{ 'rah-2': '2025', 'rah-3': '1 2025', 'rah-4': '2024', 'rah-5': '2025', 'rah-6': '2025 2028' },
  ...{ 'rah-7': '50 2025', 'rah-8': '20 2025', 'rah-9': '2025', 'esh-2': '8 2024', 'esh-3': '80 2017 2025' },
  ...{ 'mie-1': '90', 'mie-2': '100', 'mie-3': '90' },
};
/** Deadlines, rhythms and numbers that it writes in words. */
export const inWords: readonly (readonly [rows: string, fi: RegExp, en: RegExp])[] = [
  ['asu-1 kot-1 tal-3 rah-2 rah-7 rah-8 rah-9 keh-3', /loppuun mennessä/, /end of/],
  ['rah-2', /elokuun/, /August/],
  ['rah-9', /huhtikuun/, /April/],
  ['rah-3', /Q1\/2025/, /Q1\/2025/],
  ['vam-4', /Q3/, /Q3/],
  ['tal-1', /tilikauden/, /financial year/],
  ['kot-2', /kuukausittain/, /monthly/],
  ['kot-3', /neljännesvuosittain/, /every quarter/],
  ['suu-2', /kvartaaleittain/, /quarter/],
  ['tal-2', /kahdeksan/, /eight/],
];
