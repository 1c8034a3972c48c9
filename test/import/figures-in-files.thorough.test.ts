/** Figures of whole files: what is read from titles, indicators, target cells and answers, and which cells are named. */
import { describe, expect, it } from '@jest/globals';
import { type ImportedRegister } from '../../src/import/table/imported';
import { exportRegister } from '../../src/import/plain/export-register';
import { readRegister } from '../../src/import/read-register';
import { asRegister } from './as-register';
import { seed } from './county-files';
import { fieldsShown, readRows, readSheets, shown } from './read-text-table';
import { type FileCell, type FileRow, percentage } from './workbook-file';

const resultHead = ['Tunnus', 'Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio'];

/** A register of key results with these texts, from a CSV file. */
async function keyResults(...titles: string[]): Promise<ImportedRegister> {
  const rows = titles.map((title, index) => `1.${index + 1};Palvelut;Kotihoito;Kotona;${title};`);
  const text = ['\ufeff' + resultHead.join(';'), ...rows].join('\n');
  return readRegister(Buffer.from(text), 'tulokset.csv');
}

const firstUnit = ({ goals }: ImportedRegister) =>
  goals.map(({ fields: [field] }) => field!.unit?.fi ?? field!.unit?.sv);

describe('titles of key results', () => {
  it('keep decimal commas and scale words whole', async () => {
    const register = await keyResults(
      ...['Odotusaika alle 2,5 tuntia', 'Säästö vähintään 1,2 milj. €'],
      ...['Sairauspoissaolot alle 14,5 päivää/htv', 'Poissaolot alle 0,5 prosenttia'],
      ...['Vuokrat enintään 350 t€/kk', 'Lainakanta enintään 3 500 €/asukas', 'Tulos vähintään 26,3 mnkr'],
    );
    expect(register.goals.map((goal) => fieldsShown(goal).join())).toEqual([
      ...['number measure below 2.5', 'money measure at-least 1.2', 'number measure below 14.5'],
      ...['percent measure below 0.5', 'money measure at-most 350', 'money measure at-most 3500'],
      'number measure at-least 26.3',
    ]);
    expect(firstUnit(register)).toEqual([
      ...['tuntia', 'milj. €', 'päivää/htv', undefined, 't€/kk', '€/asukas', 'mnkr'],
    ]);
    expect(register.problems).toEqual([]);
  });

  it('have their units as people write them, and changes are unclear', async () => {
    const register = await keyResults(
      ...['Odotusaika alle 30 vrk', 'Odotusaika alle 30 päivää', 'Käyntejä vähintään 1200'],
      ...['Käyntejä vähintään 1 200 kappaletta', 'Osuus vähintään 95 prosenttia'],
      ...[
        'Käynnit kasvavat 5 %',
        'Käynnit vähenevät 10 %',
        'Sairauspoissaolot -10 %',
        'Käyntejä 5 % enemmän',
      ],
    );
    expect(register.goals.map((goal) => fieldsShown(goal).join())).toEqual([
      ...['number measure below 30', 'number measure below 30', 'number measure at-least 1200'],
      ...['number measure at-least 1200', 'percent measure at-least 95'],
      ...Array<string>(4).fill('percent confidence'),
    ]);
    expect(firstUnit(register).slice(0, 5)).toEqual(['vrk', 'päivää', undefined, 'kappaletta', undefined]);
    expect(shown(register)).toEqual([7, 8, 9, 10].map((row) => `warning target-unclear E${row}`));
  });

  it('name the cell of each figure that is not used', async () => {
    const register = await keyResults(
      ...['COCI-indeksi 0,5', '80 % käynneistä 14 vuorokaudessa', 'Hinta alle 1.000 €'],
      ...[
        'Kattavuus 80 % ja 60 %',
        'Suunnitelma tehty 50 %:lle kiinteistöistä',
        'Alle 5 % vuoteen 2026 mennessä',
      ],
    );
    expect(shown(register)).toEqual([
      'warning figure-unused E2',
      ...['warning target-bare E3', 'warning figure-unused E3'],
      ...['warning figure-unused E4', 'warning target-unclear E5', 'warning figure-unused E6'],
    ]);
    expect(register.problems.map(({ value }) => value)).toEqual([
      ...['0,5', '80 %', '14 vuorokaudessa', 'alle 1.000 €', '80 %, 60 %', '50 %:lle'],
    ]);
  });

  it('have a baseline where the text says what the present is', async () => {
    const { goals, problems } = await keyResults('Osuus nykyisestä 1,9 %:sta alle 1,6 %:iin');
    expect(goals[0]!.fields[0]).toMatchObject({
      baseline: { raw: 'nykyisestä 1,9 %:sta', value: 1.9 },
      targets: [{ raw: 'alle 1,6 %:iin', value: 1.6, comparator: 'below' }],
      direction: 'down',
    });
    expect(problems).toEqual([]);
  });

  it('name the answer that is a share where a percentage is asked for', async () => {
    let code = 0;
    const row = (figure: FileCell) => [
      String((code += 1)),
      'Palvelut',
      'Kotihoito',
      'Kotona',
      'Ratkaisuosuus yli 80 %',
      figure,
    ];
    const register = await readRows([
      resultHead,
      ...[row(percentage(0.85)), row(85), row('85,1 %'), row(0.85), row('0,85'), row('85 % ennuste')],
      row('98–100 %'),
    ]);
    expect(shown(register)).toEqual([
      ...['warning answer-unclear F5', 'warning answer-unclear F6', 'warning answer-unclear F7'],
      'warning answer-unread F8',
    ]);
  });
});

