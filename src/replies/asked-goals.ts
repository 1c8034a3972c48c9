/** What one person is asked in one round, with their answers, drafts and hand-overs. */
import { isAskedOf, isVoluntary } from '../goals/answers/asked-fields';
import { loadProgramme } from '../goals/register';
import { type Goal, type Programme } from '../goals/schema';
import {
  fieldsAnswerableBy,
  fieldsHeldBy,
  onBehalf,
  principalsOf,
  type Responsibility,
} from '../rounds/responsibility';
import { loadResponsibilities, loadTranslationTasks, loadTranslators } from '../rounds/responsibility-store';
import { isInFirstStage, type Round, takesRepliesAt } from '../rounds/round';
import { listOpenRounds, loadRequest, loadRoundGoal, readRound, type RoundName } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { loadDraftRows, readDraft } from './draft';
import { type PendingTranslation, pendingTranslations } from './pending-translations';
import { completeness, isVoluntaryPart, noAnswers, type Reply } from './reply';
import { readReply } from './reply-store';
import { type AnsweredPart, answeredPart, readAnswers } from './answered-part';
import { fieldsOfStage, type OnlyStage } from './stage-part';

export interface AskedGoal extends AnsweredPart {
  readonly goal: Goal;
  /** Field id → the person on whose behalf it is answered; one's own fields are left out. */
  readonly onBehalfOf: ReadonlyMap<string, string>;
  /** Whether the person holds a part of it, not only as somebody's substitute. */
  readonly isHeld: boolean;
  /** Field id → who was asked to translate it, for pending translations of this person's fields. */
  readonly translators?: ReadonlyMap<string, string>;
}

/** A goal that the person has handed to somebody for this round. */
export interface HandedOn {
  readonly goal: Goal;
  readonly to: string;
  /** Whether the part that was handed on is completely answered. */
  readonly isAnswered: boolean;
}

export interface AskedRound {
  readonly programme: Programme;
  readonly round: Round;
  readonly goals: readonly AskedGoal[];
  readonly handedOn: readonly HandedOn[];
  /** Whether the person is asked in their own name, or only as somebody's substitute. */
  readonly hasRequest: boolean;
  /** When the person asked to be reminded (ISO 8601, UTC). */
  readonly snoozedUntil?: string;
  /** Whether anybody was asked for a translation in the round. */
  readonly isTranslated?: true;
}

/** `undefined` when there is no such round, or the person neither is nor was asked anything in it. */
export async function loadAskedRound(
  store: EntityStore,
  name: RoundName,
  personId: string,
  now: Date,
): Promise<AskedRound | undefined> {
  const [programme, row, request, responsibilityOn, drafts, tasks] = await Promise.all([
    loadProgramme(store, name.programmeId),
    readRound(store, name),
    loadRequest(store, name, personId),
    loadResponsibilities(store, name),
    loadDraftRows(store, name, personId),
    loadTranslationTasks(store, name),
  ]);
  if (!programme || !row || row.value.discarded) return undefined;
  const responsibility = responsibilityOn(programme.timeZone, now);
  const standsIn = principalsOf(personId, responsibility).length > 0;
  const own = request?.value.goalIds ?? [];
  const goalIds = new Set([...own, ...(await principalsGoals(store, name, personId, responsibility))]);
  const read = [...goalIds].map(async (goalId) => {
    const [goal, answers] = await Promise.all([
      loadRoundGoal(store, name, goalId, programme),
      readAnswers(store, programme, name, goalId),
    ]);
    const held = goal && fieldsAnswerableBy(personId, goal, responsibility);
    if (!goal || !held || held.size === 0 || !isAskedOf(goal, programme)) return [];
    const isHeld = !standsIn || fieldsHeldBy(personId, goal, responsibility).size > 0;
    const part = { goal, held: goal.fields.filter(({ id }) => held.has(id)) };
    const answered = answeredPart(programme, row.value, part, answers, drafts.get(goalId));
    const rows = { ...answered.rows, round: row };
    const whole = { goal, onBehalfOf: onBehalf(held), isHeld, ...answered, rows };
    return [tasks.length === 0 ? whole : await withTranslators(store, name, whole)];
  });
  const [goals, handedOn] = await Promise.all([
    Promise.all(read),
    handedOnBy(store, name, personId, { programme, responsibility }),
  ]);
  if (goals.flat().length + handedOn.length === 0) return undefined;
  const wanted = request?.value.snoozedUntil;
  const snoozedUntil = wanted !== undefined && wanted > now.toISOString() ? wanted : undefined;
  return {
    programme,
    round: row.value,
    goals: goals.flat(),
    handedOn,
    hasRequest: request !== undefined,
    ...(snoozedUntil !== undefined && { snoozedUntil }),
    ...(tasks.length > 0 && { isTranslated: true as const }),
  };
}

