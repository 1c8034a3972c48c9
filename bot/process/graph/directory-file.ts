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
import { type AutomaticReplies } from '../../../src/people/absences/automatic-reply';
import { localMoment, usualZone } from '../../../src/periods/local-time';
import { addDays, daySchema } from '../../../src/periods/working-days';

const groupSchema = z.object({
  id: z.guid().toLowerCase(),
  name: z.string(),
  /** Addresses of persons of the file. */
  members: z.array(z.string()),
});

/** On these days, both inclusive; without them, until it is taken out of the file. */
const replySchema = z.object({
  /** The address of a person of the file. */
  person: z.string(),
  days: z.object({ from: daySchema, to: daySchema }).optional(),
});

/** Anything else in the file is ignored. */
const fileSchema = z.object({
  persons: z.array(personSchema),
  groups: z.array(groupSchema).default([]),
  automaticReplies: z.array(replySchema).default([]),
});

/** Reread each time: a person removed from the file has left. */
export function directoryFile(file: string): DirectorySource {
  return {
    pageSize: 10_000,
    find: async (wanted) => {
      const persons = (await contentOf(file)).persons;
      return new Map(
        wanted.flatMap(({ id, aadObjectId }): [string, Account | 'gone'][] => {
          const person = persons.find((each) => isAccountOf(each, { id, aadObjectId }));
          if (person) return [[id, accountOf(person)]];
          return aadObjectId === undefined ? [] : [[id, 'gone']];
        }),
      );
    },
    lookUp: async (text) => {
      const person = personCalled((await contentOf(file)).persons, text);
      return person && accountOf(person);
    },
    group: async (id, most) => {
      const { persons, groups } = await contentOf(file);
      const group = groups.find((each) => each.id === id);
      if (!group) return { problem: 'gone' };
      if (group.members.length > most) return { problem: 'large' };
      const members = persons.filter((person) => group.members.includes(person.id)).map(accountOf);
      return { name: group.name, members };
    },
  };
}

export function repliesInFile(file: string): AutomaticReplies {
  return {
    read: async (wanted) => {
      const { persons, automaticReplies } = await contentOf(file);
      const person = persons.find((each) => isAccountOf(each, wanted));
      const reply = automaticReplies.find((each) => each.person === person?.id);
      if (!reply?.days) return { type: reply ? 'on' : 'none' };
      const midnight = (day: string) => localMoment(day, '00:00', usualZone).toJSDate();
      const { from, to } = reply.days;
      return { type: 'scheduled', start: midnight(from), end: midnight(addDays(to, 1)) };
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

async function contentOf(file: string): Promise<z.infer<typeof fileSchema>> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
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
