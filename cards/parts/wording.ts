import { type Answer } from '../../src/goals/answers/answer-result';
import {
  type Baseline,
  type Field,
  type Locale,
  type LocalizedText,
  type Programme,
  type Target,
} from '../../src/goals/schema';
import { type StringKey, type TextValues } from './strings';

/** A choice of an input. */
export interface Choice {
  readonly title: string;
  readonly value: string;
}

/** Language, number format and time zone of one reader. Made by `bot/views/wording.ts`. */
export interface Wording {
  readonly locale: Locale;
  /** Shown for an erased person. */
  readonly formerEmployee: string;
  /** Does not compile if a value is missing, or is one that the text does not take. */
  text<Key extends StringKey>(key: Key, ...values: TextValues<Key>): string;
  /** A text of the register in the reader's language. */
  of(text: LocalizedText): string;
  number(value: number): string;
  /** Percent as the language writes it, from a value in percent: 49.1 is "49,1 %". */
  percent(value: number): string;
  /** "Q3/2026", "1–6/2026". */
  period(period: string): string;
  /** "tammi–maaliskuu 2026"; months in lower case where the language writes them so. */
  periodInWords(period: string): string;
  /** Day and month in the programme's time zone, from ISO 8601: "14.10.". */
  shortDay(iso: string): string;
  /** Date and time in the programme's time zone, from ISO 8601. */
  moment(iso: string): string;
  /** The same with the weekday: "ke 14.10.2026 klo 8.00". */
  weekdayMoment(iso: string): string;
  /** Weekday and date of `yyyy-mm-dd`: "ke 14.10.2026". */
  day(day: string): string;
  /** The one text of an answer, the same everywhere. @param programme as it was when the answer was given */
  answer(
    field: Field,
    answer: Pick<Answer, 'raw' | 'value' | 'comparator'>,
    programme: Pick<Programme, 'workStates'>,
  ): string;
  /** "≥60 %", "98–100 %": a baseline or target. */
  goalpost(field: Field, goalpost: Baseline | Target): string;
  /** The unit of a field's figures: "hlö", "%"; empty if they have none. */
  unit(field: Field): string;
  /** Empty for a field that is typed. */
  choices(field: Field, programme: Programme): readonly Choice[];
}
