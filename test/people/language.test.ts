import { loadDirectory, loadPerson, savePeople } from '../../src/people/directory';
import { chooseLanguage, learnLanguage } from '../../src/people/language';
import { type People, peopleSchema } from '../../src/people/schema';
import { type Locale } from '../../src/goals/schema';
import { eachWithStore, refusal } from '../helpers/fixtures';

const stored = eachWithStore();
const id = 'anna@example.org';

function annaIn(language?: Locale, name = 'Anna'): People {
  return peopleSchema.parse({ persons: [{ id, name, language }] });
}

async function languageNow(): Promise<Locale | undefined> {
  const directory = await loadDirectory(stored.store);
  const { language } = (await loadPerson(stored.store, id))!;
  expect(directory.persons.get(id)?.language).toBe(language);
  return language;
}

describe('the language a person is written to in', () => {
  it('is Finnish, the directory’s, or the one the person chose', async () => {
    await savePeople(stored.store, annaIn());
    expect(await languageNow()).toBe('fi');
    await savePeople(stored.store, annaIn('sv'));
    expect(await languageNow()).toBe('sv');
    await chooseLanguage(stored.store, id, 'en');
    expect(await languageNow()).toBe('en');
  });

  it('stays as it was chosen when the directory is imported, also with another one', async () => {
    await savePeople(stored.store, annaIn('fi'));
    await chooseLanguage(stored.store, id, 'sv');
    const before = stored.now.dump();
    await savePeople(stored.store, annaIn('fi'));
    expect(stored.now.dump()).toEqual(before);
    await savePeople(stored.store, annaIn('en', 'Anna B'));
    expect(await loadPerson(stored.store, id)).toMatchObject({ name: 'Anna B', language: 'sv' });
  });

  it('is not the directory’s to choose for the person', () => {
    const persons = [{ id, name: 'Anna', ownLanguage: 'sv' }];
    expect(peopleSchema.safeParse({ persons }).success).toBe(false);
  });

  it('can be chosen again and again; the same writes nothing', async () => {
    await savePeople(stored.store, annaIn('fi'));
    await chooseLanguage(stored.store, id, 'sv');
    const before = stored.now.dump();
    await chooseLanguage(stored.store, id, 'sv');
    expect(stored.now.dump()).toEqual(before);
    await chooseLanguage(stored.store, id, 'fi');
    expect(await languageNow()).toBe('fi');
  });

  it('is that of the last one where two are chosen at the same time', async () => {
    await savePeople(stored.store, annaIn('fi'));
    await Promise.all([
      chooseLanguage(stored.store, id, 'sv'),
      savePeople(stored.store, annaIn('fi')),
      chooseLanguage(stored.store, id, 'sv'),
    ]);
    expect(await languageNow()).toBe('sv');
  });

  it('cannot be chosen for somebody unknown', async () => {
    await expect(chooseLanguage(stored.store, id, 'sv')).rejects.toEqual(refusal('unknown-person'));
  });
});

describe('the language of the Teams client', () => {
  it('is learnt once, where nobody has said one', async () => {
    await savePeople(stored.store, annaIn());
    expect(await learnLanguage(stored.store, id, 'sv')).toBe(true);
    expect(await learnLanguage(stored.store, id, 'en')).toBe(false);
    expect(await languageNow()).toBe('sv');
  });

  it('does not change what the directory or the person has said', async () => {
    await savePeople(stored.store, annaIn('fi'));
    expect(await learnLanguage(stored.store, id, 'sv')).toBe(false);
    await chooseLanguage(stored.store, id, 'en');
    expect(await learnLanguage(stored.store, id, 'sv')).toBe(false);
    expect(await languageNow()).toBe('en');
  });

  it('of somebody unknown is not kept', async () => {
    expect(await learnLanguage(stored.store, id, 'sv')).toBe(false);
    expect(stored.now.dump()).toEqual([]);
  });
});
