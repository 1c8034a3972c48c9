/** Plans what an import would do to a register, before anything is written. Pure. */
import { RefusedError } from '../../errors';
import { type StoredGoal } from '../../goals/register';
import { asksOwnLight, reasonField } from '../../goals/judging/light';
import { type Locale, type Programme } from '../../goals/schema';
import { type ImportedRegister, type ImportProblem } from '../table/imported';
import { refuseUnknownSides } from './bare-targets';
import { type ImportPlan, type PlannedGoal, type PlanSource, type RegisterBefore } from './import-plan';
import { greatLosses } from './losses';
import { type GoalMatches, matchGoals } from './match-goals';
import { chosenAmong, nameGoals } from './name-goals';
import { nearMatchesIn } from './near-matches';
import { planGoal, type PlannedRow } from './plan-goal';
import { hasUnreadableRows, problemAt, withoutRepeatedOwners } from './plan-problems';
import { planProgramme } from './plan-programme';
import { sameData } from '../../same-data';

export type { ImportChoices, ImportPlan, PlannedGoal, PlanSource, RegisterBefore } from './import-plan';

/** @throws RefusedError `no-goals`; `choice-unknown` if no goal or target waits for one of the decisions */
export function planImport(source: PlanSource): ImportPlan {
  const { before, file, choices = {} } = source;
  if (file.goals.length === 0) throw new RefusedError('no-goals');
  const locale = localeOf(source);
  const undecided = matchGoals(file.goals, before.goals, { locale, chosen: new Map() });
  const named = nameGoals(source, undecided, locale);
  const chosen = chosenAmong(named, before, choices);
  const matches = chosen.size === 0 ? undecided : matchGoals(file.goals, before.goals, { locale, chosen });
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
    assumed,
    problems: faults,
  } = planProgramme({
    ...{ ...source, ...before, isNew: before.isNew ?? false, locale },
  });
  const problems = [
    ...file.problems,
    ...faults,
    ...withoutRepeatedOwners(
      planned.flatMap((each) => each.problems),
      file,
    ),
    ...reasonProblems(programme, goals, file),
    ...(isHeld ? [problemAt(file.goals[0]!.place, 'not-retired', { count: String(left.length) })] : []),
  ];
  const bareTargets = planned.flatMap(({ bare }) => bare);
  refuseUnknownSides(choices.sides ?? {}, bareTargets);
  const moved = withMoves(goals);
  const nearMatches = nearMatchesIn(undecided, named, choices, locale);
  const isOther = moved.some(({ what, isOtherForm: other }) => other || what === 'revived');
  // The form has the questions; the programme has the respondents and the possible work states.
  const asks = ({ workStates, respondent, collectsSupport = false }: Programme) => ({
    ...{ workStates, respondent, collectsSupport },
  });
  const isAskedOtherwise = !before.isFirst && !sameData(asks(programme), asks(before.programme));
  const grows = !before.isFirst && moved.some(({ what }) => what === 'added');
  return {
    ...{ programme, settings, assumed, goals: moved, held, retired, problems },
    ...{ bareTargets, nearMatches },
    losses: greatLosses(before, { goals: moved, retired }),
    isOtherForm: isOther || grows || retired.length > 0 || isAskedOtherwise,
  };
}

/** If the owner's own light counts, each goal that asks for one needs a field for the reason. */
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

/** Goals that an error or an open question keeps as they are, at their place in the file. */
function heldGoals(planned: readonly PlannedRow[], matches: GoalMatches): StoredGoal[] {
  const held = new Map<string, StoredGoal>();
  for (const { file, goal, order, stored } of planned) {
    if (goal) continue;
    for (const each of stored ? [stored] : (matches.near.get(file)?.map((near) => near.stored) ?? []))
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

/** A goal has moved if a different goal precedes it than before, counting only goals that are in both. */
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
