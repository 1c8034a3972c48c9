/** The languages of translations, as they are listed in a line. Pure. */
import { type PendingTranslation } from '../../../src/replies/pending-translations';
import { type Wording } from '../wording';

/** "ruotsi", "ruotsi, englanti": each once, in the form's order. */
export function languagesOf(pending: readonly Pick<PendingTranslation, 'field'>[], wording: Wording): string {
  const languages = new Set(pending.flatMap(({ field }) => field.language ?? []));
  return [...languages].map((language) => wording.text(`language.${language}`)).join(', ');
}
