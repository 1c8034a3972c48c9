/** The report of a round as a file in any format; the command line and the chat give the same file. */
import { earlierRounds, readRounds, type RoundName } from '../rounds/round-store';
import { figuresAt, loadDigestSource } from '../digest/build-digest';
import { type DigestSource } from '../digest/digest';
import { loadYearView } from '../digest/load-year-view';
import { type AnswerReader } from '../goals/answers/answer-words';
import { loadLogo } from '../goals/logo';
import { type Locale, type Programme } from '../goals/schema';
import { textIn } from '../goals/text';
import { loadDirectory } from '../people/directory';
import { namesOf } from '../people/names';
import { parsePeriod } from '../periods/period';
import { removeUnwritableIn } from '../plain-text';
import { type EntityStore } from '../storage/store';
import { fileNameOf } from './content/file-name';
import { fileTypes, type Report, type ReportFormat, type ReportName } from './content/formats';
import { type Logo } from './content/logo';
import { type ReportOptions } from './content/report-content';
import { type ReportWords } from './content/words';
import { longFormCsv } from './csv/long-form-csv';
import { documentOf } from './docx/document';
import { longFormJson } from './json/long-form-json';
import { pdfOf, type ToPdf } from './pdf/pdf';
import { slidesOf } from './pptx/slides';
import { workbookOf } from './xlsx/workbook';

interface WriterOptions extends ReportOptions {
  readonly toPdf?: ToPdf | undefined;
  /** The programme's earlier rounds of the same year, for the quarters of a slide. */
  readonly earlier: readonly { readonly period: string; readonly source: DigestSource }[];
}

type Writer = (source: DigestSource, options: WriterOptions) => Promise<Uint8Array> | string;

const officeWriters = { docx: documentOf, pptx: slidesOf };

const writers: Readonly<Record<ReportFormat, Writer>> = {
  csv: (source, options) => longFormCsv(source, readerOf(options)),
  json: (source, options) => longFormJson(source, readerOf(options)),
  xlsx: workbookOf,
  ...officeWriters,
  pdf: (source, options) => {
    const { layout } = source.form.programme;
    return pdfOf(layout, options.locale, (format) => officeWriters[format](source, options), options.toPdf);
  },
};

/**
 * The report of a closed round is always the same; that of an open round shows the situation now.
 * @param toPdf makes PDFs, if an office program is installed
 * @throws RefusedError `unknown-round`, `no-pdf-converter`, `pdf-failed`.
 */
export async function makeReport(
  store: EntityStore,
  { programmeId, period, format, language }: ReportName,
  now: Date,
  words: (locale: Locale) => ReportWords,
  toPdf?: ToPdf,
): Promise<Report> {
  const source = await loadDigestSource(store, { programmeId, period });
  const { round, form } = source;
  const { name, languages, timeZone } = form.programme;
  const locale = language ?? languages[0]!;
  const asOf = new Date(figuresAt(round, now));
  const { persons } = await loadDirectory(store);
  const options: WriterOptions = {
    ...{ locale, words, timeZone, toPdf },
    names: namesOf(persons.values(), words(locale)),
    asOf,
    earlier: await earlierThisYear(store, round),
    year: await loadYearView(store, round, asOf),
    logo: await logoOf(store, form.programme, locale),
  };
  // Earlier versions stored characters that files cannot hold.
  for (const each of [source, options]) removeUnwritableIn(each);
  const content = await writers[format](source, options);
  return {
    fileName: fileNameOf(`${textIn(name, locale)} ${period}`, fileTypes[format].extension),
    content: typeof content === 'string' ? Buffer.from(content) : content,
  };
}

async function logoOf(
  store: EntityStore,
  { id, organisation, name }: Programme,
  locale: Locale,
): Promise<Logo | undefined> {
  const stored = await loadLogo(store, id);
  if (!stored) return undefined;
  const { data, ...size } = stored;
  return { ...size, bytes: Buffer.from(data, 'base64'), text: textIn(organisation ?? name, locale) };
}

async function earlierThisYear(store: EntityStore, name: RoundName): Promise<WriterOptions['earlier']> {
  const { year } = parsePeriod(name.period);
  const names = (await earlierRounds(store, name)).filter(({ period }) => parsePeriod(period).year === year);
  const closed = (await readRounds(store, names)).filter(({ status }) => status === 'closed');
  return Promise.all(
    closed.map(async (round) => ({ period: round.period, source: await loadDigestSource(store, round) })),
  );
}

function readerOf({ locale, words }: ReportOptions): AnswerReader {
  return { locale, words: words(locale) };
}
