/** "Ei mittaria", "Ei tietoa": the answer of a field that has no figure, as a button beside its input. Pure. */
import { type Field, type Goal } from '../../src/goals/schema';
import { type CardElement } from '../parts/goals/field-elements';
import { noFigureWord } from '../parts/goals/input-texts';
import { isQuestion } from '../parts/is-question';
import { longestShown } from '../parts/limits';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { type GoalActionData } from './actions';
import { inputValueOf, type ShownSource } from './source';
import { isTyped } from './table';

/** A question of a survey may have many figures, so it has one button for all of them instead. */
export function hasOwnButton(field: Field, goal: Goal): boolean {
  return isSingleFigure(field) && !isQuestion(goal);
}

/** Whether the card's button for all empty figures fills it. A table has a button of its own. */
export function isFilledTogether(field: Field, goal: Goal): boolean {
  return isSingleFigure(field) && isQuestion(goal);
}

function isSingleFigure(field: Field): boolean {
  return isTyped(field) && field.row === undefined;
}

/**
 * The elements of a field with the button beside the input, the first of them. There is none where the input says it
 * already, and none without drafts: the client would then check the other inputs before it sends this press.
 */
export function withNoFigure(
  field: Field,
  name: string,
  elements: readonly CardElement[],
  source: ShownSource,
  ids: GoalActionData,
  wording: Wording,
): CardElement[] {
  const word = noFigureWord(field, wording);
  const [input, ...under] = elements;
  const isOffered = hasOwnButton(field, source.goal) && source.programme.policy.drafts && input !== undefined;
  if (!isOffered || inputValueOf(field, source) === word) return [...elements];
  const tooltip = `${word}: ${shorten(name, longestShown.name)}`;
  const data = { ...ids, field: field.id };
  const actions = [{ type: 'Action.Execute', verb: 'fill', title: word, tooltip, data }];
  return [beside(input, { type: 'ActionSet', actions }), ...under];
}

/** Under the last figures of a question's page: one button for those that are empty. */
export function togetherButton(
  fields: readonly Field[],
  last: Field | undefined,
  source: ShownSource,
  ids: GoalActionData,
  wording: Wording,
): CardElement[] {
  if (!last || !fields.includes(last) || !source.programme.policy.drafts) return [];
  const data = { ...ids, unknown: true };
  const action = { type: 'Action.Execute', verb: 'fill', title: wording.text('goal.notKnown'), data };
  return [{ type: 'ActionSet', spacing: 'Small', actions: [action] }];
}

/** The last of the empty figures that the button fills. */
export function lastEmpty(fields: readonly Field[], source: ShownSource): Field | undefined {
  return fields.findLast(
    (field) => isFilledTogether(field, source.goal) && inputValueOf(field, source) === '',
  );
}

function beside(input: CardElement, button: CardElement): CardElement {
  return {
    type: 'ColumnSet',
    columns: [
      { type: 'Column', width: 'stretch', items: [input] },
      { type: 'Column', width: 'auto', verticalContentAlignment: 'Bottom', items: [button] },
    ],
  };
}
