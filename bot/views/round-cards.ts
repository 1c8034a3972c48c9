/** The cards of a round that one person sees: the request, and each of its goals. */
import { type Banner } from '../../cards/parts/banner';
import { type GoalCardSource } from '../../cards/goal/source';
import { goalCardData } from '../../cards/goal/data';
import { type Card, render } from '../../cards/render';
import { requestCardData, type RequestCardSource } from '../../cards/request/data';
import { RefusedError, StorageError } from '../../src/errors';
import { fieldKindRules } from '../../src/goals/field-kinds';
import { lacksSide } from '../../src/goals/judging/target-side';
import { hasForm, overtakenFields } from '../../src/replies/form/form-goals';
import {
  afterAnswering,
  type AskedGoal,
  type AskedRound,
  hasDeadlineAhead,
  isLeft,
  isWaiting,
  loadOpenRoundsOf,
  nextToAnswer,
  ownTranslations,
} from '../../src/replies/asked-goals';
import { type Field } from '../../src/goals/schema';
import { asInput, type Typed, typedIn } from '../../src/replies/draft';
import { filledNow } from '../../src/replies/last-time/filled-card';
import { type FilledFrom } from '../../src/replies/last-time/filled-in';
import { lateFields, noAnswers, type Reply, wasCorrectedSince } from '../../src/replies/reply';
import { repeatable } from '../../src/replies/repeat-reply';
import { loadPreviousReply, type PreviousReply } from '../../src/replies/reply-store';
import { omit } from '../../src/omit';
import { lateTimes, reopeningOf, takesRepliesAt } from '../../src/rounds/round';
import { snoozeDays } from '../../src/rounds/snooze';
import { pendingTasksOf } from '../../src/translations/tasks';
import { formCard } from './form-card';
import { loadDecidedOn } from '../../src/support/decided-on';
import { previousShown } from './parts/previous-shown';
import { askedGoal, type CardActionDeps, filledCard, loadNames, type Turn } from './turn';

/** What a goal's card shows besides the state: the input, messages about it, and the page. */
export type Shown = Partial<
  Pick<
    GoalCardSource,
    | 'typed'
    | 'isDraft'
    | 'isKept'
    | 'discardAsked'
    | 'problems'
    | 'warnings'
    | 'confirm'
    | 'lock'
    | 'repeatAsked'
    | 'conflicts'
    | 'unread'
    | 'banner'
    | 'page'
  >
> & {
  /**
   * The reply of the period before that the pressed card was filled in from, if `typed` is what came from that card;
   * `last` for the last one. Default: nothing is filled in beside `typed`.
   */
  readonly fillFrom?: FilledFrom | 'last' | undefined;
};

/** `fromDue`: the page of the card with everything due from which it was opened. */
type ShownRequest = Pick<Shown, 'banner' | 'page'> & {
  readonly withoutStore?: boolean;
  readonly fromDue?: number;
};

/** `withoutStore` draws only from what was read before, for when the store has failed. */
export async function requestCard(
  turn: Turn,
  { withoutStore = false, fromDue, ...shown }: ShownRequest = {},
): Promise<Card> {
  const { asked, now, wording, deps } = turn;
  const open = takesRepliesAt(asked.round, now);
  const days = open ? snoozeDays(asked.round, asked.programme, now, deps.holidays) : [];
  const reopening = open ? reopeningOf(asked.round) : undefined;
  const people = [
    ...asked.goals.flatMap(({ onBehalfOf }) => [...onBehalfOf.values()]),
    ...asked.handedOn.map(({ to }) => to),
    ...asked.goals.flatMap(({ translators }) => [...(translators?.values() ?? [])]),
    ...(reopening ? [reopening.by] : []),
  ];
  const late = lateTimes(asked.round, now);
  const isDone = !asked.goals.some(isWaiting);
  const isAsked = (open && isDone) || fromDue !== undefined;
  const [elsewhere, translations, names] = await Promise.all([
    isAsked && !withoutStore ? waitingElsewhere(turn) : undefined,
    open && !withoutStore ? translationsDue(turn) : undefined,
    withoutStore ? new Map<string, string>() : loadNames(deps.store, people, wording),
  ]);
  const source = {
    ...{ open, names },
    maySnooze: asked.hasRequest && days.length > 0,
    lateGoals: lateGoals(asked),
    ...(late && { late }),
    ...(reopening && { reopening }),
    ...(elsewhere && open && isDone && { elsewhere }),
    ...(elsewhere && { fromDue: fromDue ?? 0 }),
    ...(translations && { translations }),
    offersCalendar: offersCalendar(deps, [asked], now),
    ...shown,
  };
  return render('request', requestCardData(asked, source, wording));
}