/**
 * The round updated after the person answered one of its goals; only that goal is read again.
 * @param saved the reply that was written or found just now; default: it is read
 */
export async function afterAnswering(
  store: EntityStore,
  asked: AskedRound,
  { goalId, personId, saved }: { readonly goalId: string; readonly personId: string; readonly saved?: Reply },
): Promise<AskedRound> {
  const { programme, round } = asked;
  const goals = asked.goals.map(async (each): Promise<AskedGoal> => {
    if (each.goal.id !== goalId) return each;
    const name = { programmeId: programme.id, period: round.period, goalId, personId };
    const [draft, answers] = await Promise.all([
      readDraft(store, name),
      readAnswers(store, programme, name, saved ?? goalId),
    ]);
    const { goal, onBehalfOf, isHeld } = each;
    const part = { goal, held: each.stage?.held ?? each.fields };
    const answered = answeredPart(programme, round, part, answers, draft);
    return withTranslators(store, name, { goal, onBehalfOf, isHeld, ...answered });
  });
  return { ...asked, goals: await Promise.all(goals) };
}

/**
 * The person's part of a goal as a card asked for it.
 * @param only what the card carries
 */
export function asAsked({ round }: AskedRound, asked: AskedGoal, only: OnlyStage | undefined): AskedGoal {
  if (asked.stage?.only === only || !round.stage) return asked;
  const { goal, reply } = asked;
  const held = asked.stage?.held ?? asked.fields;
  const fields = only ? fieldsOfStage(goal, held, round.stage, only) : held;
  if (fields.length === 0) return asked;
  const answers = reply?.answers ?? noAnswers;
  return {
    ...asked,
    fields,
    completeness: completeness(fields, answers, goal.fields),
    isVoluntary: isVoluntaryPart(goal, fields, answers),
  };
}

/** The open rounds in which the person is asked something, the earliest deadline first. */
export async function loadOpenRoundsOf(
  store: EntityStore,
  personId: string,
  now: Date,
): Promise<AskedRound[]> {
  const open = await listOpenRounds(store);
  const asked = await Promise.all(open.map((round) => loadAskedRound(store, round, personId, now)));
  return asked
    .flatMap((round) => (round ? [round] : []))
    .sort((a, b) => (a.round.deadline < b.round.deadline ? -1 : 1));
}

/** Whether it still has to be answered or has an unsaved draft. */
export function isWaiting(
  asked: Pick<AskedGoal, 'completeness' | 'isVoluntary' | 'draft' | 'review' | 'stage'>,
): boolean {
  return isLeft(asked) || asked.draft !== undefined;
}

/** Whether it has to be answered now and is not complete, or was commented on since. */
export function isLeft(asked: Pick<AskedGoal, 'completeness' | 'isVoluntary' | 'review' | 'stage'>): boolean {
  const isMissing = asked.completeness !== 'answered' && !asked.isVoluntary && asked.stage?.part !== 'later';
  return isMissing || asked.review?.status === 'commented';
}

/** By when the person's answers are due (ISO 8601, UTC): the first stage's end if nothing else waits, else the deadline. */
export function answersDue({ round, goals }: Pick<AskedRound, 'round' | 'goals'>): string {
  const left = goals.filter(isLeft);
  const isFirst = left.length > 0 && left.every(({ stage }) => stage?.part === 'first');
  return isFirst && isInFirstStage(round) ? round.stage.until : round.deadline;
}

