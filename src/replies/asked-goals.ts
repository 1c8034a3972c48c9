/** What one person is asked in one round, with what is answered already and what was answered last time. */
import { loadGoal, loadProgramme } from '../goals/register';
import { type Field, type Goal, type Programme } from '../goals/schema';
import { loadOwnersFor } from '../people/directory';
import { fieldsAskedOf } from '../rounds/asked';
import { type Round } from '../rounds/round';
import { listOpenRounds, loadRequest, readRound, type RoundName } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { completeness, type Completeness, noAnswers, type Reply } from './reply';
import { previousRound, readReply } from './reply-store';

export interface AskedGoal {
  readonly goal: Goal;
  /** The fields that this person is asked for. */
  readonly fields: readonly Field[];
  readonly reply?: Reply;
  /** Of this person's fields, not of the whole goal. */
  readonly completeness: Completeness;
}

export interface AskedRound {
  readonly programme: Programme;
  readonly round: Round;
  readonly goals: readonly AskedGoal[];
}

/** `undefined` when there is no such round, or the person is asked nothing in it. */
export async function loadAskedRound(
  store: EntityStore,
  name: RoundName,
  personId: string,
): Promise<AskedRound | undefined> {
  const [programme, round, request, owners] = await Promise.all([
    loadProgramme(store, name.programmeId),
    readRound(store, name),
    loadRequest(store, name, personId),
    loadOwnersFor(store, personId),
  ]);
  if (!programme || !round || !request) return undefined;
  const goals = await Promise.all(
    request.value.goalIds.map((goalId) => loadAskedGoal(store, name, goalId, owners)),
  );
  const asked = goals.flatMap((goal) => (goal && goal.fields.length > 0 ? [goal] : []));
  return asked.length > 0 ? { programme, round: round.value, goals: asked } : undefined;
}

/** The open rounds in which the person is asked something. */
export async function loadOpenRoundsOf(store: EntityStore, personId: string): Promise<AskedRound[]> {
  const open = await listOpenRounds(store);
  const asked = await Promise.all(open.map((round) => loadAskedRound(store, round, personId)));
  return asked.flatMap((round) => (round ? [round] : []));
}

/** The first goal after `goalId` that still needs an answer, looking from the start again at the end. */
export function nextToAnswer(goals: readonly AskedGoal[], goalId?: string): AskedGoal | undefined {
  const index = goals.findIndex((asked) => asked.goal.id === goalId);
  const inOrder = [...goals.slice(index + 1), ...goals.slice(0, index + 1)];
  return inOrder.find((asked) => asked.completeness !== 'answered');
}

/** What was answered to the goal in the latest closed round before this one. */
export async function loadPreviousReply(
  store: EntityStore,
  name: RoundName,
  goalId: string,
): Promise<{ readonly period: string; readonly reply: Reply } | undefined> {
  const round = await previousRound(store, name);
  const reply = round && (await readReply(store, round, goalId));
  return reply && { period: round.period, reply: reply.value };
}

async function loadAskedGoal(
  store: EntityStore,
  name: RoundName,
  goalId: string,
  owners: ReadonlySet<string>,
): Promise<AskedGoal | undefined> {
  const [goal, row] = await Promise.all([
    loadGoal(store, name.programmeId, goalId),
    readReply(store, name, goalId),
  ]);
  if (!goal) return undefined;
  const fields = fieldsAskedOf(owners, goal);
  const reply = row?.value;
  return {
    goal,
    fields,
    ...(reply && { reply }),
    completeness: completeness(fields, reply?.answers ?? noAnswers),
  };
}
