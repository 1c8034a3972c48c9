/** One figure or range in the tokens of a text: its digits, sign and size. Pure. */
import { readDigits } from '../../goals/answers/figure-digits';
import { withDecimals } from '../../goals/answers/refused-figure';
import { type Locale } from '../../goals/schema';
import { isJoined, type Token } from './tokens';

export interface Figures {
  readonly texts: readonly string[];
  readonly isRange: boolean;
  /** There is a percent sign after the lower end: "98 % – 100 %". */
  readonly percent: boolean;
  readonly next: number;
}

const dash = /^[-‐‑–—…]$/;

/** "98–100", "98 % - 100", "70-20-10". */
export function figuresAt(tokens: readonly Token[], at: number): Figures {
  const texts = [tokens[at]!.text];
  let [next, percent] = [at + 1, false];
  for (;;) {
    const sign = tokens[next]?.text === '%' ? next + 1 : next;
    const [connector, figure] = [tokens[sign], tokens[sign + 1]];
    if (!connector || figure?.kind !== 'figure' || !dash.test(connector.text)) break;
    if (connector.spaced !== figure.spaced) break;
    percent ||= sign > next;
    texts.push(figure.text);
    next = sign + 2;
  }
  return { texts, isRange: texts.length === 2, percent, next };
}

export function signBefore(tokens: readonly Token[], at: number): '-' | '+' | undefined {
  const [figure, sign] = [tokens[at]!, tokens[at - 1]];
  if (!sign || figure.spaced || !(sign.spaced || at === 1 || tokens[at - 2]?.text === '(')) return undefined;
  if (sign.text === '+') return '+';
  return /^[-−–]$/.test(sign.text) ? '-' : undefined;
}

/** "30 % → 45 %" */
export function isArrowBefore(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 1]?.text === '→' || (tokens[at - 1]?.text === '>' && isArrowAt(tokens, at - 2));
}

/** "->" and "=>" are two tokens. */
export function isArrowAt(tokens: readonly Token[], at: number): boolean {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (first?.text === '→') return true;
  return first !== undefined && /^[-–=]$/.test(first.text) && isJoined(second) && second.text === '>';
}

export function sizeOf({ texts, isRange }: Figures, negative: boolean, language: Locale) {
  const read = texts.map((text) => readDigits(withDecimals(text.replace(/\s/g, ' ')), language));
  const values = read.flatMap((digits) =>
    typeof digits === 'string' || digits.ambiguous ? [] : [digits.value],
  );
  const ambiguous = read.some((digits) => typeof digits !== 'string' && digits.ambiguous);
  if (ambiguous) return { ambiguous: true as const };
  if (values.length !== read.length) return {};
  const [low = 0, high = 0] = values;
  if (!isRange) return { value: negative && low !== 0 ? -low : low };
  return low <= high ? { low, high } : {};
}
