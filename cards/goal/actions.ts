/** The buttons of a goal's card: first those that answer it, then those that lead elsewhere. Pure. */
import { type Field } from '../../src/goals/schema';
import { omit } from '../../src/omit';
import { type FilledFrom } from '../../src/replies/last-time/filled-in';
import { type OnlyStage } from '../../src/replies/stage-part';
import { fieldKindRules } from '../../src/goals/field-kinds';
import { overviewTitle } from '../parts/is-question';
import { own } from '../parts/own';
import { shorten } from '../parts/shorten';
import { singleAnswer } from '../parts/goals/single-answer';
import { type PlainKey } from '../parts/strings';
import { type PageOf, partTurns } from '../parts/turns';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';
import { type GoalCardSource, inputValueOf, isAsFilledIn } from './source';

/** A button's text has room for a figure or the beginning of a sentence. */
const longestValue = 30;

/** What every action of the card carries besides the inputs: the goal, the page, and what the person saw. */
export interface GoalActionData {
  readonly programmeId: string;
  readonly period: string;
  readonly goalId: string;
  readonly version: number;
  readonly page: number;
  /** The inputs are the person's draft. */
  readonly draft?: true;
  /** The card was opened from the form of several goals. */
  readonly form?: true;
  /** What inputs were filled in from. */
  readonly filled?: FilledFrom;
  /** The card asks only for what is due in the first stage, or for the rest. */
  readonly stage?: OnlyStage;
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
  /** In the overflow menu. */
  readonly mode?: 'secondary';
  readonly associatedInputs?: 'none';
  readonly data: GoalActionData & {
    readonly confirm?: string;
    readonly lock?: string;
    readonly to?: number;
    readonly sure?: boolean;
  };
}

/**
 * At most six in any state: those that answer, and in the overflow those that lead elsewhere. Each that leaves keeps
 * what was typed as a draft.
 */
export function goalActions(
  source: GoalCardSource,
  shown: readonly Field[],
  place: PageOf,
  wording: Wording,
): CardAction[] {
  const { programme } = source;
  const data = actionIds(source, place);
  // Without drafts, leaving saves nothing, so the client's check of the inputs must not block it.
  const leaving = programme.policy.drafts ? {} : withoutInputs;
  const draw: Draw = (verb, title, how = leaving) => ({ type: 'Action.Execute', verb, title, ...how, data });
  const others = leading(source, shown, place, draw, wording);
  return [
    ...answering(source, place, draw, wording),
    ...others.map((action) => ({ ...action, mode: 'secondary' as const })),
  ];
}

/** What every action of the card carries. */
export function actionIds(
  { programme, goal, period, version, isDraft, isKept, fromForm, filled, stage }: GoalCardSource,
  { page }: PageOf,
): GoalActionData {
  const ids = {
    ...{ programmeId: programme.id, period, goalId: goal.id, version, page },
    ...(fromForm && { form: true as const }),
    ...(filled && { filled: omit(filled, 'values') }),
    ...(stage?.only && { stage: stage.only }),
  };
  return isDraft || isKept ? { ...ids, draft: true as const } : ids;
}

type How = Pick<CardAction, 'style' | 'associatedInputs'>;
type Draw = (verb: CardAction['verb'], title: string, how?: How) => CardAction;

const withoutInputs: How = { associatedInputs: 'none' };

function answering(source: GoalCardSource, place: PageOf, draw: Draw, wording: Wording): CardAction[] {
  const { confirm, lock, conflicts, canRepeat, discardAsked, repeatAsked } = source;
  const save = draw('save', wording.text(saveKey(source, place)), repeatAsked ? {} : { style: 'positive' });
  const sure = { ...(confirm !== undefined && { confirm }), ...(lock !== undefined && { lock }) };
  const repeat = canRepeat && place.page === 0 ? [repeating(source, draw, wording)] : [];
  return [
    ...(discardAsked ? [discarding(draw, true, wording)] : []),
    ...(repeatAsked ? repeat : []),
    { ...save, data: { ...save.data, ...sure } },
    ...(conflicts?.size ? [keepingTheirs(draw, wording)] : []),
    ...(repeatAsked ? [] : repeat),
  ];
}

/** Where it locks the answer, the first press asks and the second, whose button says so, sends it. */
function repeating(source: GoalCardSource, draw: Draw, wording: Wording): CardAction {
  if (!source.repeatAsked) return draw('unchanged', unchangedTitle(source, wording));
  // It sends the inputs too: what was typed after the question must not be passed over.
  const action = draw('unchanged', wording.text('goal.submitConfirmed'), { style: 'positive' });
  return { ...action, data: { ...action.data, sure: true } };
}

