/** Units of figures in the spellings that Finnish, Swedish and English writers use. Pure. */
import { keptByName } from '../../kept';

export interface MeasuringUnit {
  /** How many base units one unit is: 1, 1 000, 1 000 000 or 1 000 000 000. */
  readonly scale: number;
  /** The normalised spelling: "€/vrk" for "euroa / vuorokausi". Empty for a scale alone ("milj."). */
  readonly base: string;
  /** False if any of its words is not a unit listed in this file. */
  readonly known: boolean;
}

const scaleWords: readonly (readonly [number, RegExp])[] = [
  [1e3, /^(?:tuh|tuhat|tuhatta|tuhannen|tuhansia|tuhanteen|tusen|thousands?|k|tn)$/],
  [1e6, /^(?:milj|miljoon(?:a|aa|an|ia|asta)|miljon(?:er)?|mio|mn|millions?)$/],
  [1e9, /^(?:mrd|mdr?|miljard(?:i|ia|in|er|ista)?|bn|billions?)$/],
];

/** Scale and currency in one word: "t€", "mkr". */
const scaledCurrencies: readonly (readonly [number, string, RegExp])[] = [
  [1e3, '€', /^(?:t€|te|teur|tn€|k€|ke|keur)$/],
  [1e6, '€', /^(?:m€|me|meur|mn€|milj€)$/],
  [1e9, '€', /^(?:mrd€|bn€)$/],
  [1e3, 'kr', /^(?:tkr|tskr|ksek|kkr)$/],
  [1e6, 'kr', /^(?:mkr|mnkr|mskr|msek|miljkr)$/],
  [1e9, 'kr', /^(?:mdkr|mrdkr|mdrkr)$/],
];

const currencies: readonly (readonly [string, RegExp])[] = [
  ['€', /^(?:€|e|eur|euro(?:a|n|s|t|ja|jen|on|sta|ina)?)$/],
  ['kr', /^(?:kr|sek|krona|kronor|kronan|kronorna)$/],
  ['$', /^(?:\$|usd|dollars?|dollari(?:a|n)?)$/],
  ['£', /^(?:£|gbp|pounds?|punta(?:a)?)$/],
  ['nok', /^nok$/],
  ['dkk', /^dkk$/],
  ['chf', /^chf$/],
];

const days = 'v|äivä|äivää|äivän|äivään|äivässä|äivästä|äiviä|äivien|äivinä';

/** Whole words with their inflections: "päivystystä" (on-call duty) is not "päivä" (day). */
const words: readonly (readonly [string, RegExp])[] = [
  ['%-yks', /^(?:(?:%-|prosentti)yks(?:ikkö|ikköä|ikön)?|procentenhet(?:er)?|%-enhet(?:er)?|pp)$/],
  ['%', /^(?:%|pros|prosent(?:ti|tia|in|tiin|ista|issa|tina|teina)|procent(?:en)?|percent)$/],
  ['vrk', /^(?:vrk|vuorokau(?:si|tta|den|dessa|teen|desta|sia|sina)|dygn(?:et)?)$/],
  ['pv', new RegExp(`^(?:p(?:${days}|vä|vää)|d|dgr?|dag|dagar|dagars|dagen|days?)$`)],
  ['arkipv', new RegExp(`^(?:arkip(?:${days})|vardag(?:ar|en)?|weekdays?)$`)],
  ['kalenteripv', new RegExp(`^(?:kalenterip(?:${days})|kalenderdag(?:ar|en)?)$`)],
  ['työpv', new RegExp(`^(?:työp(?:${days})|arbetsdag(?:ar|en)?)$`)],
  ['hoitopv', new RegExp(`^(?:hoitop(?:${days})|vårddag(?:ar|en)?)$`)],
  ['vk', /^(?:vko|vk|viik(?:ko|koa|on|ossa|koon|koja|kojen)|veck(?:a|or|an|ors)|weeks?)$/],
  ['kk', /^(?:kk|kuukau(?:si|tta|den|dessa|teen|desta|sia|sina)|mån|månad(?:er|en|ers)?|months?)$/],
  ['v', /^(?:v|vuosi|vuotta|vuoden|vuodessa|vuoteen|år|året|years?)$/],
  ['h', /^(?:h|t|tunti|tuntia|tuntiin|tunnin|tunnissa|tunteja|tim|timm(?:e|ar|en)|hours?|hrs?)$/],
  ['min', /^(?:min|minuut(?:ti|tia|in|issa|tiin|teja)|minut(?:er|en)?|minutes?|mins)$/],
  ['s', /^(?:s|sek|sekun(?:ti|tia|nin|nissa)|sekund(?:er)?|seconds?)$/],
  ['htv2', /^htv2$/],
  ['htv', /^(?:htv|htv[13]|henkilötyövuo(?:si|tta|den|sia|desta)|årsverk(?:e|en)|fte)$/],
  ['hlö', /^(?:hlö|hlöä|henk|henkilö(?:ä|n|t|itä)?|pers|person|personer|persons|people)$/],
  ['as', /^(?:as|asukas|asukasta|asukkaan|asukkaalta|asukkaita|inv|invånare|inhabitants?)$/],
  ['kpl', /^(?:kpl|kappale|kappaletta|kappaleen|st|stycken?|pcs|pieces?)$/],
  ['krt', /^(?:x|krt|kerta|kertaa|kerran|gång|gånger|times)$/],
  ['käynti', /^(?:käynti|käyntiä|käynnin|käynnit|käyntien|besök|besöken|visits?)$/],
  ['asiakas', /^(?:asiakas|asiakasta|asiakkaan|asiakkaita|klient(?:er)?|kund(?:er)?|clients?|customers?)$/],
  ['potilas', /^(?:potilas|potilasta|potilaan|potilaita|patient(?:er|s)?)$/],
  ['kokous', /^(?:kokous|kokousta|kokouksen|kokouksia|möte|möten|meetings?)$/],
  ['p', /^(?:p|piste|pistettä|pisteen|pisteeseen|poäng|points?)$/],
  ['km', /^(?:km|kilometri(?:ä|n)?|kilometer)$/],
  ['m', /^(?:m|metri|metriä|meter)$/],
  ['m2', /^(?:m2|neliö|neliötä|neliömetri(?:ä|n)?|kvadratmeter|kvm)$/],
  ['m3', /^(?:m3|kuutio|kuutiota|kubikmeter)$/],
  ['l', /^(?:l|litra|litraa|liter|litres?)$/],
  ['kg', /^(?:kg|kilo|kiloa)$/],
  ['ton', /^(?:tonni|tonnia|ton|tonnes?)$/],
  ['kwh', /^kwh$/],
  ['mwh', /^mwh$/],
  ['gwh', /^gwh$/],
  ['‰', /^(?:‰|promil(?:le|lea|len|leen))$/],
];

