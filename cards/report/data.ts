/** The card on which a report is asked for, as data for `card.json`. Pure. */
import { type Locale, locales, type Programme } from '../../src/goals/schema';
import { type Edition, type ReportFormat, type ReportPart } from '../../src/report/content/formats';
import { type Round } from '../../src/rounds/round';
import { type Banner, bannerData } from '../parts/banner';
import { languageText } from '../parts/language-text';
import { roundTitle } from '../parts/round-lines';
import { shorten } from '../parts/shorten';
import { type PlainKey } from '../parts/strings';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface ReportChoice {
  readonly period: string;
  readonly format: ReportFormat;
  readonly language: Locale;
  readonly edition: Edition;
  /** Defaults to the whole report. */
  readonly part?: ReportPart;
}

export interface ReportCardSource {
  readonly programme: Pick<Programme, 'id' | 'name'>;
  /** Rounds that can be reported on, the latest first. */
  readonly rounds: readonly Round[];
  /** Those that can be made. */
  readonly formats: readonly ReportFormat[];
  /** Years that can be reported as a whole. */
  readonly years?: readonly string[];
  /** The preselected choices; missing if there is no round. */
  readonly chosen?: ReportChoice;
  /** Link to the report. */
  readonly download?: string;
  readonly banner?: Banner;
}

/** Ten years in quarters. */
const mostRounds = 40;

/** Formats for people come first. */
const formatTexts: Readonly<Record<ReportFormat, PlainKey>> = {
  xlsx: 'report.xlsx',
  pptx: 'report.pptx',
  docx: 'report.docx',
  pdf: 'report.pdf',
  csv: 'report.csv',
  json: 'report.json',
};

const partTexts: Readonly<Record<ReportPart, PlainKey>> = { board: 'report.board' };

export function partText(part: ReportPart, wording: Wording): string {
  return wording.text(partTexts[part]);
}

export function formatText(format: ReportFormat, wording: Wording): string {
  return wording.text(formatTexts[format]);
}

export function reportCardData(source: ReportCardSource, wording: Wording) {
  const { programme, chosen, download, banner } = source;
  return {
    verbs: { make: 'report-make', words: 'report-words', back: 'programme' } satisfies Verbs,
    ...bannerData(banner),
    ...(download !== undefined && { download: { title: wording.text('report.download'), url: download } }),
    context: shorten(wording.of(programme.name), 200),
    title: wording.text('report.title'),
    explain: wording.text(chosen ? 'report.explain' : 'report.noRounds'),
    choices: chosen ? choices(source, chosen, wording) : [],
    required: wording.text('field.required'),
    ...(chosen && { make: wording.text('report.make'), words: wording.text('report.words') }),
    back: wording.text('form.back'),
    data: { programmeId: programme.id },
  };
}

/** What the editions are called; the one to publish comes first. */
const editionTexts: Readonly<Record<Edition, PlainKey>> = {
  published: 'report.published',
  full: 'report.full',
};

/** A year comes before its rounds. */
function periodTitles({ rounds, years = [] }: ReportCardSource, wording: Wording): [string, string][] {
  const shown = rounds.slice(0, mostRounds);
  return shown.flatMap((round, index): [string, string][] => {
    const year = round.period.slice(0, 4);
    const isFirst = years.includes(year) && !shown[index - 1]?.period.startsWith(year);
    const own: [string, string] = [round.period, roundTitle(round, wording)];
    return isFirst ? [[year, wording.text('report.year', { year })], own] : [own];
  });
}

function choices(source: ReportCardSource, chosen: ReportChoice, wording: Wording) {
  const input = (id: keyof ReportChoice, key: PlainKey, titles: readonly (readonly [string, string])[]) => ({
    ...{ id, label: wording.text(key), value: chosen[id] ?? 'whole' },
    choices: titles.map(([value, title]) => ({ title, value })),
  });
  const formats = (Object.keys(formatTexts) as ReportFormat[]).filter((format) =>
    source.formats.includes(format),
  );
  const parts = Object.keys(partTexts) as ReportPart[];
  return [
    input('period', 'report.round', periodTitles(source, wording)),
    input(
      'format',
      'report.format',
      formats.map((format) => [format, formatText(format, wording)]),
    ),
    input(
      'language',
      'report.language',
      locales.map((locale) => [locale, languageText(locale, wording)]),
    ),
    input(
      'edition',
      'report.edition',
      Object.entries(editionTexts).map(([edition, key]) => [edition, wording.text(key)]),
    ),
    input('part', 'report.part', [
      ['whole', wording.text('report.whole')],
      ...parts.map((part) => [part, partText(part, wording)] as const),
    ]),
  ];
}
