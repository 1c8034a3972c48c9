import { wordingFor } from '../../bot/views/wording';
import {
  loadDirectory,
  loadOwnerName,
  loadOwnersFor,
  loadPerson,
  ownersFor,
  personByObjectId,
  personsOf,
  savePeople,
} from '../../src/people/directory';
import { type People, peopleSchema } from '../../src/people/schema';
import { dyingAtCommit } from '../helpers/failing-store';
import { eachWithStore, manyPersons, peopleOf } from '../helpers/fixtures';

const stored = eachWithStore();
const objectId = '5E0A7A00-0000-4000-8000-0000000000AB';

function annaWith(aadObjectId: string): People {
  return peopleSchema.parse({ persons: [{ id: 'anna@example.org', name: 'Anna', aadObjectId }] });
}

describe('saving people', () => {
  it('writes nothing when nothing has changed', async () => {
    const people = peopleOf(manyPersons(60), { directors: manyPersons(3) });
    await savePeople(stored.store, people);
    const before = stored.now.dump();
    await savePeople(stored.store, people);
    expect(stored.now.dump()).toEqual(before);
  });

  it('writes only the person who has changed', async () => {
    await savePeople(stored.store, peopleOf(['anna@example.org', 'bo@example.org']));
    const before = stored.now.dump();
    const [anna] = peopleOf(['anna@example.org']).persons;
    await savePeople(stored.store, { persons: [{ ...anna!, name: 'Anna B' }], roles: [] });
    const changed = stored.now.dump().filter((row, index) => row.etag !== before[index]?.etag);
    expect(changed.map(({ key }) => key)).toEqual(['person|anna@example.org']);
  });

  it('ends the same when it was cut off and is repeated', async () => {
    const people = peopleOf(manyPersons(130), { directors: manyPersons(130) });
    await expect(savePeople(dyingAtCommit(stored.store, 3), people)).rejects.toThrow('power cut');
    await savePeople(stored.store, people);
    const directory = await loadDirectory(stored.store);
    expect(directory.persons.size).toBe(130);
    expect(directory.roles.get('directors')?.members).toHaveLength(130);
  });
});

describe('a verified object id', () => {
  it.each([objectId, objectId.toLowerCase()])('names its person however it is written: %s', async (id) => {
    await savePeople(stored.store, annaWith(objectId));
    expect((await personByObjectId(stored.store, id))?.id).toBe('anna@example.org');
  });

  it('names nobody when it is unknown', async () => {
    await savePeople(stored.store, annaWith(objectId));
    const other = objectId.replace('AB', 'AC');
    expect(await personByObjectId(stored.store, other)).toBeUndefined();
  });

  it('goes over to another person', async () => {
    await savePeople(stored.store, annaWith(objectId));
    const [bo] = peopleOf(['bo@example.org']).persons;
    await savePeople(stored.store, { persons: [{ ...bo!, aadObjectId: objectId }], roles: [] });
    expect((await personByObjectId(stored.store, objectId))?.id).toBe('bo@example.org');
  });

  it('stays the person’s when a file is silent about it', async () => {
    await savePeople(stored.store, annaWith(objectId));
    await savePeople(stored.store, peopleOf(['anna@example.org']));
    expect((await personByObjectId(stored.store, objectId))?.name).toBe('anna');
  });

  it('names nobody any more after the person has got another one', async () => {
    await savePeople(stored.store, annaWith(objectId));
    await savePeople(stored.store, annaWith(objectId.replace('AB', 'AC')));
    expect(await personByObjectId(stored.store, objectId)).toBeUndefined();
  });
});

describe('an owner', () => {
  const people = peopleOf(['anna@example.org', 'bo@example.org', 'cia@example.org'], {
    directors: ['bo@example.org', 'cia@example.org', 'gone@example.org'],
    auditors: ['cia@example.org'],
  });

  it('who is a person stands for that person, a role for its members who are known', async () => {
    await savePeople(stored.store, people);
    const directory = await loadDirectory(stored.store);
    expect(personsOf(directory, 'anna@example.org')).toEqual(['anna@example.org']);
    expect(personsOf(directory, 'role:directors')).toEqual(['bo@example.org', 'cia@example.org']);
  });

  it('who is unknown stands for nobody', async () => {
    await savePeople(stored.store, people);
    const directory = await loadDirectory(stored.store);
    expect(personsOf(directory, 'gone@example.org')).toEqual([]);
    expect(personsOf(directory, 'role:nobody')).toEqual([]);
  });

  it('stands for a person as the person and as every role of the person', async () => {
    await savePeople(stored.store, people);
    const expected = new Set(['cia@example.org', 'role:directors', 'role:auditors']);
    expect(await loadOwnersFor(stored.store, 'cia@example.org')).toEqual(expected);
    expect(ownersFor(people.roles, 'anna@example.org')).toEqual(new Set(['anna@example.org']));
  });

  it('is read as a name, or as what it is called when it is unknown', async () => {
    await savePeople(stored.store, people);
    const nameOf = (owner: string) => loadOwnerName(stored.store, owner, wordingFor('sv'));
    expect(await nameOf('anna@example.org')).toBe('anna');
    expect(await nameOf('role:directors')).toBe('directors');
    expect(await nameOf('gone@example.org')).toBe('gone@example.org');
    expect(await nameOf('role:nobody')).toBe('role:nobody');
  });

  it('without a row is no person', async () => {
    expect(await loadPerson(stored.store, 'gone@example.org')).toBeUndefined();
  });
});
