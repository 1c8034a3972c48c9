/** The fixed words of slides that other reports do not have, or have in another form, in the three languages. */
import { type Locale } from '../../goals/schema';
import { type ReportWords, reportWords } from '../content/words';

interface OwnWords {
  readonly continued: string;
  readonly goals: string;
  readonly kpi: string;
  readonly baseline: string;
  readonly target: string;
  readonly value: string;
  readonly responsible: string;
  readonly periods: string;
  readonly summary: string;
  readonly unit: string;
  readonly answered: string;
  readonly partly: string;
  readonly all: string;
}

export type SlideWords = ReportWords & OwnWords;

const own: Readonly<Record<Locale, OwnWords>> = {
  fi: {
    continued: 'jatkuu',
    ...{ goals: 'Tavoitteet', kpi: 'Mittari (KPI)', baseline: 'Lähtö', target: 'Tavoite' },
    ...{ value: 'Tilanne', responsible: 'Vastuu', periods: 'Vuoden kierrokset', summary: 'Yhteenveto' },
    ...{ unit: 'Yksikkö', answered: 'Vastattu', partly: 'Osittain vastattu', all: 'Yhteensä' },
  },
  sv: {
    continued: 'fortsätter',
    ...{ goals: 'Målen', kpi: 'Mätare (KPI)', baseline: 'Utgångsläge', target: 'Mål' },
    ...{ value: 'Läge', responsible: 'Ansvar', periods: 'Årets omgångar', summary: 'Sammandrag' },
    ...{ unit: 'Enhet', answered: 'Besvarat', partly: 'Delvis besvarat', all: 'Sammanlagt' },
  },
  en: {
    continued: 'continued',
    ...{ goals: 'Goals', kpi: 'Measure (KPI)', baseline: 'Baseline', target: 'Target' },
    ...{ value: 'Status', responsible: 'Responsible', periods: 'Rounds of the year', summary: 'Summary' },
    ...{ unit: 'Unit', answered: 'Answered', partly: 'Answered in part', all: 'Total' },
  },
};

export function slideWords(locale: Locale): SlideWords {
  return { ...reportWords[locale], ...own[locale] };
}
