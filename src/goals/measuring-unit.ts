/** Units of figures in the spellings that Finnish, Swedish and English writers use. Pure. */

export interface MeasuringUnit {
  /** How many of the base one of the unit is: 1, 1 000, 1 000 000 or 1 000 000 000. */
  readonly scale: number;
  /** One spelling for all of them: "€/vrk" for "euroa / vuorokausi". Empty for a scale alone ("milj."). */
  readonly base: string;
  /** False if any word of it is not a unit that this file lists. */
  readonly known: boolean;
}

const scaleWords: readonly (readonly [number, RegExp])[] = [
  [1e3, /^(?:tuh|tuhat|tuhan\p{L}{1,6}|tuhat\p{L}{1,6}|tusen|tusental|thousands?|k|tn)$/u],
  [1e6, /^(?:milj|miljo\p{L}{1,9}|mio|mn|millions?)$/u],
  [1e9, /^(?:mrd|mdr?|miljard\p{L}{0,6}|bn|billions?)$/u],
];

/** Scale and currency in one word: "t€", "mkr". */
const scaledCurrencies: readonly (readonly [number, string, RegExp])[] = [
  [1e3, '€', /^(?:t€|te|teur|tn€|k€|keur)$/],
  [1e6, '€', /^(?:m€|me|meur|mn€|milj€)$/],
  [1e9, '€', /^(?:mrd€|bn€)$/],
  [1e3, 'kr', /^(?:tkr|tskr|ksek|kkr)$/],
  [1e6, 'kr', /^(?:mkr|mnkr|mskr|msek|miljkr)$/],
  [1e9, 'kr', /^(?:mdkr|mrdkr|mdrkr)$/],
];

const currencies: readonly (readonly [string, RegExp])[] = [
  ['€', /^(?:€|e|eur|euro\p{L}{0,5})$/u],
  ['kr', /^(?:kr|sek|krona|kronor|kronan|kronorna)$/],
  ['$', /^(?:\$|usd|dollari?\p{L}{0,4})$/u],
  ['£', /^(?:£|gbp|punta\p{L}{0,3}|pounds?)$/u],
  ['nok', /^nok$/],
  ['dkk', /^dkk$/],
  ['chf', /^chf$/],
];

