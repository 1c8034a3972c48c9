/** The fixed words of slides, in the three languages. */
import { type Light, type Locale } from '../../goals/schema';

export interface SlideWords {
  readonly lights: Readonly<Record<Light, string>>;
  readonly continued: string;
  readonly goal: string;
  readonly goals: string;
  readonly kpi: string;
  readonly measures: string;
  readonly baseline: string;
  readonly target: string;
  readonly value: string;
  readonly actions: string;
  readonly followUp: string;
  readonly responsible: string;
  readonly tasks: string;
  readonly periods: string;
  readonly summary: string;
  readonly unit: string;
  readonly light: string;
  readonly answers: string;
  readonly answered: string;
  readonly all: string;
  readonly asOf: string;
  readonly yes: string;
  readonly no: string;
}

export const slideWords: Readonly<Record<Locale, SlideWords>> = {
  fi: {
    lights: {
      green: 'vihreä',
      yellow: 'keltainen',
      red: 'punainen',
      'not-assessable': 'ei arvioitavissa',
      'not-answered': 'ei vastattu',
    },
    continued: 'jatkuu',
    ...{ goal: 'Tavoite', goals: 'Tavoitteet', kpi: 'Mittari (KPI)', measures: 'Mittarit' },
    ...{ baseline: 'Lähtö', target: 'Tavoite', value: 'Tilanne', actions: 'Toimenpiteet' },
    ...{ followUp: 'Seuranta', responsible: 'Vastuu', tasks: 'Päätehtävät', periods: 'Vuoden kierrokset' },
    ...{ summary: 'Yhteenveto', unit: 'Yksikkö', light: 'Liikennevalo', answers: 'Vastaukset' },
    ...{ answered: 'Vastattu', all: 'Yhteensä', asOf: 'Tilanne', yes: 'Kyllä', no: 'Ei' },
  },
  sv: {
    lights: {
      green: 'grön',
      yellow: 'gul',
      red: 'röd',
      'not-assessable': 'kan inte bedömas',
      'not-answered': 'inte besvarad',
    },
    continued: 'fortsätter',
    ...{ goal: 'Mål', goals: 'Målen', kpi: 'Mätare (KPI)', measures: 'Mätare' },
    ...{ baseline: 'Utgångsläge', target: 'Mål', value: 'Läge', actions: 'Åtgärder' },
    ...{ followUp: 'Uppföljning', responsible: 'Ansvar', tasks: 'Huvuduppgifter', periods: 'Årets omgångar' },
    ...{ summary: 'Sammandrag', unit: 'Enhet', light: 'Trafikljus', answers: 'Svar' },
    ...{ answered: 'Besvarat', all: 'Sammanlagt', asOf: 'Läget', yes: 'Ja', no: 'Nej' },
  },
  en: {
    lights: {
      green: 'green',
      yellow: 'yellow',
      red: 'red',
      'not-assessable': 'not assessable',
      'not-answered': 'not answered',
    },
    continued: 'continued',
    ...{ goal: 'Goal', goals: 'Goals', kpi: 'Measure (KPI)', measures: 'Measures' },
    ...{ baseline: 'Baseline', target: 'Target', value: 'Status', actions: 'Actions' },
    ...{
      followUp: 'Follow-up',
      responsible: 'Responsible',
      tasks: 'Main tasks',
      periods: 'Rounds of the year',
    },
    ...{ summary: 'Summary', unit: 'Unit', light: 'Light', answers: 'Answers' },
    ...{ answered: 'Answered', all: 'Total', asOf: 'As of', yes: 'Yes', no: 'No' },
  },
};
