/** The history of a goal from round to round. */
import { goalLight, type GoalLight } from '../goals/judging/light';
import { type Goal, type Programme } from '../goals/schema';
import { comparePeriods } from '../periods/period';
import { type Round, type RoundStatus } from '../rounds/round';
import { listRounds, loadForm } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { type Completeness, completenessIn, type GivenAnswers, lateFields, type Reply } from './reply';
import { readReply } from './reply-store';

/** A goal's answers in one round, with the goal and the programme as they were then. */
export interface GoalRecord {
  readonly programme: Programme;
  readonly goal: Goal;
  readonly period: string;
  readonly status: RoundStatus;
  readonly completeness: Completeness;
  /** Missing while a goal of an open round is not completely answered. */
  readonly judged?: GoalLight;
  readonly answers: GivenAnswers;
  /** Whether any answer came after the round's first deadline. */
  readonly isLate: boolean;
  /** Who made the latest version, and when (ISO 8601, UTC). */
  readonly by: string;
  readonly at: string;
}

/** The latest `last` rounds, open or closed, that have a reply to the goal, the oldest first. */
export async function loadGoalHistory(
  store: EntityStore,
  programmeId: string,
  goalId: string,
  last = 8,
): Promise<GoalRecord[]> {
  const rounds = (await listRounds(store, programmeId)).filter(({ discarded }) => !discarded);
  rounds.sort((a, b) => comparePeriods(b.period, a.period));
  const records: GoalRecord[] = [];
  for (const round of rounds) {
    if (records.length === last) break;
    const record = await loadGoalRecord(store, round, goalId);
    if (record) records.unshift(record);
  }
  return records;
}

/** The record of one round; `undefined` without a reply. */
export async function loadGoalRecord(
  store: EntityStore,
  round: Round,
  goalId: string,
): Promise<GoalRecord | undefined> {
  const reply = (await readReply(store, round, goalId))?.value;
  return reply && recordOf(store, round, reply);
}

async function recordOf(store: EntityStore, round: Round, reply: Reply): Promise<GoalRecord | undefined> {
  const form = await loadForm(store, round);
  const goal = form?.goals.find(({ id }) => id === reply.goalId);
  if (!form || !goal) return undefined;
  const completeness = completenessIn(round, goal, reply);
  const isJudged = round.status === 'closed' || completeness === 'answered';
  return {
    programme: form.programme,
    goal,
    period: round.period,
    status: round.status,
    completeness,
    ...(isJudged && { judged: goalLight(goal, form.programme, reply.answers, round.period) }),
    answers: reply.answers,
    isLate: lateFields(round, reply.answers).length > 0,
    by: reply.by,
    at: reply.at,
  };
}
