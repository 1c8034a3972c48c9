/** What was read from a register's file, before it is compared with the register that is stored. */
import {
  type Field,
  type Goal,
  type Group,
  type Layout,
  type LocalizedText,
  type Programme,
} from '../../goals/schema';
import { type Setting, type SettingFaultCode } from '../settings/settings';

/** Where something stands in a file, as people find it there. */
export interface Place {
  /** Name of the sheet; of a CSV file, that of the file. */
  readonly sheet: string;
  /** Counted from 1, as spreadsheets show it. */
  readonly row: number;
  /** Letters as spreadsheets show them: "C". Left out where the whole row is meant. */
  readonly column?: string;
}

/** What an admin has to look at. Each has a text in Teams and on the command line; see there. */
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
  | 'number-unreadable'
  | 'goal-unknown'
  | 'goal-id-repeated'
  | 'code-repeated'
  | 'task-missing'
  | 'task-goal-unknown'
  | 'task-goal-unclear'
  // Figures.
  | 'target-missing'
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
  // What the register has already.
  | 'maybe-same'
  | 'kind-changed'
  | 'not-retired'
  | 'owner-missing'
  | 'owner-unknown'
  | 'owner-role-unknown'
  | 'reason-field-missing'
  | 'sides-disagree'
  // Settings of the programme.
  | 'setting-unknown'
  | 'settings-of-another'
  | 'coordinator-unknown'
  | SettingFaultCode;

/**
 * Something that an admin has to look at. An error keeps its goal out of the import, a warning does not: it stands in
 * the row of the goal or of one of its fields, or in a row that gave no goal at all.
 */
export interface ImportProblem {
  readonly severity: 'error' | 'warning';
  readonly code: ImportProblemCode;
  readonly place: Place;
  /** What stands there, at most 100 characters of it. */
  readonly value: string;
  /** What the text of the problem names beside that. */
  readonly details?: Readonly<Record<string, string>>;
}

/** A field as the file has it: owners are still text, and an answer that stands beside it is kept as it was typed. */
export type ImportedField = Omit<Field, 'id' | 'owners'> & {
  /** Only of the plain layout. */
  readonly id?: string;
  readonly ownersText?: string;
  /** What the file reports for its period: "6,76", "Ei mittaria". */
  readonly answer?: string;
  readonly place: Place;
};

/** Its id is what the fields of the same goal name it by; outside the plain layout it is made up from its place. */
export type ImportedGroup = Omit<Group, 'owners'> & { readonly ownersText?: string };

export type ImportedGoal = Omit<Goal, 'id' | 'code' | 'owners' | 'groups' | 'fields'> & {
  /** Only of the plain layout. */
  readonly id?: string;
  /** Left out where the document has none. */
  readonly code?: string;
  readonly ownersText?: string;
  readonly groups: readonly ImportedGroup[];
  readonly fields: readonly ImportedField[];
  readonly place: Place;
};

export type PlacedSetting = Setting & { readonly place: Place };

/** Everything that one file says; its goals in the file's order. */
export interface ImportedRegister {
  readonly layout: Layout;
  /** Only of the plain layout, where the file has its settings. */
  readonly programme?: Programme;
  /** The settings that it was read from, row by row. */
  readonly settings?: readonly PlacedSetting[];
  /** What the file calls its heading levels, outermost first. */
  readonly headings: readonly LocalizedText[];
  readonly goals: readonly ImportedGoal[];
  readonly problems: readonly ImportProblem[];
}
