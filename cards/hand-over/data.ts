/** The card on which a goal is handed over to a colleague, as data for `card.json`. Pure. */
import { type Goal, type Programme } from '../../src/goals/schema';
import { type Banner } from '../parts/banner';
import { type Candidate, personInputs } from '../parts/person-input';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface HandOverCardSource {
  readonly programme: Programme;
  readonly period: string;
  readonly goal: Goal;
  /** Whether the goal is the person's own, so that handing it over for good can be proposed. */
  readonly mayBeForGood: boolean;
  /** What the person typed, if the card comes back with a problem. */
  readonly typed?: { readonly person: string; readonly scope: 'round' | 'for-good' };
  readonly problem?: string;
  /** Persons whose names match what was typed. */
  readonly candidates?: readonly Candidate[];
  readonly banner?: Banner;
}

export function handOverCardData(source: HandOverCardSource, wording: Wording) {
  const { programme, period, goal, typed, problem, candidates, banner } = source;
  return {
    verbs: { send: 'hand-over-to', back: 'goal' } satisfies Verbs,
    ...(banner && { banner }),
    context: `${wording.of(programme.name)} ${wording.period(period)}`,
    title: wording.text('handOver.title'),
    code: goal.code,
    goal: wording.of(goal.title),
    explain: wording.text('handOver.explain'),
    person: personInputs(typed?.person, candidates, wording),
    ...(problem && { problem }),
    ...(source.mayBeForGood && { scope: scopeInput(typed?.scope ?? 'round', wording) }),
    send: wording.text('handOver.send'),
    back: wording.text('form.back'),
    data: { programmeId: programme.id, period, goalId: goal.id },
  };
}

function scopeInput(value: 'round' | 'for-good', wording: Wording) {
  return {
    label: wording.text('handOver.scope'),
    value,
    choices: [
      { title: wording.text('handOver.round'), value: 'round' },
      { title: wording.text('handOver.forGood'), value: 'for-good' },
    ],
  };
}
