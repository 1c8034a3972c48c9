/** Texts that people read, from `strings/<locale>/`: ICU messages, so that plurals and numbers follow the language. */
import { IntlMessageFormat } from 'intl-messageformat';
import { type Locale } from '../../src/goals/schema';
import type examples from '../strings/arguments.json';
import * as en from '../strings/en';
import * as fi from '../strings/fi';
import * as sv from '../strings/sv';

/** Does not compile if a language lacks a text. */
const languages: Readonly<
  Record<Locale, { readonly [Area in keyof typeof fi]: Readonly<Record<keyof (typeof fi)[Area], string>> }>
> = { fi, sv, en };

export type StringKey = { [Area in keyof typeof fi]: keyof (typeof fi)[Area] }[keyof typeof fi];

/** Arguments of the texts that take any, by key; written by `npm run strings`. */
type Examples = typeof examples;

/** Key of a text without arguments. */
export type PlainKey = Exclude<StringKey, keyof Examples>;

type ValuesOf<Key extends keyof Examples> = {
  readonly [Name in keyof Examples[Key]]: Examples[Key][Name] extends number ? number : string | number;
};
type AllOf<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;
type Taking<Key> = Key extends keyof Examples ? ValuesOf<Key> : never;

/** The arguments after a text's key: none, or its values; if the key is a union, the values of all its texts. */
export type TextValues<Key extends StringKey> = [Taking<Key>] extends [never]
  ? []
  : [values: AllOf<Taking<Key>>];

export type StringValues = Readonly<Record<string, string | number>>;

const catalogues = Object.fromEntries(
  Object.entries(languages).map(([locale, areas]) => [locale, Object.assign({}, ...Object.values(areas))]),
) as Record<Locale, Readonly<Record<StringKey, string>>>;

/** Parsed messages, kept because parsing one takes longer than formatting it. */
const parsed = new Map<string, IntlMessageFormat>();

/** The text in a language. Values are inserted as they are and never parsed as a message. */
export function text<Key extends StringKey>(locale: Locale, key: Key, ...values: TextValues<Key>): string {
  return detailedText(locale, key, values[0] ?? {});
}

/**
 * A text whose values come with a code of the domain, such as the details of a problem or an alert. Which values there
 * are depends on the code, so the compiler checks that the text exists, but not that it gets its values.
 */
export function detailedText(locale: Locale, key: StringKey, details: StringValues): string {
  const id = `${locale}|${key}`;
  let message = parsed.get(id);
  if (!message) {
    message = new IntlMessageFormat(catalogues[locale][key], locale, undefined, { ignoreTag: true });
    parsed.set(id, message);
  }
  return String(message.format(details));
}

/** `text` in one language. */
export function textsIn(locale: Locale) {
  return <Key extends StringKey>(key: Key, ...values: TextValues<Key>): string =>
    text(locale, key, ...values);
}

/** Whether there is a text with this key; for codes that come from the domain. */
export function isStringKey(key: string): key is StringKey {
  return key in catalogues.fi;
}
