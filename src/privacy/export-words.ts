/** Headings of what is kept about a person, for the person. */
import { type Locale } from '../goals/schema';

/** In the order in which they stand. */
export const sections = [
  ...['person', 'rights', 'follows', 'substitutes', 'responsibilities'],
  ...['requests', 'answers', 'drafts', 'handovers', 'reviews'],
  ...['messages', 'acts', 'chat', 'files', 'other'],
] as const;
export type Section = (typeof sections)[number];

export const headings: Readonly<Record<Section | 'about', Readonly<Record<Locale, string>>>> = {
  about: { fi: 'Mikä tämä on', sv: 'Vad detta är', en: 'What this is' },
  person: { fi: 'Henkilötiedot', sv: 'Personuppgifter', en: 'Personal details' },
  rights: { fi: 'Roolit ja oikeudet', sv: 'Roller och rättigheter', en: 'Roles and rights' },
  follows: { fi: 'Seuratut yksiköt', sv: 'Enheter som följs', en: 'Units followed' },
  substitutes: { fi: 'Sijaisuudet', sv: 'Ersättarskap', en: 'Substitutions' },
  responsibilities: {
    fi: 'Tavoitteet, joista henkilö vastaa tai on vastannut',
    sv: 'Mål som personen ansvarar eller har ansvarat för',
    en: 'Goals that the person answers for, or did',
  },
  requests: { fi: 'Pyydetyt vastaukset', sv: 'Begärda svar', en: 'Answers asked for' },
  answers: {
    fi: 'Annetut vastaukset, kaikki versiot',
    sv: 'Lämnade svar, alla versioner',
    en: 'Answers given, every version',
  },
  drafts: { fi: 'Tallentamattomat luonnokset', sv: 'Utkast som inte sparats', en: 'Unsaved drafts' },
  handovers: {
    fi: 'Siirrot kollegalle ja ehdotukset vastuun siirtämiseksi',
    sv: 'Överlåtelser till kollegor och förslag om ändrat ansvar',
    en: 'Hand-overs to colleagues, and proposals',
  },
  reviews: {
    fi: 'Koordinaattorin kommentit ja hyväksynnät',
    sv: 'Koordinatorns kommentarer och godkännanden',
    en: 'Comments and acceptances as coordinator',
  },
  messages: {
    fi: 'Lähetetyt viestit ja muistutukset',
    sv: 'Meddelanden och påminnelser',
    en: 'Messages and reminders',
  },
  acts: { fi: 'Tapahtumaloki', sv: 'Händelselogg', en: 'Log of changes' },
  chat: { fi: 'Keskustelu Teamsissa', sv: 'Chatten i Teams', en: 'The chat in Teams' },
  files: {
    fi: 'Tiedostot ja latauslinkit',
    sv: 'Filer och nedladdningslänkar',
    en: 'Files and download links',
  },
  other: { fi: 'Muut merkinnät', sv: 'Övriga uppgifter', en: 'Other entries' },
};

export const about: Readonly<Record<Locale, string>> = {
  fi: 'Kaikki tiedot, jotka Seuranta-botti on tallentanut henkilöstä (tietosuoja-asetuksen 15 artikla). Ajat ovat UTC-aikaa. Muiden henkilöiden vastaukset on jätetty pois.',
  sv: 'Alla uppgifter som boten Seuranta har lagrat om personen (artikel 15 i dataskyddsförordningen). Tiderna anges i UTC. Andra personers svar har utelämnats.',
  en: 'Everything that the bot Seuranta has stored about the person (article 15 of the GDPR). Times are UTC. What other people answered is left out.',
};