const words: readonly (readonly [string, RegExp])[] = [
  ['%-yks', /^(?:%-yks\p{L}{0,9}|prosenttiyks\p{L}{0,9}|procentenhet\p{L}{0,3}|%-enhet\p{L}{0,3}|pp)$/u],
  ['%', /^(?:%|pros|prosent\p{L}{0,6}|procent\p{L}{0,2}|percent)$/u],
  ['vrk', /^(?:vrk|vuorokau\p{L}{1,8}|dygn\p{L}{0,3})$/u],
  ['pv', /^(?:pv|pvä|pvää|päiv\p{L}{1,7}|d|dgr?|dag|dagar|dagars|dagen|days?)$/u],
  ['arkipv', /^(?:arkip\p{L}{1,9}|vardag\p{L}{0,4}|weekdays?)$/u],
  ['kalenteripv', /^(?:kalenterip\p{L}{1,9}|kalenderdag\p{L}{0,4})$/u],
  ['työpv', /^(?:työp(?:v|äiv\p{L}{1,7})|arbetsdag\p{L}{0,4})$/u],
  ['hoitopv', /^(?:hoitop(?:v|äiv\p{L}{1,7})|vårddag\p{L}{0,4})$/u],
  ['vk', /^(?:vko|vk|viiko\p{L}{1,5}|viikko\p{L}{0,4}|veck(?:a|or|an|ors)|weeks?)$/u],
  ['kk', /^(?:kk|kuukau\p{L}{1,7}|mån|månad\p{L}{0,5}|months?)$/u],
  ['v', /^(?:v|vuosi|vuotta|vuoden|vuodessa|vuoteen|år|året|year|years)$/u],
  ['h', /^(?:h|t|tunti|tuntia|tuntiin|tunnin|tunnissa|tim|timm(?:e|ar|en)|hour|hours|hrs?)$/u],
  ['min', /^(?:min|minuut\p{L}{1,6}|minut(?:er|en)?|minutes?|mins)$/u],
  ['s', /^(?:s|sek|sekun\p{L}{1,6}|seconds?)$/u],
  ['htv2', /^htv2$/],
  ['htv', /^(?:htv|htv[13]|henkilötyövuo\p{L}{1,6}|årsverk\p{L}{0,4}|fte)$/u],
  ['hlö', /^(?:hlö|hlöä|henk|henkilö\p{L}{0,4}|pers|person|personer|persons|people)$/u],
  ['as', /^(?:as|asukas\p{L}{0,3}|asukka\p{L}{1,5}|inv|invånare\p{L}{0,2}|inhabitants?)$/u],
  ['kpl', /^(?:kpl|kappal\p{L}{1,5}|st|stycken?|pcs|pieces?)$/u],
  ['krt', /^(?:x|krt|kerta|kertaa|kerran|gång|gånger|times)$/],
  ['käynti', /^(?:käynti|käyntiä|käynnin|käynnit|käyntien|besök|besöken|visits?)$/],
  ['asiakas', /^(?:asiakas\p{L}{0,3}|asiakka\p{L}{1,5}|klient(?:er)?|kund(?:er)?|clients?|customers?)$/u],
  ['potilas', /^(?:potilas\p{L}{0,3}|potila\p{L}{1,4}|patient(?:er|s)?)$/u],
  ['kokous', /^(?:kokou\p{L}{1,4}|möte|möten|meetings?)$/u],
  ['p', /^(?:p|piste|pistettä|pisteen|pisteeseen|poäng|points?)$/],
  ['km', /^(?:km|kilometri\p{L}{0,3}|kilometer)$/u],
  ['m', /^(?:m|metri|metriä|meter)$/],
  ['m2', /^(?:m2|neliö|neliötä|neliömetri\p{L}{0,2}|kvadratmeter|kvm)$/u],
  ['m3', /^(?:m3|kuutio|kuutiota|kubikmeter)$/],
  ['l', /^(?:l|litra|litraa|liter|litres?)$/],
  ['kg', /^(?:kg|kilo|kiloa)$/],
  ['ton', /^(?:tonni|tonnia|ton|tonnes?)$/],
  ['kwh', /^kwh$/],
  ['mwh', /^mwh$/],
  ['gwh', /^gwh$/],
  ['‰', /^(?:‰|promil\p{L}{1,5})$/u],
];

/** Not a thousand or a million, but not plain figures either: nobody converts these without asking. */
const oddScale =
  /^(?:sata|sataa|hundra|hundred|tusina\p{L}{0,3}|dussin|dozen|‰|promil\p{L}{1,5}|snt|sent\p{L}{1,4}|cents?)$/u;

export function isOddScale(word: string): boolean {
  return oddScale.test(word.toLowerCase());
}

/** "milj." and "M" say only how large the figure is. */
export function scaleOfWord(word: string): number | undefined {
  if (word === 'M') return 1e6;
  return scaleWords.find(([, spelling]) => spelling.test(word.toLowerCase()))?.[0];
}

/** "mkr" and "t€" say it together with the currency. */
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

/** Any text gets an answer; a text longer than 60 characters is not a unit. */
export function measuringUnit(text: string): MeasuringUnit {
  const typed = text.trim().replace(/\s/g, ' ');
  if (typed.length > longestUnit) return { scale: 1, base: typed.toLowerCase(), known: false };
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
 * The same base. A unit that leaves off what it is counted by is the same too ("€" where "€/vrk" is expected); so is
 * an unlisted word that was cut short ("asiakasryhm."), to no fewer than three letters.
 */
export function isSameBase(typed: MeasuringUnit, own: MeasuringUnit): boolean {
  if (typed.base === own.base || own.base.startsWith(`${typed.base}/`)) return true;
  if (typed.known || own.known) return false;
  const [short, long] = [typed.base, own.base].sort((a, b) => a.length - b.length) as [string, string];
  return short.length >= 3 && long.startsWith(short);
}
