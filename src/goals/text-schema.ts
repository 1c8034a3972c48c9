/** Languages, localized texts, ids and owners: the parts of goals, fields and programmes. */
import { z } from 'zod';
import { type Locale, locales } from '../locales';

export { type Locale, locales } from '../locales';
export const localeSchema = z.enum(locales);

/** A text in one or more languages. */
export const localizedTextSchema = z
  .strictObject({
    fi: z.string().trim().min(1).optional(),
    sv: z.string().trim().min(1).optional(),
    en: z.string().trim().min(1).optional(),
  } satisfies Record<Locale, z.ZodType>)
  .refine((text) => Object.keys(text).length > 0, 'needs a text in at least one language');
export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** Lower-case id, safe as part of a storage key: letters, digits, `.`, `_`, `-`; 1–80 characters. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, 'use lower-case letters, digits, ".", "_" and "-"');

/**
 * A person's id is an e-mail address or user principal name, lower case. The letters before the "@" are those of RFC 5321
 * without `/`, `?` and `|`: O'Neil has an apostrophe, and guests of a tenant have "#EXT#".
 */
export const personIdSchema = z
  .string()
  .max(254)
  .regex(/^[a-z0-9.!#$%&'*+=^_`{}~-]+@[a-z0-9.-]+$/, 'is not a lower-case email address');

/** An owner is a person (`name@example.org`) or a role that resolves to persons (`role:area-directors`). */
export const ownerSchema = z.union([
  personIdSchema,
  z.string().regex(/^role:[a-z0-9][a-z0-9._-]{0,79}$/, 'is neither an email address nor "role:id"'),
]);
export type Owner = z.infer<typeof ownerSchema>;
