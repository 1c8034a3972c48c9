/** Lists written in one cell. Pure. */
import { oneLine } from './layout';

const bullet = /^\s*(?:[•·▪◦●*]|[-–—]\s)\s*/;

/**
 * The text before the first bullet or blank line, and the items after it. A line that begins with a lower-case letter
 * continues the line before it.
 */
export function listItems(cell: string): { readonly lead: string; readonly items: readonly string[] } {
  const [lead = '', ...items] = blocksIn(cell);
  return bullet.test(cell) ? { lead: '', items: [lead, ...items].filter(Boolean) } : { lead, items };
}

/** All items of a cell that contains only a list. */
export function itemsIn(cell: string): string[] {
  return blocksIn(cell).filter(Boolean);
}

/** If the cell has blank lines or bullets, only these separate items; else each line is an item. */
function blocksIn(cell: string): string[] {
  const marked = /\n\s*\n/.test(cell) || cell.split('\n').some((line) => bullet.test(line));
  const blocks: string[] = [];
  let fresh = true;
  for (const line of cell.split('\n')) {
    const text = oneLine(line.replace(bullet, ''));
    const starts = fresh || bullet.test(line) || !(marked || /^\p{Ll}/u.test(text));
    if (text === '') fresh = true;
    else if (starts) blocks.push(text);
    else blocks.push(joined(blocks.pop()!, text));
    if (text !== '') fresh = false;
  }
  return blocks;
}

/** Rejoins a word that a line break has split: "palvelu-" and "verkko". */
function joined(before: string, after: string): string {
  return /\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(after)
    ? `${before.slice(0, -1)}${after}`
    : `${before} ${after}`;
}
