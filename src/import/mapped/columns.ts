/** Finds the columns of a table that fits no layout, and what they mean: as said, as remembered, or guessed. Pure. */
import { RefusedError } from '../../errors';
import { type Locale } from '../../goals/schema';
import { columnLetters, type Sheet, type SheetRow } from '../file/sheet';
import { comparableHeading } from '../table/headings';
import { type ColumnMapping, type ColumnMeaning, type MappedColumn } from '../table/imported';
import { type GuessedMeaning, guessMeaning } from './meanings';

/** What somebody says a column means; the column is named by its heading or its letter. */
export interface ColumnChoice {
  readonly meaning: ColumnMeaning;
  readonly column: string;
}

export interface FoundColumns {
  readonly columns: readonly MappedColumn[];
  readonly language: Locale;
  /** The tables with these headings. */
  readonly tables: readonly { readonly sheet: Sheet; readonly head: SheetRow }[];
}

const rowsLookedAt = 40;
const examplesShown = 3;
const longestExample = 60;

/** Meanings that several columns may have. Headings are read from the outermost to the innermost. */
export const repeatable: ReadonlySet<ColumnMeaning> = new Set(['heading', 'ignore']);

/**
 * @param said takes precedence over guesses
 * @throws RefusedError `column-not-found` if the table has no such column; `column-twice` if two columns should mean
 *   the same
 */
export function findColumns(
  sheets: readonly Sheet[],
  said: readonly ColumnChoice[],
): FoundColumns | undefined {
  const found = bestHead(sheets, said);
  if (!found) return undefined;
  const columns = withMeanings(headingsOf(found.head, found.sheet), said);
  const keys = new Set(columns.filter(({ meaning }) => meaning).map(({ key }) => key));
  const language = languageOf(columns, found.sheet);
  const others = sheets
    .filter((sheet) => sheet !== found.sheet)
    .flatMap((sheet) => {
      const head = sheet.rows.slice(0, rowsLookedAt).find((row) => hasKeys(row, keys));
      return head ? [{ sheet, head }] : [];
    });
  return { columns, language, tables: [found, ...others] };
}

/** The remembered meanings of the first mapping whose columns a table of this file has. */
export function rememberedChoices(
  sheets: readonly Sheet[],
  mappings: readonly ColumnMapping[],
): readonly ColumnChoice[] | undefined {
  for (const mapping of mappings) {
    const read = mapping.columns.filter(({ meaning }) => meaning !== 'ignore');
    const keys = new Set(read.map(({ key }) => key));
    const rows = sheets.flatMap((sheet) => sheet.rows.slice(0, rowsLookedAt));
    const head = rows.find((row) => hasKeys(row, keys));
    if (!head) continue;
    const choices = choicesIn(keyed(head), mapping);
    if (choices) return choices;
  }
  return undefined;
}

/** Columns with the same heading keep their order. @returns undefined if the table has more or fewer of them */
function choicesIn(headings: readonly Heading[], { columns }: ColumnMapping): ColumnChoice[] | undefined {
  const choices: ColumnChoice[] = [];
  for (const [at, { key, meaning }] of columns.entries()) {
    const there = headings.filter((heading) => heading.key === key);
    const isSame = (other: { readonly key: string }) => other.key === key;
    const count = columns.filter(isSame).length;
    // A column that was not used may be gone.
    if (there.length === 0 && count === 1 && meaning === 'ignore') continue;
    const found = there[columns.slice(0, at).filter(isSame).length];
    if (!found || (there.length > 1 && there.length !== count)) return undefined;
    choices.push({ meaning, column: there.length > 1 ? columnLetters(found.column) : found.text });
  }
  return choices;
}

/**
 * The columns of the table that the headings suggest, or else of the widest one, with guessed meanings. Undefined if
 * there is no table, or nothing below its headings.
 */
export function columnsToChoose(sheets: readonly Sheet[]): readonly MappedColumn[] | undefined {
  const found = bestHead(sheets, []) ?? widestHead(sheets);
  const columns = found && withMeanings(headingsOf(found.head, found.sheet), []);
  return columns?.some(({ examples }) => examples.length > 0) ? columns : undefined;
}

/** Of rows with as many texts, the first is the head. */
function widestHead(sheets: readonly Sheet[]): { sheet: Sheet; head: SheetRow } | undefined {
  const rows = sheets.flatMap((sheet) =>
    sheet.rows.slice(0, rowsLookedAt).map((head) => ({ sheet, head, width: head.cells.size })),
  );
  const most = Math.max(0, ...rows.map(({ width }) => width));
  return most < 2 ? undefined : rows.find(({ width }) => width === most);
}

interface Heading {
  readonly key: string;
  readonly column: number;
  readonly text: string;
}

interface ShownHeading extends Heading {
  readonly examples: readonly string[];
}

/** A heading without letters, such as "2019", is identified by its column. */
function keyed(head: SheetRow): Heading[] {
  return [...head.cells].map(([column, { text }]) => ({
    ...{ column, text: text.replace(/\s+/g, ' ') },
    key: comparableHeading(text) || `·${columnLetters(column)}`,
  }));
}

function hasKeys(row: SheetRow, keys: ReadonlySet<string>): boolean {
  const there = new Set(keyed(row).map(({ key }) => key));
  return keys.size > 0 && [...keys].every((key) => there.has(key));
}

