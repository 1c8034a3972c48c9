/** Compares a document with the long form, which is made by other code. */
import { type LongFormRow } from '../../src/report/content/long-form';
import { type DocxFile } from './docx-text';

/** Spaces, and how figures are written, are the reader's. */
const bare = (words: string) => words.replace(/\s+/g, '').replaceAll('−', '-').replaceAll('.', ',');

export const boxed = ['single-choice', 'multiple-choice', 'work-state', 'light'];

/** What has to stand in the document for a row of the long form, in this order. */
function expectedOf(row: LongFormRow, before: LongFormRow | undefined): string[] {
  const { kind, raw, value, answer } = row;
  const isFigure = ['number', 'percent', 'money', 'scale', 'date'].includes(String(kind));
  const name = String(row.row === '' ? row.field : row.row === before?.row ? '' : row.row);
  const shown = () => {
    if (raw === '') return ['ei vastattu'];
    if (kind === 'yes-no') return value === 1 ? ['☒ Kyllä'] : value === 0 ? ['☒ Ei'] : [String(raw)];
    // An option's own text may have a semicolon.
    const labels = kind === 'multiple-choice' ? String(answer).split('; ') : [String(answer)];
    if (boxed.includes(String(kind))) return labels.map((label) => `☒ ${label}`);
    return isFigure ? [String(answer)] : String(answer).split('\n');
  };
  const parts = shown();
  return isFigure && row.row === '' ? [`${name}: ${parts[0]!}`] : [name, ...parts];
}

/** Every answer, and what is not answered, in the order of the form. @throws Error naming the first that is missing */
export function expectInOrder({ paragraphs }: DocxFile, rows: readonly LongFormRow[]): void {
  const all = bare(paragraphs.map((paragraph) => paragraph.text).join('\n'));
  rows.reduce((from, row, index) => {
    const goalAt =
      row.goal_id === rows[index - 1]?.goal_id
        ? from
        : all.indexOf(bare(`${row.goal_code} ${row.goal_title}`), from);
    return expectedOf(row, rows[index - 1]).reduce((place, part) => {
      const found = all.indexOf(bare(part), place);
      if (place < 0 || found < 0) throw new Error(`${row.goal_code} ${row.field_id}: no ${part}`);
      return found + bare(part).length;
    }, goalAt);
  }, 0);
}
