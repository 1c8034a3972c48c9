/** What a message about turns says when it is sent: what still holds, of what its reader still may and wants to hear. */
import { RefusedError } from '../../errors';
import { loadProgramme } from '../../goals/register';
import { type Programme } from '../../goals/schema';
import { unitNameOf } from '../../goals/unit';
import { grouped } from '../../grouped';
import { type Access } from '../../people/access';
import { loadFollow } from '../../people/follows';
import { roundNameOf, roundPartition } from '../../rounds/round-name';
import { type EntityStore } from '../../storage/store';
import { loadDigestSource } from '../build-digest';
import { type DigestSource } from '../digest';
import { type GoalFacts, goalFacts } from '../goal-facts';
import { hearsOf, standingNow, type Turn, type Turned, turnedSince } from './turns';

/** The goals of one round. */
export interface RoundTurns {
  readonly programme: Programme;
  readonly period: string;
  readonly goals: readonly (Turned & { readonly facts: GoalFacts })[];
}

/** Without the goals that have turned back, and without rounds of which nothing is left. */
export async function loadCurrentTurns(
  store: EntityStore,
  access: Access,
  turns: readonly Turn[],
): Promise<RoundTurns[]> {
  const rounds = [...grouped(turns, roundPartition).values()];
  return (await Promise.all(rounds.map((each) => ofRound(store, access, each)))).flat();
}

async function ofRound(store: EntityStore, access: Access, turns: readonly Turn[]): Promise<RoundTurns[]> {
  const name = roundNameOf(turns[0]!);
  const { programmeId, period } = name;
  const [programme, follow] = await Promise.all([
    loadProgramme(store, programmeId),
    loadFollow(store, { personId: access.personId, programmeId }),
  ]);
  const source = programme && follow && (await readSource(store, turns[0]!));
  if (!source) return [];
  const units = new Map(source.form.goals.map((goal) => [goal.id, unitNameOf(goal, programme)]));
  const goals = turns.flatMap(({ goalId, before }) => {
    const unit = units.get(goalId);
    if (unit === undefined || !hearsOf(unit, follow, access, programme)) return [];
    const standing = standingNow(source, goalId);
    return (standing && turnedSince(before, standing)) ?? [];
  });
  if (goals.length === 0) return [];
  const ids = goals.map(({ standing }) => standing.id);
  const facts = new Map(goalFacts(source, ids).map((each) => [each.id, each]));
  const told = goals.map((goal) => ({ ...goal, facts: facts.get(goal.standing.id)! }));
  return [{ programme, period, goals: told }];
}

/** `undefined` for a round that was taken back or is gone. */
async function readSource(store: EntityStore, turn: Turn): Promise<DigestSource | undefined> {
  try {
    return await loadDigestSource(store, roundNameOf(turn));
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}
