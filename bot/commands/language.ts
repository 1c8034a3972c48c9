import { type CommandTurn, type Named, named } from '../views/command-turn';
import { type DrawnCard } from '../../cards/render';
import { type Locale, locales } from '../../src/goals/schema';
import { chooseLanguage } from '../../src/people/language';
import { notice } from '../views/notice';
import { wordingFor } from '../views/wording';
import { type Command } from './command';

/** What people call the languages, in each language; also how they tell the bot itself: "suomeksi". */
const languages: Readonly<Record<Locale, Named>> = {
  fi: named({ fi: 'suomeksi', sv: 'på finska', en: 'in finnish' }, 'suomi', 'finska', 'finnish'),
  sv: named({ fi: 'ruotsiksi', sv: 'på svenska', en: 'in swedish' }, 'ruotsi', 'svenska', 'swedish'),
  en: named({ fi: 'englanniksi', sv: 'på engelska', en: 'in english' }, 'englanti', 'engelska', 'english'),
};
const abbreviations: Readonly<Record<string, Locale>> = {
  fi: 'fi',
  finnisch: 'fi',
  sv: 'sv',
  se: 'sv',
  schwedisch: 'sv',
  en: 'en',
  englisch: 'en',
};

export const language: Command = {
  ...named({ fi: 'kieli', sv: 'språk', en: 'language' }, 'kielen', 'språket'),
  run(turn, rest) {
    const { wording } = turn;
    const wanted = languageCalled(rest);
    if (wanted) return write(turn, wanted);
    const first = rest
      ? wording.text('command.language.unknown', { text: rest.slice(0, 60) })
      : wording.text('command.language.now');
    return Promise.resolve([notice(first, [wording.text('command.language.how')])]);
  },
};

/** "In Finnish", and so on: one command for each language. */
export const inLanguages = locales.map((locale): Command => ({
  ...languages[locale],
  run: (turn) => write(turn, locale),
}));

/** The language that a text names, in any language. */
export function languageCalled(text: string): Locale | undefined {
  const called = text.toLowerCase();
  const found = locales.find((locale) => languages[locale].names.includes(called));
  return found ?? (Object.hasOwn(abbreviations, called) ? abbreviations[called] : undefined);
}

/** Answers in the new language, so that the person sees at once that it took effect. */
async function write({ store, person }: CommandTurn, locale: Locale): Promise<DrawnCard[]> {
  await chooseLanguage(store, person.id, locale);
  const wording = wordingFor(locale);
  return [notice(wording.text('command.language.changed'), [wording.text('command.language.how')])];
}
