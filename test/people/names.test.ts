import { wordingFor } from '../../bot/views/wording';
import { personIdSchema } from '../../src/goals/schema';
import { isFormer, namesOf, newFormerId, personName } from '../../src/people/names';

const anna = { id: 'anna@example.org', name: 'Anna Virtanen' };
const reader = wordingFor('fi');

describe('what people read for a person', () => {
  it('is the name, or the id of somebody whom the directory does not know', () => {
    expect(personName(anna, anna.id, reader)).toBe('Anna Virtanen');
    expect(personName(undefined, 'bo@example.org', reader)).toBe('bo@example.org');
    expect(namesOf([anna], reader).get(anna.id)).toBe('Anna Virtanen');
    expect(namesOf([anna], reader).get('bo@example.org')).toBeUndefined();
  });

  it.each([
    ['fi', 'entinen työntekijä'],
    ['sv', 'tidigare anställd'],
    ['en', 'former employee'],
  ] as const)('in %s is "%s" for who was erased', (locale, called) => {
    const former = newFormerId();
    expect(personName(undefined, former, wordingFor(locale))).toBe(called);
    expect(namesOf([], wordingFor(locale)).get(former)).toBe(called);
  });
});

it('an id of who was erased fits where ids of persons do, and is another one each time', () => {
  const ids = [newFormerId(), newFormerId()];
  for (const id of ids) expect([isFormer(id), personIdSchema.parse(id)]).toEqual([true, id]);
  expect(new Set(ids).size).toBe(2);
  expect(isFormer('former-employee@example.org')).toBe(false);
});
