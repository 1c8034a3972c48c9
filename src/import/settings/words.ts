/** The plain layout's words for values of fixed sets, in the three languages; ids of the schema are read as well. */
import { type FieldKind, type Light, type Locale, locales } from '../../goals/schema';
import { type FirstStage } from '../../periods/calendar-schema';

/** A text for each language, in the order of `locales`. */
export type InEachLanguage = TextOfEach<typeof locales>;
type TextOfEach<List extends readonly unknown[]> = { readonly [Index in keyof List]: string };

export type Words<T extends string> = Readonly<Record<T, InEachLanguage>>;

export function wordFor<T extends string>(words: Words<T>, id: T, language: Locale): string {
  return words[id][locales.indexOf(language)]!;
}

/** Undefined if the text is none of the words. */
export function idFor<T extends string>(words: Words<T>, text: string): T | undefined {
  const typed = text.trim().toLowerCase();
  const ids = Object.keys(words) as T[];
  return ids.find((id) => id === typed) ?? ids.find((id) => words[id].some((word) => word === typed));
}

export const kindWords = {
  number: ['luku', 'tal', 'number'],
  percent: ['prosentti', 'procent', 'per cent'],
  money: ['raha', 'pengar', 'money'],
  scale: ['asteikko', 'skala', 'scale'],
  'single-choice': ['yksi valinta', 'ett val', 'single choice'],
  'multiple-choice': ['monivalinta', 'flerval', 'multiple choice'],
  'yes-no': ['kyllä/ei', 'ja/nej', 'yes/no'],
  text: ['teksti', 'text', 'text'],
  date: ['päivä', 'datum', 'date'],
  light: ['liikennevalo', 'trafikljus', 'light'],
  'work-state': ['työn tila', 'arbetsläge', 'work state'],
} as const satisfies Words<FieldKind>;

export const roleWords = {
  measure: ['mittari', 'mätare', 'measure'],
  progress: ['etenemä', 'framskridande', 'progress'],
  state: ['tila', 'läge', 'state'],
  confidence: ['luottavaisuus', 'konfidens', 'confidence'],
  narrative: ['kuvaus', 'beskrivning', 'narrative'],
  reason: ['perustelu', 'motivering', 'reason'],
  support: ['tuki', 'stöd', 'support'],
} as const satisfies Words<string>;

/** `none` says that there is no comparator although the target's text looks as if it had one. */
export const comparatorWords = {
  'at-least': ['vähintään', 'minst', 'at least'],
  'at-most': ['enintään', 'högst', 'at most'],
  above: ['yli', 'över', 'above'],
  below: ['alle', 'under', 'below'],
  exactly: ['tasan', 'exakt', 'exactly'],
  range: ['väli', 'intervall', 'range'],
  none: ['ei lukua', 'ingen siffra', 'no figure'],
} as const satisfies Words<string>;

export const directionWords = {
  up: ['kasvaa', 'ökar', 'up'],
  down: ['laskee', 'minskar', 'down'],
  keep: ['säilyy', 'behålls', 'keep'],
} as const satisfies Words<string>;

export const groupWords = {
  task: ['tehtävä', 'uppgift', 'task'],
  table: ['taulukko', 'tabell', 'table'],
  section: ['osio', 'avsnitt', 'section'],
} as const satisfies Words<string>;

export const listWords = {
  action: ['toimenpide', 'åtgärd', 'action'],
  option: ['vaihtoehto', 'alternativ', 'option'],
  row: ['rivi', 'rad', 'row'],
  column: ['sarake', 'kolumn', 'column'],
} as const satisfies Words<string>;

export const answerWords = {
  yes: ['kyllä', 'ja', 'yes'],
  no: ['ei', 'nej', 'no'],
} as const satisfies Words<string>;

export const languageWords = {
  fi: ['suomi', 'finska', 'finnish'],
  sv: ['ruotsi', 'svenska', 'swedish'],
  en: ['englanti', 'engelska', 'english'],
} as const satisfies Words<Locale>;

export const rhythmWords = {
  month: ['kuukausi', 'månad', 'month'],
  quarter: ['neljännesvuosi', 'kvartal', 'quarter'],
  tertial: ['kolmannesvuosi', 'tertial', 'tertial'],
  'half-year': ['puolivuosi', 'halvår', 'half-year'],
  year: ['vuosi', 'år', 'year'],
  once: ['kerran', 'en gång', 'once'],
} as const satisfies Words<string>;

export const stageWords = {
  tasks: ['tehtävät', 'uppgifterna', 'tasks'],
  'tasks-and-measures': ['tehtävät ja mittarit', 'uppgifterna och mätarna', 'tasks and measures'],
} as const satisfies Words<FirstStage>;

export const attainmentWords = {
  mean: ['keskiarvo', 'medelvärde', 'mean'],
  worst: ['heikoin', 'sämst', 'worst'],
} as const satisfies Words<string>;

export const lightByWords = {
  figures: ['luvut', 'siffrorna', 'figures'],
  owner: ['vastuuhenkilö', 'den ansvariga', 'owner'],
} as const satisfies Words<string>;

export const publishesWords = {
  lights: ['liikennevalot', 'trafikljus', 'lights'],
  states: ['tilat', 'lägen', 'states'],
  none: ['ei kumpaakaan', 'ingetdera', 'neither'],
} as const satisfies Words<string>;

export const askersWords = {
  readers: ['lukijat', 'läsare', 'readers'],
  heads: ['yksiköiden johtajat', 'enhetschefer', 'heads of units'],
  coordinators: ['koordinaattorit', 'koordinatorer', 'coordinators'],
} as const satisfies Words<string>;

export const lightWords = {
  green: ['vihreä', 'grön', 'green'],
  yellow: ['keltainen', 'gul', 'yellow'],
  red: ['punainen', 'röd', 'red'],
  'not-assessable': ['ei arvioitavissa', 'kan inte bedömas', 'not assessable'],
} as const satisfies Words<Exclude<Light, 'not-answered'>>;
