/** The registers of the five documents, for a new programme, and what an import makes of them. */
import { exportRegister } from '../../src/import/plain/export-register';
import { halfYearSheets, keyResultSheets, productivitySheets, seed, strategicSheets } from './county-files';
import { type Made } from './made-register';
import { workbookFile } from './workbook-file';

export interface NewRegister {
  readonly what: string;
  readonly name: string;
  readonly content: () => Promise<Buffer>;
  /** Counted by hand for the small files; a document has all goals of its seed. */
  readonly made?: Made;
  /** The code of the refusal instead. */
  readonly refused?: 'formulas-without-values' | 'text-unreadable';
}

export const documents: readonly NewRegister[] = [
  ...(
    [
      [
        'productivity-key-results',
        keyResultSheets,
        {
          goals: 57,
          owners: 'coordinator 57',
          problems: {
            'target-bare': 8,
            'figure-unused': 3,
            'target-unclear': 8,
            'answer-unread': 1,
            'answer-unclear': 1,
            'owner-column-missing': 1,
          },
        },
      ],
      [
        'strategic-goals',
        strategicSheets,
        {
          goals: 22,
          owners: 'coordinator 22',
          problems: { 'target-unclear': 3, 'figure-unused': 2, 'owner-unknown': 22 },
        },
      ],
      [
        'productivity-programme',
        productivitySheets,
        { goals: 77, owners: 'coordinator 77', problems: { 'owner-column-missing': 1 } },
      ],
      [
        'half-year-follow-up',
        halfYearSheets,
        { goals: 24, owners: 'coordinator 24', problems: { 'owner-column-missing': 1 } },
      ],
    ] as const
  ).map(([folder, sheets, made]) => ({
    ...{ made, what: `the document ${folder}`, name: `${folder}.xlsx` },
    content: () => workbookFile(sheets(seed(folder))),
  })),
  {
    what: 'the document county-survey',
    made: {
      goals: 43,
      owners:
        'survey-coordinator 6, planning 2, survey-families-director 2, survey-healthcare-director 1, survey-outpatient-chief 2, survey-older-people-director 2, survey-pharmacist 1, role:survey-division-directors 3',
      problems: {},
    },
    name: 'county-survey.xlsx',
    content: () => exportRegister(seed('county-survey')),
  },
];
