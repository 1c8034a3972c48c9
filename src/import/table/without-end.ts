/**
 * The text without trailing characters that the pattern for one character matches. A pattern such as `[ ,]+$` would
 * take quadratic time.
 */
export function withoutEnd(text: string, trailing: RegExp): string {
  let end = text.length;
  while (end > 0 && trailing.test(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}
