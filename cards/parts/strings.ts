/** Texts that people read, from `strings/`: ICU messages, so that plurals and numbers follow the language. */
import { IntlMessageFormat } from 'intl-messageformat';
import { type Locale } from '../../src/goals/schema';
import en from '../strings/en.json';
import enApp from '../strings/en/app.json';
import enPrivacy from '../strings/en/privacy.json';
import enReport from '../strings/en/report.json';
import fi from '../strings/fi.json';
import fiApp from '../strings/fi/app.json';
import fiPrivacy from '../strings/fi/privacy.json';
import fiReport from '../strings/fi/report.json';
import sv from '../strings/sv.json';
import svApp from '../strings/sv/app.json';
import svPrivacy from '../strings/sv/privacy.json';
import svReport from '../strings/sv/report.json';

/** What every language has a text for. */
const finnish = { ...fi, ...fiApp, ...fiPrivacy, ...fiReport };

export type StringKey = keyof typeof finnish;
export type StringValues = Readonly<Record<string, string | number>>;

const catalogues: Record<Locale, Record<StringKey, string>> = {
  fi: finnish,
  sv: { ...sv, ...svApp, ...svPrivacy, ...svReport },
  en: { ...en, ...enApp, ...enPrivacy, ...enReport },
};

/** Parsed messages; parsing one takes longer than formatting it. */
const parsed = new Map<string, IntlMessageFormat>();

/** The text in a language. Values are inserted as they are and never read as a message again. */
export function text(locale: Locale, key: StringKey, values: StringValues = {}): string {
  const id = `${locale}|${key}`;
  let message = parsed.get(id);
  if (!message) {
    message = new IntlMessageFormat(catalogues[locale][key], locale, undefined, { ignoreTag: true });
    parsed.set(id, message);
  }
  return String(message.format(values));
}

/** Whether there is a text of this name; for codes that come from the domain. */
export function isStringKey(key: string): key is StringKey {
  return key in finnish;
}
