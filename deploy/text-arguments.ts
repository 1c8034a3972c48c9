/** The arguments of each text, from the ICU messages of all languages: `npm run strings` writes the list. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { type Locale, locales } from '../src/goals/schema';

const folder = path.join(__dirname, '../cards/strings');
export const argumentsFile = path.join(folder, 'arguments.json');

/** Example values by placeholder: 0 if the text counts by it, otherwise an empty text. */
export type Placeholders = Readonly<Record<string, 0 | ''>>;

/** Part of a parsed message. Type 0 is literal text and type 7 is "#"; all others name a placeholder. */
export interface MessagePart {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly MessagePart[] }>>;
}

/** @throws SyntaxError if the text is not an ICU message */
export function partsOf(message: string, locale: Locale): readonly MessagePart[] {
  return new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst();
}

/** In alphabetical order. */
export function placeholdersOf(parts: readonly MessagePart[]): Placeholders {
  const found = parts.flatMap((part): (readonly [string, 0 | ''])[] => [
    ...(part.type === 0 || part.type === 7 ? [] : [[part.value!, part.options ? 0 : ''] as const]),
    ...Object.values(part.options ?? {}).flatMap(({ value }) => Object.entries(placeholdersOf(value))),
  ]);
  // A placeholder that the text both counts by and shows is a figure.
  const figures = new Set(found.filter(([, example]) => example === 0).map(([name]) => name));
  const names = [...new Set(found.map(([name]) => name))].sort();
  return Object.fromEntries(names.map((name) => [name, figures.has(name) ? 0 : '']));
}

/** All texts of a language, from its files. */
export function readTexts(locale: Locale): Readonly<Record<string, string>> {
  const files = readdirSync(path.join(folder, locale)).filter((name) => name.endsWith('.json'));
  const areas = files.map((name) => readFileSync(path.join(folder, locale, name), 'utf8'));
  return Object.assign({}, ...areas.map((area) => JSON.parse(area) as object)) as Record<string, string>;
}

/** A figure in one language is one in all, since not every language needs it to choose a word's form. */
export function argumentsText(): string {
  const taken = new Map<string, Placeholders>();
  for (const locale of locales)
    for (const [key, message] of Object.entries(readTexts(locale))) {
      const before = taken.get(key) ?? {};
      const names = Object.entries(placeholdersOf(partsOf(message, locale)));
      const known = names.map(([name, example]) => [name, before[name] === 0 ? 0 : example] as const);
      taken.set(key, { ...before, ...Object.fromEntries(known) });
    }
  const lines = [...taken]
    .filter(([, names]) => Object.keys(names).length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, names]) => lineOf(key, names));
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** Written as prettier would format it. */
function lineOf(key: string, names: Placeholders): string {
  const pairs = Object.entries(names).map(([name, example]) => `"${name}": ${JSON.stringify(example)}`);
  const line = `  "${key}": { ${pairs.join(', ')} }`;
  return line.length < 100 ? line : `  "${key}": {\n    ${pairs.join(',\n    ')}\n  }`;
}

if (require.main === module) writeFileSync(argumentsFile, argumentsText());
