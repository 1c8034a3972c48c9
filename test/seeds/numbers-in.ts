import { type Locale } from '../../src/goals/schema';

/** "200 000" and "€200,000" are one number, "1,6" and "1.6" too; each once, in order of size: "1.6 200000". */
export function numbersIn(text: string, language: Locale): string {
  const plain =
    language === 'en'
      ? text.replace(/(?<=\d),(?=\d{3})/g, '')
      : text.replace(/(?<=\d)[ \u00a0](?=\d{3})/g, '').replace(/(?<=\d),(?=\d)/g, '.');
  const numbers = new Set((plain.match(/\d+(?:\.\d+)?/g) ?? []).map(Number));
  return [...numbers].sort((a, b) => a - b).join(' ');
}
