/** The report of a round as a file in any format; the command line and the chat give the same file. */
import { loadComments } from '../comments/comment-store';
import { RefusedError } from '../errors';
import { earlierRounds, readRound, type RoundName } from '../rounds/round-store';
import { broughtInAt, type Round, sendingOf } from '../rounds/round';
import { figuresAt, loadDigestSource, loadRoundFigures } from '../digest/build-digest';
import { type YearSource } from '../digest/year-view';
import { loadYearView } from '../digest/load-year-view';
import { statusAt } from '../digest/round-at';
import { type AnswerReader } from '../goals/answers/answer-words';
import { loadLogo } from '../goals/logo';
import { ownersIn } from '../goals/register';
import { type Locale, type Programme } from '../goals/schema';
import { textIn } from '../goals/text';
import { loadPublished } from '../questions/publish';
import { loadPerson } from '../people/directory';
import { namesOf } from '../people/names';
import { type Person } from '../people/schema';
import { parsePeriod, samePeriodLastYear } from '../periods/period';
import { loadDecided } from '../support/goal-support';
import { withoutUnwritableIn } from '../plain-text';
import { type EntityStore } from '../storage/store';
import { fileNameOf } from './content/file-name';
import { fileTypes, partFormats, type Report, type ReportFormat, type ReportName } from './content/formats';
import { type Logo } from './content/logo';
import { type ReportOptions } from './content/report-content';
import { type ReportSource, type RowsSource } from './content/report-source';
import { type ReportWords } from './content/words';
import { deliveriesFile } from './deliveries-file';
import { longFormCsv } from './csv/long-form-csv';
import { documentOf } from './docx/document';
import { loadCoordinatorsWords } from './words-store';
import { longFormJson } from './json/long-form-json';
import { pdfOf, type ToPdf } from './pdf/pdf';
import { slidesOf } from './pptx/slides';
import { workbookOf } from './xlsx/workbook';
import { reportedPeriod } from './year-report';

type PeriodSource = NonNullable<ReportOptions['earlier']>[number];

type WriterOptions = ReportOptions &
  Required<Pick<ReportOptions, 'edition' | 'period' | 'earlier'>> &
  Pick<ReportName, 'separator'> & { readonly toPdf?: ToPdf | undefined };

type Writer = (source: ReportSource, options: WriterOptions) => Promise<Uint8Array> | string;

const officeWriters = { docx: documentOf, pptx: slidesOf };

