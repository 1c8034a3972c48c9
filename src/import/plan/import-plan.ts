/** The inputs of an import plan, and the plan. */
import { type StoredGoal } from '../../goals/register';
import { type Field, type Programme } from '../../goals/schema';
import { type OwnerReader } from '../owners/owners';
import { type UnresolvedEntry } from '../owners/worklist';
import { type ImportedField, type ImportedRegister, type ImportProblem } from '../table/imported';
import { type BareTarget, type SideDecisions } from './bare-targets';
import { type GoalChange } from './goal-changes';
import { type Loss } from './losses';
import { type MatchChoices, type NearMatch } from './near-matches';
import { type ProgrammeSource, type SettingChange } from './plan-programme';

/** The stored data of a programme that an import uses. */
export interface RegisterBefore {
  readonly programme: Programme;
  /** Including retired ones, in the register's order. */
  readonly goals: readonly StoredGoal[];
  /** By goal id. */
  readonly entries: ReadonlyMap<string, readonly UnresolvedEntry[]>;
  /** Whether it has no goals yet, or only those of an interrupted import. */
  readonly isFirst: boolean;
  /** Whether the programme does not exist yet. */
  readonly isNew?: boolean;
  /** The fields that were answered in some round, by goal id. */
  readonly answered: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What an admin decided about earlier problems. */
export interface ImportChoices extends Partial<MatchChoices> {
  readonly acceptKindChanges?: boolean;
  /** Which side is good for targets that do not say it. */
  readonly sides?: SideDecisions;
}

export interface PlannedGoal {
  readonly what: 'added' | 'changed' | 'revived' | 'unchanged';
  readonly next: StoredGoal;
  readonly stored?: StoredGoal;
  readonly entries: readonly UnresolvedEntry[];
  readonly changes: readonly GoalChange[];
  readonly isOtherForm: boolean;
  /** The register's field for each field of the file. */
  readonly fields: ReadonlyMap<ImportedField, Field>;
}

export interface ImportPlan {
  readonly programme: Programme;
  readonly settings: readonly SettingChange[];
  /** Settings of a new programme that neither the file nor the admin gave. */
  readonly assumed: readonly SettingChange[];
  /** The file's goals, in its order. */
  readonly goals: readonly PlannedGoal[];
  /** Goals that stay as they are because of an error, with their place in the register. */
  readonly held: readonly StoredGoal[];
  readonly retired: readonly StoredGoal[];
  readonly problems: readonly ImportProblem[];
  /** Targets without a known good side; those without a decision are not judged. */
  readonly bareTargets: readonly BareTarget[];
  /** Goals that may be those of the register in other words; those without a decision stay out. */
  readonly nearMatches: readonly NearMatch[];
  /** What it would remove; somebody has to agree to it. */
  readonly losses: readonly Loss[];
  /** Whether the questions change: the programme then gets a new version. */
  readonly isOtherForm: boolean;
}

export interface PlanSource {
  readonly before: RegisterBefore;
  readonly file: ImportedRegister;
  readonly readOwners: OwnerReader;
  readonly choices?: ImportChoices;
  readonly scheduleProblems?: ProgrammeSource['scheduleProblems'];
  readonly newProgramme?: ProgrammeSource['newProgramme'];
}
