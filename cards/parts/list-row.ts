/** Rows with a button, as the list and other cards have them. Pure. */
import { shorten } from './shorten';
import { type Verb } from './verbs';

export interface ListButton {
  readonly verb: Verb;
  readonly title: string;
  /** What the button is called where others have the same title. */
  readonly tooltip?: string;
  readonly data: object;
}

export interface ListRow {
  readonly name: string;
  readonly lines: readonly string[];
  readonly button?: ListButton;
}

export function buttonData({ title, tooltip = title, ...button }: ListButton) {
  return { title, tooltip: shorten(tooltip, 160), ...button };
}
