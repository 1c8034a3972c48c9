/** Formats of number cells, so that a cell shows the same text as the figure has everywhere else. Pure. */
import { type AnswerReader, type AnswerWords } from '../../goals/answers/answer-words';
import { boundSigns, decimalsOf, isPlainMoney } from '../../goals/answers/answer-text';
import { fieldKindRules, measureUnit } from '../../goals/field-kinds';
import { type Field, type Locale } from '../../goals/schema';
import { type TypedFigure } from '../../goals/answers/typed-figure';

export function figureFormat(
  field: Field,
  { value, bound, sign }: TypedFigure,
  { locale, words }: AnswerReader,
): string {
  const { unit, answeredBy } = fieldKindRules[field.kind];
  if (answeredBy === 'choice') return yesNoFormat(words);
  const before = literal((bound ? boundSigns[bound] : '') + sign);
  const places = decimalsOf(field, value);
  const decimals = places === 0 ? '' : `.${'0'.repeat(places)}`;
  const { percent, isEuroFirst } = signs[locale];
  if (unit === 'percent') return `${before}0${decimals}${percent}`;
  if (isPlainMoney(field) && isEuroFirst) return `${before}"€"#,##0${decimals}`;
  const after = measureUnit(field, locale);
  return `${before}#,##0${decimals}${literal(after && ` ${after}`)}`;
}

/** As Intl writes them: a space before the sign in Finnish and Swedish, the euro before the figure in English. */
const signs: Readonly<Record<Locale, { readonly percent: string; readonly isEuroFirst: boolean }>> = {
  fi: { percent: '\\ %', isEuroFirst: false },
  sv: { percent: '\\ %', isEuroFirst: false },
  en: { percent: '%', isEuroFirst: true },
};

/** Words for 1 and 0, and the figure for what is between them. */
function yesNoFormat({ yes, no }: AnswerWords): string {
  return `[=1]${literal(yes)};[=0]${literal(no)};General`;
}

/** Shortened, since a format has at most 255 characters. */
function literal(text: string): string {
  const plain = text.replace(/["\\]/g, '').slice(0, 100);
  return plain === '' ? '' : `"${plain}"`;
}
