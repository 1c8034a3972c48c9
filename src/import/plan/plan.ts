/** What an import would do to a register, worked out before anything is written. Pure. */
import { RefusedError } from '../../errors';
import { type StoredGoal } from '../../goals/register';
import { type Field, goalSchema, type Locale, type Programme } from '../../goals/schema';
import { asksOwnLight, reasonField } from '../../goals/judging/light';
import { textIn } from '../../goals/text';
import {
  type BareTarget,
  bareTargetsIn,
  refuseUnknownSides,
  type SideDecisions,
  sideProblems,
  withDecidedSides,
} from './bare-targets';
import { type GoalChange, goalChanges, isOtherForm } from './goal-changes';
import { freeId, idFrom } from './ids';
import {
  type ImportedField,
  type ImportedGoal,
  type ImportedRegister,
  type ImportProblem,
} from '../table/imported';
import { type GoalMatches, matchGoals } from './match-goals';
import { mergeGoal } from './merge-goal';
import { type OwnerReader } from '../owners/owners';
import {
  blockedBy,
  hasUnreadableRows,
  mergeProblems,
  nearProblem,
  ownerProblems,
  problemAt,
} from './plan-problems';
import { omit } from '../../omit';
import { planProgramme, type ProgrammeSource, type SettingChange } from './plan-programme';
import { sameData } from './same-text';
import { ownersOfPart, type UnresolvedEntry } from '../owners/worklist';

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

/** @throws RefusedError `no-goals`; `choice-unknown` where a decision names no goal or target that waits for one. */
export function planImport(source: PlanSource): ImportPlan {
  const { before, file, choices = {} } = source;
  if (file.goals.length === 0) throw new RefusedError('no-goals');
  const locale = localeOf(source);
  const named = nameGoals(source, locale);
  const chosen = chosenAmong(named, before, choices);
  const matches = matchGoals(file.goals, before.goals, { locale, chosen });
  const planned = file.goals.map((goal, order) =>
    planGoal(goal, matches.stored[order], { ...source, locale, order, named, matches }),
  );
  const goals = planned.flatMap(({ goal }) => goal ?? []);
  const held = heldGoals(planned, matches);
  const left = leftOut(before, goals, held);
  const isHeld = left.length > 0 && hasUnreadableRows(file);
  const retired = isHeld ? [] : left;
  const {
    programme,
    settings,
    problems: faults,
  } = planProgramme({
    ...{ ...source, ...before, isNew: before.isNew ?? false, locale },
  });
  const problems = [
    ...file.problems,
    ...faults,
    ...planned.flatMap((each) => each.problems),
    ...reasonProblems(programme, goals, file),
    ...(isHeld ? [problemAt(file.goals[0]!.place, 'not-retired', { count: String(left.length) })] : []),
  ];
  const bareTargets = planned.flatMap(({ bare }) => bare);
  refuseUnknownSides(choices.sides ?? {}, bareTargets);
  const moved = withMoves(goals);
  const isOther = moved.some(({ what, isOtherForm: other }) => other || what === 'revived');
  // What is asked stands in the form; of whom, and what can be answered, in the programme.
  const asks = ({ workStates, respondent }: Programme) => ({ workStates, respondent });
  const isAskedOtherwise = !before.isFirst && !sameData(asks(programme), asks(before.programme));
  const grows = !before.isFirst && moved.some(({ what }) => what === 'added');
  return {
    ...{ programme, settings, goals: moved, held, retired, problems },
    bareTargets,
    isOtherForm: isOther || grows || retired.length > 0 || isAskedOtherwise,
  };
}

/** Where the owner's own light is to count, each goal that asks for one needs a field for the reason. */
function reasonProblems(
  { lightBy }: Programme,
  goals: readonly PlannedGoal[],
  file: ImportedRegister,
): ImportProblem[] {
  const lacking = goals.filter(({ next: { goal } }) => asksOwnLight(goal) && !reasonField(goal));
  if (lightBy !== 'owner' || lacking.length === 0) return [];
  return [problemAt(file.goals[0]!.place, 'reason-field-missing', { count: String(lacking.length) })];
}

