/** Words before a figure, or instead of one. Pure. */

export const numberComparators = ['below', 'above', 'at-most', 'at-least'] as const;
/** "<3" is below 3, "enintään 3" is at most 3. */
export type NumberComparator = (typeof numberComparators)[number];

/** A longer expression comes before one that it contains: "ei yli" is not "yli". */
export const comparatorWords: readonly (readonly [NumberComparator, readonly string[]])[] = [
  [
    'at-most',
    [
      ...['ei yli', 'ei enempää kuin', 'enintään', 'enint.', 'korkeintaan', 'maksimissaan', 'maks.', 'maks'],
      ...['inte över', 'inte mer än', 'högst', 'maximalt', 'upp till'],
      ...['no more than', 'not more than', 'not over', 'at most', 'up to', 'maximum', 'max.', 'max'],
    ],
  ],
  [
    'at-least',
    [
      ...['ei alle', 'ei vähempää kuin', 'vähintään', 'vähint.', 'väh.', 'ainakin', 'minimissään'],
      ...['inte under', 'inte mindre än', 'minst', 'lägst'],
      ...[
        'no less than',
        'not less than',
        'no fewer than',
        'not under',
        'at least',
        'minimum',
        'min.',
        'min',
      ],
    ],
  ],
  [
    'below',
    [
      ...['alle', 'vähemmän kuin', 'pienempi kuin', 'under', 'mindre än', 'färre än', 'lägre än'],
      ...['below', 'less than', 'fewer than', 'lower than'],
    ],
  ],
  [
    'above',
    [
      ...['yli', 'enemmän kuin', 'suurempi kuin', 'över', 'mer än', 'fler än', 'högre än'],
      ...['above', 'over', 'more than', 'higher than'],
    ],
  ],
];

const comparatorSigns: Readonly<Record<NumberComparator, string>> = {
  'at-most': '<=|=<|≤',
  'at-least': '>=|=>|≥',
  below: '<',
  above: '>',
};

const comparatorTexts = comparatorWords.map(([comparator, words]): [NumberComparator, RegExp] => {
  const spelt = words.map((word) => word.replace('.', '\\.')).join('|');
  return [
    comparator,
    new RegExp(`^(?:(?:${comparatorSigns[comparator]}) ?|(?:${spelt})(?: |(?=[\\d€½¼¾])))`, 'i'),
  ];
});

const approximately =
  /^(?:[~≈] ?|[nc](?:\. ?| )|c:a |(?:ca|approx|ung|noin|suunnilleen|arviolta|cirka|circa|ungefär|uppskattningsvis|runt|omkring|kring|about|around|roughly|approximately)(?:\. ?| |(?=\d)))/i;

export interface Opening {
  /** How many characters precede the figure. */
  readonly length: number;
  readonly comparator?: NumberComparator;
  readonly approximate: boolean;
}

/** The words before the figure of a text: "noin alle", "max", "≤". */
export function openingOf(text: string): Opening {
  const about = approximately.exec(text)?.[0] ?? '';
  const bounded = text.slice(about.length);
  for (const [comparator, pattern] of comparatorTexts) {
    const bound = pattern.exec(bounded)?.[0];
    if (bound !== undefined)
      return { length: about.length + bound.length, comparator, approximate: about !== '' };
  }
  return { length: about.length, approximate: about !== '' };
}

/** Listed without the words that may be added to any of them: "not yet measured" is "not measured". */
const noMeasureTexts = new Set(
  [
    'ei mittaria|mittari puuttuu|ei tiedossa|ei tietoa|ei tietoja|tieto puuttuu|tiedot puuttuvat|puuttuu',
    'ei saatavilla|ei saatavissa|ei saatu|ei arvioitavissa|ei arvioitu|ei mitattu|ei mitata|ei mitattavissa|ei sovellu',
    'ei tietoa saatavilla|ei tietoja saatavilla|ei käytettävissä|ei laskettu|ei seurattu|ei seurata|ei lukua|ei dataa',
    'mittaamatta|tuntematon|ei vielä|inte ännu|ännu inte|ej ännu|not yet',
    'saknas|uppgift saknas|uppgifter saknas|mätare saknas|data saknas|ingen mätare|ingen mätning|ingen uppgift|ingen data',
    'inga uppgifter|inga data|okänt|okänd|inte tillgänglig|inte tillgängligt|inte mätt|inte mätts|inte uppmätt|inte bedömts',
    'inte beräknats|inte känt|kan inte bedömas|kan inte mätas|ej tillgänglig|ej tillgängligt|ej mätt|ej uppmätt|ej känt|ej aktuellt',
    'n/a|na|n.a|no measure|none|no data|no data available|no figure|not available|not applicable|not known|unknown',
    'not measured|not assessable|not assessed|not calculated',
  ].flatMap((line) => line.split('|')),
);

const fillers = new Set(
  'vielä|ole|olla|toistaiseksi|tällä|hetkellä|ännu|är|har|för|närvarande|tillsvidare|yet|is|are|has|been|currently|so|far'.split(
    '|',
  ),
);

/** Whether the text says that there is no figure: "Ei mittaria", "ännu inte mätt", "N/A", "-", "?". */
export function saysNoMeasure(text: string): boolean {
  if (/^(?:[-—]+|\?+)$/.test(text)) return true;
  const words = text.toLowerCase().replace(/[.!]$/, '').split(' ').filter(Boolean);
  return (
    noMeasureTexts.has(words.join(' ')) ||
    noMeasureTexts.has(words.filter((word) => !fillers.has(word)).join(' '))
  );
}
