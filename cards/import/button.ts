/** A button of an import's cards, as data for `card.json`. Pure. */
import { type Verb } from '../parts/verbs';

export type ButtonStyle = 'default' | 'positive' | 'destructive';

export function button(
  verb: Verb,
  title: string,
  data: object,
  style: ButtonStyle = 'default',
  associatedInputs: 'none' | 'auto' = 'none',
) {
  return { verb, title, data, style, associatedInputs };
}