/** Whether the person has something left to answer by a moment that is still to come. */
export function hasDeadlineAhead(asked: AskedRound, now: Date): boolean {
  const { hasRequest, round, goals } = asked;
  const isAhead = takesRepliesAt(round, now) && answersDue(asked) > now.toISOString();
  return hasRequest && isAhead && goals.some(isLeft);
}

/** Whether it is a voluntary question without any answer; parts that the answers so far rule out do not count. */
export function isVoluntaryLeft({ goal, completeness: state }: Pick<AskedGoal, 'goal' | 'completeness'>) {
  return state === 'unanswered' && isVoluntary(goal);
}

/** How many of the mandatory goals are answered, or of all goals if none is mandatory. */
export function progressOf(goals: readonly AskedGoal[]): {
  readonly asked: number;
  readonly answered: number;
} {
  const due = goals.filter((asked) => !asked.isVoluntary && asked.stage?.part !== 'later');
  const counted = due.length > 0 ? due : goals;
  const answered = counted.filter(({ completeness: state }) => state === 'answered');
  return { asked: counted.length, answered: answered.length };
}

/**
 * The first goal after `goalId` that still needs its owner, wrapping around at the end. If there is none, voluntary
 * questions follow one after the other without wrapping around, so that a skipped one does not come back.
 */
export function nextToAnswer(goals: readonly AskedGoal[], goalId?: string): AskedGoal | undefined {
  const index = goals.findIndex((asked) => asked.goal.id === goalId);
  const inOrder = [...goals.slice(index + 1), ...goals.slice(0, index + 1)];
  const rest = goals[index]?.isVoluntary ? goals.slice(index + 1) : goals;
  return inOrder.find(isWaiting) ?? rest.find(isVoluntaryLeft);
}

async function principalsGoals(
  store: EntityStore,
  name: RoundName,
  personId: string,
  responsibility: Responsibility,
): Promise<string[]> {
  const requests = await Promise.all(
    principalsOf(personId, responsibility).map((principal) => loadRequest(store, name, principal)),
  );
  return requests.flatMap((request) => request?.value.goalIds ?? []);
}

async function handedOnBy(
  store: EntityStore,
  name: RoundName,
  personId: string,
  { programme, responsibility }: { readonly programme: Programme; readonly responsibility: Responsibility },
): Promise<HandedOn[]> {
  const own = responsibility.handovers.filter(({ from }) => from === personId);
  const goals = await Promise.all(
    own.map(async ({ goalId, to }) => {
      const [goal, reply] = await Promise.all([
        loadRoundGoal(store, name, goalId, programme),
        readReply(store, name, goalId),
      ]);
      // A person whose goal got another owner meanwhile can no longer take it back.
      const owned = goal && fieldsHeldBy(personId, goal, { roles: responsibility.roles, handovers: [] });
      if (!owned || owned.size === 0) return [];
      const fields = goal.fields.filter(({ id }) => owned.has(id));
      return [
        {
          goal,
          to,
          isAnswered: completeness(fields, reply?.value.answers ?? noAnswers, goal.fields) === 'answered',
        },
      ];
    }),
  );
  return goals.flat();
}

/** The pending translations of the person's own fields. */
export function ownTranslations({
  goal,
  fields,
  reply,
}: Pick<AskedGoal, 'goal' | 'fields' | 'reply'>): PendingTranslation[] {
  const pending = pendingTranslations(goal, reply?.answers ?? noAnswers);
  return pending.filter(({ field }) => fields.some(({ id }) => id === field.id));
}

/** Reads only what a pending translation needs. */
async function withTranslators(store: EntityStore, name: RoundName, asked: AskedGoal): Promise<AskedGoal> {
  const ids = ownTranslations(asked).map(({ field }) => field.id);
  if (ids.length === 0) return asked;
  const translators = await loadTranslators(store, { ...name, goalId: asked.goal.id }, ids);
  return translators.size > 0 ? { ...asked, translators } : asked;
}
