/** Names for new goals, and an admin's decisions that use these names. Pure. */
import { RefusedError } from '../../errors';
import { type Locale } from '../../goals/schema';
import { textIn } from '../../goals/text';
import { type ImportedGoal } from '../table/imported';
import { freeId, idFrom } from './ids';
import { type ImportChoices, type PlanSource, type RegisterBefore } from './import-plan';
import { type GoalMatches } from './match-goals';

/** The id and the code of each goal if it is not in the register yet, the same in every run. */
export type Named = ReadonlyMap<ImportedGoal, { readonly id: string; readonly code: string }>;

/** @param stored the goals that match without any decision */
export function nameGoals(
  { before, file }: PlanSource,
  { stored }: Pick<GoalMatches, 'stored'>,
  locale: Locale,
): Named {
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

/**
 * @throws RefusedError `choice-unknown` if no goal waits for one of the decisions; `choice-twice` if two goals should be
 *   the same one
 */
export function chosenAmong(named: Named, { goals }: RegisterBefore, { same, different }: ImportChoices) {
  const chosen = new Map<ImportedGoal, string>();
  const goalCalled = (text: string) =>
    [...named].find(([{ code }, { id }]) => id === text || code === text)?.[0];
  for (const text of different ?? [])
    if (!goalCalled(text)) throw new RefusedError('choice-unknown', { goal: text });
  for (const [text, id] of same ?? []) {
    const goal = goalCalled(text);
    if (!goal || !goals.some((stored) => stored.goal.id === id))
      throw new RefusedError('choice-unknown', { goal: goal ? id : text });
    if ([...chosen].some(([other, taken]) => other !== goal && taken === id))
      throw new RefusedError('choice-twice', { goal: id });
    chosen.set(goal, id);
  }
  return chosen;
}
