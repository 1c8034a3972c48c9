/** The formats of reports, without their writers, since the libraries that write files take memory. */
import { type Locale } from '../../goals/schema';
import { type RoundName } from '../../rounds/round-store';

export const reportFormats = ['csv', 'json', 'xlsx', 'pptx', 'docx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** A part of a report that is made alone: the board's page. */
export const reportParts = ['board'] as const;
export type ReportPart = (typeof reportParts)[number];

/** The formats that have the part. */
export const partFormats: Readonly<Record<ReportPart, readonly ReportFormat[]>> = { board: ['pptx', 'docx'] };

/** What identifies a report. */
export interface ReportName extends RoundName {
  readonly format: ReportFormat;
  /** Defaults to the programme's own language. */
  readonly language?: Locale;
  /** Defaults to the whole report. */
  readonly part?: ReportPart;
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
};