/** The file has all of the person's deadlines, and is downloaded from the bot. */
export function offersCalendar(
  { reports }: Pick<CardActionDeps, 'reports'>,
  asked: readonly AskedRound[],
  now: Date,
): boolean {
  return reports.publicUrl !== undefined && asked.some((each) => hasDeadlineAhead(each, now));
}

/** What the person still has to answer in other open rounds, the earliest deadline first. */
async function waitingElsewhere({ deps, person, asked, now }: Turn): Promise<RequestCardSource['elsewhere']> {
  const rounds = await loadOpenRoundsOf(deps.store, person.id, now);
  const others = rounds
    .filter(({ round }) => round.programmeId !== asked.programme.id && takesRepliesAt(round, now))
    .map(({ round, goals }) => ({ round, count: goals.filter(isLeft).length }))
    .filter(({ count }) => count > 0);
  const [first] = others;
  if (!first) return undefined;
  const { programmeId, period } = first.round;
  const count = others.reduce((sum, other) => sum + other.count, 0);
  return { count, next: { programmeId, period } };
}

/**
 * The translations that the person was asked for, and those of their own texts that are of an older text: the goal's
 * card, which takes an unchanged text for untouched, cannot confirm one.
 */
async function translationsDue({
  deps,
  person,
  asked,
  now,
}: Turn): Promise<RequestCardSource['translations']> {
  const { isTranslated, round } = asked;
  const tasks = isTranslated ? await pendingTasksOf(deps.store, round, person.id, now) : [];
  const [first, ...more] = [...tasks, ...asked.goals.flatMap(outdatedTranslations)];
  return first && { count: 1 + more.length, first };
}

function outdatedTranslations(asked: AskedGoal) {
  const answers = asked.reply?.answers ?? noAnswers;
  return ownTranslations(asked)
    .filter(({ field: { id } }) => Object.hasOwn(answers, id) && !asked.translators?.has(id))
    .map(({ field }) => ({ goalId: asked.goal.id, fieldId: field.id }));
}

function lateGoals({ goals, round }: AskedRound): ReadonlySet<string> {
  const isLate = ({ fields, reply }: AskedGoal) => {
    const late = lateFields(round, reply?.answers ?? noAnswers);
    return fields.some(({ id }) => late.includes(id));
  };
  return new Set(goals.filter(isLate).map(({ goal }) => goal.id));
}

/** In the form, the form; else the next goal that needs an answer; else the request with everything done. */
export async function nextCard(turn: Turn, after?: string, shown: Pick<Shown, 'banner'> = {}): Promise<Card> {
  const open = takesRepliesAt(turn.asked.round, turn.now);
  if (open && turn.inForm && hasForm(turn.asked))
    return formCard(turn, { ...shown, ...(after !== undefined && { at: after }) });
  const next = open ? nextToAnswer(turn.asked.goals, after) : undefined;
  // If only the goal that was just left is open, it is not shown again at once.
  return next && next.goal.id !== after ? goalCard(turn, next, shown) : requestCard(turn, shown);
}

