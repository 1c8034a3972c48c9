/** The formats of reports, without their writers, since the libraries that write files take memory. */
import { type Locale } from '../../goals/schema';
import { type RoundName } from '../../rounds/round-store';

export const reportFormats = ['csv', 'json', 'xlsx', 'pptx', 'docx', 'pdf'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The formats that can be made here. @param hasPdf whether an office program that makes PDFs is installed */
export function offeredFormats(hasPdf: boolean): ReportFormat[] {
  return reportFormats.filter((format) => format !== 'pdf' || hasPdf);
}

/** A part of a report that is made alone: the board's page. */
export const reportParts = ['board'] as const;
export type ReportPart = (typeof reportParts)[number];

/** The formats that have the part; a PDF is one of the others, converted. */
export const partFormats: Readonly<Record<ReportPart, readonly ReportFormat[]>> = {
  board: ['pptx', 'docx', 'pdf'],
};

/**
 * What of a round a report holds: `published` is what the documents publish, without persons' addresses, moments of
 * answers and the long form; `full` is everything.
 */
export const editions = ['published', 'full'] as const;
export type Edition = (typeof editions)[number];

/** Separators of CSV files: by default the one that spreadsheets in the report's language use. */
export const separators = { ',': ',', ';': ';', tab: '\t' } as const;
export type SeparatorName = keyof typeof separators;

export const reportLists = ['deliveries'] as const;
export type ReportList = (typeof reportLists)[number];

/** What identifies a report. Its period may be a whole year, see `year-report.ts`. */
export interface ReportName extends RoundName {
  readonly format: ReportFormat;
  /** Defaults to the programme's own language. */
  readonly language?: Locale;
  /** Defaults to `published`. */
  readonly edition?: Edition;
  /** Of a CSV file. */
  readonly separator?: SeparatorName;
  /** Defaults to the whole report. */
  readonly part?: ReportPart;
  /** In place of the report: who got which message of the round. Always CSV. */
  readonly list?: ReportList;
  /** Of a list: only what this person got, in all rounds of the programme. */
  readonly personId?: string;
}

/** Only what identifies the report, whatever else an object has. */
export function reportNameOf(name: ReportName): ReportName {
  const { programmeId, period, format, language, edition, separator, part, list, personId } = name;
  return {
    ...{ programmeId, period, format },
    ...(language && { language }),
    ...(edition && { edition }),
    ...(separator && { separator }),
    ...(part && { part }),
    ...(list && { list }),
    ...(personId !== undefined && { personId }),
  };
}

export interface Report {
  /** For people, safe on every system. */
  readonly fileName: string;
  readonly content: Uint8Array;
}

export interface FileType {
  /** Without the dot. */
  readonly extension: string;
  /** As registered with IANA. */
  readonly contentType: string;
}

const office = 'application/vnd.openxmlformats-officedocument';

export const fileTypes: Readonly<Record<ReportFormat, FileType>> = {
  csv: { extension: 'csv', contentType: 'text/csv; charset=utf-8' },
  json: { extension: 'json', contentType: 'application/json' },
  xlsx: { extension: 'xlsx', contentType: `${office}.spreadsheetml.sheet` },
  pptx: { extension: 'pptx', contentType: `${office}.presentationml.presentation` },
  docx: { extension: 'docx', contentType: `${office}.wordprocessingml.document` },
  pdf: { extension: 'pdf', contentType: 'application/pdf' },
};
