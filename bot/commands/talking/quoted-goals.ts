/** Which of the goals that a person is asked is meant by an answer to one of our messages. */
import { z } from 'zod';
import { idSchema } from '../../../src/goals/schema';
import { allMessages, type Message } from '../../../src/outbox/message';
import { type GoalName } from '../../../src/rounds/open-goal';
import { isSameRound, keysTo, type RoundName, roundOfKey } from '../../../src/rounds/round-name';
import { roundPartition } from '../../../src/rounds/round-store';
import { type AskedGoal } from '../../../src/replies/asked-goals';
import { type CommandTurn } from '../../views/command-turn';
import { type Turn } from '../../views/turn';
import { mentions } from '../typed/figure-typed';

export interface Candidate {
  readonly turn: Turn;
  readonly own: AskedGoal;
}

/** The message that was answered; all hints. */
export interface Answered {
  /** The goal whose card it shows, if that is known. */
  readonly goal?: GoalName;
  /** The ids that it may have in Teams. */
  readonly ids: readonly string[];
  /** The beginning of its text. */
  readonly text?: string;
}

/**
 * By what the message shows; else by the one code in its text; else by what it was sent for, which counts last as a press
 * may have changed the card since.
 * @returns nothing if none of it says which
 */
export async function quotedGoals(
  turn: CommandTurn,
  candidates: readonly Candidate[],
  { goal, ids, text }: Answered,
): Promise<readonly Candidate[]> {
  const shown = goal ? candidates.filter((each) => isGoal(each, goal)) : [];
  if (shown.length > 0) return shown;
  const named = text === undefined ? [] : candidates.filter(({ own }) => mentions(text, own.goal.code));
  if (named.length === 1) return named;
  const sent = ids.length > 0 ? await sentFor(turn, candidates, ids) : [];
  return sent.length > 0 ? sent : named;
}

function isGoal({ turn: { asked }, own }: Candidate, goal: GoalName): boolean {
  return own.goal.id === goal.goalId && isSameRound(asked.round, goal);
}

/** The goals that a delivered message named, or else all goals of the rounds that it told of. */
async function sentFor(
  { store, person }: CommandTurn,
  candidates: readonly Candidate[],
  ids: readonly string[],
): Promise<readonly Candidate[]> {
  const rounds = new Map(candidates.map(({ turn: { asked } }) => [roundPartition(asked.round), asked.round]));
  const reading = [...rounds.values()].map((round) => delivered(store, round, person.id, ids));
  const message = (await Promise.all(reading)).find((each) => each !== undefined);
  if (!message) return [];
  const goals = goalsNamedIn(message);
  const told = [message.key, ...(message.told ?? [])].map(roundOfKey);
  return candidates.filter((each) => {
    const { round } = each.turn.asked;
    if (goals.length > 0) return goals.some((goalId) => isGoal(each, { ...told[0]!, goalId }));
    return told.some((name) => isSameRound(round, name));
  });
}

async function delivered(
  store: CommandTurn['store'],
  round: RoundName,
  personId: string,
  ids: readonly string[],
): Promise<Message | undefined> {
  for await (const { value } of allMessages(store, roundPartition(round), keysTo(round, personId)))
    if (value.receipt && ids.includes(value.receipt.activityId)) return value;
  return undefined;
}

const naming = z.object({ goalId: idSchema.optional(), goalIds: z.array(idSchema).default([]) });

function goalsNamedIn({ data }: Message): readonly string[] {
  const { goalId, goalIds = [] } = naming.safeParse(data).data ?? {};
  return goalId === undefined ? goalIds : [goalId];
}
