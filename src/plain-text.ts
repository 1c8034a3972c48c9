/** Text as it may be kept: without characters that are invisible and not allowed in XML. Pure. */

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

/** A text as somebody typed it: with line feeds as line breaks, and without blanks around it. */
export function typedText(text: string): string {
  return withoutUnwritable(text.replace(/\r\n?/g, '\n')).trim();
}

/** The same with every text in plain objects, lists and maps made so, except property names; copies only what changes. */
export function withoutUnwritableIn<T>(value: T): T {
  return writable(value) as T;
}

function writable(value: unknown): unknown {
  if (typeof value === 'string') return withoutUnwritable(value);
  if (Array.isArray(value)) return changed(value, value.map(writable)) ?? value;
  if (value instanceof Map) {
    const keys: unknown[] = [...value.keys()];
    const parts = changed([...value.values()], [...value.values()].map(writable));
    return parts ? new Map(parts.map((part, index) => [keys[index], part])) : value;
  }
  if (!isPlain(value)) return value;
  const keys = Object.keys(value);
  const parts = changed(Object.values(value), Object.values(value).map(writable));
  return parts ? Object.fromEntries(parts.map((part, index) => [keys[index]!, part])) : value;
}

/** The parts, if any of them is another one than before. */
function changed(before: readonly unknown[], parts: readonly unknown[]): readonly unknown[] | undefined {
  return parts.some((part, index) => part !== before[index]) ? parts : undefined;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // In tests an object may come from another realm.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
