/** The catalogue's words for the export of a person's data, in the form that src/privacy takes them. */
import { type Locale } from '../../src/goals/schema';
import { type ExportWords } from '../../src/privacy/export-words';
import { text } from './strings';

export function exportWords(locale: Locale): ExportWords {
  return {
    about: text(locale, 'export.about'),
    headings: {
      about: text(locale, 'export.heading.about'),
      person: text(locale, 'export.heading.person'),
      rights: text(locale, 'export.heading.rights'),
      follows: text(locale, 'export.heading.follows'),
      substitutes: text(locale, 'export.heading.substitutes'),
      responsibilities: text(locale, 'export.heading.responsibilities'),
      requests: text(locale, 'export.heading.requests'),
      answers: text(locale, 'export.heading.answers'),
      drafts: text(locale, 'export.heading.drafts'),
      handovers: text(locale, 'export.heading.handovers'),
      questions: text(locale, 'export.heading.questions'),
      comments: text(locale, 'export.heading.comments'),
      reviews: text(locale, 'export.heading.reviews'),
      messages: text(locale, 'export.heading.messages'),
      acts: text(locale, 'export.heading.acts'),
      chat: text(locale, 'export.heading.chat'),
      files: text(locale, 'export.heading.files'),
      other: text(locale, 'export.heading.other'),
    },
  };
}
