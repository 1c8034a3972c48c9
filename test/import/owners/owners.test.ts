import { aliasOf, ownerReader, type OwnerAliases } from '../../../src/import/owners/owners';
import { type Directory } from '../../../src/people/directory';
import { type Person, type Role } from '../../../src/people/schema';
import { processorTime } from '../../helpers/processor-time';

function directoryOf(names: Readonly<Record<string, string>>, roles: readonly Role[] = []): Directory {
  const persons = Object.entries(names).map(([id, name]): [string, Person] => [
    `${id}@example.org`,
    { id: `${id}@example.org`, name, language: 'fi', admin: false },
  ]);
  return { persons: new Map(persons), roles: new Map(roles.map((role) => [role.id, role])) };
}

const aino = 'aino@example.org';
const bo = 'bo@example.org';
const eeva = 'eeva@example.org';
const members = [aino];
const directory = directoryOf(
  {
    aino: 'Aino Virtanen',
    bo: 'Bo Korhonen',
    eeva: 'Eeva-Maria Mäkelä-Östman',
    one: 'Anna Laine',
    other: 'Antti Laine',
    title: 'Hallinto- ja talousjohtaja',
    'finance-manager': 'Fanni Hallamaa',
    care: 'Avopalvelujen ja suun terveydenhuollon päällikkö',
  },
  [
    {
      id: 'area',
      label: { fi: 'Tulosaluejohtajat', sv: 'Resultatområdescheferna', en: 'Area directors' },
      members,
    },
    { id: 'contracts', label: { fi: 'Sopimushallinnan ryhmä' }, members },
  ],
);
const none: OwnerAliases = new Map();
const read = (text: string, aliases = none) => ownerReader(directory, aliases)(text);

describe('a cell that names owners', () => {
  it.each([
    ['aino@example.org', [aino]],
    ['AINO@EXAMPLE.ORG; bo@example.org', [aino, bo]],
    ['mailto:aino@example.org', [aino]],
    ['aino@example.org., Mailto:bo@example.org.', [aino, bo]],
    ['Aino Virtanen', [aino]],
    ['Virtanen Aino', [aino]],
    ['Virtanen, Aino', [aino]],
    ['Virtanen, Aino; Korhonen, Bo', [aino, bo]],
    ['Aino Virtanen, Bo Korhonen', [aino, bo]],
    ['Aino Virtanen ja Bo Korhonen', [aino, bo]],
    ['Aino Virtanen och Bo Korhonen', [aino, bo]],
    ['Aino Virtanen & Bo Korhonen', [aino, bo]],
    ['Aino Virtanen, Bo Korhonen ja Eeva-Maria Mäkelä-Östman', [aino, bo, eeva]],
    ['Aino Virtanen/Bo Korhonen', [aino, bo]],
    ['Aino Virtanen\nBo Korhonen', [aino, bo]],
    ['Aino Virtanen. Bo Korhonen.', [aino, bo]],
    ['Aino Virtanen Bo Korhonen', [aino, bo]],
    ['Virtanen A. Korhonen B.', [aino, bo]],
    ['Virtanen A Korhonen B', [aino, bo]],
    ['A.Virtanen, B.Korhonen', [aino, bo]],
    ['A. Virtanen B. Korhonen', [aino, bo]],
    ['E.-M. Mäkelä-Östman', [eeva]],
    ['Aino Virtanen, aino@example.org', [aino]],
    ['hallintojohtaja Aino Virtanen', [aino]],
    ['Sosiaali- ja terveysjohtaja Aino Virtanen', [aino]],
    ['Aino Virtanen, hallintojohtaja', [aino]],
    ['Aino Virtanen (hallinto)', [aino]],
    ['vt. kehittämispäällikkö Aino Virtanen, förvaltningschef Bo Korhonen', [aino, bo]],
    ['Hallinto- ja talousjohtaja', ['title@example.org']],
    ['Avopalvelujen ja suun terveydenhuollon päällikkö, Aino Virtanen', ['care@example.org', aino]],
    ['tulosaluejohtajat', ['role:area']],
    [
      'aino@example.org, finance-manager@example.org, bo@example.org',
      [aino, 'finance-manager@example.org', bo],
    ],
    ['aino virtanen hallintojohtaja Bo Korhonen', [aino, bo]],
    ['Tulosaluejohtajien', ['role:area']],
    ['resultatområdescheferna', ['role:area']],
    ['area directors', ['role:area']],
    ['role:contracts', ['role:contracts']],
    ['Sopimushallinnan ryhmä, Bo Korhonen', ['role:contracts', bo]],
    ['Tulosaluejohtajat ja Aino Virtanen', ['role:area', aino]],
  ])('%j', (text, owners) => {
    expect(read(text)).toEqual({ owners, unresolved: [] });
  });
});

