/** The card on which the coordinator writes the report's preface and comments, as data for `card.json`. Pure. */
import { type Programme } from '../../src/goals/schema';
import { type Banner, bannerData } from '../parts/banner';
import { shorten } from '../parts/shorten';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

/** A place in the report: its preface, or a division by its name. */
export interface WordsPlace {
  /** Identifies it in actions. */
  readonly id: string;
  /** Missing for the preface. */
  readonly division?: string;
  /** When it was last written (ISO 8601, UTC); missing if it has no text. */
  readonly at?: string;
}

/** The place that is being written. */
export interface OpenPlace extends WordsPlace {
  /** What is in the input. */
  readonly text: string;
  /** The version that is stored, 0 for none. */
  readonly version: number;
  /** Who wrote that version. */
  readonly by?: string;
  /** The stored text, if it is not what is in the input. */
  readonly stored?: string;
}

export interface ReportWordsSource {
  readonly programme: Pick<Programme, 'id' | 'name'>;
  readonly period: string;
  /** At least the preface. */
  readonly places: readonly WordsPlace[];
  /** In characters. */
  readonly maximum: number;
  /** Missing while a place is being chosen. */
  readonly open?: OpenPlace;
  /** What was typed for a place that is gone. */
  readonly typed?: string;
  readonly banner?: Banner;
}

export function placeText({ division }: Pick<WordsPlace, 'division'>, wording: Wording): string {
  return division === undefined ? wording.text('reportWords.preface') : shorten(division, 120);
}

export function reportWordsCardData(source: ReportWordsSource, wording: Wording) {
  const { programme, period, open, banner } = source;
  const round = { programmeId: programme.id, period };
  return {
    verbs: {
      ...{ open: 'report-words', save: 'report-words-save' },
      back: open ? 'report-words' : 'report',
    } satisfies Verbs,
    ...bannerData(banner),
    context: `${shorten(wording.of(programme.name), 200)} ${wording.period(period)}`,
    title: wording.text('reportWords.title'),
    ...(open && { place: placeText(open, wording) }),
    explain: wording.text('reportWords.explain'),
    required: wording.text('field.required'),
    ...(open ? openData(source, open, wording) : choiceData(source, wording)),
    back: wording.text('form.back'),
    data: { ...round, ...(open && { place: open.id, version: open.version }) },
    backData: round,
  };
}

function choiceData(source: ReportWordsSource, wording: Wording) {
  const choices = source.places.map((place) => {
    const name = placeText(place, wording);
    const title =
      place.at === undefined
        ? name
        : wording.text('reportWords.written', { place: name, at: wording.moment(place.at) });
    return { title, value: place.id };
  });
  const { typed } = source;
  return {
    ...(typed !== undefined && { now: { label: wording.text('ask.typed'), text: typed } }),
    choice: { label: wording.text('reportWords.place'), value: source.places[0]!.id, choices },
    open: wording.text('reportWords.open'),
  };
}

function openData({ maximum }: ReportWordsSource, open: OpenPlace, wording: Wording) {
  const { text, by, at, stored } = open;
  return {
    ...(stored !== undefined && { now: { label: wording.text('reportWords.now'), text: stored || '–' } }),
    input: {
      label: wording.text('reportWords.text', { maximum: wording.number(maximum) }),
      placeholder: wording.text('reportWords.hint'),
      value: text,
      maxLength: maximum,
    },
    ...(by !== undefined &&
      at !== undefined && { last: wording.text('reportWords.last', { name: by, at: wording.moment(at) }) }),
    save: wording.text('reportWords.save'),
  };
}
