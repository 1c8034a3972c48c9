/** The columns of a table of persons, as offices and directories name them, and the words in its cells. Pure. */
import { type Locale, locales } from '../../goals/schema';
import { comparableHeading } from '../table/headings';

export const personColumns = {
  name: {
    fi: ['Nimi', 'Koko nimi', 'Henkilö', 'Henkilön nimi', 'Sukunimi Etunimi'],
    sv: ['Namn', 'Hela namnet', 'Person', 'För- och efternamn', 'Visningsnamn'],
    en: ['Name', 'Full name', 'Display name', 'Person'],
  },
  givenName: { fi: ['Etunimi', 'Etunimet'], sv: ['Förnamn'], en: ['First name', 'Given name'] },
  surname: { fi: ['Sukunimi'], sv: ['Efternamn'], en: ['Last name', 'Surname', 'Family name'] },
  address: {
    fi: ['Sähköposti', 'Sähköpostiosoite', 'Osoite', 'Käyttäjätunnus'],
    sv: ['E-post', 'E-postadress', 'Epostadress', 'Adress', 'Mejl', 'Användarnamn'],
    en: ['Email', 'E-mail address', 'Mail', 'Address', 'User principal name', 'UPN'],
  },
  unit: {
    fi: ['Yksikkö', 'Toimiala', 'Osasto', 'Tulosalue', 'Palvelualue'],
    sv: ['Enhet', 'Sektor', 'Avdelning', 'Resultatområde'],
    en: ['Unit', 'Department', 'Division'],
  },
  language: {
    fi: ['Kieli', 'Asiointikieli', 'Äidinkieli'],
    sv: ['Språk', 'Modersmål', 'Kontaktspråk'],
    en: ['Language', 'Preferred language', 'Locale'],
  },
  role: { fi: ['Rooli', 'Roolit'], sv: ['Roll', 'Roller'], en: ['Role', 'Roles'] },
  objectId: {
    fi: ['Objektitunnus', 'Objektin tunnus', 'Entra-tunnus', 'Objekti-ID'],
    sv: ['Objekt-ID', 'Objektets ID', 'Entra-ID'],
    en: ['Object ID', 'Entra object ID', 'AAD object ID', 'Azure AD object ID', 'ID'],
  },
} as const satisfies Record<string, Readonly<Record<Locale, readonly string[]>>>;

export type PersonColumn = keyof typeof personColumns;

const keys = Object.keys(personColumns) as PersonColumn[];

/** Column → heading without case and signs → the language of that heading. */
const known: ReadonlyMap<string, { readonly key: PersonColumn; readonly language: Locale }> = new Map(
  keys.flatMap((key) =>
    locales
      .toReversed()
      .flatMap((language) =>
        personColumns[key][language].map((name) => [comparableHeading(name), { key, language }] as const),
      ),
  ),
);

/** What a heading means, in whatever language: directories mix them. */
export function personColumn(heading: string) {
  return known.get(comparableHeading(heading));
}

const languages: Readonly<Record<Locale, RegExp>> = {
  fi: /^(?:fi(?:n)?|fi[-_]\w{2}|suomi|suomenkielinen|finska|finnish)$/,
  sv: /^(?:sv|swe|sv[-_]\w{2}|ruotsi|ruotsinkielinen|svenska|swedish)$/,
  en: /^(?:en|eng|en[-_]\w{2}|englanti|englanninkielinen|engelska|english)$/,
};

export function languageIn(text: string): Locale | undefined {
  return locales.find((locale) => languages[locale].test(text.trim().toLowerCase()));
}

/** Roles that the bot gives in one programme, so that a table of persons cannot give them. */
const ofProgramme =
  /^(?:koordinaattori|lukija|yksikön (?:päällikkö|johtaja|vetäjä)|[ck]oordinator|läsare|enhetschef|reader|unit[- ]head|head of (?:a )?unit)$/;
const admin = /^(?:admin|administrator|administratör|administratör(?:en)?|pääkäyttäjä|huvudanvändare)$/;

export function roleKind(text: string): 'admin' | 'of-programme' | 'members' {
  const word = text.trim().toLowerCase();
  if (admin.test(word)) return 'admin';
  return ofProgramme.test(word) ? 'of-programme' : 'members';
}