function bestHead(sheets: readonly Sheet[], said: readonly ColumnChoice[]) {
  let best: { sheet: Sheet; head: SheetRow; score: number } | undefined;
  for (const sheet of sheets)
    for (const head of sheet.rows.slice(0, rowsLookedAt)) {
      if (head.cells.size < 2 && said.length === 0) continue;
      const score = scoreOf(head, said);
      if (score > (best?.score ?? 0)) best = { sheet, head, score };
    }
  return best && { sheet: best.sheet, head: best.head };
}

/** A column that somebody named counts more than all guesses; a single guess does not make a row a head. */
function scoreOf(head: SheetRow, said: readonly ColumnChoice[]): number {
  const headings = keyed(head);
  const named = said.filter(({ column }) => headings.some((heading) => isCalled(heading, column, false)));
  const meanings = headings.flatMap(({ text }) => guessMeaning(text, [])?.meaning ?? []);
  const guessed = new Set(meanings).size;
  return named.length * 100 + (guessed >= 2 ? guessed : 0);
}

function isCalled({ key, text, column }: Heading, said: string, byLetter = true): boolean {
  const same = text.toLowerCase() === said.replace(/\s+/g, ' ').trim().toLowerCase();
  const comparable = comparableHeading(said);
  return same || (comparable !== '' && comparable === key) || (byLetter && columnLetters(column) === said);
}

function headingsOf(head: SheetRow, sheet: Sheet): ShownHeading[] {
  const below = sheet.rows.filter(({ number }) => number > head.number);
  return keyed(head).map((heading) => {
    const texts = below.flatMap(({ cells }) => cells.get(heading.column)?.text.replace(/\s+/g, ' ') ?? []);
    return { ...heading, examples: [...new Set(texts)].slice(0, examplesShown) };
  });
}

function withMeanings(headings: readonly ShownHeading[], said: readonly ColumnChoice[]): MappedColumn[] {
  const decided = new Map<number, ColumnMeaning>();
  for (const { meaning, column } of said) decided.set(columnCalled(headings, column), meaning);
  refuseTwice([...decided.values()], said);
  const guesses = headings.map(({ column, text, examples }) =>
    decided.has(column) ? undefined : guessMeaning(text, examples),
  );
  const guessed = distinct(guesses, new Set(decided.values()));
  return headings.map(({ column, key, text, examples }, at) => {
    const meaning = decided.get(column) ?? guessed[at];
    return {
      ...{
        column: columnLetters(column),
        key,
        text,
        examples: examples.map((each) => each.slice(0, longestExample)),
      },
      ...(meaning && { meaning }),
      ...(meaning && !decided.has(column) && { guessed: true as const }),
    };
  });
}

/** A heading counts before a letter, and two columns of one heading are told apart by their letters. */
function columnCalled(headings: readonly Heading[], said: string): number {
  const named = headings.filter((heading) => isCalled(heading, said, false));
  const [only, ...more] = named.length > 0 ? named : headings.filter((heading) => isCalled(heading, said));
  if (only && more.length === 0) return only.column;
  const columns = headings.map(({ column, text }) => `${columnLetters(column)} "${text}"`).join(', ');
  throw new RefusedError(only ? 'column-unclear' : 'column-not-found', { column: said, columns });
}

function refuseTwice(meanings: readonly ColumnMeaning[], said: readonly ColumnChoice[]): void {
  const twice = meanings.find((meaning, at) => !repeatable.has(meaning) && meanings.indexOf(meaning) < at);
  if (!twice) return;
  const columns = said.filter(({ meaning }) => meaning === twice).map(({ column }) => `"${column}"`);
  throw new RefusedError('column-twice', { meaning: twice, columns: columns.join(', ') });
}

/**
 * Keeps each meaning once: a heading that is known as a whole comes before one with a known word. The innermost of
 * several goal columns is the goal; those before it are headings.
 */
function distinct(
  guesses: readonly (GuessedMeaning | undefined)[],
  taken: ReadonlySet<ColumnMeaning>,
): (ColumnMeaning | undefined)[] {
  const goals = guesses.flatMap((guess, at) => (guess?.meaning === 'goal' ? [at] : []));
  const goal = taken.has('goal') ? undefined : goals.at(-1);
  const first = (meaning: ColumnMeaning) => {
    const all = guesses.flatMap((guess, at) => (guess?.meaning === meaning ? [at] : []));
    return all.find((at) => guesses[at]!.whole) ?? all[0];
  };
  return guesses.map((guess, at) => {
    if (!guess) return undefined;
    const { meaning } = guess;
    if (meaning === 'goal') return at === goal ? 'goal' : 'heading';
    if (meaning === 'heading') return 'heading';
    return !taken.has(meaning) && at === first(meaning) ? meaning : undefined;
  });
}

/** The language of most headings; if none is known, the one that the letters in the cells suggest. */
function languageOf(columns: readonly MappedColumn[], { rows }: Sheet): Locale {
  const votes = columns.flatMap(({ text }) => guessMeaning(text, [])?.language ?? []);
  const count = (language: Locale) => votes.filter((vote) => vote === language).length;
  const [best] = (['fi', 'sv', 'en'] as const).toSorted((a, b) => count(b) - count(a));
  if (best && count(best) > 0) return best;
  const words = rows
    .slice(0, rowsLookedAt)
    .map(({ cells }) => [...cells.values()].map(({ text }) => text).join(' '))
    .join(' ');
  if (/å/i.test(words)) return 'sv';
  return /[äö]/i.test(words) ? 'fi' : 'en';
}
