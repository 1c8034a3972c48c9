/** What is typed into fields of every kind, and the text that the answer then has, written by hand in three languages. */
import { type z } from 'zod';
import { type fieldSchema, type Locale, type WorkState } from '../../src/goals/schema';

type FieldInput = Omit<z.input<typeof fieldSchema>, 'id' | 'label'>;

export interface WrittenAnswer {
  readonly field: FieldInput;
  readonly typed: string;
  /** Of the person who typed it; Finnish where it does not matter. */
  readonly typedIn: Locale;
  /** With ordinary spaces where a figure has no-break ones. */
  readonly written: Readonly<Record<Locale, string>>;
}

export const workStates: readonly WorkState[] = [
  { id: 'on-plan', label: { fi: 'Etenee', sv: 'Framskrider', en: 'On plan' }, light: 'green' },
  { id: 'stuck', label: { fi: 'Ei etene', sv: 'Framskrider inte', en: 'Stuck' }, light: 'red' },
];

const months = { fi: 'kuukautta', sv: 'månader', en: 'months' };
const persons = { fi: 'hlö', sv: 'pers.', en: 'persons' };
const millions = { fi: 'milj. €', sv: 'mn €', en: 'M€' };
/** Only published in two languages: the nearest one stands in. */
const perDay = { fi: '€/vrk', en: '€/day' };
const options = [
  { id: 'bus', label: { fi: 'Linja-auto; juna', sv: 'Buss, tåg', en: 'Bus or train' } },
  { id: 'car', label: { fi: 'Oma auto', en: 'Own car' } },
];

/** `[typed, fi, sv, en]`; a text alone is the same in all languages: it stays as it was typed. */
type Row = string | readonly [typed: string, fi: string, sv: string, en: string, typedIn?: Locale];

