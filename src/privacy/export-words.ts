/** The headings of a person's exported data. Callers pass in the words from cards/strings. */

/** In the order in which they are shown. */
export const sections = [
  ...['person', 'rights', 'follows', 'substitutes', 'responsibilities'],
  ...['requests', 'answers', 'drafts', 'handovers', 'questions', 'comments', 'reviews'],
  ...['messages', 'acts', 'chat', 'files', 'other'],
] as const;
export type Section = (typeof sections)[number];

/** The words in one language. */
export interface ExportWords {
  /** Describes the whole export. */
  readonly about: string;
  readonly headings: Readonly<Record<Section | 'about', string>>;
}
