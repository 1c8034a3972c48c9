/** Who answers for a goal, with a form to change it. For coordinators. */
import { loadGoal } from '../../../src/goals/register';
import { ownersCardData, type OwnersCardSource } from '../../../cards/owners/data';
import { type Card, render } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { type Goal, type Programme } from '../../../src/goals/schema';
import { type Directory, loadDirectory } from '../../../src/people/directory';
import { type AdminTurn, coordinatedProgramme } from '../admin-turn';
import { ownerLines, ownerName } from '../owner-lines';

interface GoalOfProgramme {
  readonly programmeId: string;
  readonly goalId: string;
}

export interface OwnedGoal {
  readonly programme: Programme;
  readonly goal: Goal;
  readonly directory: Directory;
}

/** @throws RefusedError `not-permitted`, `unknown-goal`. */
export async function ownersCard(turn: AdminTurn, name: GoalOfProgramme): Promise<Card> {
  return drawOwners(turn, await loadOwnedGoal(turn, name));
}

/** @throws RefusedError `not-permitted`, `unknown-goal`. */
export async function loadOwnedGoal(
  turn: AdminTurn,
  { programmeId, goalId }: GoalOfProgramme,
): Promise<OwnedGoal> {
  const programme = await coordinatedProgramme(turn, programmeId);
  const goal = await loadGoal(turn.deps.store, programmeId, goalId);
  if (!goal) throw new RefusedError('unknown-goal');
  return { programme, goal, directory: await loadDirectory(turn.deps.store) };
}

export function drawOwners(
  turn: AdminTurn,
  { programme, goal, directory }: OwnedGoal,
  shown: Partial<Pick<OwnersCardSource, 'typed' | 'problems' | 'candidates' | 'banner' | 'asked'>> = {},
): Card {
  const owners = [...new Set([goal, ...goal.groups, ...goal.fields].flatMap((part) => part.owners))];
  const source: OwnersCardSource = {
    ...{ programme, goal },
    lines: ownerLines(goal, directory, turn.wording),
    owners: owners.map((owner) => ({ owner, name: ownerName(owner, directory, turn.wording) })),
    ...shown,
  };
  return render('owners', ownersCardData(source, turn.wording));
}
