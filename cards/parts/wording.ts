import { type Answer } from '../../src/goals/answers/answer-result';
import { type FieldKinds } from '../../src/goals/field-kinds';
import {
  type Baseline,
  type Field,
  type Locale,
  type LocalizedText,
  type Programme,
  type Target,
} from '../../src/goals/schema';
import { type StringKey, type TextValues } from './strings';

/** A choice as an input has it. */
export interface Choice {
  readonly title: string;
  readonly value: string;
}

/** How one reader is written to: language, number format and time zone. Made by `bot/views/wording.ts`. */
export interface Wording {
  readonly locale: Locale;
  /** Stands for a person who was erased. */
  readonly formerEmployee: string;
  /** A missing value does not compile, nor one that the text does not take. */
  text<Key extends StringKey>(key: Key, ...values: TextValues<Key>): string;
  /** A text of the register in the reader's language. */
  of(text: LocalizedText): string;
  number(value: number): string;
  /** Percent with the language's sign, from percent units: 49.1 is "49,1 %". */
  percent(value: number): string;
  /** "Q3/2026", "1–6/2026". */
  period(period: string): string;
  /** Date and time in the programme's time zone, from ISO 8601. */
  moment(iso: string): string;
  /** The same with its weekday: "ke 14.10.2026 klo 8.00". */
  weekdayMoment(iso: string): string;
  /** Weekday and date of `yyyy-mm-dd`: "ke 14.10.2026". */
  day(day: string): string;
  /** What each kind of field is and can do. */
  readonly kinds: FieldKinds;
  /** The text that an answer has everywhere. @param programme as it was when the answer was given */
  answer(field: Field, answer: Answer, programme: Programme): string;
  /** "≥60 %", "98–100 %": a baseline or target. */
  goalpost(field: Field, goalpost: Baseline | Target): string;
  /** What the figures of a field are counted in: "hlö", "%"; empty where in nothing. */
  unit(field: Field): string;
  /** Empty for a field that is typed. */
  choices(field: Field, programme: Programme): readonly Choice[];
}
