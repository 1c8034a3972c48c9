import { z } from 'zod';
import { idSchema, localeSchema, localizedTextSchema, personIdSchema } from '../goals/schema';

/** A person who can be asked, or who reads. `aadObjectId` is how a verified Teams token names the person. */
export const personSchema = z.strictObject({
  id: personIdSchema,
  name: z.string().trim().min(1).max(120),
  language: localeSchema.default('fi'),
  unit: localizedTextSchema.optional(),
  aadObjectId: z.uuid().optional(),
  admin: z.boolean().default(false),
});
export type Person = z.infer<typeof personSchema>;

/** A role that owns goals and stands for the persons in it: "the area directors". */
export const roleSchema = z.strictObject({
  id: idSchema,
  label: localizedTextSchema,
  members: z.array(personIdSchema).min(1),
});
export type Role = z.infer<typeof roleSchema>;

export const peopleSchema = z.strictObject({
  persons: z.array(personSchema),
  roles: z.array(roleSchema).default([]),
});
export type People = z.infer<typeof peopleSchema>;
