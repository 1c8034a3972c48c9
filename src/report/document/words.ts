/** The fixed words of documents that other reports do not have, in the three languages. */
import { type Locale } from '../../goals/schema';

export interface DocumentWords {
  readonly contents: string;
  readonly contact: string;
  /** Of a programme whose organisation gives one answer. */
  readonly coordinated: string;
  readonly notAnswered: string;
  /** In which language something is written. */
  readonly languages: Readonly<Record<Locale, string>>;
}

export const documentWords: Readonly<Record<Locale, DocumentWords>> = {
  fi: {
    contents: 'Sisällys',
    contact: 'Yhteyshenkilö',
    coordinated: 'Yksi koordinoitu vastaus',
    notAnswered: 'ei vastattu',
    languages: { fi: 'suomeksi', sv: 'ruotsiksi', en: 'englanniksi' },
  },
  sv: {
    contents: 'Innehåll',
    contact: 'Kontaktperson',
    coordinated: 'Ett samordnat svar',
    notAnswered: 'inte besvarat',
    languages: { fi: 'på finska', sv: 'på svenska', en: 'på engelska' },
  },
  en: {
    contents: 'Contents',
    contact: 'Contact person',
    coordinated: 'One coordinated answer',
    notAnswered: 'not answered',
    languages: { fi: 'in Finnish', sv: 'in Swedish', en: 'in English' },
  },
};
