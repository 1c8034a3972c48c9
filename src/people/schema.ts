import { z } from 'zod';
import { idSchema, type Locale, localeSchema, localizedTextSchema, personIdSchema } from '../goals/schema';

/** In characters. */
export const longestName = 120;

/** As people write it: "Etu.Suku@Example.org" is the same address in lower case. */
const addressSchema = z.string().trim().toLowerCase().pipe(personIdSchema);

/** A person as in the directory. `aadObjectId` identifies the person in a verified Teams token. */
export const personSchema = z.strictObject({
  id: addressSchema,
  name: z.string().trim().min(1).max(longestName),
  language: localeSchema.optional(),
  unit: localizedTextSchema.optional(),
  aadObjectId: z.uuid().optional(),
  admin: z.boolean().default(false),
});
export type DirectoryPerson = z.infer<typeof personSchema>;

/** `ownLanguage` was chosen by the person or learnt from their Teams client; a directory import keeps it. */
export interface StoredPerson extends DirectoryPerson {
  readonly ownLanguage?: Locale;
}

/** A person who answers or reads; the language is their own, else the directory's, else Finnish. */
export interface Person extends StoredPerson {
  language: Locale;
}

/** A role that owns goals and stands for the persons in it: "the area directors". */
export const roleSchema = z.strictObject({
  id: idSchema,
  label: localizedTextSchema,
  members: z.array(addressSchema).min(1),
});
export interface Role extends z.infer<typeof roleSchema> {
  /** Object id of the directory's group whose members are the role's; a file does not change them. */
  readonly group?: string;
}

export const peopleSchema = z.strictObject({
  persons: z.array(personSchema),
  roles: z.array(roleSchema).default([]),
});
export type People = z.infer<typeof peopleSchema>;