/** The language in which goals of the file and the register are compared. */
function localeOf({ before, file }: PlanSource): Locale {
  const { languages } = before.programme;
  return languages.find((locale) => file.goals.some(({ title }) => title[locale])) ?? languages[0]!;
}

/** The id and the code that each goal has where it is not in the register yet: the same in every run. */
type Named = ReadonlyMap<ImportedGoal, { readonly id: string; readonly code: string }>;

function nameGoals({ before, file }: PlanSource, locale: Locale): Named {
  const { stored } = matchGoals(file.goals, before.goals, { locale, chosen: new Map() });
  const taken = new Set(before.goals.map(({ goal }) => goal.id));
  for (const { id } of file.goals) if (id !== undefined) taken.add(id);
  const codes = [...before.goals.map(({ goal }) => goal.code), ...file.goals.map(({ code }) => code)];
  let number = Math.max(0, ...codes.map((code) => (/^\d{1,6}$/.test(code ?? '') ? Number(code) : 0)));
  return new Map(
    file.goals.flatMap((goal, at) => {
      if (stored[at]) return [];
      const id = goal.id ?? freeId(idFrom(goal.code ?? textIn(goal.title, locale), 'goal'), taken);
      taken.add(id);
      return [[goal, { id, code: goal.code ?? String((number += 1)) }] as const];
    }),
  );
}

function chosenAmong(named: Named, { goals }: RegisterBefore, { same, different }: ImportChoices) {
  const chosen = new Map<ImportedGoal, string>();
  const goalCalled = (text: string) =>
    [...named].find(([{ code }, { id }]) => id === text || code === text)?.[0];
  for (const text of different ?? [])
    if (!goalCalled(text)) throw new RefusedError('choice-unknown', { goal: text });
  for (const [text, id] of same ?? []) {
    const goal = goalCalled(text);
    if (!goal || !goals.some((stored) => stored.goal.id === id))
      throw new RefusedError('choice-unknown', { goal: goal ? id : text });
    chosen.set(goal, id);
  }
  return chosen;
}

interface GoalSource extends PlanSource {
  readonly locale: Locale;
  readonly order: number;
  readonly named: Named;
  readonly matches: GoalMatches;
}

interface PlannedRow {
  readonly file: ImportedGoal;
  readonly order: number;
  /** Left out where a problem keeps it out. */
  readonly goal?: PlannedGoal;
  readonly stored?: StoredGoal;
  readonly problems: readonly ImportProblem[];
  readonly bare: readonly BareTarget[];
}

function planGoal(file: ImportedGoal, stored: StoredGoal | undefined, source: GoalSource): PlannedRow {
  const { locale, order, choices = {} } = source;
  const row = { file, order, bare: [], ...(stored && { stored }) };
  const names = stored
    ? { id: stored.goal.id, code: file.code ?? stored.goal.code }
    : source.named.get(file)!;
  const near = source.matches.near.get(file);
  const isDecided = [names.id, file.code].some((text) => text !== undefined && choices.different?.has(text));
  if (near && !isDecided) return { ...row, problems: [nearProblem(file, names.id, near, locale)] };
  if (blockedBy(file, source.file)) return { ...row, problems: [] };
  const entries: UnresolvedEntry[] = [];
  const merged = merge(file, stored, names, entries, source);
  const parsed = goalSchema.safeParse(merged.goal);
  const problems = mergeProblems(file, merged, parsed.error, choices.acceptKindChanges ?? false, locale);
  if (!parsed.success || problems.length > 0) return { ...row, problems };
  const bare = bareTargetsIn(parsed.data, merged.fields, { locale, sides: choices.sides });
  const goal = withDecidedSides(parsed.data, choices.sides ?? {});
  const before = stored && goalSchema.parse(stored.goal);
  const changes = before ? goalChanges(before, goal, locale) : [];
  const isOther = before !== undefined && isOtherForm(before, goal);
  const isSame = sameData(before, goal) && sameData(source.before.entries.get(names.id) ?? [], entries);
  const what = !stored ? 'added' : stored.retired ? 'revived' : isSame ? 'unchanged' : 'changed';
  const planned: PlannedGoal = {
    ...{ what, next: { order, goal }, entries, changes, isOtherForm: isOther, fields: merged.fields },
    ...(stored && { stored }),
  };
  const told = [
    ...sideProblems(goal, merged.fields),
    ...ownerProblems(file, merged, entries, source.readOwners),
  ];
  return { ...row, goal: planned, problems: told, bare };
}

