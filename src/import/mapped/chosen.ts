/** What somebody chose for the columns of a table that fits no layout. Pure. */
import { type ColumnMeaning, type MappedColumn } from '../table/imported';
import { type ColumnChoice, repeatable } from './columns';

/** By the column's letters. */
export type ChosenMeanings = Readonly<Record<string, ColumnMeaning>>;

/** The meaning of each column: as chosen, else as it was read, else not used. */
export function meaningsOf(columns: readonly MappedColumn[], chosen: ChosenMeanings): ChosenMeanings {
  return Object.fromEntries(
    columns.map(({ column, meaning }) => [column, chosen[column] ?? meaning ?? 'ignore']),
  );
}

/** @returns the columns that have a meaning which only one can have, and whether one holds goals or measures */
export function checkMeanings(meanings: ChosenMeanings): {
  readonly twice: readonly string[];
  readonly hasGoals: boolean;
} {
  const all = Object.values(meanings);
  const count = (meaning: ColumnMeaning) => all.filter((each) => each === meaning).length;
  const twice = Object.entries(meanings).filter(
    ([, meaning]) => !repeatable.has(meaning) && count(meaning) > 1,
  );
  return {
    twice: twice.map(([column]) => column),
    hasGoals: all.includes('goal') || all.includes('measure'),
  };
}

/** Each column by its heading, from which the table is found, or by its letters if several have that heading. */
export function choicesFor(columns: readonly MappedColumn[], meanings: ChosenMeanings): ColumnChoice[] {
  return columns.map(({ column, key, text }) => {
    const same = columns.filter(
      (other) => other.key === key || other.text.toLowerCase() === text.toLowerCase(),
    );
    return { meaning: meanings[column] ?? 'ignore', column: same.length > 1 ? column : text };
  });
}
