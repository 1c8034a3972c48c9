/** Writes the report of a round to a new file. */
import { type DigestSource } from '../../src/digest/digest';
import { loadDigestSource } from '../../src/digest/build-digest';
import { loadYearView } from '../../src/digest/load-year-view';
import { type Locale } from '../../src/goals/schema';
import { loadDirectory } from '../../src/people/directory';
import { comparePeriods, parsePeriod } from '../../src/periods/period';
import { csvText } from '../../src/report/csv';
import { documentOf } from '../../src/report/document';
import { longForm, longFormColumns } from '../../src/report/long-form';
import { type ReportOptions } from '../../src/report/sheets/sheet';
import { slidesOf } from '../../src/report/slides';
import { workbookOf } from '../../src/report/workbook';
import { listRounds, type RoundName } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { type CliContext } from './cli-command';
import { knownRound, nameOf, type RoundOptions } from './known';
import { writeNew } from './new-file';

type Make = (source: DigestSource, options: ReportSetting) => Promise<Buffer | string>;

interface ReportSetting extends ReportOptions {
  /** The programme's earlier rounds of the same year, for the quarters of a slide. */
  readonly earlier: readonly { readonly period: string; readonly source: DigestSource }[];
}

const formats = {
  csv: csvReport,
  json: jsonReport,
  xlsx: workbookOf,
  pptx: slidesOf,
  docx: documentOf,
} satisfies Readonly<Record<string, Make>>;
export type ReportFormat = keyof typeof formats;
export const reportFormats = Object.keys(formats) as ReportFormat[];

export interface ReportCommandOptions extends RoundOptions {
  readonly format: ReportFormat;
  readonly out: string;
  readonly lang?: Locale;
}

/** Of a closed round the report is the same for ever; of an open one it tells the situation now. */
export async function reportCommand(
  { store, clock, output }: CliContext,
  options: ReportCommandOptions,
): Promise<void> {
  await knownRound(store, options);
  const source = await loadDigestSource(store, nameOf(options));
  const { round, form } = source;
  const closing = round.status === 'closed' ? round.events.at(-1)?.at : undefined;
  const { persons } = await loadDirectory(store);
  const asOf = closing === undefined ? clock.now() : new Date(closing);
  const content: Buffer | string = await formats[options.format](source, {
    locale: options.lang ?? form.programme.languages[0]!,
    names: new Map([...persons].map(([id, { name }]) => [id, name])),
    timeZone: form.programme.timeZone,
    asOf,
    earlier: await earlierThisYear(store, round),
    year: await loadYearView(store, round, asOf),
  });
  await writeNew(options.out, content);
  const bytes = Buffer.byteLength(content);
  output({ file: options.out, bytes }, [`report in ${options.out}: ${bytes} bytes`]);
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
  const rows = longForm(source, locale).map((row) => longFormColumns.map((column) => row[column]));
  return Promise.resolve(csvText([longFormColumns, ...rows]));
}

function jsonReport(source: DigestSource, { locale }: ReportOptions): Promise<string> {
  return Promise.resolve(`${JSON.stringify(longForm(source, locale), null, 2)}\n`);
}