function merge(
  file: ImportedGoal,
  stored: StoredGoal | undefined,
  names: { readonly id: string; readonly code: string },
  entries: UnresolvedEntry[],
  { before, file: register, locale, readOwners }: GoalSource,
) {
  const partOwners = new Set<string>();
  const isOwned = (text: string | undefined) => text !== undefined && text.trim() !== '';
  const owned = new Set(file.groups.filter(({ ownersText }) => isOwned(ownersText)).map(({ id }) => id));
  const isCovered = file.fields.every(
    ({ ownersText, group = '' }) => isOwned(ownersText) || owned.has(group),
  );
  const merged = mergeGoal(omit(file, 'changedIn'), stored?.goal, names, {
    locale,
    saysAll: register.layout === 'plain',
    answered: before.answered.get(names.id) ?? new Set(),
    ownersOf: (part, text, known) => {
      const isPart = part.group !== undefined || part.field !== undefined;
      const read = ownersOfPart(
        {
          ...{ programme: before.programme, part, text, stored: known },
          entries: before.entries.get(names.id) ?? [],
          ...(!isPart && isCovered && partOwners.size > 0 && { partOwners: [...partOwners] }),
        },
        readOwners,
      );
      entries.push(...read.entries);
      for (const owner of isPart ? read.owners : []) partOwners.add(owner);
      return [...read.owners];
    },
  });
  // A new programme is as its file defines it; later the register counts its versions itself.
  const changedIn = stored?.goal.changedIn ?? (before.isNew ? file.changedIn : undefined);
  return { ...merged, goal: { ...merged.goal, ...(changedIn !== undefined && { changedIn }) } };
}

/** What an error or an open question keeps as it stands, at the place that the file gives it. */
function heldGoals(planned: readonly PlannedRow[], matches: GoalMatches): StoredGoal[] {
  const held = new Map<string, StoredGoal>();
  for (const { file, goal, order, stored } of planned) {
    if (goal) continue;
    for (const each of stored ? [stored] : (matches.near.get(file) ?? []))
      if (!each.retired && !held.has(each.goal.id)) held.set(each.goal.id, { ...each, order });
  }
  const there = new Set(planned.flatMap(({ goal }) => goal?.next.goal.id ?? []));
  return [...held.values()].filter(({ goal }) => !there.has(goal.id));
}

function leftOut(
  { goals }: RegisterBefore,
  planned: readonly PlannedGoal[],
  held: readonly StoredGoal[],
): StoredGoal[] {
  const there = new Set([...planned.map(({ next }) => next), ...held].map(({ goal }) => goal.id));
  return goals.filter(({ goal, retired }) => !retired && !there.has(goal.id));
}

/** A goal was moved where another one comes before it than did, of those that are in both. */
function withMoves(goals: readonly PlannedGoal[]): PlannedGoal[] {
  const before = goals
    .filter(({ stored }) => stored && !stored.retired)
    .toSorted((a, b) => a.stored!.order - b.stored!.order);
  const earlier = new Map(before.map(({ next }, at) => [next.goal.id, before[at - 1]?.next.goal.id]));
  let last: string | undefined;
  return goals.map((planned) => {
    const { id } = planned.next.goal;
    if (!earlier.has(id)) return planned;
    const isMoved = earlier.get(id) !== last;
    last = id;
    if (!isMoved) return planned;
    const what = planned.what === 'unchanged' ? 'changed' : planned.what;
    return { ...planned, what, changes: [...planned.changes, { what: 'order' }] };
  });
}
