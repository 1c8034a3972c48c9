/** The requests for support of one goal over the periods, with their decisions, for its history. */
import { type Goal } from '../goals/schema';
import { loadForm, latestRounds, readRounds } from '../rounds/round-store';
import { readReply } from '../replies/reply-store';
import { type EntityStore } from '../storage/store';
import { endOfTime, loadSupport } from './load-requests';
import { decidedIn, type SupportDecision, type SupportRequest } from './request';
import { loadDecisions } from './support-store';

/** As many rounds as the goal's history has. */
const roundsShown = 8;

/** A decision with the round in which it is. */
export interface DecidedInRound {
  readonly period: string;
  readonly decision: SupportDecision;
}

export interface GoalSupport {
  /** What its tasks need now, as their owners said last. */
  readonly requests: readonly SupportRequest[];
  /** Every decision, also on what was withdrawn or asked again later; the newest first. */
  readonly decisions: readonly DecidedInRound[];
}

export async function loadGoalSupport(
  store: EntityStore,
  programmeId: string,
  goalId: string,
): Promise<GoalSupport> {
  const names = (await latestRounds(store, programmeId)).slice(0, roundsShown);
  const found = names.map(async (name) => {
    const decisions = await loadDecisions(store, { programmeId, period: name.period }, goalId);
    return decisions.map((decision) => ({ period: name.period, decision }));
  });
  const decisions = (await Promise.all(found)).flat();
  decisions.sort((a, b) => (lastAt(a) < lastAt(b) ? 1 : -1));
  const rounds = await readRounds(store, names);
  const latest = rounds.find(({ status, discarded }) => !discarded && status !== 'planned');
  const form = latest && (await loadForm(store, latest));
  if (!latest || !form) return { requests: [], decisions };
  const goals = form.goals.filter(({ id }) => id === goalId);
  const reply = await readReply(store, latest, goalId);
  const replies = new Map(reply ? [[goalId, reply.value]] : []);
  const name = { programmeId, period: latest.period };
  return {
    requests: await loadSupport(store, { name, form: { ...form, goals }, replies }, endOfTime),
    decisions,
  };
}

function lastAt({ decision }: DecidedInRound): string {
  return decision.versions.at(-1)?.at ?? decision.askedAt;
}

/** The decisions in force in a round, by goal, in the order of its tasks. */
export async function loadDecided(
  store: EntityStore,
  name: { readonly programmeId: string; readonly period: string },
): Promise<ReadonlyMap<string, readonly SupportDecision[]>> {
  const found = new Map<string, SupportDecision[]>();
  for (const decision of await loadDecisions(store, name))
    if (decidedIn(decision)) found.set(decision.goalId, [...(found.get(decision.goalId) ?? []), decision]);
  return found;
}

/** The task that a decision is about; `undefined` if the form no longer has it. */
export function taskOf({ fieldId }: Pick<SupportDecision, 'fieldId'>, goal: Goal) {
  const group = goal.fields.find(({ id }) => id === fieldId)?.group;
  return group === undefined ? undefined : goal.groups.find(({ id }) => id === group);
}
