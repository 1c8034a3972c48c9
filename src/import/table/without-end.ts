/**
 * The text without the characters at its end that a pattern for one of them matches. A pattern such as `[ ,]+$` would
 * take a time that grows with the square of the text.
 */
export function withoutEnd(text: string, trailing: RegExp): string {
  let end = text.length;
  while (end > 0 && trailing.test(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}
