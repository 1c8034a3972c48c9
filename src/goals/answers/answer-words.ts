/** The fixed words that an answer is written with, in the three languages. */
import { type NumberComparator } from './parse-number';
import { type Light, type Locale } from '../schema';

export interface AnswerWords {
  readonly yes: string;
  readonly no: string;
  readonly lights: Readonly<Record<Light, string>>;
  /** Before a figure that is not exact. */
  readonly about: string;
  /** Before a figure that is only a bound, where it was typed in words. */
  readonly bounds: Readonly<Record<NumberComparator, string>>;
}

export const answerWords: Readonly<Record<Locale, AnswerWords>> = {
  fi: {
    ...{ yes: 'Kyllä', no: 'Ei', about: 'noin' },
    bounds: { below: 'alle', above: 'yli', 'at-most': 'enintään', 'at-least': 'vähintään' },
    lights: {
      ...{ green: 'vihreä', yellow: 'keltainen', red: 'punainen' },
      ...{ 'not-assessable': 'ei arvioitavissa', 'not-answered': 'ei vastattu' },
    },
  },
  sv: {
    ...{ yes: 'Ja', no: 'Nej', about: 'cirka' },
    bounds: { below: 'under', above: 'över', 'at-most': 'högst', 'at-least': 'minst' },
    lights: {
      ...{ green: 'grön', yellow: 'gul', red: 'röd' },
      ...{ 'not-assessable': 'kan inte bedömas', 'not-answered': 'inte besvarad' },
    },
  },
  en: {
    ...{ yes: 'Yes', no: 'No', about: 'about' },
    bounds: { below: 'under', above: 'over', 'at-most': 'at most', 'at-least': 'at least' },
    lights: {
      ...{ green: 'green', yellow: 'yellow', red: 'red' },
      ...{ 'not-assessable': 'not assessable', 'not-answered': 'not answered' },
    },
  },
};
