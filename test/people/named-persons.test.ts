/** Whom a text names. */
import { namedPersons } from '../../src/people/named-persons';

const persons = [
  { id: 'aino.virtanen@example.org', name: 'Aino Virtanen' },
  { id: 'bo@example.org', name: 'Bo Ek' },
  { id: 'bo.ek@example.org', name: 'Åke  Öberg' },
  { id: 'one@example.org', name: 'Matti Meikäläinen' },
  { id: 'two@example.org', name: 'Matti Meikäläinen' },
];
const named = (...texts: string[]) => namedPersons(texts, persons);

it.each([
  ['Kaksi hoitajaa, Aino Virtanen, 1.3.', ['aino.virtanen@example.org']],
  ['tuki: AINO VIRTANEN ja åke öberg', ['aino.virtanen@example.org', 'bo.ek@example.org']],
  ['kysytään bo@example.org.', ['bo@example.org']],
  ['(Bo Ek)', ['bo@example.org']],
  ['Aino  Virtanen', ['aino.virtanen@example.org']],
])('%s: %j', (text, ids) => {
  expect(named(text).sort()).toEqual([...ids].sort());
});

it.each([
  ['a name in another form', 'Kaksi hoitajaa, Aino Virtaselta'],
  ['a part of a longer name', 'Bo Ekman; Aino Virtanen-Lehto'],
  ['a part of an address', 'xbo@example.org, bo@example.organisation, bo@example.org.fi'],
  ['a first name', 'Aino'],
  ['a name of two persons', 'Matti Meikäläinen'],
  ['nothing', ''],
])('%s names nobody', (_what, text) => {
  expect(named(text)).toEqual([]);
});

it('a name is not put together from two texts', () => {
  expect(named('Aino', 'Virtanen')).toEqual([]);
});
