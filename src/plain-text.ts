/** Removes characters that nobody sees and no XML file can hold, wherever text comes in. Pure. */

/**
 * Control characters except line breaks and tabs, Unicode's noncharacters (U+FFFE, U+FFFF, U+FDD0 and so on), and lone
 * surrogates, which have no UTF-8 form.
 */
// eslint-disable-next-line no-control-regex -- these are the characters meant
const unwritable = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\p{Noncharacter_Code_Point}\p{Surrogate}]/gu;

/** Vertical tabs and form feeds, which Word uses between lines, become line breaks. */
export function withoutUnwritable(text: string): string {
  return text.replace(/[\v\f]/g, '\n').replace(unwritable, '');
}

/** The same for every text in plain objects, lists and maps; property names are kept. Changes the value in place. */
export function removeUnwritableIn(value: unknown): void {
  if (typeof value !== 'object' || value === null || value instanceof Date) return;
  const isMap = value instanceof Map;
  const entries = isMap ? value : Object.entries(value);
  for (const [key, part] of entries as Iterable<[string, unknown]>) {
    if (typeof part !== 'string') {
      removeUnwritableIn(part);
      continue;
    }
    const plain = withoutUnwritable(part);
    if (plain === part) continue;
    if (isMap) value.set(key, plain);
    else (value as Record<string, string>)[key] = plain;
  }
}
