/** The report of a round as a file in any format; the command line and the chat give the same file. */
import { earlierRounds, readRound, readRounds, type RoundName } from '../rounds/round-store';
import { RefusedError } from '../errors';
import { figuresAt, loadDigestSource } from '../digest/build-digest';
import { type DigestSource } from '../digest/digest';
import { loadYearView } from '../digest/load-year-view';
import { type AnswerReader } from '../goals/answers/answer-words';
import { type Locale } from '../goals/schema';
import { textIn } from '../goals/text';
import { loadDirectory } from '../people/directory';
import { namesOf } from '../people/names';
import { parsePeriod } from '../periods/period';
import { removeUnwritableIn } from '../plain-text';
import { type EntityStore } from '../storage/store';
import { fileNameOf } from './content/file-name';
import { fileTypes, partFormats, type Report, type ReportFormat, type ReportName } from './content/formats';
import { type ReportOptions } from './content/report-content';
import { type ReportWords } from './content/words';
import { longFormCsv } from './csv/long-form-csv';
import { documentOf } from './docx/document';
import { loadCoordinatorsWords } from './words-store';
import { longFormJson } from './json/long-form-json';
import { slidesOf } from './pptx/slides';
import { workbookOf } from './xlsx/workbook';

type Writer = (source: DigestSource, options: ReportOptions) => Promise<Uint8Array> | string;

const writers: Readonly<Record<ReportFormat, Writer>> = {
  csv: (source, options) => longFormCsv(source, readerOf(options)),
  json: (source, options) => longFormJson(source, readerOf(options)),
  xlsx: workbookOf,
  pptx: slidesOf,
  docx: documentOf,
};

/**
 * The report of a closed round is always the same; that of an open round shows the situation now.
 * @throws RefusedError `unknown-round`; `board-as-table` for a part that the format does not have.
 */
export async function makeReport(
  store: EntityStore,
  { programmeId, period, format, language, part }: ReportName,
  now: Date,
  words: (locale: Locale) => ReportWords,
): Promise<Report> {
  if (part && !partFormats[part].includes(format)) throw new RefusedError('board-as-table');
  const source = await loadDigestSource(store, { programmeId, period });
  const { round, form } = source;
  const { name, languages, timeZone } = form.programme;
  const locale = language ?? languages[0]!;
  const asOf = new Date(figuresAt(round, now));
  const { persons } = await loadDirectory(store);
  const options: ReportOptions = {
    ...{ locale, words, timeZone, ...(part && { part }) },
    names: namesOf(persons.values(), words(locale)),
    asOf,
    earlier: await earlierThisYear(store, round),
    year: await loadYearView(store, round, asOf),
    said: await loadCoordinatorsWords(store, round),
    ...(await sameLastYear(store, round)),
  };
  // Earlier versions stored characters that files cannot hold.
  for (const each of [source, options]) removeUnwritableIn(each);
  const content = await writers[format](source, options);
  return {
    fileName: fileNameOf(`${textIn(name, locale)} ${period}`, fileTypes[format].extension),
    content: typeof content === 'string' ? Buffer.from(content) : content,
  };
}

async function earlierThisYear(
  store: EntityStore,
  name: RoundName,
): Promise<NonNullable<ReportOptions['earlier']>> {
  const { year } = parsePeriod(name.period);
  const names = (await earlierRounds(store, name)).filter(({ period }) => parsePeriod(period).year === year);
  const closed = (await readRounds(store, names)).filter(({ status }) => status === 'closed');
  return Promise.all(
    closed.map(async (round) => ({ period: round.period, source: await loadDigestSource(store, round) })),
  );
}

/** The closed round of the same period a year earlier. */
async function sameLastYear(store: EntityStore, { programmeId, period }: RoundName) {
  const { year } = parsePeriod(period);
  const name = { programmeId, period: period.replace(String(year), String(year - 1)) };
  const round = (await readRound(store, name))?.value;
  if (round?.status !== 'closed') return {};
  const { form, replies } = await loadDigestSource(store, name);
  return { lastYear: { period: name.period, form, replies } };
}

function readerOf({ locale, words }: ReportOptions): AnswerReader {
  return { locale, words: words(locale) };
}
