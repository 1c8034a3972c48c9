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
  /** When and by whom it was sent. */
  readonly sent: string;
  /** Of a question that is put to other respondents. */
  readonly notAsked: string;
  /** The question was corrected after it was answered. */
  readonly corrected: string;
  /** An answer to a field that the form no longer has. */
  readonly former: string;
}

export const documentWords: Readonly<Record<Locale, DocumentWords>> = {
  fi: {
    contents: 'Sisällys',
    contact: 'Yhteyshenkilö',
    coordinated: 'Yksi koordinoitu vastaus',
    notAnswered: 'ei vastattu',
    languages: { fi: 'suomeksi', sv: 'ruotsiksi', en: 'englanniksi' },
    sent: 'Lähetetty',
    notAsked: 'Kysymys koskee muita vastaajia.',
    corrected: 'Kysymystä on korjattu tämän vastauksen jälkeen.',
    former: 'Aiempi vastaus lomakkeelta poistettuun kohtaan',
  },
  sv: {
    contents: 'Innehåll',
    contact: 'Kontaktperson',
    coordinated: 'Ett samordnat svar',
    notAnswered: 'inte besvarat',
    languages: { fi: 'på finska', sv: 'på svenska', en: 'på engelska' },
    sent: 'Skickat',
    notAsked: 'Frågan gäller andra svarande.',
    corrected: 'Frågan har rättats efter detta svar.',
    former: 'Tidigare svar på en punkt som har tagits bort ur formuläret',
  },
  en: {
    contents: 'Contents',
    contact: 'Contact person',
    coordinated: 'One coordinated answer',
    notAnswered: 'not answered',
    languages: { fi: 'in Finnish', sv: 'in Swedish', en: 'in English' },
    sent: 'Sent',
    notAsked: 'The question is put to other respondents.',
    corrected: 'The question was corrected after this answer.',
    former: 'Earlier answer to a field that the form no longer has',
  },
};
