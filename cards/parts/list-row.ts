/** Rows with a button, as in the list and other cards. Pure. */
import { shorten } from './shorten';
import { type Verb } from './verbs';

export interface ListButton {
  readonly verb: Verb;
  readonly title: string;
  /** The button's full name, if other buttons have the same title. */
  readonly tooltip?: string;
  readonly data: object;
}

export interface ListRow {
  readonly name: string;
  readonly lines: readonly string[];
  readonly button?: ListButton;
}

export interface SectionRow extends ListRow {
  /** Heading above the row: it begins a section. */
  readonly section?: string;
}

/** Buttons in sight, or in the overflow menu. */
export function buttonsIn(mode: 'primary' | 'secondary', buttons: readonly ListButton[]) {
  return buttons.map((button) => ({ ...buttonData(button), mode }));
}

export function buttonData({ title, tooltip = title, ...button }: ListButton) {
  return { title, tooltip: shorten(tooltip, 160), ...button };
}
