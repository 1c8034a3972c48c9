/** The report of a round as a file, in every format that there is: the command line and the chat give the same. */
import { figuresAt, loadDigestSource } from '../digest/build-digest';
import { type DigestSource } from '../digest/digest';
import { loadYearView } from '../digest/load-year-view';
import { textIn } from '../goals/text';
import { loadDirectory } from '../people/directory';
import { namesOf } from '../people/names';
import { comparePeriods, parsePeriod } from '../periods/period';
import { removeUnwritableIn } from '../plain-text';
import { listRounds, type RoundName } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { documentOf } from './docx/document';
import { fileNameOf } from './content/file-name';
import { type Report, type ReportFormat, type ReportName } from './content/formats';
import { longForm, longFormCsv } from './csv/long-form';
import { type ReportOptions } from './content/sheet';
import { slidesOf } from './pptx/slides';
import { workbookOf } from './xlsx/workbook';

type Make = (source: DigestSource, options: ReportSetting) => Promise<Uint8Array | string>;

interface ReportSetting extends ReportOptions {
  /** The programme's earlier rounds of the same year, for the quarters of a slide. */
  readonly earlier: readonly { readonly period: string; readonly source: DigestSource }[];
}

const formats: Readonly<Record<ReportFormat, Make>> = {
  xlsx: workbookOf,
  pptx: slidesOf,
  docx: documentOf,
  csv: csvReport,
  json: jsonReport,
};

/**
 * Of a closed round the report is the same for ever; of an open one it tells the situation now.
 * @throws RefusedError `unknown-round`.
 */
export async function makeReport(
  store: EntityStore,
  { programmeId, period, format, language }: ReportName,
  now: Date,
): Promise<Report> {
  const source = await loadDigestSource(store, { programmeId, period });
  const { round, form } = source;
  const { name, languages, timeZone } = form.programme;
  const locale = language ?? languages[0]!;
  const asOf = new Date(figuresAt(round, now));
  const { persons } = await loadDirectory(store);
  const setting: ReportSetting = {
    ...{ locale, timeZone },
    names: namesOf(persons.values(), locale),
    asOf,
    earlier: await earlierThisYear(store, round),
    year: await loadYearView(store, round, asOf),
  };
  // Earlier versions stored such characters.
  for (const each of [source, setting]) removeUnwritableIn(each);
  const content: Uint8Array | string = await formats[format](source, setting);
  return {
    fileName: fileNameOf(`${textIn(name, locale)} ${period}`, format),
    content: typeof content === 'string' ? Buffer.from(content) : content,
  };
}

async function earlierThisYear(
  store: EntityStore,
  { programmeId, period }: RoundName,
): Promise<ReportSetting['earlier']> {
  const rounds = (await listRounds(store, programmeId))
    .filter((round) => round.status === 'closed' && comparePeriods(round.period, period) < 0)
    .filter((round) => parsePeriod(round.period).year === parsePeriod(period).year);
  return Promise.all(
    rounds.map(async (round) => ({ period: round.period, source: await loadDigestSource(store, round) })),
  );
}

function csvReport(source: DigestSource, { locale }: ReportOptions): Promise<string> {
  return Promise.resolve(longFormCsv(source, locale));
}

function jsonReport(source: DigestSource, { locale }: ReportOptions): Promise<string> {
  return Promise.resolve(`${JSON.stringify(longForm(source, locale), null, 2)}\n`);
}
