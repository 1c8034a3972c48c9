/** The elements of a field's input, and of the small lines around it. Pure. */

/** An element of a card as JSON. */
export type CardElement = Readonly<Record<string, unknown>>;

/** Inputs are named with this prefix and their field, so that nothing else in a submit can be mistaken for one. */
export const inputPrefix = 'field_';

/** A small line right under what it belongs to. @param how properties of the `TextRun` */
export function smallLine(text: string, how: CardElement = {}): CardElement {
  return {
    type: 'RichTextBlock',
    spacing: 'None',
    inlines: [{ type: 'TextRun', size: 'Small', text, ...how }],
  };
}

/** Why what was typed cannot be saved. */
export function problemLine(text: string): CardElement {
  return smallLine(text, { color: 'Attention', weight: 'Bolder' });
}

/** On the warning colour as a background: as a text colour it is too pale to read in the light theme. */
export function warningLine(text: string): CardElement {
  return { type: 'Container', style: 'warning', spacing: 'Small', items: [smallLine(`⚠ ${text}`)] };
}
