import { type z } from 'zod';

/**
 * Parses what came from outside; `undefined` if it does not fit the schema. zod compares the `length` of any value given
 * as a text, and throws if that length is an object that cannot be converted to a number.
 */
export function safeParse<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> | undefined {
  try {
    return schema.safeParse(raw).data;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
