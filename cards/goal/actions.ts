/** The buttons of a goal's card: first those that answer it, then those that lead elsewhere. Pure. */
import { type Field } from '../../src/goals/schema';
import { isQuestion } from '../parts/is-question';
import { own } from '../parts/own';
import { type PlainKey } from '../parts/strings';
import { type PageOf, partTurns } from '../parts/turns';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';
import { type GoalCardSource } from './source';

/** What every action of the card carries besides the inputs: the goal, the page, and what the person saw. */
export interface GoalActionData {
  readonly programmeId: string;
  readonly period: string;
  readonly goalId: string;
  readonly version: number;
  readonly page: number;
  /** The card shows the person's draft. */
  readonly draft?: true;
}

/** A button as card JSON; without `associatedInputs` it sends the values of the inputs. */
interface CardAction {
  readonly type: 'Action.Execute';
  readonly verb: Extract<
    Verb,
    'save' | 'discard' | 'unchanged' | 'prefill' | 'keep' | 'page' | 'skip' | 'hand-over' | 'overview'
  >;
  readonly title: string;
  readonly style?: 'positive';
  readonly associatedInputs?: 'none';
  readonly data: GoalActionData & {
    readonly confirm?: string;
    readonly to?: number;
    readonly sure?: boolean;
  };
}

/** Teams shows at most six buttons per set, so neither list is longer. */
export function goalActions(
  source: GoalCardSource,
  shown: readonly Field[],
  place: PageOf,
  wording: Wording,
) {
  const { programme, goal, period, version } = source;
  const ids = { programmeId: programme.id, period, goalId: goal.id, version, page: place.page };
  const data = source.isDraft ? { ...ids, draft: true as const } : ids;
  // Without drafts, leaving saves nothing, so the client's check of the inputs must not block it.
  const leaving = programme.policy.drafts ? {} : withoutInputs;
  const draw: Draw = (verb, title, how = leaving) => ({ type: 'Action.Execute', verb, title, ...how, data });
  return {
    mainActions: answering(source, shown, place, draw, wording),
    otherActions: leading(source, place, draw, wording),
  };
}

type How = Pick<CardAction, 'style' | 'associatedInputs'>;
type Draw = (verb: CardAction['verb'], title: string, how?: How) => CardAction;

const withoutInputs: How = { associatedInputs: 'none' };

function answering(
  source: GoalCardSource,
  shown: readonly Field[],
  place: PageOf,
  draw: Draw,
  wording: Wording,
): CardAction[] {
  const { programme, previous, confirm, conflicts, canRepeat } = source;
  const save = draw('save', wording.text(saveKey(source, place)), { style: 'positive' });
  const period = previous && wording.period(previous.period);
  return [
    confirm === undefined ? save : { ...save, data: { ...save.data, confirm } },
    ...(conflicts?.size ? [keepingTheirs(draw, wording)] : []),
    ...(canRepeat && period ? [draw('unchanged', wording.text(unchangedKey(source), { period }))] : []),
    ...(canPrefill(source, shown) ? [draw('prefill', wording.text('goal.prefill'))] : []),
    ...(programme.policy.drafts ? [draw('keep', wording.text('goal.keep'))] : []),
  ];
}

function keepingTheirs(draw: Draw, wording: Wording): CardAction {
  const action = draw('discard', wording.text('goal.keepTheirs'), withoutInputs);
  return { ...action, data: { ...action.data, sure: true } };
}

/** The first press asks for confirmation, the second discards the draft. */
function discarding(draw: Draw, asked: boolean | undefined, wording: Wording): CardAction {
  const action = draw('discard', wording.text('goal.discard'), withoutInputs);
  return asked ? { ...action, data: { ...action.data, sure: true } } : action;
}

function leading(
  { goal, isDraft, conflicts, discardAsked, mayHandOver }: GoalCardSource,
  place: PageOf,
  draw: Draw,
  wording: Wording,
): CardAction[] {
  return [
    ...partTurns(place, wording).map(({ title, to }) => {
      const action = draw('page', title);
      return { ...action, data: { ...action.data, to } };
    }),
    draw('skip', wording.text('goal.skip')),
    ...(mayHandOver ? [draw('hand-over', wording.text('goal.handOver'))] : []),
    draw('overview', wording.text(isQuestion(goal) ? 'goal.overviewSurvey' : 'goal.overview')),
    ...(isDraft && !conflicts?.size ? [discarding(draw, discardAsked, wording)] : []),
  ];
}

/** Whether saving only keeps this page and moves to the next: with drafts, on every page but the last. */
export function goesOn({ programme }: Pick<GoalCardSource, 'programme'>, { page, pages }: PageOf): boolean {
  return programme.policy.drafts && page < pages - 1;
}

function saveKey(source: GoalCardSource, place: PageOf): PlainKey {
  const { programme, confirm, conflicts } = source;
  const { lockOnSubmit } = programme.policy;
  if (goesOn(source, place)) return 'goal.save';
  if (conflicts?.size) return 'goal.saveOwn';
  if (confirm !== undefined) return lockOnSubmit ? 'goal.submitConfirmed' : 'goal.saveConfirmed';
  return lockOnSubmit ? 'goal.submit' : 'goal.save';
}

function unchangedKey({ programme }: GoalCardSource) {
  return programme.policy.lockOnSubmit ? 'goal.unchangedLocked' : 'goal.unchanged';
}

/** Last period's answers are offered as a start only if they would not hide anything answered or typed. */
function canPrefill({ previous, answers, typed }: GoalCardSource, fields: readonly Field[]): boolean {
  return (
    fields.some(({ id }) => own(previous?.answers, id) !== undefined) &&
    fields.every(({ id }) => own(answers, id) === undefined && (own(typed, id) ?? '').length === 0)
  );
}
