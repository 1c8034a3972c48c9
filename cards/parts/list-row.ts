/** Rows with a button, as in the list and other cards. Pure. */
import { shorten } from './shorten';
import { type Verb } from './verbs';

export interface ListButton {
  readonly verb: Verb;
  readonly title: string;
  /** The button's full name, if other buttons have the same title. */
  readonly tooltip?: string;
  readonly data: object;
  /** Shown only in the overflow menu: for what is seldom needed. */
  readonly mode?: 'secondary';
}

export interface ListRow {
  readonly name: string;
  readonly lines: readonly string[];
  readonly button?: ListButton;
}

export function buttonData({ title, tooltip = title, ...button }: ListButton) {
  return { title, tooltip: shorten(tooltip, 160), ...button };
}