/** Neither a thousand nor a million, but not a plain figure either: these are not converted without asking. */
const oddScale =
  /^(?:sata|sataa|hundra|hundred|tusina|tusinaa|dussin|dozen|‰|promil(?:le|lea|len|leen)|snt|sent(?:ti|tiä|in)|cents?)$/;

export function isOddScale(word: string): boolean {
  return oddScale.test(word.toLowerCase());
}

/** "milj." and "M" give only the scale. */
export function scaleOfWord(word: string): number | undefined {
  if (word === 'M') return 1e6;
  return scaleWords.find(([, spelling]) => spelling.test(word.toLowerCase()))?.[0];
}

/** "mkr" and "t€" give the scale together with the currency. */
function scaledCurrency(word: string): { readonly scale: number; readonly base: string } | undefined {
  const found = scaledCurrencies.find(([, , spelling]) => spelling.test(word.toLowerCase()));
  return found && { scale: found[0], base: found[1] };
}

export function currencyOf({ base }: Pick<MeasuringUnit, 'base'>): string | undefined {
  const [first = ''] = base.split('/');
  return currencies.find(([name]) => name === first)?.[0];
}

/** "10³ h", "1 000 €": the scale is written in digits. */
const scaleInDigits = /^(1[ .]?000[ .]?000|10\^6|10⁶|1[ .]?000|10\^3|10³)(?= |$|[€\p{L}])/u;

const longestUnit = 60;

/** Accepts any text; one longer than 60 characters is not a unit. */
export function measuringUnit(text: string): MeasuringUnit {
  const typed = text.trim().replace(/\s/g, ' ');
  if (typed.length > longestUnit) return { scale: 1, base: typed.toLowerCase(), known: false };
  return keptUnits(typed, () => readUnit(typed));
}

/** More than the units of an organisation's registers, and whatever people type beside their figures. */
const keptUnits = keptByName<MeasuringUnit>(1_000);

function readUnit(typed: string): MeasuringUnit {
  const digits = scaleInDigits.exec(typed)?.[1] ?? '';
  const power = digits === '' ? 1 : /6|⁶|000[ .]?000/.test(digits) ? 1e6 : 1e3;
  const parts = typed
    .slice(digits.length)
    .replace(/(?:^| )per /g, '/')
    .split('/');
  const [first, ...rest] = parts.map(unitPart);
  return {
    scale: power * first!.scale,
    base: [first!, ...rest].map(({ base }) => base).join('/'),
    known: [first!, ...rest].every(
      ({ known, base, scale }, at) => known && (base !== '' || at === 0 || scale > 1),
    ),
  };
}

function unitPart(part: string): MeasuringUnit {
  let [scale, known] = [1, true];
  const bases: string[] = [];
  for (const word of part
    .replace(/²/g, '2')
    .replace(/³/g, '3')
    .split(/[\s.]+/)
    .filter(Boolean)) {
    const [joined, factor] = [scaledCurrency(word), scaleOfWord(word)];
    if (joined) bases.push(joined.base);
    scale *= joined?.scale ?? factor ?? 1;
    if (joined || factor !== undefined) continue;
    const listed = nameOf(word);
    known &&= listed !== undefined;
    bases.push(listed ?? word.toLowerCase());
  }
  return { scale, base: bases.join(' '), known };
}

function nameOf(word: string): string | undefined {
  const lower = word.toLowerCase();
  return [...currencies, ...words].find(([, spelling]) => spelling.test(lower))?.[0];
}

/**
 * Whether the base is the same. A unit without its denominator is the same too ("€" where "€/vrk" is expected); so is
 * an abbreviated unlisted word of at least three letters ("asiakasryhm.").
 */
export function isSameBase(typed: MeasuringUnit, own: MeasuringUnit): boolean {
  if (typed.base === own.base || own.base.startsWith(`${typed.base}/`)) return true;
  if (typed.known || own.known) return false;
  const [short, long] = [typed.base, own.base].sort((a, b) => a.length - b.length) as [string, string];
  return short.length >= 3 && long.startsWith(short);
}
