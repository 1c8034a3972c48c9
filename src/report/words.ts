/** The few fixed words of reports; everything else in them is the programme's own or what people answered. */
import { type Light, type Locale } from '../goals/schema';

export interface ReportWords {
  readonly lights: Readonly<Record<Light, string>>;
  /** Instead of a light, of a goal that is not judged. */
  readonly answeredGoal: string;
  /** Headings of columns. */
  readonly light: string;
  readonly keyResult: string;
  readonly confidence: string;
  readonly focus: string;
  readonly bindingGoal: string;
  readonly kpi: string;
  readonly responsibleUnit: string;
  readonly goal: string;
  readonly tasks: string;
  readonly responsiblePerson: string;
  readonly description: string;
  readonly situation: string;
  readonly progress: string;
  readonly summary: string;
  readonly mechanism: string;
  readonly projectState: string;
  readonly verbalDescription: string;
  readonly question: string;
  readonly voluntary: string;
  readonly field: string;
  readonly answer: string;
  readonly measure: string;
  readonly measures: string;
  readonly actions: string;
  readonly followUp: string;
  readonly baseline: string;
  readonly target: string;
  readonly value: string;
  readonly code: string;
  /** Names of sheets, and what stands on every printed page. */
  readonly goals: string;
  readonly answers: string;
  readonly allAnswers: string;
  readonly lightsByPeriod: string;
  readonly answersByPeriod: string;
  readonly asOf: string;
  /** Of a round in which nobody was asked, and of a goal that the programme has no more. */
  readonly skipped: string;
  readonly gone: string;
  readonly yes: string;
  readonly no: string;
}

const fi: ReportWords = {
  lights: {
    ...{ green: 'vihreä', yellow: 'keltainen', red: 'punainen' },
    ...{ 'not-assessable': 'ei arvioitavissa', 'not-answered': 'ei vastattu' },
  },
  answeredGoal: 'vastattu',
  light: 'Liikennevalo',
  keyResult: 'Avaintulos',
  confidence: 'Luottavaisuusarvio',
  focus: 'Strateginen painopiste',
  bindingGoal: 'Tavoite (valtuustotason sitova)',
  kpi: 'KPI-mittari',
  responsibleUnit: 'Vastuutaho',
  goal: 'Tavoite',
  tasks: 'Päätehtävät',
  responsiblePerson: 'Vastuuhenkilö',
  description: 'Kuvaus',
  situation: 'Tilanne',
  progress: 'Etenemä',
  summary: 'Tiivistelmä',
  mechanism: 'Tuottavuusmekanismi ja konkreettiset toimenpiteet',
  projectState: 'Projektin tila',
  verbalDescription: 'Sanallinen kuvaus',
  question: 'Kysymys',
  voluntary: 'Vapaaehtoinen kysymys',
  field: 'Kohta',
  answer: 'Vastaus',
  measure: 'Mittari',
  measures: 'Mittarit',
  actions: 'Toimenpiteet',
  followUp: 'Seuranta',
  baseline: 'Lähtötaso',
  target: 'Tavoitearvo',
  value: 'Toteuma',
  code: 'Tunnus',
  goals: 'Tavoitteet',
  answers: 'Vastaukset',
  allAnswers: 'Kaikki vastaukset',
  lightsByPeriod: 'Liikennevalot jaksoittain',
  answersByPeriod: 'Vastaukset jaksoittain',
  asOf: 'Tilanne',
  skipped: 'ei avattu',
  gone: 'ei enää ohjelmassa',
  yes: 'Kyllä',
  no: 'Ei',
};

const sv: ReportWords = {
  lights: {
    ...{ green: 'grön', yellow: 'gul', red: 'röd' },
    ...{ 'not-assessable': 'kan inte bedömas', 'not-answered': 'inte besvarad' },
  },
  answeredGoal: 'besvarad',
  light: 'Trafikljus',
  keyResult: 'Nyckelresultat',
  confidence: 'Konfidensbedömning',
  focus: 'Strategiskt fokusområde',
  bindingGoal: 'Mål (bindande på fullmäktigenivå)',
  kpi: 'KPI-mätare',
  responsibleUnit: 'Ansvarig enhet',
  goal: 'Mål',
  tasks: 'Huvuduppgifter',
  responsiblePerson: 'Ansvarig person',
  description: 'Beskrivning',
  situation: 'Läge',
  progress: 'Framskridande',
  summary: 'Sammanfattning',
  mechanism: 'Produktivitetsmekanism och konkreta åtgärder',
  projectState: 'Projektets läge',
  verbalDescription: 'Beskrivning i ord',
  question: 'Fråga',
  voluntary: 'Frivillig fråga',
  field: 'Punkt',
  answer: 'Svar',
  measure: 'Mätare',
  measures: 'Mätare',
  actions: 'Åtgärder',
  followUp: 'Uppföljning',
  baseline: 'Utgångsläge',
  target: 'Målvärde',
  value: 'Utfall',
  code: 'Kod',
  goals: 'Mål',
  answers: 'Svar',
  allAnswers: 'Alla svar',
  lightsByPeriod: 'Trafikljusen per period',
  answersByPeriod: 'Svaren per period',
  asOf: 'Läget',
  skipped: 'ej öppnad',
  gone: 'inte längre i programmet',
  yes: 'Ja',
  no: 'Nej',
};

const en: ReportWords = {
  lights: {
    ...{ green: 'green', yellow: 'yellow', red: 'red' },
    ...{ 'not-assessable': 'not assessable', 'not-answered': 'not answered' },
  },
  answeredGoal: 'answered',
  light: 'Light',
  keyResult: 'Key result',
  confidence: 'Confidence',
  focus: 'Strategic focus',
  bindingGoal: 'Goal (council-binding)',
  kpi: 'KPI',
  responsibleUnit: 'Responsible unit',
  goal: 'Goal',
  tasks: 'Main tasks',
  responsiblePerson: 'Responsible person',
  description: 'Description',
  situation: 'Status',
  progress: 'Progress',
  summary: 'Summary',
  mechanism: 'Productivity mechanism and concrete actions',
  projectState: 'Project status',
  verbalDescription: 'Verbal description',
  question: 'Question',
  voluntary: 'Voluntary question',
  field: 'Field',
  answer: 'Answer',
  measure: 'Measure',
  measures: 'Measures',
  actions: 'Actions',
  followUp: 'Follow-up',
  baseline: 'Baseline',
  target: 'Target',
  value: 'Value',
  code: 'Code',
  goals: 'Goals',
  answers: 'Answers',
  allAnswers: 'All answers',
  lightsByPeriod: 'Lights by period',
  answersByPeriod: 'Answers by period',
  asOf: 'As of',
  skipped: 'not opened',
  gone: 'no longer in the programme',
  yes: 'Yes',
  no: 'No',
};

export const reportWords: Readonly<Record<Locale, ReportWords>> = { fi, sv, en };
