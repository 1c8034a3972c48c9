/** The columns of a table that fits no layout, as the command line shows them and is told what they mean. */
import { InvalidArgumentError } from 'commander';
import { type ColumnChoice } from '../../../src/import/mapped/columns';
import {
  columnMeanings,
  type ImportedRegister,
  isGuessed,
  type MappedColumn,
} from '../../../src/import/table/imported';
import { type Ask, CliFailure, isAgreed } from '../parts/cli-command';
import { filledIn } from '../parts/cli-errors';
import { table, type TableRow } from '../parts/table';

/** For a repeated `--column goal="Sitova tavoite"`. */
export function columnChoice(text: string, before: readonly ColumnChoice[] = []): ColumnChoice[] {
  const at = text.indexOf('=');
  const [typed, column] = [text.slice(0, at).trim().toLowerCase(), text.slice(at + 1).trim()];
  const meaning = columnMeanings.find((each) => each === typed);
  if (at < 0 || !meaning || column === '')
    throw new InvalidArgumentError(`give one of ${columnMeanings.join(', ')}, "=" and a heading or a letter`);
  return [...before, { meaning, column }];
}

export function columnLines(columns: readonly MappedColumn[]): TableRow[] {
  const rows = columns.map(({ column, text, meaning, guessed, examples }) => [
    column,
    filledIn('{text}', { text }),
    meaning === undefined ? 'not read' : guessed ? `${meaning} (guessed)` : meaning,
    filledIn('{examples}', { examples: examples.join(' | ').slice(0, longestExamples) }),
  ]);
  return table([['COLUMN', 'HEADING', 'TAKEN FOR', 'EXAMPLES'], ...rows]);
}

const longestExamples = 70;

/**
 * Nothing is imported by guesses alone: somebody has to see them first.
 * @throws CliFailure that shows the columns, and how to say what they are
 */
export async function refuseGuesses(
  file: ImportedRegister,
  { accepted, ask }: { readonly accepted: boolean; readonly ask: Ask | undefined },
): Promise<void> {
  if (!file.columns || !isGuessed(file) || accepted) return;
  const shown = ['the table fits no known layout; its columns look like this:', ...columnLines(file.columns)];
  if (ask && (await isAgreed(ask, `${shown.join('\n')}\nIs this right?`))) return;
  const how =
    'error: nothing was written; accept this with --guessed-columns, or say what the columns are, such as --column goal="…" --column target="…" --column ignore="…"';
  throw new CliFailure([...(ask ? [] : shown), how].join('\n'));
}
