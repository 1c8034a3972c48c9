/** The translations that wait for the reader in a round, beside what else is asked: a line and a button. Pure. */
import { type RoundName } from '../../../src/rounds/round-name';
import { type Verb } from '../verbs';
import { type Wording } from '../wording';

/** How many wait, and the first of them. */
export interface TranslationsDue {
  readonly count: number;
  readonly first: { readonly goalId: string; readonly fieldId: string };
}

/**
 * "Sinulta odotetaan yhtä käännöstä viimeistään 4.11.2026 klo 16.00."
 *
 * @param until the round's deadline, or its closing if that has passed (ISO 8601, UTC)
 */
export function translationsText(count: number, until: string, wording: Wording): string {
  return wording.text('translation.due', { count, deadline: wording.moment(until) });
}

export function translationsButton(
  { count, first }: TranslationsDue,
  { programmeId, period }: RoundName,
  wording: Wording,
) {
  const verb: Verb = 'translation';
  const { goalId, fieldId } = first;
  const title = wording.text('translation.write', { count });
  return { verb, title, style: 'default', data: { programmeId, period, goalId, fieldId } };
}
