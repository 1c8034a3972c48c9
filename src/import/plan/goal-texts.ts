/** The texts by which goals of a file and of the register are compared. Pure. */
import { type Field, type Goal, type Locale } from '../../goals/schema';
import { textIn } from '../../goals/text';
import { plainText } from './same-text';

export function titleOf({ title }: Pick<Goal, 'title'>, locale: Locale): string {
  return plainText(textIn(title, locale));
}

export function placeOf({ headings }: Pick<Goal, 'headings'>, locale: Locale): string {
  return headings.map((text) => plainText(textIn(text, locale))).join('|');
}

interface Measured {
  readonly fields: readonly Pick<Field, 'label' | 'role'>[];
}

/** The labels of its measures, or of all its fields if it has none. */
export function measuresOf({ fields }: Measured, locale: Locale): string {
  const measures = fields.filter(({ role }) => role === 'measure');
  return (measures.length > 0 ? measures : fields)
    .map(({ label }) => plainText(textIn(label, locale)))
    .join('|');
}

/** "Talousarvio 2027" and "Talousarvio 2026" are both "talousarvio"; years from 1980 to 2099. */
export function withoutYears(text: string): string {
  return text
    .replace(/(?<!\d)(?:19[89]\d|20\d\d)(?!\d)/g, '')
    .replace(/ +/g, ' ')
    .trim();
}
