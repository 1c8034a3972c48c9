/** The few fixed words of reports; everything else in them is the programme's own or what people answered. */
import { type AnswerWords, answerWords } from '../../goals/answers/answer-words';
import { type Locale } from '../../goals/schema';

interface OwnWords {
  /** Instead of a light, of a goal that is not judged. */
  readonly answeredGoal: string;
  /** Headings of columns. */
  readonly light: string;
  readonly targetKept: string;
  readonly support: string;
  /** Beside a light: whether its target is kept, and how many tasks ask for support. */
  readonly kept: string;
  readonly notKept: string;
  readonly asksSupport: (asking: number, of: number) => string;
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
}

const fi: OwnWords = {
  answeredGoal: 'vastattu',
  light: 'Liikennevalo',
  targetKept: 'Tavoitearvo täyttyy',
  support: 'Tukea pyytää',
  kept: 'täyttyy',
  notKept: 'ei täyty',
  asksSupport: (asking, of) => `tukea pyytää ${asking}/${of} tehtävää`,
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
};

const sv: OwnWords = {
  answeredGoal: 'besvarad',
  light: 'Trafikljus',
  targetKept: 'Målvärdet uppfylls',
  support: 'Ber om stöd',
  kept: 'uppfylls',
  notKept: 'uppfylls inte',
  asksSupport: (asking, of) => `stöd begärs för ${asking}/${of} uppgifter`,
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
};

const en: OwnWords = {
  answeredGoal: 'answered',
  light: 'Light',
  targetKept: 'Target kept',
  support: 'Asks for support',
  kept: 'kept',
  notKept: 'not kept',
  asksSupport: (asking, of) => `support asked for in ${asking}/${of} tasks`,
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
};

/** With the words that answers are written with. */
export type ReportWords = OwnWords & AnswerWords;

export const reportWords: Readonly<Record<Locale, ReportWords>> = {
  fi: { ...fi, ...answerWords.fi },
  sv: { ...sv, ...answerWords.sv },
  en: { ...en, ...answerWords.en },
};