describe('indicators of strategic goals', () => {
  it('lose no word, and a change is kept as it is written', async () => {
    const head = ['Strateginen painopiste', 'Tavoite', 'KPI-mittari', 'Vastuutaho'];
    const row = (kpi: string) => ['Palvelut', 'Palvelu toimii', kpi, 'Johto'];
    const register = await readRows([
      head,
      row('Odotusaika alle 2,5 tuntia'),
      row('Säästö vähintään 1,2 milj. €'),
      row('Osuus vähintään 95 prosenttia'),
      row('Käynnit vähenevät 10 %'),
      row('Osuus yli 50 % vuoden loppuun mennessä'),
    ]);
    const measures = register.goals.map(({ fields: [field] }) => [
      ...[field!.label.fi, field!.kind, field!.unit?.fi, field!.targets],
    ]);
    expect(measures).toEqual([
      ['Odotusaika', 'number', 'tuntia', [{ raw: 'alle 2,5 tuntia', value: 2.5, comparator: 'below' }]],
      ['Säästö', 'money', 'milj. €', [{ raw: 'vähintään 1,2 milj. €', value: 1.2, comparator: 'at-least' }]],
      [
        ...['Osuus', 'percent', undefined],
        [{ raw: 'vähintään 95 prosenttia', value: 95, comparator: 'at-least' }],
      ],
      ['Käynnit vähenevät 10 %', 'percent', undefined, [{ raw: 'vähenevät 10 %' }]],
      [
        ...['Osuus yli 50 % vuoden loppuun mennessä', 'percent', undefined],
        [{ raw: 'yli 50 %', value: 50, comparator: 'above' }],
      ],
    ]);
    expect(shown(register)).toEqual(['warning target-unclear C5']);
  });
});

describe('measures of a half-year follow-up and titles of a productivity programme', () => {
  const head = ['Mål', 'Mätare', 'Åtgärder', 'Uppföljning 1-6/24'];
  it('take scale words and comparators, and convert to the unit of the measure', async () => {
    const { goals, problems } = await readSheets({
      'Enhet sv': [
        head,
        ['Ekonomi', 'Kostnader: Utgångsläge 1,2 milj. €, Mål 1 milj. €', null, null],
        ['Ekonomi', 'Kostnader (mnkr): Mål högst 950 tkr', null, null],
        ['Tider', 'Väntetid (dgr): Mål under 30 dagar', null, null],
      ],
    });
    expect(
      goals.map(({ fields: [field] }) => [
        field!.kind,
        field!.unit?.sv,
        field!.baseline?.value,
        field!.targets,
      ]),
    ).toEqual([
      ['number', 'milj. €', 1.2, [{ raw: '1 milj. €', value: 1 }]],
      ['number', 'mnkr', undefined, [{ raw: 'högst 950 tkr', value: 0.95, comparator: 'at-most' }]],
      ['number', 'dgr', undefined, [{ raw: 'under 30 dagar', value: 30, comparator: 'below' }]],
    ]);
    expect(problems).toEqual([]);
  });

  it('name the cell of a figure that is not used', async () => {
    const measures = await readSheets({
      'Enhet sv': [
        head,
        ['Kortare tider (12 enheter)', 'Svar inom 48 timmar: Mål 80 %', null, null],
        ['Tider', 'Väntetid (mån): Mål 90 dgr', null, null],
      ],
    });
    expect(shown(measures)).toEqual([
      ...['warning figure-unused B2', 'warning figure-unused A2', 'warning target-unit B3'],
    ]);
    const programme = await readRows([
      ...[
        ['Tuottavuuskärki', 'Tuottavuuskohde', 'Tuottavuusmekanismi', 'Projektin tila', 'Sanallinen kuvaus'],
      ],
      ['1. Rakenne', '1. Perustaso', 'a) Käynnit vähenevät 10 % vuoteen 2026 mennessä', 'Käynnissä', null],
    ]);
    expect(shown(programme)).toEqual(['warning figure-unused C2']);
  });
});

