import { listCardData } from '../../../cards/list/data';
import { type ListButton } from '../../../cards/parts/list-row';
import { type Wording } from '../../../cards/parts/wording';
import { type DrawnCard, render } from '../../../cards/render';

export interface Choice {
  readonly name: string;
  readonly lines?: readonly string[];
  /** What the button's verb needs. Without it there is nothing to choose in this row. */
  readonly data?: object;
}

export interface ChoicesShown {
  readonly title: string;
  /** How else to choose. */
  readonly context?: string;
  /** What choosing does, and what the button says: "show" by default. */
  readonly verb: ListButton['verb'];
  readonly button?: string;
  readonly choices: readonly Choice[];
  /** Shown if there are no choices. */
  readonly empty?: string;
}

/** A list to choose from, if a command fits several things. */
export function drawChoices(shown: ChoicesShown, wording: Wording): DrawnCard {
  const { title, verb, button = wording.text('programmes.show'), choices, empty = '', context } = shown;
  const rows = choices.map(({ name, lines = [], data }) => ({
    ...{ name, lines },
    ...(data && { button: { verb, title: button, tooltip: `${button}: ${name}`, data } }),
  }));
  return {
    card: render(
      'list',
      listCardData({ title, rows, empty, ...(context !== undefined && { context }) }, wording),
    ),
    summary: title,
  };
}
