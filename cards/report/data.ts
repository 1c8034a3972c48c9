/** The card on which a report is asked for, as data for `card.json`. Pure. */
import { type Locale, locales, type Programme } from '../../src/goals/schema';
import { type ReportFormat, type ReportPart } from '../../src/report/content/formats';
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
  /** Defaults to the whole report. */
  readonly part?: ReportPart;
}

export interface ReportCardSource {
  readonly programme: Pick<Programme, 'id' | 'name'>;
  /** Rounds that can be reported on, the latest first. */
  readonly rounds: readonly Round[];
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

function choices({ rounds }: ReportCardSource, chosen: ReportChoice, wording: Wording) {
  const input = (id: keyof ReportChoice, key: PlainKey, titles: readonly (readonly [string, string])[]) => ({
    ...{ id, label: wording.text(key), value: chosen[id] ?? 'whole' },
    choices: titles.map(([value, title]) => ({ title, value })),
  });
  const formats = Object.keys(formatTexts) as ReportFormat[];
  const parts = Object.keys(partTexts) as ReportPart[];
  return [
    input(
      'period',
      'report.round',
      rounds.slice(0, mostRounds).map((round) => [round.period, roundTitle(round, wording)]),
    ),
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
    input('part', 'report.part', [
      ['whole', wording.text('report.whole')],
      ...parts.map((part) => [part, partText(part, wording)] as const),
    ]),
  ];
}