function keepingTheirs(draw: Draw, wording: Wording): CardAction {
  const action = draw('discard', wording.text('goal.keepTheirs'), withoutInputs);
  return { ...action, data: { ...action.data, sure: true } };
}

/** The first press asks, and sends what was typed to show it again; the second, whose button says so, deletes it. */
function discarding(draw: Draw, asked: boolean, wording: Wording): CardAction {
  if (!asked) return draw('discard', wording.text('goal.discard'));
  const action = draw('discard', wording.text('goal.discardSure'), withoutInputs);
  return { ...action, data: { ...action.data, sure: true } };
}

function leading(
  source: GoalCardSource,
  shown: readonly Field[],
  place: PageOf,
  draw: Draw,
  wording: Wording,
): CardAction[] {
  const { goal, isDraft, conflicts, discardAsked, mayHandOver } = source;
  const single = place.pages === 1;
  const keeps = keepsDraft(source, place);
  return [
    ...partTurns(place, wording).map(({ title, to }) => {
      const action = draw('page', title);
      return { ...action, data: { ...action.data, to } };
    }),
    ...(canPrefill(source, shown, place) ? [draw('prefill', wording.text('goal.prefill'))] : []),
    ...(keeps ? [draw('keep', wording.text('goal.keep'))] : []),
    ...(!keeps && single ? passing(source, draw, wording) : []),
    ...(mayHandOver ? [draw('hand-over', wording.text('goal.handOver'))] : []),
    // With several parts there is no room for it, and keeping the draft leads there too.
    ...(keeps && !single ? [] : [draw('overview', overviewTitle(goal, wording))]),
    ...(isDraft && !conflicts?.size && !discardAsked ? [discarding(draw, false, wording)] : []),
  ];
}

/** After the last goal there is none to go on to, and an answered one is not left for later. */
function passing({ fields, answers, isLast }: GoalCardSource, draw: Draw, wording: Wording): CardAction[] {
  const isAnswered = fields.every(({ id }) => own(answers, id) !== undefined);
  if (isAnswered && isLast) return [];
  return [draw('skip', wording.text(isAnswered ? 'goal.next' : 'goal.skip'))];
}

/** Long answers are kept by name, which leads to the overview; a figure is answered later, or not. */
function keepsDraft({ programme, fields }: GoalCardSource, { pages }: PageOf): boolean {
  return programme.policy.drafts && (pages > 1 || fields.some(isWords));
}

function isWords({ kind }: Field): boolean {
  return fieldKindRules[kind].answeredBy === 'words';
}

/** Whether saving only keeps this page and moves to the next: with drafts, on every page but the last. */
export function goesOn({ programme }: Pick<GoalCardSource, 'programme'>, { page, pages }: PageOf): boolean {
  return programme.policy.drafts && page < pages - 1;
}

function saveKey(source: GoalCardSource, place: PageOf): PlainKey {
  const { programme, confirm, lock, conflicts } = source;
  const { lockOnSubmit } = programme.policy;
  if (goesOn(source, place)) return 'goal.saveAndGoOn';
  if (conflicts?.size) return 'goal.saveOwn';
  if (lock !== undefined) return 'goal.submitConfirmed';
  if (confirm !== undefined) return 'goal.saveConfirmed';
  if (lockOnSubmit) return 'goal.submit';
  return source.isLast ? 'goal.save' : 'goal.saveAndGoOn';
}

/** With the value, if there is only one: "Ennallaan: 97,3 %". */
function unchangedTitle({ programme, fields, previous }: GoalCardSource, wording: Wording): string {
  const period = wording.period(previous!.period);
  if (programme.policy.lockOnSubmit) return wording.text('goal.unchangedLocked', { period });
  const only = singleAnswer(fields, previous!.answers);
  if (!only) return wording.text('goal.unchanged', { period });
  const value = shorten(wording.answer(only.field, only.answer, programme), longestValue);
  return wording.text('goal.unchangedValue', { value });
}

/**
 * Last period's answers are offered as a start only if they would not hide anything answered or typed, and if some of
 * them are not in the inputs already.
 */
function canPrefill(source: GoalCardSource, fields: readonly Field[], { page }: PageOf): boolean {
  const { previous, answers, isDraft } = source;
  const isEmpty = (field: Field) => inputValueOf(field, source) === '';
  const isKnown = ({ id }: Field) =>
    own(previous?.answers, id) !== undefined && !previous?.otherMeasures?.has(id);
  return (
    !isDraft &&
    page === 0 &&
    fields.some((field) => isEmpty(field) && isKnown(field)) &&
    fields.every(({ id }) => own(answers, id) === undefined) &&
    fields.every((field) => isEmpty(field) || isAsFilledIn(field, source))
  );
}
