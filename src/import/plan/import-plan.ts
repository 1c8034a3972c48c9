/** What an import is planned from, and what the plan says. */
import { type StoredGoal } from '../../goals/register';
import { type Field, type Programme } from '../../goals/schema';
import { type OwnerReader } from '../owners/owners';
import { type UnresolvedEntry } from '../owners/worklist';
import { type ImportedField, type ImportedRegister, type ImportProblem } from '../table/imported';
import { type BareTarget, type SideDecisions } from './bare-targets';
import { type GoalChange } from './goal-changes';
import { type ProgrammeSource, type SettingChange } from './plan-programme';

/** What is stored of a programme, as far as an import looks at it. */
export interface RegisterBefore {
  readonly programme: Programme;
  /** Retired ones too, in the register's order. */
  readonly goals: readonly StoredGoal[];
  /** By goal id. */
  readonly entries: ReadonlyMap<string, readonly UnresolvedEntry[]>;
  /** Whether it has no goals yet, or only those of an import that was cut off. */
  readonly isFirst: boolean;
  /** Whether the programme itself is not there yet. */
  readonly isNew?: boolean;
  /** By goal id: the fields that were answered in some round. */
  readonly answered: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What an admin decided about earlier problems. */
export interface ImportChoices {
  /** A new goal, by the id it would get or its code → the id of the goal in the register that it is. */
  readonly same?: ReadonlyMap<string, string>;
  /** New goals that are none of those they look like. */
  readonly different?: ReadonlySet<string>;
  readonly acceptKindChanges?: boolean;
  /** Which side is good where nothing says it. */
  readonly sides?: SideDecisions;
}

export interface PlannedGoal {
  readonly what: 'added' | 'changed' | 'revived' | 'unchanged';
  readonly next: StoredGoal;
  readonly stored?: StoredGoal;
  readonly entries: readonly UnresolvedEntry[];
  readonly changes: readonly GoalChange[];
  readonly isOtherForm: boolean;
  /** Which field of the register a field of the file is. */
  readonly fields: ReadonlyMap<ImportedField, Field>;
}

export interface ImportPlan {
  readonly programme: Programme;
  readonly settings: readonly SettingChange[];
  /** Those that the file has, in its order. */
  readonly goals: readonly PlannedGoal[];
  /** Those that an error keeps as they are, with their place in the register. */
  readonly held: readonly StoredGoal[];
  readonly retired: readonly StoredGoal[];
  readonly problems: readonly ImportProblem[];
  /** Targets of which nothing says which side is good; those without a decision are not judged. */
  readonly bareTargets: readonly BareTarget[];
  /** Whether what is asked changes: the programme then gets a new version. */
  readonly isOtherForm: boolean;
}

export interface PlanSource {
  readonly before: RegisterBefore;
  readonly file: ImportedRegister;
  readonly readOwners: OwnerReader;
  readonly choices?: ImportChoices;
  readonly scheduleProblems?: ProgrammeSource['scheduleProblems'];
}
