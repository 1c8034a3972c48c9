/**
 * Tables as municipalities, regions and companies keep them, in our own words, and what an import makes of them, counted
 * by hand.
 */
import { type FileRow, merged, percentage } from './workbook-file';

export interface OwnTable {
  readonly what: string;
  /** Rows by the sheets' names, or the text of a CSV file. */
  readonly file: Readonly<Record<string, readonly FileRow[]>> | string;
  /** What is said on the command line; by default the guesses are accepted. */
  readonly said?: readonly string[];
  /** Code, title and owners of each goal; the coordinator is "coordinator". */
  readonly goals: readonly (readonly [code: string, title: string, owners: string])[];
  /** Of each measure and other figure that is asked: its kind, unit and target, as read. */
  readonly measures: readonly string[];
  /** The outermost heading of each goal. */
  readonly headings: readonly string[];
  /** Codes of the warnings, with their cells. */
  readonly warnings: readonly string[];
  /** Who is asked in the first round. */
  readonly asked: readonly string[];
}

const anna = 'anna@example.org';
const bo = 'bo@example.org';
const coordinator = 'coordinator@example.org';

const tables: OwnTable[] = [
  {
    what: 'a Finnish town’s binding goals, an owner in the words of the house',
    file: {
      Tavoitteet: [
        ['Sitovat tavoitteet 2026'],
        [
          'Painopiste',
          'Sitova tavoite',
          'Mittari',
          'Lähtötaso 2025',
          'Tavoitetaso 2026',
          'Toteuma 6/2026',
          'Vastaava',
        ],
        [
          merged('Elinvoima', 2),
          'Työttömyys laskee',
          'Työttömyysaste',
          '11,2 %',
          'alle 10 %',
          '10,8 %',
          anna,
        ],
        [null, 'Asukasluku kasvaa', 'Asukkaita', 20150, 'vähintään 20 400', 20210, 'Elinvoimajohtaja'],
        [
          'Talous',
          'Lainakanta kevenee',
          'Lainaa asukasta kohden',
          '3 900 €/asukas',
          'enintään 3 700 €/asukas',
          null,
          bo,
        ],
      ],
    },
    goals: [
      ['1', 'Työttömyys laskee', anna],
      ['2', 'Asukasluku kasvaa', coordinator],
      ['3', 'Lainakanta kevenee', bo],
    ],
    measures: ['percent below 10', 'number at-least 20400', 'money €/asukas at-most 3700'],
    headings: ['Elinvoima', 'Elinvoima', 'Talous'],
    warnings: ['owner-role-unknown Tavoitteet 4 G'],
    asked: [anna, bo, coordinator],
  },
  {
    what: 'a Swedish committee’s goals, with a unit of the organisation in "Enhet"',
    file: {
      Uppföljning: [
        ['Enhet', 'Nämndmål', 'Indikator', 'Målvärde', 'Utfall 2025', 'Ansvarig', 'Kommentar'],
        ['Skola', 'Fler elever når målen', 'Andel behöriga', 'minst 90 %', percentage(0.87), anna, 'Prel.'],
        ['Skola', 'Tryggare skolor', 'Trygghetsindex', 'minst 4,5', 4.2, bo, null],
        ['Omsorg', 'Kortare väntetid', 'Väntetid i dagar', 'högst 30 dagar', 41, 'Nämnden', null],
      ],
    },
    goals: [
      ['1', 'Fler elever når målen', anna],
      ['2', 'Tryggare skolor', bo],
      ['3', 'Kortare väntetid', coordinator],
    ],
    measures: ['percent at-least 90', 'number at-least 4.5', 'number dagar at-most 30'],
    headings: ['Skola', 'Skola', 'Omsorg'],
    warnings: ['column-unknown Uppföljning 1 G', 'owner-unknown Uppföljning 4 F'],
    asked: [anna, bo, coordinator],
  },
  {
    what: 'a company’s OKRs, an objective over several rows',
    file: {
      OKR: [
        ['Objective', 'Key Results', 'Start', 'Target', 'Current', 'DRI'],
        ['Customers stay', 'Monthly churn', '4.1%', '<2.5%', '3.3%', anna],
        [null, 'Net promoter score', 31, 'at least 45', 38, bo],
        ['Releases are calm', 'Rollbacks a month', 6, 'at most 2', 4, bo],
      ],
    },
    goals: [
      ['1', 'Customers stay', anna],
      ['2', 'Releases are calm', bo],
    ],
    measures: ['percent below 2.5', 'number at-least 45', 'number at-most 2'],
    headings: ['OKR', 'OKR'],
    warnings: [],
    asked: [anna, bo],
  },
  {
    what: 'a list of KPIs with codes and directions, where only a KPI is a goal',
    file: {
      KPIs: [
        ['ID', 'KPI name', 'Unit', 'Baseline', 'Target', 'Direction', 'Responsible'],
        ['P1.M1', 'Calls answered in time', '%', 82, 95, 'increase', anna],
        ['P1.M2', 'Average wait', 'min', 14, 5, 'reduce', anna],
        ['P2.M1', 'Cost of a visit', 'EUR', 210, 190, 'reduce', bo],
      ],
    },
    goals: [
      ['P1.M1', 'Calls answered in time', anna],
      ['P1.M2', 'Average wait', anna],
      ['P2.M1', 'Cost of a visit', bo],
    ],
    measures: ['percent 95', 'number min 5', 'money 190'],
    headings: ['KPIs', 'KPIs', 'KPIs'],
    warnings: [],
    asked: [anna, bo],
  },
  {
    what: 'goals that are only texts, judged by their owners, and a column that only the person knows',
    file: {
      Handlingsplan: [
        ['Perspektiv', 'Vad vi vill', 'Vem', '2026'],
        ['Medborgare', 'Service på två språk', anna, 'Grön'],
        ['Personal', 'Frisknärvaro minst 94 %', bo, 'Gul'],
      ],
    },
    said: ['goal=Vad vi vill', 'owner=Vem', 'value=D'],
    goals: [
      ['1', 'Service på två språk', anna],
      ['2', 'Frisknärvaro minst 94 %', bo],
    ],
    measures: ['light', 'percent at-least 94'],
    headings: ['Medborgare', 'Personal'],
    warnings: ['target-column-missing Handlingsplan 1', 'answer-unread Handlingsplan 3'],
    asked: [anna, bo],
  },
  {
    what: 'a region’s indicators as CSV, with a decimal comma and thousands',
    file: [
      'Nro;Tavoite;Tunnusluku;Mittayksikkö;Nykytila;Tavoitearvo;Vastuuhenkilö',
      `1.1;Hoitoon pääsee;Jonotusaika;vrk;21,5;enintään 14;${anna}`,
      `1.2;Päivystys ei ruuhkaudu;Käynnit;kpl;12 400;enintään 11 000;${bo}`,
      `2.1;Talous kestää;Toimintakate;milj. €;-131,2;-125,4;${bo}`,
    ].join('\n'),
    goals: [
      ['1.1', 'Hoitoon pääsee', anna],
      ['1.2', 'Päivystys ei ruuhkaudu', bo],
      ['2.1', 'Talous kestää', bo],
    ],
    measures: ['number vrk at-most 14', 'number kpl at-most 11000', 'money milj. € -125.4'],
    headings: ['own', 'own', 'own'],
    warnings: [],
    asked: [anna, bo],
  },
  {
    what: 'figures that cannot be used, each with its cell',
    file: {
      Mål: [
        ['Mål', 'Mått', 'Målnivå', 'Ansvarig'],
        ['Deltagare har inflytande', 'Andel nöjda', '8/10 av deltagarna', anna],
        ['Gott bemötande', 'Andel nöjda', '80 % av deltagarna', anna],
        ['Kortare kö', 'Kö', 'halveras', bo],
        ['Besök', 'Besök', '6,000', bo],
      ],
    },
    goals: [
      ['1', 'Deltagare har inflytande', anna],
      ['2', 'Gott bemötande', anna],
      ['3', 'Kortare kö', bo],
      ['4', 'Besök', bo],
    ],
    measures: ['number none', 'percent 80', 'number none', 'number none'],
    headings: ['Mål', 'Mål', 'Mål', 'Mål'],
    warnings: [
      'target-unclear Mål 2 C',
      'target-leftover Mål 3 C',
      'target-unclear Mål 4 C',
      'figure-ambiguous Mål 5 C',
    ],
    asked: [anna, bo],
  },
  {
    what: 'subheadings, notes below the table and a date that Excel made of 6/6',
    file: {
      Seuranta: [
        ['Tavoite', 'Mittari', 'Tavoitetaso', 'Vastuutaho'],
        ['Lapset ja nuoret'],
        ['Neuvolat pitävät ajat', 'Käynnit ajallaan', 'yli 95 %', anna],
        ['Kokoukset pidetään', 'Kokouksia', new Date(Date.UTC(2026, 5, 6)), bo],
        [null],
        ['* Luvut ovat ennakkotietoja.'],
      ],
    },
    goals: [['1', 'Neuvolat pitävät ajat', anna]],
    measures: ['percent above 95'],
    headings: ['Seuranta'],
    warnings: ['row-left-out Seuranta 2', 'row-left-out Seuranta 6', 'error date-for-figure Seuranta 4 C'],
    asked: [anna],
  },
  {
    what: 'one sheet for each area, and a sheet that is something else',
    file: {
      Ohje: [['Täytä taulukko huolella'], ['Kysymykset: suunnittelu']],
      Sote: [
        ['Tavoite', 'Indikaattori', 'Tavoitearvo', 'Omistaja'],
        ['Kotona pärjätään', 'Säännöllisen kotihoidon piirissä', 'vähintään 12 %', anna],
      ],
      Pelastus: [
        ['Tavoite', 'Indikaattori', 'Tavoitearvo', 'Omistaja'],
        ['Apu tulee ajoissa', 'Toimintavalmiusaika', 'enintään 10 min', bo],
      ],
    },
    goals: [
      ['1', 'Kotona pärjätään', anna],
      ['2', 'Apu tulee ajoissa', bo],
    ],
    measures: ['percent at-least 12', 'number min at-most 10'],
    headings: ['Sote', 'Pelastus'],
    warnings: [],
    asked: [anna, bo],
  },
  {
    what: 'no owners at all, two goals with the same title under other headings',
    file: {
      Plan: [
        ['Theme', 'Priority', 'Goal', 'Metric', 'Target'],
        ['Housing', 'Supply', 'More homes', 'Homes built', 'at least 3000'],
        ['Housing', 'Repair', 'More homes', 'Homes repaired', 'at least 400'],
        ['Climate', null, 'Lower emissions', 'Emissions', 'at most 120 kt'],
      ],
    },
    goals: [
      ['1', 'More homes', coordinator],
      ['2', 'More homes', coordinator],
      ['3', 'Lower emissions', coordinator],
    ],
    measures: ['number at-least 3000', 'number at-least 400', 'number kt at-most 120'],
    headings: ['Housing', 'Housing', 'Climate'],
    warnings: ['owner-column-missing Plan 2'],
    asked: [coordinator],
  },
];

export const ownTables: readonly OwnTable[] = tables;
