/** What settings are called in a workbook, in each language. Pure. */
import { type Locale, locales } from '../../goals/schema';
import { type InEachLanguage } from './words';

export const settingNames = {
  id: ['Ohjelman id', 'Programmets id', 'Programme id'],
  version: ['Versio', 'Version', 'Version'],
  name: ['Nimi', 'Namn', 'Name'],
  shortName: ['Lyhyt nimi', 'Kort namn', 'Short name'],
  organisation: ['Organisaatio', 'Organisation', 'Organisation name'],
  asker: ['Kyselyn tekijä', 'Enkätens avsändare', 'Asked by'],
  legalBasis: ['Säädösperusta', 'Rättslig grund', 'Legal basis'],
  respondent: ['Vastaajaryhmä', 'Respondentgrupp', 'Kind of respondent'],
  languages: ['Kielet', 'Språk', 'Languages'],
  layout: ['Julkaisun muoto', 'Publikationens form', 'Layout'],
  heading: ['Otsikkotaso', 'Rubriknivå', 'Heading level'],
  coordinator: ['Koordinaattori', 'Koordinator', 'Coordinator'],
  channel: ['Kanava', 'Kanal', 'Channel'],
  attainment: ['Toteuma mittareista', 'Utfall av mätarna', 'Attainment of measures'],
  lightBy: ['Liikennevalo määräytyy', 'Trafikljuset bestäms av', 'Light by'],
  collectsSupport: ['Tarvittava tuki kysytään', 'Behovet av stöd efterfrågas', 'Support needed is asked'],
  questionsBy: ['Tavoitteista kysyvät', 'Frågor om målen ställs av', 'Questions are asked by'],
  publishes: ['Raportissa julkaistaan', 'I rapporten publiceras', 'Report publishes'],
  accent: ['Raporttien väri', 'Rapporternas färg', 'Colour of reports'],
  yearShares: ['Vuoden kertymä jaksoittain', 'Årets andel per period', 'Share of the year by period'],
  green: ['Vihreä yli prosenttia', 'Grön över procent', 'Green above per cent'],
  yellow: ['Keltainen vähintään prosenttia', 'Gul minst procent', 'Yellow from per cent'],
  workState: ['Työn tila', 'Arbetsläge', 'Work state'],
  drafts: ['Luonnokset sallitaan', 'Utkast tillåts', 'Drafts allowed'],
  lockOnSubmit: ['Lukitaan lähetettäessä', 'Låses när det skickas', 'Locked when sent'],
  oneCoordinatedAnswer: ['Yksi koottu vastaus', 'Ett samordnat svar', 'One coordinated answer'],
  rhythm: ['Rytmi', 'Rytm', 'Rhythm'],
  onlyPeriod: ['Ainoa jakso', 'Enda period', 'Only period'],
  firstPeriod: ['Ensimmäinen jakso', 'Första period', 'First period'],
  opens: [
    'Avautuu työpäivää jakson jälkeen',
    'Öppnas arbetsdagar efter perioden',
    'Opens working days after the period',
  ],
  opensAt: ['Avautuu kello', 'Öppnas klockan', 'Opens at'],
  deadline: [
    'Määräaika työpäivää jakson jälkeen',
    'Tidsfrist arbetsdagar efter perioden',
    'Deadline working days after the period',
  ],
  deadlineAt: ['Määräaika kello', 'Tidsfrist klockan', 'Deadline at'],
  grace: [
    'Vastauksia otetaan vielä työpäivää',
    'Svar tas emot ännu arbetsdagar',
    'Late replies taken working days',
  ],
  stage: [
    'Ensimmäinen vaihe työpäivää ennen määräaikaa',
    'Första steget arbetsdagar före tidsfristen',
    'First stage working days before the deadline',
  ],
  stageAt: ['Ensimmäinen vaihe kello', 'Första steget klockan', 'First stage at'],
  stageOf: ['Ensimmäisessä vaiheessa', 'I första steget', 'In the first stage'],
  stageReminders: [
    'Ensimmäisen vaiheen muistutukset työpäivää ennen',
    'Första stegets påminnelser arbetsdagar före',
    'Reminders of the first stage working days before',
  ],
  reminders: [
    'Muistutukset työpäivää ennen',
    'Påminnelser arbetsdagar före',
    'Reminders working days before',
  ],
  reminderAt: ['Muistutukset kello', 'Påminnelser klockan', 'Reminders at'],
  substitute: [
    'Sijaiselle työpäivää ennen',
    'Till ersättaren arbetsdagar före',
    'To the substitute working days before',
  ],
  unitHead: [
    'Yksikön johtajalle työpäivää ennen',
    'Till enhetens chef arbetsdagar före',
    'To the unit head working days before',
  ],
  coordinatorStep: [
    'Koordinaattorille työpäivää ennen',
    'Till koordinatorn arbetsdagar före',
    'To the coordinator working days before',
  ],
  escalateAt: ['Ilmoitukset kello', 'Meddelanden klockan', 'Escalations at'],
  digestDay: ['Koosteen viikonpäivä', 'Sammandragets veckodag', 'Weekday of the digest'],
  digestAt: ['Kooste kello', 'Sammandrag klockan', 'Digest at'],
  quietFrom: ['Hiljaista alkaen', 'Tyst från', 'Quiet from'],
  quietTo: ['Hiljaista saakka', 'Tyst till', 'Quiet to'],
  quietDays: ['Hiljaista vapaapäivinä', 'Tyst på lediga dagar', 'Quiet on days off'],
  closedDays: ['Suljettu', 'Stängt', 'Closed days'],
  timeZone: ['Aikavyöhyke', 'Tidszon', 'Time zone'],
} as const satisfies Readonly<Record<string, InEachLanguage>>;
export type SettingName = keyof typeof settingNames;

/** The displayed name of a setting; any other part of the programme keeps its own name. */
export function settingName(key: string, language: Locale): string {
  return Object.hasOwn(settingNames, key)
    ? settingNames[key as SettingName][locales.indexOf(language)]!
    : key;
}
