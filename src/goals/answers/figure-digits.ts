/** The digits of one figure with their separators. Pure. */
import { type Locale } from '../schema';

export type DigitsProblem = 'ambiguous' | 'too-large' | 'not-a-number';
export type Digits = { readonly value: number; readonly ambiguous?: true } | DigitsProblem;

/**
 * One separator followed by exactly three digits ("1,000", "1.000") is read by `locale`: the comma is a decimal comma
 * in fi and sv and a thousands separator in en, the point the other way round; without a locale it is ambiguous. All
 * other separators are unambiguous in any locale: "6,76", "1,000.0", "1 200", "1.234.567,8".
 * @param digits at most 100 characters: digits, points, commas and plain spaces
 */
export function readDigits(digits: string, locale: Locale | undefined): Digits {
  const spaced = /^([1-9]\d{0,2}(?: \d{3})+)(?:[.,](\d+))?$/.exec(digits);
  if (spaced) return size(spaced[1], spaced[2]);
  if (digits.includes(' ')) return 'not-a-number';
  const grouped =
    /^([1-9]\d{0,2}(?:,\d{3})+)\.(\d+)$/.exec(digits) ??
    /^([1-9]\d{0,2}(?:\.\d{3})+),(\d+)$/.exec(digits) ??
    /^([1-9]\d{0,2}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,}))$/.exec(digits);
  if (grouped) return size(grouped[1], grouped[2]);
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(digits)) return readAmbiguous(digits, locale);
  const simple = /^(\d+)(?:[.,](\d+))?$/.exec(digits);
  return simple ? size(simple[1], simple[2]) : 'not-a-number';
}

const hasDecimalComma: Readonly<Record<Locale, boolean>> = { fi: true, sv: true, en: false };

function readAmbiguous(digits: string, locale: Locale | undefined): Digits {
  if (locale === undefined) return 'ambiguous';
  const [whole, three] = digits.split(/[.,]/);
  const decimal = digits.includes(',') === hasDecimalComma[locale];
  return { value: decimal ? Number(`${whole}.${three}`) : Number(`${whole}${three}`), ambiguous: true };
}

function size(whole = '', decimals = ''): Digits {
  const value = Number(`${whole.replace(/[., ]/g, '')}.${decimals || '0'}`);
  return value > Number.MAX_SAFE_INTEGER ? 'too-large' : { value };
}
