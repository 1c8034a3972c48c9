/** The languages that people read and write, in the order in which lists of texts have them. */
export const locales = ['fi', 'sv', 'en'] as const;
export type Locale = (typeof locales)[number];
