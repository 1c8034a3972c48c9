/** Figures as people read them: decimal comma, no-break spaces and a real minus (U+2212) in fi and sv. */
import { keptByName } from '../kept';
import { type Locale } from './schema';

export interface NumberFormat {
  /** Exactly this many decimals (0–20). Default: as many as the figure has, up to the function's own limit. */
  readonly decimals?: number;
}

/** "1 200,5" in fi and sv, "1,200.5" in en; at most 6 decimals. */
export function formatNumber(value: number, locale: Locale, { decimals }: NumberFormat = {}): string {
  return format(value, locale, 'decimal', decimals ?? 0, decimals ?? 6);
}

/** A value in percent units: 49.1 is "49,1 %" in fi and sv, "49.1%" in en; at most 2 decimals. */
export function formatPercent(value: number, locale: Locale, { decimals }: NumberFormat = {}): string {
  return format(value, locale, 'percent', decimals ?? 0, decimals ?? 2);
}

/** Euros: "165 244 €" in fi and sv, "€165,244" in en; cents only if there are any. */
export function formatMoney(value: number, locale: Locale, { decimals }: NumberFormat = {}): string {
  const places = decimals ?? (Number.isInteger(value) ? 0 : 2);
  return format(value, locale, 'euro', places, places);
}

const styles = {
  decimal: {},
  percent: { style: 'unit', unit: 'percent' },
  euro: { style: 'currency', currency: 'EUR' },
} as const;

/** Creating a format takes far longer than using it. */
const made = new Map<string, Intl.NumberFormat>();

function format(
  value: number,
  locale: Locale,
  style: keyof typeof styles,
  least: number,
  most: number,
): string {
  const key = `${locale} ${style} ${least} ${most}`;
  const decimals = { minimumFractionDigits: least, maximumFractionDigits: most };
  // With 'negative', a figure that rounds to zero is written "0"; by default it would be "−0".
  const known =
    made.get(key) ??
    new Intl.NumberFormat(locale, { ...styles[style], ...decimals, signDisplay: 'negative' });
  made.set(key, known);
  // ICU versions use different no-break spaces; always using the same one keeps stored digests comparable.
  return keptText(`${key} ${value}`, () => known.format(value).replace(/\s/g, '\u00a0'));
}

/** The figures of a form are written on every card. */
const keptText = keptByName<string>(5_000);