const tables: readonly (readonly [FieldInput, readonly Row[]])[] = [
  [
    { kind: 'number', unit: months },
    [
      '90 pv',
      '3 vuotta',
      '12 %',
      ['<3 kuukautta', '<3 kuukautta', '<3 månader', '<3 months'],
      ['<3 månader', '<3 kuukautta', '<3 månader', '<3 months'],
      ['< 3', '<3 kuukautta', '<3 månader', '<3 months'],
      ['=<3', '≤3 kuukautta', '≤3 månader', '≤3 months'],
      ['≥ 3', '≥3 kuukautta', '≥3 månader', '≥3 months'],
      ['> 3 months', '>3 kuukautta', '>3 månader', '>3 months'],
      ['alle 3', 'alle 3 kuukautta', 'under 3 månader', 'under 3 months'],
      ['yli 3', 'yli 3 kuukautta', 'över 3 månader', 'over 3 months'],
      ['högst 3 mån', 'enintään 3 kuukautta', 'högst 3 månader', 'at most 3 months'],
      ['at least 3', 'vähintään 3 kuukautta', 'minst 3 månader', 'at least 3 months'],
      ['noin 12', 'noin 12 kuukautta', 'cirka 12 månader', 'about 12 months'],
      ['~12', 'noin 12 kuukautta', 'cirka 12 månader', 'about 12 months'],
      ['n. 2,5 kuukautta', 'noin 2,5 kuukautta', 'cirka 2,5 månader', 'about 2.5 months'],
      ['noin <3', 'noin <3 kuukautta', 'cirka <3 månader', 'about <3 months'],
      ['ca under 3', 'noin alle 3 kuukautta', 'cirka under 3 månader', 'about under 3 months'],
      ['2,55 mån', '2,55 kuukautta', '2,55 månader', '2.55 months'],
    ],
  ],
  [
    { kind: 'number', unit: persons },
    [
      '6/6',
      'ei mittaria',
      'saknas',
      'N/A',
      '470 (-30)',
      '12 hlö vuodessa',
      ['+5', '+5 hlö', '+5 pers.', '+5 persons'],
      ['-5', '−5 hlö', '−5 pers.', '-5 persons'],
      ['–51,5', '−51,5 hlö', '−51,5 pers.', '-51.5 persons'],
      ['+/-0', '±0 hlö', '±0 pers.', '±0 persons'],
      ['0', '0 hlö', '0 pers.', '0 persons'],
      ['1 234,5', '1 234,5 hlö', '1 234,5 pers.', '1,234.5 persons'],
      ['1,234.50', '1 234,5 hlö', '1 234,5 pers.', '1,234.5 persons'],
      ['1,000', '1 hlö', '1 pers.', '1 persons', 'fi'],
      ['1,000', '1 000 hlö', '1 000 pers.', '1,000 persons', 'en'],
      ['1.000', '1 000 hlö', '1 000 pers.', '1,000 persons', 'sv'],
      ['0,123456789', '0,123456789 hlö', '0,123456789 pers.', '0.123456789 persons'],
      ['0,0000001', '0,0000001 hlö', '0,0000001 pers.', '0.0000001 persons'],
      ['12\u00a0hlö', '12 hlö', '12 pers.', '12 persons'],
    ],
  ],
  [
    { kind: 'number' },
    ['20 kpl', ['1827', '1 827', '1 827', '1,827'], ['yli 20', 'yli 20', 'över 20', 'over 20']],
  ],
  [
    { kind: 'number', unit: { fi: 'kalenteripäivää/htv2', sv: 'kalenderdagar/htv2' } },
    [['2 kalenteripäivää/htv2', '2 kalenteripäivää/htv2', '2 kalenderdagar/htv2', '2 kalenteripäivää/htv2']],
  ],
  [
    { kind: 'percent' },
    [
      '49,1 % av budgeten',
      ['49,1', '49,1 %', '49,1 %', '49.1%'],
      ['49,10 %', '49,1 %', '49,1 %', '49.1%'],
      ['-0,5 %', '−0,5 %', '−0,5 %', '-0.5%'],
      ['6,756', '6,756 %', '6,756 %', '6.756%'],
      ['33,33333', '33,33333 %', '33,33333 %', '33.33333%'],
      ['60 prosenttia', '60 %', '60 %', '60%'],
      ['noin 60', 'noin 60 %', 'cirka 60 %', 'about 60%'],
      ['enintään 5 %', 'enintään 5 %', 'högst 5 %', 'at most 5%'],
      ['+5', '+5 %', '+5 %', '+5%'],
    ],
  ],
  [
    { kind: 'money' },
    [
      '18 e/m2/kk',
      '12 €/vrk',
      ['165 244 €', '165 244 €', '165 244 €', '€165,244'],
      ['12,5', '12,50 €', '12,50 €', '€12.50'],
      ['12,345 euroa', '12,345 €', '12,345 €', '€12.345'],
      ['-5', '−5 €', '−5 €', '-€5'],
      ['<3', '<3 €', '<3 €', '<€3'],
      ['noin 3 000', 'noin 3 000 €', 'cirka 3 000 €', 'about €3,000'],
    ],
  ],
  [{ kind: 'money', unit: perDay }, [['180 €/vrk', '180 €/vrk', '180 €/vrk', '180 €/day']]],
  [
    { kind: 'money', unit: millions },
    [
      ['1,2 milj. €', '1,2 milj. €', '1,2 mn €', '1.2 M€'],
      ['26,3', '26,3 milj. €', '26,3 mn €', '26.3 M€'],
    ],
  ],
  [
    { kind: 'scale', min: -1, max: 2 },
    [
      ['-1', '−1', '−1', '-1'],
      ['1,5', '1,5', '1,5', '1.5'],
    ],
  ],
  [{ kind: 'scale', min: 0, max: 100, unit: { fi: 'pistettä' } }, [['5', ...same('5 pistettä')]]],
  [
    { kind: 'yes-no' },
    [
      'ei mittaria',
      ['kyllä', 'Kyllä', 'Ja', 'Yes'],
      ['nej', 'Ei', 'Nej', 'No'],
      ['1', 'Kyllä', 'Ja', 'Yes'],
      ['0', 'Ei', 'Nej', 'No'],
      ['0,75', '0,75', '0,75', '0.75'],
    ],
  ],
  [
    { kind: 'yes-no', baseline: { raw: '0', value: 0 }, targets: [{ raw: '1', value: 1 }] },
    [
      ['1', 'Kyllä', 'Ja', 'Yes'],
      ['ei', 'Ei', 'Nej', 'No'],
      ['0,75', '0,75', '0,75', '0.75'],
    ],
  ],
  [
    { kind: 'single-choice', options },
    [
      ['bus', 'Linja-auto; juna', 'Buss, tåg', 'Bus or train'],
      ['car', 'Oma auto', 'Oma auto', 'Own car'],
    ],
  ],
  [
    { kind: 'multiple-choice', options },
    [['car,bus', 'Oma auto; Linja-auto; juna', 'Oma auto; Buss, tåg', 'Own car; Bus or train']],
  ],
  [
    { kind: 'date' },
    [
      ['2.5.2026', '2.5.2026', '2.5.2026', '2 May 2026'],
      ['2026-09-05', '5.9.2026', '5.9.2026', '5 Sep 2026'],
    ],
  ],
  [
    { kind: 'light' },
    [
      ['red', 'punainen', 'röd', 'red'],
      ['not-assessable', 'ei arvioitavissa', 'kan inte bedömas', 'not assessable'],
    ],
  ],
  [
    { kind: 'work-state' },
    [
      ['on-plan', 'Etenee', 'Framskrider', 'On plan'],
      ['stuck', 'Ei etene', 'Framskrider inte', 'Stuck'],
    ],
  ],
  [
    { kind: 'text' },
    [
      '12,50 %',
      '<3 kuukautta',
      '=1+1',
      'Rivi yksi, 1,5\n\nRivi kaksi: "lainaus" & <b>\nrivi kolme',
      Array.from({ length: 25 }, (_, index) => `Vaihe ${index} etenee ja jatkuu syksyllä.`).join(' '),
    ],
  ],
];

function same(text: string): [string, string, string] {
  return [text, text, text];
}

export const writtenAnswers: readonly WrittenAnswer[] = tables.flatMap(([field, rows]) =>
  rows.map((row) => {
    const [typed, fi, sv, en, typedIn = 'fi'] = typeof row === 'string' ? [row, ...same(row)] : row;
    return { field, typed, typedIn, written: { fi, sv, en } };
  }),
);

/** A figure's no-break spaces as ordinary ones. */
export const plainSpaces = (text: string) => text.replaceAll('\u00a0', ' ');
