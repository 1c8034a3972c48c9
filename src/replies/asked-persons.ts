/** Who is asked something in a round, and who of them is done. Pure. */
import { type Handover, fieldsHeldBy } from '../rounds/responsibility';
import { type Request } from '../rounds/round';
import { type RoundForm } from '../rounds/snapshot';
import { completeness, noAnswers, type Reply } from './reply';

export interface AskedPersonsSource {
  readonly form: RoundForm;
  readonly requests: readonly Request[];
  readonly replies: ReadonlyMap<string, Reply>;
  readonly handovers: readonly Handover[];
}

/** Persons who hold something in the round, hand-overs counted; done is who has answered all of it. */
export function askedPersons({
  form,
  requests,
  replies,
  handovers,
}: AskedPersonsSource): { readonly request: Request; readonly done: boolean }[] {
  const goals = new Map(form.goals.map((goal) => [goal.id, goal]));
  return requests.flatMap((request) => {
    const held = request.goalIds.flatMap((goalId) => {
      const goal = goals.get(goalId);
      const ids = goal && fieldsHeldBy(request.personId, goal, { roles: form.roles, handovers });
      return goal && ids && ids.size > 0
        ? [{ goalId, fields: goal.fields.filter(({ id }) => ids.has(id)) }]
        : [];
    });
    const done = held.every(
      ({ goalId, fields }) => completeness(fields, replies.get(goalId)?.answers ?? noAnswers) === 'answered',
    );
    return held.length > 0 ? [{ request, done }] : [];
  });
}
