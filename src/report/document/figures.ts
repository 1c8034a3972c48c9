/** Figures and days as the reader writes them. Pure. */
import { formatMoney, formatNumber, formatPercent } from '../../goals/format-number';
import { type Field } from '../../goals/schema';
import { type GivenAnswer } from '../../replies/reply';
import { unitText } from '../sheets/labels';
import { type SheetContext } from '../sheets/sheet';

/** An answer, or where it started or is to get. */
interface Figure {
  readonly raw: GivenAnswer['raw'];
  readonly value?: GivenAnswer['value'] | undefined;
}

/** Only what says the figure and nothing more is written anew: "<3", "+5" and "470 (-30)" stay as they were typed. */
export function isFigureAlone(raw: string): boolean {
  return /^[-−–]?\s*\d[\d.,\s]*[%€]?$/.test(raw);
}

export function figureText(field: Field, { raw, value }: Figure, context: SheetContext): string {
  const { locale } = context.options;
  const typed = [raw].flat().join(', ');
  if (field.kind === 'date' && typeof value === 'string') return dateText(value, context);
  if (typeof value !== 'number' || !isFigureAlone(typed)) return typed;
  const decimals = Math.min(20, /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0);
  if (field.kind === 'percent') return formatPercent(value, locale, { decimals });
  if (field.kind === 'money' && !field.unit)
    return formatMoney(value, locale, decimals > 2 ? { decimals } : {});
  const unit = unitText(field, context);
  return `${formatNumber(value, locale, { decimals })}${unit === '' ? '' : `\u00a0${unit}`}`;
}

/** @param day `yyyy-mm-dd`; a day is the same in every time zone. */
export function dateText(day: string, { options: { locale } }: Pick<SheetContext, 'options'>): string {
  const [year, month, date] = day.split('-').map(Number);
  // Finland writes 5.3.2026 in Swedish too, where Intl has Sweden's 2026-03-05.
  if (locale !== 'en') return `${date}.${month}.${year}`;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'medium' });
  return format.format(new Date(`${day}T00:00:00Z`));
}
