/** Words for a function or a group instead of a person: "hallintojohtaja", "tulosaluejohtajat", "chefer". Pure. */
import { wordsOf } from '../../people/find-person';

/** Endings of words for a function, without case and accents, in the singular and the plural. */
const functions: readonly (readonly [stem: string, one: RegExp, several: RegExp])[] = [
  ['johtaja', /johtaja(?:n|a|lle|lla|ksi)?$/, /johtaj(?:at|ien|ia|ille|illa|iksi|ista)$/],
  ['paallikko', /paalli(?:kko|kon|kkoa|kolle)$/, /paalli(?:kot|kkojen|koiden|kkoita|koita|koille|koilla)$/],
  ['laakari', /laakari(?:n|a|lle)?$/, /laakari(?:t|en|eiden)$|laakare(?:ita|ille)$/],
  ['esimies', /esimies$|esimiehen$/, /esimie(?:het|sten|hille|hia)$/],
  ['vastaava', /vastaava(?:n|a)?$/, /vastaav(?:at|ien|ille)$/],
  ['koordinaattori', /koordinaattori(?:n|a)?$/, /koordinaattori(?:t|en|eiden)$/],
  ['asiantuntija', /asiantuntija(?:n|a)?$/, /asiantuntij(?:at|oiden|oille)$/],
  ['suunnittelija', /suunnittelija(?:n|a)?$/, /suunnittelij(?:at|oiden|oille)$/],
  ['sihteeri', /sihteeri(?:n|a)?$/, /sihteeri(?:t|en)$/],
  ['ryhma', /^$/, /(?:johto|tyo|ohjaus|projekti)ryhma(?:n|t|lle)?$/],
  ['chef', /chef(?:en)?s?$/, /chefer(?:na)?s?$/],
  ['direktor', /direktor(?:en)?s?$/, /direktorer(?:na)?s?$/],
  ['ledare', /ledare(?:n)?s?$/, /ledarna$/],
  ['lakare', /lakare(?:n)?s?$/, /lakarna$/],
  ['koordinator', /[ck]oordinator(?:n|en)?$/, /[ck]oordinator(?:er|erna|s)$/],
  ['ansvarig', /ansvarig$/, /ansvariga$/],
  ['grupp', /^$/, /grupp(?:en|er|erna)?$/],
  ['director', /director$/, /directors$/],
  ['manager', /manager$/, /managers$/],
  ['head', /^head$/, /^heads$/],
  ['officer', /officer$/, /officers$/],
  ['physician', /physician$/, /physicians$/],
  ['controller', /controller$/, /controllers$/],
  ['group', /^$/, /^groups?$|^teams?$/],
];

/** Every word without its ending, so that "Tulosaluejohtajat" and "tulosaluejohtajien" are the same. */
export function stemsOf(text: string): string {
  return wordsOf(text).map(stem).join(' ');
}

function stem(word: string): string {
  for (const [end, one, several] of functions) {
    const ending = one.exec(word) ?? several.exec(word);
    if (ending) return word.slice(0, ending.index) + end;
  }
  return word;
}

export function namesFunction(word: string): boolean {
  return wordsOf(word).some((part) => functions.some(([, one]) => one.test(part))) || namesSeveral(word);
}

/** Whether the text names several persons or a group, and so cannot be one person's title. */
export function namesSeveral(text: string): boolean {
  return wordsOf(text).some((word) => functions.some(([, , several]) => several.test(word)));
}

const small = /^(?:vt|tf|va|t\.f|acting|dr|toht|prof|ma|of|the|for|och|ja|and|för|av|i)\.?$/i;

/** Whether these words are a title and nothing else: none of them may be a name. */
export function isTitle(words: readonly string[]): boolean {
  const text = words.join(' ');
  if (!words.some(namesFunction) || namesSeveral(text) || text.includes('@')) return false;
  return words.every((word) => namesFunction(word) || small.test(word) || /^\p{Ll}|-$/u.test(word));
}
