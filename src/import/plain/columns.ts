/** The sheets of the plain layout and their columns. Headings have no digits, because digits are not compared. */
import { type Locale, locales } from '../../goals/schema';
import { type InEachLanguage } from '../settings/words';
import { type ColumnName } from '../table/headings';

type Names = InEachLanguage;
type TextKey<K extends string> = `${K}-${Locale}`;

function column<K extends string>(key: K, names: Names, required = false): ColumnName<K> {
  const byLocale = Object.fromEntries(locales.map((locale, index) => [locale, [names[index]!]]));
  return { key, names: byLocale, ...(required && { required: true as const }) };
}

/** One column per language: "Otsikko fi", "Otsikko sv", "Otsikko en". */
function texts<K extends string>(key: K, names: Names): ColumnName<TextKey<K>>[] {
  return locales.map((locale) =>
    column(`${key}-${locale}`, names.map((name) => `${name} ${locale}`) as unknown as Names),
  );
}

export const sheetNames = {
  programme: ['Ohjelma', 'Program', 'Programme'],
  goals: ['Tavoitteet', 'Mål', 'Goals'],
  fields: ['Kohdat', 'Punkter', 'Fields'],
  groups: ['Ryhmät', 'Grupper', 'Groups'],
  lists: ['Luettelot', 'Listor', 'Lists'],
  names: ['Tunnistetut nimet', 'Kända namn', 'Known names'],
  mapping: ['Sarakkeiden merkitykset', 'Kolumnernas betydelser', 'Column meanings'],
} as const satisfies Readonly<Record<string, Names>>;

const goalId: Names = ['Tavoitteen id', 'Målets id', 'Goal id'];
const ownersNames: Names = ['Vastuuhenkilöt', 'Ansvariga', 'Owners'];

/** Heading levels, outermost first. */
export const levelKeys = ['levelA', 'levelB', 'levelC', 'levelD'] as const;
const roman = ['I', 'II', 'III', 'IV'];

export const settingColumns = [
  column('setting', ['Asetus', 'Inställning', 'Setting'], true),
  column('value', ['Arvo', 'Värde', 'Value'], true),
  ...texts('text', ['Teksti', 'Text', 'Text']),
];

export const goalColumns = [
  column('goal', goalId, true),
  column('code', ['Tunnus', 'Kod', 'Code'], true),
  ...levelKeys.flatMap((key, level) =>
    texts(key, [`Taso ${roman[level]}`, `Nivå ${roman[level]}`, `Level ${roman[level]}`]),
  ),
  ...texts('title', ['Otsikko', 'Rubrik', 'Title']),
  ...texts('description', ['Kuvaus', 'Beskrivning', 'Description']),
  ...texts('unit', ['Yksikkö', 'Enhet', 'Unit']),
  column('owners', ownersNames),
  column('respondents', ['Vastaajaryhmät', 'Respondentgrupper', 'Kinds of respondents']),
  column('contact', ['Yhteystietoja', 'Kontaktuppgifter', 'Contact details']),
  column('changedIn', ['Muutettu versiossa', 'Ändrat i version', 'Changed in version']),
];

export const fieldColumns = [
  column('goal', goalId, true),
  column('id', ['Kohdan id', 'Punktens id', 'Field id'], true),
  column('kind', ['Laji', 'Slag', 'Kind'], true),
  column('role', ['Rooli', 'Roll', 'Role']),
  ...texts('label', ['Nimi', 'Namn', 'Label']),
  ...texts('hint', ['Ohje', 'Anvisning', 'Hint']),
  column('required', ['Pakollinen', 'Obligatorisk', 'Required']),
  ...texts('unit', ['Mittayksikkö', 'Måttenhet', 'Unit']),
  column('baseline', ['Lähtötaso', 'Utgångsläge', 'Baseline']),
  column('baselineValue', ['Lähtötaso lukuna', 'Utgångsläge i siffror', 'Baseline as a number']),
  column('baselineComparator', ['Lähtötason vertailu', 'Utgångslägets jämförelse', 'Baseline comparator']),
  column('target', ['Tavoitearvo', 'Målvärde', 'Target']),
  column('targetValue', ['Tavoitearvo lukuna', 'Målvärde i siffror', 'Target as a number']),
  column('low', ['Välin alaraja', 'Intervallets nedre gräns', 'Low end of range']),
  column('high', ['Välin yläraja', 'Intervallets övre gräns', 'High end of range']),
  column('targetComparator', ['Tavoitearvon vertailu', 'Målvärdets jämförelse', 'Target comparator']),
  ...texts('targetLabel', ['Tavoitearvon nimi', 'Målvärdets namn', 'Target label']),
  column('direction', ['Suunta', 'Riktning', 'Direction']),
  column('accumulates', ['Kertyy vuoden aikana', 'Ackumuleras under året', 'Adds up over the year']),
  column('min', ['Pienin arvo', 'Minsta värde', 'Smallest value']),
  column('max', ['Suurin arvo', 'Största värde', 'Largest value']),
  column('maxLength', ['Pisin teksti', 'Längsta text', 'Longest text']),
  column('language', ['Kieli', 'Språk', 'Language']),
  column('group', ['Ryhmän id', 'Gruppens id', 'Group id']),
  column('row', ['Taulukon rivi', 'Tabellens rad', 'Table row']),
  column('column', ['Taulukon sarake', 'Tabellens kolumn', 'Table column']),
  column('askedAfter', ['Kysytään kohdan mukaan', 'Frågas enligt punkten', 'Asked by field']),
  column('askedAnswers', ['Kysytään vastauksilla', 'Frågas vid svaren', 'Asked after answers']),
  column('oneOf', ['Vähintään yksi joukosta', 'Minst en av gruppen', 'At least one of']),
  column('owners', ownersNames),
];

export const groupColumns = [
  column('goal', goalId, true),
  column('id', ['Ryhmän id', 'Gruppens id', 'Group id'], true),
  column('kind', ['Ryhmän laji', 'Gruppens slag', 'Kind of group'], true),
  ...texts('label', ['Nimi', 'Namn', 'Label']),
  ...texts('description', ['Kuvaus', 'Beskrivning', 'Description']),
  column('owners', ownersNames),
];

export const listColumns = [
  column('goal', goalId, true),
  column('list', ['Luettelo', 'Lista', 'List'], true),
  column('of', ['Kohta tai ryhmä', 'Punkt eller grupp', 'Field or group']),
  column('id', ['Rivin id', 'Radens id', 'Item id']),
  ...texts('text', ['Teksti', 'Text', 'Text']),
];

/** Texts that somebody has said mean an owner. */
export const nameColumns = [
  column('text', ['Nimi tiedostossa', 'Namn i filen', 'Name in the file'], true),
  column('owner', ['Tarkoitettu vastuuhenkilö', 'Avsedd ansvarig', 'Owner meant'], true),
];

/** What the columns of tables that fit no layout hold; each table has a number. */
export const mappingColumns = [
  column('table', ['Taulukon numero', 'Tabellens nummer', 'Number of the table'], true),
  column('heading', ['Sarakkeen otsikko', 'Kolumnens rubrik', 'Heading of the column'], true),
  column('meaning', ['Sarakkeen merkitys', 'Kolumnens betydelse', 'Meaning of the column'], true),
];

export type SettingKey = (typeof settingColumns)[number]['key'];
export type GoalKey = (typeof goalColumns)[number]['key'];
export type FieldKey = (typeof fieldColumns)[number]['key'];
export type GroupKey = (typeof groupColumns)[number]['key'];
export type ListKey = (typeof listColumns)[number]['key'];
