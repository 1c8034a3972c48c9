/** Who is asked something in a round, and which of them are done. Pure, except for the last function. */
import { languageSets } from '../goals/answers/alternatives';
import { askedGoals } from '../goals/answers/asked-fields';
import { type Field, type Goal } from '../goals/schema';
import { grouped } from '../grouped';
import { type Handover, fieldsHeldBy } from '../rounds/responsibility';
import { loadHandovers, loadTranslationTasks, type TranslationTask } from '../rounds/responsibility-store';
import { type Request, type Round } from '../rounds/round';
import { loadForm, loadRequests } from '../rounds/round-store';
import { type RoundForm } from '../rounds/snapshot';
import { type EntityStore } from '../storage/store';
import { type StagePart, stagePart } from './stage-part';
import { completeness, isVoluntaryPart, noAnswers, type Reply } from './reply';
import { loadReplies } from './reply-store';
import { currentReview, type Review } from './review';
import { loadReviews } from './review-store';

export interface AskedPersonsSource {
  readonly form: RoundForm;
  /** Its stages; missing if it has none. */
  readonly round?: Pick<Round, 'stage'>;
  readonly requests: readonly Request[];
  readonly replies: ReadonlyMap<string, Reply>;
  readonly handovers: readonly Handover[];
  /** The coordinator's reviews by goal; a commented goal waits for an answer again. */
  readonly reviews?: ReadonlyMap<string, Review>;
  /** Who was asked to translate what. */
  readonly translations?: readonly TranslationTask[];
}

export interface HeldGoal {
  readonly personId: string;
  readonly goal: Goal;
  /** Whether the person's part of the goal is answered. */
  readonly isAnswered: boolean;
  /** Whether nothing in that part has to be answered. */
  readonly isVoluntary: boolean;
  /** Whether the round is waiting for the person's answer now. */
  readonly isMissing: boolean;
  /** What of the goal the person is asked for now, if that is not all at once. */
  readonly stage?: StagePart['part'];
}

/** What each person holds in the round, with their fields; hand-overs count. */
export function holdings({ form, requests, handovers }: AskedPersonsSource) {
  const goals = new Map(askedGoals(form).map((goal) => [goal.id, goal]));
  const ofGoal = grouped(handovers, ({ goalId }) => goalId);
  return requests.flatMap(({ personId, goalIds }) =>
    goalIds.flatMap((goalId) => {
      const goal = goals.get(goalId);
      const ids =
        goal && fieldsHeldBy(personId, goal, { roles: form.roles, handovers: ofGoal.get(goalId) ?? [] });
      if (!goal || !ids || ids.size === 0) return [];
      return [{ personId, goal, fields: goal.fields.filter(({ id }) => ids.has(id)) }];
    }),
  );
}

/** What each person holds in the round, with its state. */
export function heldGoals(source: AskedPersonsSource): HeldGoal[] {
  return holdings(source).map(({ personId, goal, fields }) => {
    const reply = source.replies.get(goal.id);
    const isCommented = currentReview(reply, source.reviews?.get(goal.id))?.status === 'commented';
    const staged = stagePart(goal, fields, reply?.answers ?? noAnswers, source.round ?? {});
    const whole = stateOf(goal, fields, reply, isCommented);
    if (!staged) return { personId, goal, ...whole };
    const now = stateOf(goal, staged.fields, reply, isCommented);
    const isMissing = staged.part !== 'later' && now.isMissing;
    return { personId, goal, ...whole, isMissing, stage: staged.part };
  });
}

function stateOf(goal: Goal, fields: readonly Field[], reply: Reply | undefined, isCommented: boolean) {
  const answers = reply?.answers ?? noAnswers;
  const isAnswered = completeness(fields, answers, goal.fields) === 'answered' && !isCommented;
  const isVoluntary = isVoluntaryPart(goal, fields, answers);
  return { isAnswered, isVoluntary, isMissing: !isAnswered && (isCommented || !isVoluntary) };
}

/** People who have to answer something in the round by now; `done` if they have answered all of it. */
export function askedPersons(
  source: AskedPersonsSource,
): { readonly request: Request; readonly done: boolean }[] {
  const open = new Map<string, boolean>();
  for (const { personId, isVoluntary, isMissing, stage } of heldGoals(source))
    if (isMissing || (!isVoluntary && stage !== 'later'))
      open.set(personId, (open.get(personId) ?? false) || isMissing);
  return source.requests.flatMap((request) => {
    const isOpen = open.get(request.personId);
    return isOpen === undefined ? [] : [{ request, done: !isOpen }];
  });
}

/** `undefined` when the programme is gone. */
export async function loadAskedPersonsSource(
  store: EntityStore,
  round: Round,
): Promise<AskedPersonsSource | undefined> {
  const form = await loadForm(store, round);
  if (!form) return undefined;
  const isTranslated = form.goals.some(({ fields }) => languageSets(fields).length > 0);
  const [requests, replies, handovers, reviews, translations] = await Promise.all([
    loadRequests(store, round),
    loadReplies(store, round),
    loadHandovers(store, round),
    loadReviews(store, round),
    isTranslated ? loadTranslationTasks(store, round) : [],
  ]);
  return { form, round, requests, replies, handovers, reviews, translations };
}
