/** At most `length` characters, cut off between two words if possible. */
export function shortenWords(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const space = cut.lastIndexOf(' ');
  return shorten(text, space > length / 2 ? space + 1 : length);
}

/** At most `length` characters, never half a letter; what is cut off is marked. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '');
  return `${cut.trimEnd()}…`;
}
