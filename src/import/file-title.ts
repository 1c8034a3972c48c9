/** The title that stands above a table: the single text of one of the rows before it. Pure. */
import { type Sheet } from './file/sheet';
import { type ImportedRegister } from './table/imported';

const [shortest, longest] = [4, 120];

/** Undefined if the sheet of the first goal begins with its table. */
export function titleIn(sheets: readonly Sheet[], { goals }: ImportedRegister): string | undefined {
  const [first] = goals;
  // A row with one text between the headings and the first goal is a subheading.
  const sheet = sheets.find(({ name }) => name === first?.place.sheet);
  const above = sheet?.rows.filter(({ number }) => number < first!.place.row) ?? [];
  const head = above.findIndex(({ cells }) => cells.size > 1);
  const alone = above.slice(0, head < 0 ? 0 : head).filter(({ cells }) => cells.size === 1);
  const texts = alone.flatMap(({ cells }) => [...cells.values()].filter(({ kind }) => kind === 'text'));
  return texts
    .map(({ text }) => text.replace(/\s+/g, ' '))
    .find(({ length }) => length >= shortest && length <= longest);
}
