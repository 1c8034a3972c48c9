/** Characters that nobody sees and no XML file can hold; they are taken away where text comes in. Pure. */

/**
 * Controls but for line breaks and tabs, and what Unicode says is no character (U+FFFE, U+FFFF, U+FDD0 and their kind).
 * Halves of surrogate pairs are among them: a text with one has no UTF-8 form.
 */
// eslint-disable-next-line no-control-regex -- these are the characters meant
const unwritable = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\p{Noncharacter_Code_Point}\p{Surrogate}]/gu;

export function withoutUnwritable(text: string): string {
  return text.replace(unwritable, '');
}

/** The same for every text in a value that was parsed from JSON; names of its parts stay as they are. Changes the value. */
export function removeUnwritableIn(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const parts = value as Record<string, unknown>;
  for (const key of Object.keys(parts)) {
    const part = parts[key];
    if (typeof part === 'string') parts[key] = withoutUnwritable(part);
    else removeUnwritableIn(part);
  }
}
