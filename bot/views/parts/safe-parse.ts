import { type z } from 'zod';

/**
 * What came from outside as the schema has it; `undefined` where it does not fit. zod compares the `length` of whatever
 * stands in the place of a text, and throws where that is an object that is no number either.
 */
export function safeParse<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> | undefined {
  try {
    return schema.safeParse(raw).data;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
