/** Sheet names that Excel accepts. Pure. */
import { locales } from '../../goals/schema';

/** At most 31 characters, none of []:*?/\, no apostrophe at an end, and no two alike whatever their case. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((text) => {
    const plain = text.replace(/[[\]:*?/\\\p{Cc}]+/gu, ' ').replace(/\s+/g, ' ');
    for (let count = 1; ; count++) {
      const end = count === 1 ? '' : ` ${count}`;
      const name = `${trimmed(plain, 31 - end.length) || 'Sheet'}${end}`;
      if (taken.has(name.toLowerCase()) || name.toLowerCase() === 'history') continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}

const languageAtEnd = new RegExp(` (?:${locales.join('|')})$`);

/** Keeps a language at the end, which tells two sheets apart. */
function trimmed(text: string, length: number): string {
  const plain = text.replace(/^['\s]+|(?<!['\s])['\s]+$/g, '');
  if (plain.length <= length) return plain;
  const [end = ''] = languageAtEnd.exec(plain) ?? [];
  // Half of a surrogate pair is not text.
  const start = plain.slice(0, length - end.length).replace(/[\ud800-\udbff]$/, '');
  return `${start.replace(/(?<!['\s])['\s]+$/, '')}${end}`;
}