const writers: Readonly<Record<ReportFormat, Writer>> = {
  csv: (source, options) => longFormCsv(sourcesOf(source, options), readerOf(options), options),
  json: (source, options) => longFormJson(sourcesOf(source, options), readerOf(options), options),
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
 * @throws RefusedError `unknown-round`, `no-pdf-converter`, `pdf-failed`; `no-round-of-year`, `year-unfinished` for a
 *   year; `board-as-table` for a part that the format does not have.
 */
export async function makeReport(
  store: EntityStore,
  name: ReportName,
  now: Date,
  words: (locale: Locale) => ReportWords,
  toPdf?: ToPdf,
): Promise<Report> {
  if (name.list) return deliveriesFile(store, name, words);
  return roundReport(store, name, now, words, toPdf);
}

async function roundReport(
  store: EntityStore,
  { programmeId, period, format, language, edition = 'published', separator, part }: ReportName,
  now: Date,
  words: (locale: Locale) => ReportWords,
  toPdf: ToPdf | undefined,
): Promise<Report> {
  if (part && !partFormats[part].includes(format)) throw new RefusedError('board-as-table');
  const own = { programmeId, period: await reportedPeriod(store, { programmeId, period }) };
  const source = { ...(await loadDigestSource(store, own)), decisions: await loadDecided(store, own) };
  const { round, form } = source;
  const { name, languages, timeZone } = form.programme;
  const locale = language ?? languages[0]!;
  const asOf = new Date(figuresAt(round, now));
  const office = format !== 'csv' && format !== 'json';
  const earlier = office || period !== round.period ? await earlierThisYear(store, round, asOf) : [];
  const options: WriterOptions = {
    ...{ locale, words, timeZone, toPdf, edition, period, asOf },
    ...{ ...(separator && { separator }), ...(part && { part }) },
    names: new Map(),
    earlier,
    ...(office && (await officeOptions(store, source, { locale, words, earlier }, asOf))),
  };
  // Earlier versions stored characters that files cannot hold.
  const content = await writers[format](withoutUnwritableIn(source), withoutUnwritableIn(options));
  return {
    fileName: fileNameOf(`${textIn(name, locale)} ${period}`, fileTypes[format].extension),
    content: typeof content === 'string' ? Buffer.from(content) : content,
  };
}

/** What only office files show besides the answers. */
async function officeOptions(
  store: EntityStore,
  source: ReportSource,
  { locale, words, earlier }: Pick<WriterOptions, 'locale' | 'words' | 'earlier'>,
  asOf: Date,
) {
  const { round, form } = source;
  const { programmeId, period } = round;
  const lastYear = await loadClosed(store, { programmeId, period: samePeriodLastYear(period) }, asOf);
  const shown = [source, ...[...earlier, ...(lastYear ? [lastYear] : [])].map((each) => each.source)];
  return {
    names: namesOf(await personsIn(store, shown), words(locale)),
    year: await loadYearView(store, round, asOf),
    logo: await logoOf(store, form.programme, locale),
    said: {
      ...(await loadCoordinatorsWords(store, round)),
      questions: await loadPublished(store, round),
    },
    ...(lastYear && { lastYear: { ...lastYear.source, period: lastYear.period } }),
  };
}

/** The owners, and who sent the organisation's answer: an organisation has many more persons than a report names. */
async function personsIn(store: EntityStore, sources: readonly YearSource[]): Promise<Person[]> {
  const owners = sources.flatMap(({ form }) => form.goals.flatMap(ownersIn));
  const senders = sources.flatMap(({ round }) => sendingOf(round)?.by ?? []);
  const persons = await Promise.all([...new Set([...owners, ...senders])].map((id) => loadPerson(store, id)));
  return persons.flatMap((person) => person ?? []);
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

/** The oldest first. */
async function earlierThisYear(store: EntityStore, name: RoundName, asOf: Date): Promise<PeriodSource[]> {
  const { year } = parsePeriod(name.period);
  const names = (await earlierRounds(store, name)).filter(({ period }) => parsePeriod(period).year === year);
  const loaded = await Promise.all(names.map((each) => loadClosed(store, each, asOf)));
  return loaded.flatMap((each) => each ?? []).reverse();
}

/** A round as it was closed at that moment. A document's figures never change, whenever they were brought in. */
async function loadClosed(
  store: EntityStore,
  name: RoundName,
  asOf: Date,
): Promise<PeriodSource | undefined> {
  const round = (await readRound(store, name))?.value;
  if (!round) return undefined;
  const moment = isFromDocument(round) ? undefined : asOf;
  const status = moment ? statusAt(round, moment.toISOString()) : round.status;
  if (status !== 'closed') return undefined;
  const source = await loadRoundFigures(store, name, moment);
  const comments = await loadComments(store, name, source.form, figuresAt(source.round, moment ?? asOf));
  const decisions = await loadDecided(store, name);
  return { period: round.period, source: { ...source, comments, decisions } };
}

function isFromDocument(round: Round): boolean {
  return round.status === 'closed' && broughtInAt(round) === round.events.at(-1)?.at;
}

/** The report of a year has the answers of all its rounds. */
function sourcesOf(source: ReportSource, { period, earlier }: WriterOptions): RowsSource[] {
  const ofYear = period !== source.round.period;
  return [...(ofYear ? earlier.map((each) => each.source) : []), source];
}

function readerOf({ locale, words }: ReportOptions): AnswerReader {
  return { locale, words: words(locale) };
}