describe('what is nobody for certain', () => {
  it('is offered, never guessed', () => {
    const { owners, unresolved } = read('Aino Virtannen, Bo Korhonen');
    expect(owners).toEqual([bo]);
    expect(unresolved).toEqual([
      { text: 'Aino Virtannen', kind: 'person', candidates: [{ owner: aino, name: 'Aino Virtanen' }] },
    ]);
  });

  it('is a surname with an initial that two persons have', () => {
    const { owners, unresolved } = read('Laine A.');
    expect(owners).toEqual([]);
    expect(unresolved).toMatchObject([{ text: 'Laine A.', kind: 'person' }]);
    expect(unresolved[0]!.candidates.map(({ name }) => name)).toEqual(['Anna Laine', 'Antti Laine']);
  });

  it.each([
    'toimialajohtajat',
    'Palvelupäälliköt',
    'sektorcheferna',
    'division directors',
    'Hankintajohtaja',
  ])('is a role to be made: %s', (text) => {
    expect(read(text)).toEqual({ owners: [], unresolved: [{ text, kind: 'role', candidates: [] }] });
  });

  it('is one of several who are a role together', () => {
    const { owners, unresolved } = read('tulosaluejohtaja');
    expect(owners).toEqual([]);
    expect(unresolved[0]!.candidates).toEqual([{ owner: 'role:area', name: 'Tulosaluejohtajat' }]);
  });

  it('are several unknown persons, each on their own', () => {
    const texts = (text: string) => read(text).unresolved.map((each) => each.text);
    expect(texts('Matti Meikäläinen, Maija Teikäläinen')).toEqual(['Matti Meikäläinen', 'Maija Teikäläinen']);
    expect(texts('Matti Meikäläinen ja Maija Teikäläinen')).toEqual([
      'Matti Meikäläinen',
      'Maija Teikäläinen',
    ]);
    expect(texts('Meikäläinen, Matti')).toEqual(['Meikäläinen, Matti']);
  });

  it.each([
    'Lasten, nuorten ja perheiden palvelut',
    'Hallinto-, talous- ja henkilöstöpalvelut',
    'Kulttuuri, liikunta ja nuoriso',
    'Sosiaali- ja terveyspalvelut, pohjoinen alue',
    'Hyvinvoinnin edistäminen ja ennalta ehkäisevät palvelut',
    'Social-, hälso- och räddningsväsendet',
    'Barn, unga och familjer',
    'Health, Safety and Environment',
    'Lapset/nuoret',
  ])('is one unit with a comma, a slash or "and" in its name: %s', (text) => {
    expect(read(text).unresolved.map((each) => each.text)).toEqual([text]);
  });

  it('is never left out beside a title', () => {
    expect(read('Aino Virtanen, talousjohtaja Matti Meikäläinen')).toMatchObject({
      owners: [aino],
      unresolved: [{ text: 'talousjohtaja Matti Meikäläinen' }],
    });
  });

  it('is an address that nobody has, whatever its words', () => {
    expect(read('director@gone.example').unresolved).toMatchObject([{ kind: 'person' }]);
    expect(read('gone@example.org').unresolved).toMatchObject([{ text: 'gone@example.org', kind: 'person' }]);
  });

  it('is known once somebody has said who is meant', () => {
    const aliases = new Map([[aliasOf('A. Virtannen'), aino]]);
    expect(read('virtannen? a. VIRTANNEN; Bo Korhonen', aliases).owners).toEqual([bo]);
    expect(read('a. VIRTANNEN; Bo Korhonen', aliases)).toEqual({ owners: [aino, bo], unresolved: [] });
  });
});

it('reads a cell of a page of text without taking long', () => {
  const cell = 'Aino Virtanen ja muut, joista sovitaan myöhemmin erikseen / tarkennetaan. '.repeat(200);
  const took = processorTime();
  expect(read(cell).owners).toContain(aino);
  expect(took()).toBeLessThan(2_000);
});
