/** The content of a register file, before it is compared with the stored register. */
import {
  type Field,
  type Goal,
  type Group,
  type Layout,
  type LocalizedText,
  type Owner,
  type Programme,
} from '../../goals/schema';
import { type Setting, type SettingFaultCode } from '../settings/settings';

/** A place in a file, in terms that people can find it by. */
export interface Place {
  /** Name of the sheet; for a CSV file, that of the file. */
  readonly sheet: string;
  /** Counted from 1, as spreadsheets show it. */
  readonly row: number;
  /** Letters as spreadsheets show them: "C". Absent if the whole row is meant. */
  readonly column?: string;
  /** The heading of that column, as in the file; only of the cells that name owners. */
  readonly heading?: string;
}

/** The owners as the file names them. */
export interface ImportedOwners {
  readonly ownersText?: string;
  /** The cell for them, also if it is blank; absent if the table has no column of owners. */
  readonly ownersPlace?: Place;
}

/** What an admin has to look at. Each code has a text in Teams and on the command line. */
export type ImportProblemCode =
  // Rows and cells.
  | 'goal-invalid'
  | 'title-missing'
  | 'heading-missing'
  | 'text-missing'
  | 'kind-missing'
  | 'id-missing'
  | 'part-unreadable'
  | 'word-unknown'
  | 'column-unknown'
  | 'cell-error'
  | 'row-left-out'
  | 'row-hidden'
  | 'row-struck'
  | 'text-struck'
  | 'number-unreadable'
  | 'goal-unknown'
  | 'goal-id-repeated'
  | 'code-repeated'
  | 'task-missing'
  | 'task-goal-unknown'
  | 'task-goal-unclear'
  // Figures.
  | 'target-missing'
  | 'target-column-missing'
  | 'target-bare'
  | 'target-unclear'
  | 'target-leftover'
  | 'target-unit'
  | 'target-year'
  | 'figure-ambiguous'
  | 'figure-unused'
  | 'figures-differ'
  | 'number-differs'
  | 'comparator-differs'
  | 'share-for-percent'
  | 'date-for-figure'
  | 'boolean-for-figure'
  | 'answer-unread'
  | 'answer-unclear'
  | 'answer-unreadable'
  // A document in two languages.
  | 'goals-unpaired'
  | 'units-unpaired'
  | 'actions-unpaired'
  | 'measures-unpaired'
  // Conflicts with the stored register.
  | 'maybe-same'
  | 'kind-changed'
  | 'not-retired'
  | 'owner-missing'
  | 'owner-column-missing'
  | 'owner-unknown'
  | 'owner-unclear'
  | 'owner-role-unknown'
  | 'reason-field-missing'
  | 'sides-disagree'
  // Settings of the programme.
  | 'setting-unknown'
  | 'settings-of-another'
  | 'coordinator-unknown'
  | SettingFaultCode;

/**
 * Something that an admin has to look at. An error keeps its goal out of the import, a warning does not. Its place is
 * the row of the goal or of one of its fields, or a row without a goal.
 */
export interface ImportProblem {
  readonly severity: 'error' | 'warning';
  readonly code: ImportProblemCode;
  readonly place: Place;
  /** The text there, at most 100 characters of it. */
  readonly value: string;
  /** Further placeholders of the problem's text. */
  readonly details?: Readonly<Record<string, string>>;
}

/** A field as in the file: owners are still text, and an answer beside it is kept as it was typed. */
export type ImportedField = Omit<Field, 'id' | 'owners'> &
  ImportedOwners & {
    /** Only of the plain layout. */
    readonly id?: string;
    /** What the file reports for its period: "6,76", "Ei mittaria". */
    readonly answer?: string;
    readonly place: Place;
  };

/** Fields of the same goal refer to it by its id, which is derived from its place except in the plain layout. */
export type ImportedGroup = Omit<Group, 'owners'> & ImportedOwners;

export type ImportedGoal = Omit<Goal, 'id' | 'code' | 'owners' | 'groups' | 'fields'> &
  ImportedOwners & {
    /** Only of the plain layout. */
    readonly id?: string;
    /** Absent if the document has none. */
    readonly code?: string;
    readonly groups: readonly ImportedGroup[];
    readonly fields: readonly ImportedField[];
    readonly place: Place;
  };

export type PlacedSetting = Setting & { readonly place: Place };

/** What a column of a table that fits no layout holds; `value` is what was reached so far. */
export const columnMeanings = [
  ...(['goal', 'measure', 'baseline', 'target', 'unit', 'owner', 'heading', 'value'] as const),
  ...(['code', 'description', 'direction', 'ignore'] as const),
] as const;
export type ColumnMeaning = (typeof columnMeanings)[number];

/** A column as people see it in the file. */
export interface MappedColumn {
  /** Its letters, as in a spreadsheet. */
  readonly column: string;
  /** Its heading without what changes from year to year. */
  readonly key: string;
  readonly text: string;
  readonly examples: readonly string[];
  /** Absent if the column is not read. */
  readonly meaning?: ColumnMeaning;
  /** Set if the meaning is a guess. */
  readonly guessed?: true;
}

/** What the columns with these headings mean, to be remembered for the next file. */
export interface ColumnMapping {
  readonly columns: readonly { readonly key: string; readonly meaning: ColumnMeaning }[];
}

/** What a register keeps beside its goals. */
export interface KeptBeside {
  /** Owners by the texts that somebody has said mean them. */
  readonly names: readonly { readonly text: string; readonly owner: Owner }[];
  readonly mappings: readonly ColumnMapping[];
}

/** Whether the file says everything about its goals: no other layout has ids and all fields. */
export function saysAll({ layout, columns }: Pick<ImportedRegister, 'layout' | 'columns'>): boolean {
  return layout === 'plain' && !columns;
}

/** Whether nobody has said what any of the columns mean: nothing is imported by guesses alone. */
export function isGuessed({ columns }: Pick<ImportedRegister, 'columns'>): boolean {
  return columns?.every(({ meaning, guessed }) => meaning === undefined || guessed) ?? false;
}

/** The whole content of one file; its goals in the file's order. */
export interface ImportedRegister {
  readonly layout: Layout;
  /** If it fits no layout: its columns and what each was taken for. Its `layout` is then plain. */
  readonly columns?: readonly MappedColumn[];
  /** The text above the table, if there is one. */
  readonly title?: string;
  /** If the file has complete settings. */
  readonly programme?: Programme;
  /** The settings that it was read from, row by row. */
  readonly settings?: readonly PlacedSetting[];
  /** The file's names of the heading levels, outermost first. */
  readonly headings: readonly LocalizedText[];
  readonly goals: readonly ImportedGoal[];
  readonly problems: readonly ImportProblem[];
  /** Only of a file that was exported. */
  readonly beside?: KeptBeside;
}
