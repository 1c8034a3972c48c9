/** Turns the rows of a half-year follow-up into goals in one language. Pure. */
import { type Locale } from '../../goals/schema';
import { type ImportedField, type ImportedOwners, type ImportProblem, type Place } from '../table/imported';
import { type SheetRow } from '../file/sheet';
import { cellIn, ownersIn, placeIn, problemAt, type Table } from '../table/table';
import { oneLine } from './layout';
import { itemsIn } from './list-items';
import { measuresIn, type StatedMeasure } from './measures-in-text';

export type HalfYearKey = 'goal' | 'measures' | 'actions' | 'followUp' | 'code' | 'owners';

export interface DraftGoal extends ImportedOwners {
  readonly title: string;
  readonly code?: string;
  readonly measures: readonly (StatedMeasure & { readonly place: Place })[];
  readonly actions: readonly string[];
  readonly followUp: Pick<ImportedField, 'answer' | 'place'>;
  readonly place: Place;
  readonly problems: readonly ImportProblem[];
}

/** One unit in one language. */
export interface DraftUnit {
  readonly sheet: string;
  readonly language: Locale;
  /** The name in the title or of the sheet, in the languages available. */
  readonly name: Readonly<Partial<Record<Locale, string>>>;
  readonly goals: readonly DraftGoal[];
}

/** A row whose goal is blank or merged with the one above continues that goal. */
export function draftGoals(table: Table<HalfYearKey>): DraftGoal[] {
  const rowsOf: SheetRow[][] = [];
  for (const row of table.rows) {
    const goal = cellIn(table, row, 'goal');
    if (goal && !goal.merged) rowsOf.push([row]);
    else if (rowsOf.length > 0) rowsOf.at(-1)!.push(row);
    else rowsOf.push([row]);
  }
  return rowsOf.map((rows) => draftGoal(table, rows));
}

function draftGoal(table: Table<HalfYearKey>, rows: readonly SheetRow[]): DraftGoal {
  const [first] = rows as [SheetRow];
  const own = (key: HalfYearKey) =>
    rows.flatMap((row) => {
      const cell = cellIn(table, row, key);
      return cell && !cell.merged && cell.kind !== 'error' ? [{ row, text: cell.text }] : [];
    });
  const [code] = own('code');
  const owners = own('owners');
  const title = cellIn(table, first, 'goal')?.text;
  const followUp = own('followUp').map(({ text }) => text);
  return {
    title: oneLine(title ?? ''),
    ...(code && { code: code.text }),
    ...ownersIn(table, owners[0]?.row ?? first, 'owners'),
    ...(owners.length > 0 && { ownersText: owners.map(({ text }) => text).join('\n') }),
    measures: own('measures').flatMap(({ row, text }) =>
      measuresIn(text, table.language).map((measure) => ({
        ...measure,
        place: placeIn(table, row, 'measures'),
      })),
    ),
    actions: own('actions').flatMap(({ text }) => itemsIn(text)),
    followUp: {
      place: placeIn(table, first, 'followUp'),
      ...(followUp.length > 0 && { answer: followUp.join('\n\n') }),
    },
    place: placeIn(table, first, 'goal'),
    problems: title === undefined ? [problemAt('error', 'title-missing', placeIn(table, first, 'goal'))] : [],
  };
}
