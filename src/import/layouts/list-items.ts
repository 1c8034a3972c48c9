/** Lists that are written into one cell. Pure. */
import { oneLine } from './layout';

const bullet = /^\s*(?:[•·▪◦●*]|[-–—]\s)\s*/;

/**
 * What stands before the first bullet or blank line, and the items after it. A line that begins with a small letter
 * goes on with the one before it.
 */
export function listItems(cell: string): { readonly lead: string; readonly items: readonly string[] } {
  const [lead = '', ...items] = blocksIn(cell);
  return bullet.test(cell) ? { lead: '', items: [lead, ...items].filter(Boolean) } : { lead, items };
}

/** All the items of a cell that holds a list alone. */
export function itemsIn(cell: string): string[] {
  return blocksIn(cell).filter(Boolean);
}

/** With blank lines or bullets in the cell, these alone set items apart; else each line is one. */
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

/** "palvelu-" and "verkko" are one word that a line break cut. */
function joined(before: string, after: string): string {
  return /\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(after)
    ? `${before.slice(0, -1)}${after}`
    : `${before} ${after}`;
}
