/** Removes characters that are invisible and not allowed in XML, wherever text comes in. Pure. */

/**
 * Control characters except line breaks and tabs, Unicode's noncharacters (U+FFFE, U+FFFF, U+FDD0 and so on), and lone
 * surrogates, which have no UTF-8 form.
 */
// eslint-disable-next-line no-control-regex -- the control characters are intended
const unwritable = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\p{Noncharacter_Code_Point}\p{Surrogate}]/gu;

/** Vertical tabs and form feeds, which Word uses between lines, become line breaks. */
export function withoutUnwritable(text: string): string {
  return text.replace(/[\v\f]/g, '\n').replace(unwritable, '');
}

/** Does this to every text in plain objects, lists and maps, except property names. Changes the value in place. */
export function removeUnwritableIn(value: unknown): void {
  if (typeof value !== 'object' || value === null || value instanceof Date || ArrayBuffer.isView(value))
    return;
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
