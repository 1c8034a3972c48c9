/** What the columns of a table that fits no layout may mean, and how their headings usually read. Pure. */
import { measuringUnit } from '../../goals/answers/measuring-unit';
import { type Locale, locales } from '../../goals/schema';
import { type ColumnMeaning } from '../table/imported';
import { comparableHeading } from '../table/headings';

type Names = Readonly<Partial<Record<Locale, string>>>;

/** Comparable headings, as `comparableHeading` makes them, separated by spaces. */
const names: Readonly<Record<Exclude<ColumnMeaning, 'ignore'>, Names>> = {
  baseline: {
    fi: 'lähtötaso lähtötilanne lähtöarvo nykytila nykytaso nykyarvo',
    sv: 'utgångsläge utgångsvärde utgångsnivå nuläge basvärde',
    en: 'baseline start startvalue startingpoint startinglevel',
  },
  target: {
    fi: 'tavoitetaso tavoitearvo tavoiteluku tavoitteenarvo tavoitetila',
    sv: 'målnivå målvärde måltal riktvärde målsättning',
    en: 'target targets targetvalue targetlevel goalvalue',
  },
  value: {
    fi: 'toteuma toteutuma toteutunut tilanne ennuste',
    sv: 'utfall resultat nuvarande prognos',
    en: 'current currentvalue actual actuals latest result',
  },
  owner: {
    fi: 'vastuuhenkilö vastuuhenkilöt vastaava vastuullinen vastuutaho vastuu omistaja vastaa vastuuhlö',
    sv: 'ansvarig ansvariga ansvarigperson ansvarsperson ansvar ägare målägare uppföljningsansvarig',
    en: 'owner owners responsible responsibleperson accountable lead dri responsibledept assignee',
  },
  measure: {
    fi: 'mittari mittarit indikaattori indikaattorit tunnusluku tunnusluvut avaintulos avaintulokset',
    sv: 'mätare mått indikator indikatorer nyckeltal nyckelresultat mätetal',
    en: 'kpi kpis kpiname indicator indicators measure measures metric metrics keyresult keyresults',
  },
  code: {
    fi: 'tunnus koodi nro numero',
    sv: 'kod nr nummer beteckning',
    en: 'id code no number ref reference',
  },
  unit: { fi: 'mittayksikkö', sv: 'måttenhet', en: 'unitofmeasure uom' },
  direction: { fi: 'suunta tavoitesuunta', sv: 'riktning', en: 'direction polarity' },
  description: {
    fi: 'kuvaus määritelmä',
    sv: 'beskrivning definition',
    en: 'description definition',
  },
  heading: {
    fi: 'päämäärä painopiste toimiala tulosalue palvelualue teema näkökulma kokonaisuus lautakunta kärki',
    sv: 'perspektiv fokusområde område strategisktmål strategiskamål nämnd förvaltning förvaltningsområde verksamhet sektor tema',
    en: 'perspective theme pillar area focusarea priority department division programmearea',
  },
  goal: {
    fi: 'tavoite tavoitteet',
    sv: 'mål målen nämndmål verksamhetsmål effektmål inriktningsmål',
    en: 'goal goals objective objectives outcome',
  },
};

/** A unit of measurement, or a unit of the organisation: the cells decide. */
const eitherUnit: Names = { fi: 'yksikkö', sv: 'enhet', en: 'unit' };

export interface GuessedMeaning {
  readonly meaning: ColumnMeaning;
  readonly language: Locale;
  /** False if only a word of the heading is known: "Sitova tavoite". */
  readonly whole: boolean;
}

/** @param cells texts of some cells below the heading */
export function guessMeaning(heading: string, cells: readonly string[]): GuessedMeaning | undefined {
  const whole = comparableHeading(heading);
  if (whole === '') return undefined;
  const asUnit = locales.find((language) => eitherUnit[language] === whole);
  if (asUnit) return { meaning: areUnits(cells) ? 'unit' : 'heading', language: asUnit, whole: true };
  const known = find(whole);
  if (known) return { ...known, whole: true };
  const words = heading.split(/[^\p{L}]+/u).map(comparableHeading);
  const found = words.flatMap((word) => find(word) ?? []);
  // "Strateginen painopiste ja tavoite" is a goal, "Tavoitteen mittari" a measure: the order of the list decides.
  const [best] = found.toSorted((a, b) => rank(a.meaning) - rank(b.meaning));
  return best && { ...best, whole: false };
}

const order = Object.keys(names) as Exclude<ColumnMeaning, 'ignore'>[];
const rank = (meaning: ColumnMeaning) => order.findIndex((each) => each === meaning);

function find(word: string): { meaning: ColumnMeaning; language: Locale } | undefined {
  for (const meaning of order)
    for (const language of locales)
      if (names[meaning][language]?.split(' ').includes(word)) return { meaning, language };
  return undefined;
}

function areUnits(cells: readonly string[]): boolean {
  const known = cells.filter((cell) => measuringUnit(cell).known || /^\p{Ll}{1,12}$/u.test(cell));
  return cells.length > 0 && known.length * 2 >= cells.length;
}
