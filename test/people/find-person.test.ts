import { describe, expect, it } from '@jest/globals';
import { findPerson } from '../../src/people/find-person';
import { type Person } from '../../src/people/schema';

const account = '5e0a7a00-0000-4000-8000-00000000abcd';

function person(id: string, name: string, aadObjectId?: string): Person {
  const known = { id: `${id}@example.org`, name, language: 'fi', admin: false } as const;
  return aadObjectId ? { ...known, aadObjectId } : known;
}

const persons = [
  person('aino.virtanen', 'Aino Virtanen', account),
  person('ville.mattila', 'Ville Mattila'),
  person('matti.ville', 'Matti Ville'),
  person('asa.oberg', 'Åsa Öberg'),
  person('anna-liisa.korhonen', 'Anna-Liisa Korhonen'),
  person('m.korhonen1', 'Matti Korhonen'),
  person('m.korhonen2', 'Matti Korhonen'),
  person('finance', 'Talousjohtaja'),
  person('personnel', 'Henkilöstöjohtaja'),
  person('bo', 'Bo Ek'),
];

/** The id of the person found without its domain, or the candidates' in a list. */
function find(text: string, among: readonly Person[] = persons): string | string[] {
  const result = findPerson(among, text);
  const short = ({ id }: Person) => id.split('@')[0]!;
  return 'found' in result ? short(result.found) : result.candidates.map(short);
}

describe('a person is found', () => {
  it.each([
    'aino.virtanen@example.org',
    '  Aino.Virtanen@Example.ORG ',
    '<aino.virtanen@example.org>',
    'Aino Virtanen <AINO.VIRTANEN@example.org>',
    'Virtanen, Aino < aino.virtanen@example.org >',
    'Somebody Else <aino.virtanen@example.org>',
    account,
    ` ${account.toUpperCase()} `,
  ])('by address or account: %s', (text) => expect(find(text)).toBe('aino.virtanen'));

  it.each([
    ['aino virtanen', 'aino.virtanen'],
    ['Virtanen Aino', 'aino.virtanen'],
    ['Virtanen, Aino', 'aino.virtanen'],
    ['  AINO   VIRTANEN ', 'aino.virtanen'],
    ['asa oberg', 'asa.oberg'],
    ['Åsa O\u0308berg', 'asa.oberg'],
    ['korhonen anna liisa', 'anna-liisa.korhonen'],
    ['Talousjohtaja', 'finance'],
  ])('by full name: %s', (text, id) => expect(find(text)).toBe(id));
});

describe('a person is never guessed', () => {
  it('from a part of a name, even where nobody else fits', () => {
    expect(find('virta')).toEqual(['aino.virtanen']);
    expect(find('Öberg')).toEqual(['asa.oberg']);
  });

  it('from a name that several have, and nobody else is offered then', () => {
    expect(find('Matti Korhonen')).toEqual(['m.korhonen1', 'm.korhonen2']);
  });

  it('from two names that are each other’s turned round', () => {
    const twins = [person('a', 'Ville Matti'), person('b', 'Matti Ville')];
    expect(find('Matti Ville', twins)).toEqual(['b', 'a']);
  });

  it('from a name beside an address that nobody has', () => {
    expect(find('Aino Virtanen <aino@elsewhere.org>')).toEqual(['aino.virtanen']);
    expect(find('aino.virtanen@elsewhere.org')).toEqual(['aino.virtanen']);
  });

  it('from two addresses', () => {
    expect(find('aino.virtanen@example.org; bo@example.org')).toEqual([]);
    expect(find('Aino <aino.virtanen@example.org>, Bo <bo@example.org>')).toEqual([]);
  });

  it('from a misspelt name', () => {
    expect(find('Aino Virtannen')).toEqual(['aino.virtanen']);
    expect(find('Virtanen Ainno')).toEqual(['aino.virtanen']);
    expect(find('AinoVirtanen')).toEqual(['aino.virtanen']);
    expect(find('Talousjohtajja')).toEqual(['finance']);
    expect(find('Aiino Wirtannen')).toEqual([]);
  });
});

describe('candidates', () => {
  it('have all the words, in any order and anywhere in the name', () => {
    expect(find('johtaja')).toEqual(['personnel', 'finance']);
    expect(find('korh matti')).toEqual(['m.korhonen1', 'm.korhonen2']);
    expect(find('korhonen aino')).toEqual([]);
  });

  it('are the misspelt ones only where none has all the words', () => {
    const similar = [person('hanna', 'Hanna Aho'), person('anna', 'Sanna Aro'), person('jenna', 'Janna Ala')];
    expect(find('hanna', similar)).toEqual(['hanna']);
    expect(find('vanna', similar)).toEqual(['hanna', 'jenna', 'anna']);
  });

  it('are at most five, by name as Finnish sorts it', () => {
    const names = ['Öhman', 'Åberg', 'Zetterberg', 'Aalto', 'Ärling', 'Berg'];
    const many = names.map((surname, index) => person(`p${index}`, `${surname} Kim`));
    expect(find('Kim', many)).toEqual(['p3', 'p5', 'p2', 'p1', 'p4']);
  });

  it('say whether more fit, or only something like what was typed', () => {
    const many = ['A', 'B', 'C', 'D', 'E', 'F'].map((first) => person(first, `${first}o Berg`));
    const fit = (text: string, among: readonly Person[]) => {
      const result = findPerson(among, text);
      return 'fit' in result ? result.fit : undefined;
    };
    expect(fit('Berg', many)).toBe('more');
    expect(fit('Berg', many.slice(1))).toBe('all');
    expect(fit('Bergg', many)).toBe('near');
    expect(fit('Matti Korhonen', persons)).toBe('all');
  });

  it.each(['', '   ', '<>', '@', '?!', 'x', 'Nobody Known', 'i', '<script>'])('are none for "%s"', (text) => {
    const none = [person('bo', 'Bo Ek'), person('al', 'Al Om')];
    expect(find(text, none)).toEqual([]);
  });
});
