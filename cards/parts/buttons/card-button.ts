/** Buttons of a card with an input: which of them send it, and which are in the overflow menu. Pure. */
import { shorten } from '../shorten';
import { type Verb } from '../verbs';

export interface CardButton {
  readonly verb: Verb;
  readonly title: string;
  readonly data: object;
  /** It sends what was typed, and is the first thing to press. */
  readonly sends?: true;
  /** In the overflow menu. */
  readonly isRare?: true;
}

export function cardButton({ verb, title, data, sends, isRare }: CardButton) {
  return {
    ...{ verb, title, tooltip: shorten(title, 160), data },
    style: sends ? 'positive' : 'default',
    inputs: sends ? 'auto' : 'none',
    mode: isRare ? 'secondary' : 'primary',
  };
}
