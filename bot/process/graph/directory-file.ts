/** A directory in a file in the format of `seeds/people.json`, for development without an organisation's directory. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  type Account,
  DirectoryError,
  type DirectorySource,
  type Wanted,
} from '../../../src/people/directory-source';
import { type DirectoryPerson, personSchema } from '../../../src/people/schema';

/** Anything in the file besides the persons is ignored. */
const fileSchema = z.object({ persons: z.array(personSchema) });

/** Reread each time: a person removed from the file has left. */
export function directoryFile(file: string): DirectorySource {
  return {
    pageSize: 10_000,
    find: async (wanted) => {
      const persons = await personsIn(file);
      return new Map(
        wanted.flatMap(({ id, aadObjectId }): [string, Account | 'gone'][] => {
          const person = persons.find((each) => isAccountOf(each, { id, aadObjectId }));
          if (person) return [[id, accountOf(person)]];
          return aadObjectId === undefined ? [] : [[id, 'gone']];
        }),
      );
    },
    lookUp: async (text) => {
      const person = personCalled(await personsIn(file), text);
      return person && accountOf(person);
    },
  };
}

/** Compares object ids if both have one. */
function isAccountOf(person: DirectoryPerson, { id, aadObjectId }: Wanted): boolean {
  if (person.aadObjectId === undefined || aadObjectId === undefined) return person.id === id;
  return person.aadObjectId.toLowerCase() === aadObjectId.toLowerCase();
}

function personCalled(persons: readonly DirectoryPerson[], text: string): DirectoryPerson | undefined {
  const name = text.toLowerCase();
  return persons.find(({ id, aadObjectId }) => id === name || aadObjectId?.toLowerCase() === name);
}

async function personsIn(file: string): Promise<DirectoryPerson[]> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(file, 'utf8'))).persons;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'not in the form of seeds/people.json';
    throw new DirectoryError(`${file} cannot be read as a directory (${reason})`, { cause: error });
  }
}

function accountOf({ id, name, language, unit, aadObjectId }: DirectoryPerson): Account {
  const unitName = unit && Object.values(unit)[0];
  return {
    ...(aadObjectId !== undefined && { objectId: aadObjectId.toLowerCase() }),
    addresses: [id],
    name,
    ...(language && { language }),
    ...(unitName !== undefined && { unit: unitName }),
    enabled: true,
  };
}
