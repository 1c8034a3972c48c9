/** The words for days, weeks and months in three languages, folded as by `foldTyped`. Pure. */

/** Days from today. "Tomorrow" is also written in two words in Swedish. */
export const namedDays: Readonly<Record<string, number>> = {
  ...{ tanaan: 0, tanapaivana: 0, idag: 0, 'i dag': 0, today: 0 },
  ...{
    huomenna: 1,
    huomiseen: 1,
    huomiseksi: 1,
    imorgon: 1,
    'i morgon': 1,
    imorron: 1,
    tomorrow: 1,
    tmrw: 1,
  },
  ...{ ylihuomenna: 2, 'i overmorgon': 2, overmorgon: 2, 'day after tomorrow': 2 },
};

/** The beginnings of weekdays' names; Monday is the first. */
export const weekdays: readonly (readonly string[])[] = [
  ['maanantai', 'mandag', 'monday'],
  ['tiistai', 'tisdag', 'tuesday'],
  ['keskiviik', 'onsdag', 'wednesday'],
  ['torstai', 'torsdag', 'thursday'],
  ['perjantai', 'fredag', 'friday'],
  ['lauantai', 'lordag', 'saturday'],
  ['sunnuntai', 'sondag', 'sunday'],
];

/** Short forms, only as whole words: "ma" begins many others. */
export const shortWeekdays: readonly (readonly string[])[] = [
  ['ma', 'man', 'mon'],
  ['ti', 'tis', 'tue'],
  ['ke', 'ons', 'wed'],
  ['to', 'tors', 'thu'],
  ['pe', 'fre', 'fri'],
  ['la', 'lor', 'sat'],
  ['su', 'son', 'sun'],
];

/** The beginnings of months' names. January is the first. */
export const months: readonly (readonly string[])[] = [
  ['tammiku', 'januari', 'january', 'jan'],
  ['helmiku', 'februari', 'february', 'febr', 'feb'],
  ['maalisku', 'mars', 'march', 'mar'],
  ['huhtiku', 'april', 'apr'],
  ['toukoku', 'maj', 'may'],
  ['kesaku', 'juni', 'june', 'jun'],
  ['heinaku', 'juli', 'july', 'jul'],
  ['eloku', 'augusti', 'august', 'aug'],
  ['syysku', 'september', 'sept', 'sep'],
  ['lokaku', 'oktober', 'october', 'okt', 'oct'],
  ['marrasku', 'november', 'nov'],
  ['jouluku', 'december', 'dec'],
];

export const nextWords = ['ensi', 'ens', 'nasta', 'next', 'kommande'];
export const thisWords = ['tama', 'talla', 'tana', 'denna', 'den har', 'this'];
/** Words before a last day; the Finnish ones come after it. */
export const untilWords = [
  'till',
  'tills',
  'until',
  'til',
  'through',
  'tom',
  't.o.m.',
  't.o.m',
  't o m',
  'fram till',
  'tills och med',
  'by',
];
export const untilAfter = ['asti', 'saakka', 'mennessa'];
export const fromWords = [
  'fran',
  'from',
  'fr.o.m.',
  'fr.o.m',
  'fr o m',
  'from och med',
  'since',
  'starting',
  'med borjan',
];
export const fromAfter = ['alkaen', 'lahtien', 'eteenpain', 'onwards', 'framat'];
/** Words for being back on the day that is named. */
export const backWords = [
  ...['palaan', 'palaamme', 'takaisin', 'tulen toihin', 'toissa taas'],
  ...['tillbaka', 'ater', 'aterkommer', 'atergar', 'back', 'return*', 'in again'],
];