/** @throws RefusedError `round-not-open`. */
export async function goalCard(
  turn: Turn,
  asked: AskedGoal,
  { fillFrom, ...given }: Shown = {},
): Promise<Card> {
  const { programme, round, goals } = turn.asked;
  const { goal, fields, reply, onBehalfOf, review, translators, stage } = asked;
  if (!takesRepliesAt(round, turn.now)) throw new RefusedError('round-not-open');
  const answers = reply?.answers ?? noAnswers;
  const people = Object.values(answers).flatMap((answer) => [answer.by, answer.onBehalfOf ?? answer.by]);
  const [before, names] = await Promise.all([
    loadPreviousReply(turn.deps.store, round, goal.id, turn.closedBefore),
    loadNames(
      turn.deps.store,
      [...people, ...onBehalfOf.values(), ...(translators?.values() ?? []), ...(review ? [review.by] : [])],
      turn.wording,
    ),
  ]);
  const decided = await loadDecidedOn(turn.deps.store, round, { goal, programme }, answers, before);
  const shown = given.typed ? given : { ...draftShown(turn, asked), ...given };
  const filled = await filledNow(filledCard(turn, asked), before, given.typed ? fillFrom : 'last');
  const late = lateTimes(round, turn.now);
  const source: GoalCardSource = {
    programme,
    period: round.period,
    ...{ goal, fields, decided },
    number: goals.findIndex((candidate) => candidate.goal.id === goal.id) + 1,
    count: goals.length,
    deadline: stage?.part === 'first' ? (round.stage?.until ?? round.deadline) : round.deadline,
    ...(stage && round.stage && { stage: { ...omit(stage, 'held'), ...omit(round.stage, 'passed') } }),
    isLast: goals.every((each) => each.goal.id === goal.id || !isWaiting(each)),
    version: reply?.version ?? 0,
    answers,
    lateFields: new Set(lateFields(round, answers)),
    ...(late && { late }),
    ...(before && { previous: await previousShown(turn.deps.store, programme, goal, before) }),
    reader: turn.person.id,
    names,
    onBehalfOf,
    // Last period's summary is of no use beside a draft of this one's.
    canRepeat: !filled?.drafted && (await canRepeat(turn, asked, before)),
    mayHandOver: asked.isHeld,
    ...(turn.inForm && hasForm(turn.asked) && { fromForm: true as const }),
    noSide: new Set(fields.filter(lacksSide).map(({ id }) => id)),
    ...(translators && { translators }),
    isCorrected: wasCorrectedSince(goal, reply),
    ...(review?.status === 'commented' && {
      comment: { by: review.by, at: review.at, text: review.text ?? '' },
    }),
    ...(filled && { filled }),
    ...shown,
    ...(filled && shown.typed && { typed: { ...filled.values, ...shown.typed } }),
  };
  return render('goal', goalCardData(source, turn.wording));
}

async function canRepeat(
  { deps, asked: { programme } }: Turn,
  asked: AskedGoal,
  before: PreviousReply | undefined,
): Promise<boolean> {
  if (asked.completeness !== 'unanswered' || !before) return false;
  const last = { ...before, programmeId: programme.id };
  return (await repeatable(deps.store, asked, programme, last)) !== undefined;
}

/** Initial content of the inputs: the saved answers, overridden by the draft. */
export function typedBefore({ draft, reply, fields }: Pick<AskedGoal, 'draft' | 'reply' | 'fields'>): Typed {
  const answers = reply?.answers ?? noAnswers;
  const answered = fields.filter(({ id }) => Object.hasOwn(answers, id));
  return { ...Object.fromEntries(answered.map(({ id }) => [id, answers[id]!.raw])), ...draft?.typed };
}

/** Text far beyond every limit is not sent back whole: the card must stay below Teams' size. */
export function withoutExcess(fields: readonly Field[], typed: Typed): Typed {
  const longest = ({ kind, maxLength = 5000 }: Field) =>
    fieldKindRules[kind].answeredBy === 'words' ? maxLength + 1000 : 200;
  return Object.fromEntries(
    fields.map((field) => [field.id, asInput(typedIn(typed, field.id)).slice(0, longest(field))]),
  );
}

/** Shows the person's draft in the inputs, and beside it what others have answered since. */
export function draftShown({ wording }: Turn, asked: AskedGoal): Shown {
  const { draft } = asked;
  if (!draft) return {};
  const overtaken = overtakenFields(asked);
  const key = asked.reply ? 'draft.shownOver' : 'draft.shown';
  const text = wording.text(key, { at: wording.moment(draft.at) });
  return {
    typed: typedBefore(asked),
    isDraft: true,
    banner: { text, style: 'warning' },
    ...(overtaken.length > 0 && { conflicts: new Set(overtaken.map(({ id }) => id)) }),
  };
}

/**
 * The goal's next page, else the next goal. What was saved is reported as saved even if the store fails now.
 * @param saved the goal's reply, if a whole answer was saved
 */
export async function cardAfterSaving(
  turn: Turn,
  asked: AskedGoal,
  banner: Banner,
  { page, saved }: { readonly page?: number | undefined; readonly saved?: Reply | undefined },
): Promise<Card> {
  try {
    const goalId = asked.goal.id;
    const answered = { goalId, personId: turn.person.id, ...(saved && { saved }) };
    const after = { ...turn, asked: await afterAnswering(turn.deps.store, turn.asked, answered) };
    const now = askedGoal(after, goalId);
    // Whoever has just answered what was due first, the last of all, goes on with the rest.
    if (page === undefined && asked.stage?.part === 'first' && now.stage?.part === 'last')
      return await goalCard(after, now, { banner });
    return page === undefined
      ? await nextCard(after, goalId, { banner })
      : await goalCard(after, now, { page, banner });
  } catch (error) {
    if (error instanceof StorageError) return requestCard(turn, { banner, withoutStore: true });
    throw error;
  }
}
