/** What is kept about a person is shown to them under these headings. Callers pass the words in from cards/strings. */

/** In the order in which they are shown. */
export const sections = [
  ...['person', 'rights', 'follows', 'substitutes', 'responsibilities'],
  ...['requests', 'answers', 'drafts', 'handovers', 'reviews'],
  ...['messages', 'acts', 'chat', 'files', 'other'],
] as const;
export type Section = (typeof sections)[number];

/** In one language. */
export interface ExportWords {
  /** What the whole is. */
  readonly about: string;
  readonly headings: Readonly<Record<Section | 'about', string>>;
}