describe('target cells of the plain layout', () => {
  const goalHead = ['Tavoitteen id', 'Tunnus', 'Taso I fi', 'Otsikko fi', 'Vastuuhenkilöt'];
  const fieldHead = [
    ...['Tavoitteen id', 'Kohdan id', 'Laji', 'Rooli', 'Nimi fi', 'Mittayksikkö fi'],
    ...['Lähtötaso', 'Tavoitearvo', 'Tavoitearvo lukuna', 'Tavoitearvon vertailu'],
  ];
  const withTitle = (title: string, ...rows: FileRow[]) =>
    readSheets({ Tavoitteet: [goalHead, ['g', '1', 'Osa', title, 'Johto']], Kohdat: [fieldHead, ...rows] });
  const field = (
    kind: string,
    target: FileCell,
    number: FileCell = null,
    comparator: FileCell = null,
    unit: FileCell = null,
  ) => ['g', 'arvo', kind, 'mittari', 'Arvo', unit, null, target, number, comparator];
  /** The target's figure and comparator, and the problems with their cells. */
  const read = async (...given: Parameters<typeof field>) => {
    const register = await withTitle('Otsikko', field(...given));
    const [target] = register.goals[0]!.fields[0]!.targets;
    const { value, low, high, comparator } = target ?? {};
    return [low === undefined ? value : `${low}–${high}`, comparator, ...shown(register)];
  };
  const date = new Date(Date.UTC(2026, 4, 2));

  it.each<[string, Parameters<typeof field>, unknown[]]>([
    ['a date', ['luku', date], [undefined, undefined, 'error date-for-figure H2']],
    ['a truth value', ['prosentti', true], [undefined, undefined, 'error boolean-for-figure H2']],
    ['a share', ['prosentti', 0.85], [0.85, undefined, 'warning share-for-percent H2']],
    ['a share on a number', ['luku', 0.85], [0.85, undefined]],
    ['a share with its format', ['prosentti', percentage(0.85)], [85, undefined]],
    ['a share in text', ['prosentti', '0,85'], [0.85, undefined, 'warning share-for-percent H2']],
    ['a share with its sign', ['prosentti', '0,85 %'], [0.85, undefined]],
    ['a percentage', ['prosentti', 85], [85, undefined]],
    ['a large figure', ['luku', 1234567.891], [1234567.891, undefined]],
    ['a no-break space', ['luku', '1\u00a0200'], [1200, undefined]],
    ['a point before three digits', ['luku', '1.200'], [undefined, undefined, 'warning figure-ambiguous H2']],
    ['a comma before three digits', ['luku', '1,200'], [undefined, undefined, 'warning figure-ambiguous H2']],
    ['a minus', ['luku', '−5'], [-5, undefined]],
    ['a bracket', ['luku', '(5)'], [undefined, undefined, 'warning target-unclear H2']],
    ['a year', ['luku', '2026'], [2026, undefined, 'warning target-year H2']],
    ['a deadline', ['prosentti', '31.12.2026 mennessä'], [undefined, undefined, 'warning target-unclear H2']],
    ['words', ['luku', 'kasvaa'], [undefined, undefined, 'warning target-unclear H2']],
    ['words on a text', ['teksti', 'kasvaa'], [undefined, undefined]],
    ['words that are said to be none', ['luku', 'kasvaa', null, 'ei lukua'], [undefined, undefined]],
    ['a change', ['prosentti', '5 % laskua'], [undefined, undefined, 'warning target-unclear H2']],
    ['a change first', ['prosentti', 'kasvaa 5 %'], [undefined, undefined, 'warning target-unclear H2']],
    ['two figures', ['prosentti', '30 % -> 45 %'], [undefined, undefined, 'warning target-unclear H2']],
    [
      'words behind the figure',
      ['prosentti', '80 % av deltagarna'],
      [80, undefined, 'warning target-leftover H2'],
    ],
    [
      'a bracket behind the figure',
      ['luku', 'vähintään 4,2 (asteikko 1–5)'],
      [4.2, 'at-least', 'warning target-leftover H2'],
    ],
    ['a range', ['prosentti', '≥ 98–100 %'], ['98–100', 'range']],
    ['years', ['luku', '2025–2026'], [undefined, undefined, 'warning target-unclear H2']],
    ['millions in millions', ['raha', '1,2 milj. €', null, null, 'milj. €'], [1.2, undefined]],
    ['millions in euros', ['raha', '1,2 milj. €'], [1200000, undefined]],
    ['millions in thousands', ['raha', '-1,2 milj. €', null, null, 't€'], [-1200, undefined]],
    ['euros in millions', ['raha', 'alle 950 000 €', null, null, 'milj. €'], [0.95, 'below']],
    [
      'millions of nobody knows what',
      ['luku', '1,2 milj. €'],
      [undefined, undefined, 'warning target-unit H2'],
    ],
    ['another unit', ['luku', '30 pv', null, null, 'kk'], [undefined, undefined, 'warning target-unit H2']],
    ['the own unit in full', ['luku', 'alle 30 päivää', null, null, 'pv'], [30, 'below']],
    ['a comparator beside a number', ['prosentti', 'alle 5 %', 5], [5, 'below']],
    ['a comparator before words', ['prosentti', 'alle keskitason 1,6 %', 1.6], [1.6, 'below']],
    ['a comparator of its own', ['prosentti', '5 %', 5, 'enintään'], [5, 'at-most']],
    [
      'two comparators',
      ['prosentti', 'vähintään 95 %', 95, 'alle'],
      [95, 'below', 'warning comparator-differs H2'],
    ],
    ['two figures for one', ['prosentti', 'alle 5 %', 50], [50, 'below', 'warning number-differs H2']],
    [
      'a share beside the text',
      ['prosentti', 'alle 5 %', 0.05],
      [0.05, 'below', 'warning number-differs H2'],
    ],
    ['a converted number', ['raha', '1,2 milj. €', 1200000], [1200000, undefined]],
    [
      'a number in another unit than the field',
      ['raha', '1,2 milj. €', 1.2],
      [1.2, undefined, 'warning number-differs H2'],
    ],
    ['a number alone', ['luku', null, 5], [5, undefined]],
    ['a share alone', ['prosentti', null, 0.5], [0.5, undefined, 'warning share-for-percent I2']],
    ['words for a number', ['luku', 'paljon', 'monta'], [undefined, undefined, 'error number-unreadable I2']],
    [
      'more than a number',
      ['luku', 'paljon', 'noin 5'],
      [undefined, undefined, 'error number-unreadable I2'],
    ],
    ['an unclear number', ['luku', 'paljon', '1.200'], [undefined, undefined, 'error figure-ambiguous I2']],
    ['a comparator and no number', ['prosentti', percentage(0.1), null, 'at least'], [10, 'at-least']],
    [
      'no number, said beside the comparator',
      ['luku', 'kasvaa 5', 'ei lukua', 'enintään'],
      [undefined, 'at-most'],
    ],
  ])('%s', async (_what, given, expected) => {
    expect(await read(...given)).toEqual(expected);
  });

  it('name a title whose target no measure has', async () => {
    const told = await withTitle('Jonotusaika alle 30 pv', field('luku', 'alle 40 pv'));
    expect(shown(told)).toEqual(['warning figure-unused D2']);
    const same = await withTitle('Jonotusaika alle 30 pv', field('luku', 'alle 30 pv'));
    expect(shown(same)).toEqual([]);
  });

  it('come back from their own workbook, also where their text says another thing', async () => {
    const { programme, goals } = seed('half-year-follow-up');
    const [goal] = goals;
    const targets = [
      ...[
        { raw: 'alle 5 %' },
        { raw: 'alle 5 %', value: 5 },
        { raw: 'alle 5 %', value: 6, comparator: 'above' },
      ],
      ...[{ raw: '6 %', comparator: 'at-least' }, { raw: 'paljon' }, { raw: '60 %', value: 60 }],
    ] as const;
    const register = {
      programme,
      goals: [
        { ...goal!, fields: [{ ...goal!.fields[1]!, targets: [...targets], baseline: { raw: 'alle 7' } }] },
      ],
    };
    const read = await readRegister(await exportRegister(register), 'a.xlsx');
    expect(asRegister(read)).toEqual(register);
    expect(read.problems.map(({ severity, code }) => [severity, code])).toEqual([
      ['warning', 'number-differs'],
      ['warning', 'comparator-differs'],
    ]);
  });
});
