/** What a person in a test types: a value that the field accepts, alternating good, middling and bad. */
import { noAnswer } from '../../cards/parts/no-answer';
import { inputPrefix } from '../../cards/parts/goals/field-elements';
import { type CardInput } from '../../deploy/local/scripted-user';
import { type Field, type Goal } from '../../src/goals/schema';

/** @param turn 0, 1, 2 … give all lights among the goals of a programme */
export function typedAnswer(input: CardInput, goal: Goal, turn: number): string {
  const field = fieldOf(input, goal);
  if (input.isMultiSelect)
    return input
      .choices!.slice(0, 2 + (turn % 2))
      .map(({ value }) => value)
      .join(',');
  // Optional choices have "no answer" as their last option.
  const choices = input.choices?.filter(({ value }) => value !== noAnswer);
  if (choices) return choices[turn % choices.length]!.value;
  if (field.kind === 'date') return '2026-01-16';
  if (field.kind === 'text') return `${goal.code} ${field.id}: työ etenee – arbetet framskrider (${turn})`;
  return String(figure(field, turn)).replace('.', ',');
}

export function fieldOf(input: CardInput, goal: Goal): Field {
  return goal.fields.find(({ id }) => inputPrefix + id === input.id)!;
}

/** A share of the way to the target: all of it, most of it, little of it. */
function figure({ targets: [target], baseline, min = -Infinity, max = Infinity, role }: Field, turn: number) {
  const share = [1, 0.7, 0.2][turn % 3]!;
  const end = target?.value ?? target?.low ?? 100;
  const start = role === 'measure' ? (baseline?.value ?? 0) : 0;
  const value = Number((start + share * (end - start)).toFixed(2));
  return Math.min(max, Math.max(min, value));
}
