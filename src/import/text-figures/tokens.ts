/** Words, figures and signs of a text, in order. Pure, and linear in the text's length. */

export interface Token {
  readonly kind: 'word' | 'figure' | 'sign';
  readonly text: string;
  readonly at: number;
  readonly end: number;
  /** White space precedes it. */
  readonly spaced: boolean;
}

/** Words, possibly with digits ("htv2", "Q3"); figures with their separators; line breaks; any other character. */
const pattern =
  /(?<word>\p{L}[\p{L}\p{M}\p{N}’']*)|(?<figure>(?:\d{1,3} ?)?[½¼¾]|[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d)){1,4}(?:[.,]\d{1,15})?|\d+(?:[.,:]\d+)*)|(?<sign>\n|\S)/gu;

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const { word, figure } = match.groups!;
    const at = match.index;
    tokens.push({
      kind: word !== undefined ? 'word' : figure !== undefined ? 'figure' : 'sign',
      ...{ text: match[0], at, end: at + match[0].length },
      spaced: at > 0 && (tokens.at(-1)?.end ?? 0) < at,
    });
  }
  return tokens;
}

/** Whether a token begins right where the one before it ends. */
export function isJoined(token: Token | undefined): token is Token {
  return token !== undefined && !token.spaced;
}
