/** Reads a card as it came over the wire. */
import { type Card } from '../../cards/render';

type Node = Readonly<Record<string, unknown>>;

/** Every object of the card, outermost first. */
export function nodesOf(card: unknown): Node[] {
  if (typeof card !== 'object' || card === null) return [];
  const inner = Object.values(card).flatMap(nodesOf);
  return Array.isArray(card) ? inner : [card as Node, ...inner];
}

/** The error texts under inputs. */
export function problemsOf(card: Card): string[] {
  return nodesOf(card)
    .filter((node) => node['type'] === 'TextRun' && node['color'] === 'Attention')
    .map((node) => String(node['text']));
}

/** The texts of the elements that interpret Markdown: our own headings. */
export function headingsOf(card: Card): string[] {
  return nodesOf(card).flatMap(({ type, text }) => (type === 'TextBlock' ? [String(text)] : []));
}

/** The elements that show a text containing `part`; input values do not count as text. */
export function textNodesWith(card: Card, part: string): Node[] {
  return nodesOf(card).filter(({ text }) => typeof text === 'string' && text.includes(part));
}

/** The line on a coloured background at the top, with its colour. */
export function bannerOf(card: Card): { readonly style: string; readonly text: string } | undefined {
  const [top] = card['body'] as Node[];
  if (top?.['type'] !== 'Container' || typeof top['style'] !== 'string') return undefined;
  const [run] = nodesOf(top).filter(({ type }) => type === 'TextRun');
  return { style: top['style'], text: String(run?.['text']) };
}

/** Size of a card as Teams counts it: UTF-16. */
export function textBytes(card: Card): number {
  return 2 * JSON.stringify(card).length;
}
