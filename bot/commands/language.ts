import { type DrawnCard } from '../../cards/render';
import { type Locale } from '../../src/goals/schema';
import { chooseLanguage } from '../../src/people/language';
import { notice } from '../views/notice';
import { wordingFor } from '../views/wording';
import { type Command, type CommandTurn } from './command';

/** What people call the languages, in each language; also how they tell the bot itself: "suomeksi". */
const languages: Readonly<Record<Locale, readonly string[]>> = {
  fi: ['suomeksi', 'suomi', 'på finska', 'finska', 'in finnish', 'finnish'],
  sv: ['på svenska', 'svenska', 'ruotsiksi', 'ruotsi', 'in swedish', 'swedish'],
  en: ['in english', 'english', 'englanniksi', 'englanti', 'på engelska', 'engelska'],
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
  names: ['kieli', 'språk', 'language', 'kielen', 'språket'],
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

export const inFinnish: Command = { names: languages.fi, run: (turn) => write(turn, 'fi') };
export const inSwedish: Command = { names: languages.sv, run: (turn) => write(turn, 'sv') };
export const inEnglish: Command = { names: languages.en, run: (turn) => write(turn, 'en') };

/** The language that a text names, in any of the three. */
export function languageCalled(text: string): Locale | undefined {
  const called = text.toLowerCase();
  const named = (Object.keys(languages) as Locale[]).find((locale) => languages[locale].includes(called));
  return named ?? (Object.hasOwn(abbreviations, called) ? abbreviations[called] : undefined);
}

/** Answers in the new language, so that the person sees at once that it took effect. */
async function write({ store, person }: CommandTurn, locale: Locale): Promise<DrawnCard[]> {
  await chooseLanguage(store, person.id, locale);
  const wording = wordingFor(locale);
  return [notice(wording.text('command.language.changed'), [wording.text('command.language.how')])];
}
