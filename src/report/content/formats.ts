/** The formats of reports, without what makes them: the libraries that write files take memory. */
import { type Locale } from '../../goals/schema';
import { type RoundName } from '../../rounds/round-store';

export const reportFormats = ['csv', 'json', 'xlsx', 'pptx', 'docx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Which report. */
export interface ReportName extends RoundName {
  readonly format: ReportFormat;
  /** The programme's own language where it is left out. */
  readonly language?: Locale;
}

export interface Report {
  /** For people, safe on every system. */
  readonly fileName: string;
  readonly content: Uint8Array;
}

const office = 'application/vnd.openxmlformats-officedocument';

/** As registered with IANA. */
export const contentTypes: Readonly<Record<ReportFormat, string>> = {
  xlsx: `${office}.spreadsheetml.sheet`,
  pptx: `${office}.presentationml.presentation`,
  docx: `${office}.wordprocessingml.document`,
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
};
