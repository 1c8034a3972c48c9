/** Plans one goal of the file. Pure. */
import { type StoredGoal } from '../../goals/register';
import { goalSchema, type Locale } from '../../goals/schema';
import { omit } from '../../omit';
import { ownersOfPart, type UnresolvedEntry } from '../owners/worklist';
import { type ImportedGoal, type ImportProblem, saysAll } from '../table/imported';
import { type BareTarget, bareTargetsIn, sideProblems, withDecidedSides } from './bare-targets';
import { goalChanges, isOtherForm } from './goal-changes';
import { type PlannedGoal, type PlanSource } from './import-plan';
import { type GoalMatches } from './match-goals';
import { mergeGoal } from './merge-goal';
import { type Named } from './name-goals';
import { blockedBy, mergeProblems, nearProblem, ownerProblems } from './plan-problems';
import { sameData } from '../../same-data';

export interface GoalSource extends PlanSource {
  readonly locale: Locale;
  readonly order: number;
  readonly named: Named;
  readonly matches: GoalMatches;
}

export interface PlannedRow {
  readonly file: ImportedGoal;
  readonly order: number;
  /** Absent if a problem keeps it out. */
  readonly goal?: PlannedGoal;
  readonly stored?: StoredGoal;
  readonly problems: readonly ImportProblem[];
  readonly bare: readonly BareTarget[];
}

export function planGoal(file: ImportedGoal, stored: StoredGoal | undefined, source: GoalSource): PlannedRow {
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
  const isOwned = (text = '') => /[\p{L}\p{N}]/u.test(text);
  const owned = new Set(file.groups.filter(({ ownersText }) => isOwned(ownersText)).map(({ id }) => id));
  const isCovered = file.fields.every(
    ({ ownersText, group = '' }) => isOwned(ownersText) || owned.has(group),
  );
  const merged = mergeGoal(omit(file, 'changedIn'), stored?.goal, names, {
    locale,
    saysAll: saysAll(register),
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
  // For a new programme, the file gives the version; later the register counts its versions itself.
  const changedIn = stored?.goal.changedIn ?? (before.isNew ? file.changedIn : undefined);
  return { ...merged, goal: { ...merged.goal, ...(changedIn !== undefined && { changedIn }) } };
}
