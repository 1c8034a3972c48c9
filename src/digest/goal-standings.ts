/** The goals of a round one by one: their status, their previous light, and who has not answered. Pure. */
import { type Light } from '../goals/schema';
import { askedAbout } from '../questions/question';
import { heldGoals } from '../replies/asked-persons';
import { byId } from './changes';
import { type DigestSource } from './digest';
import { supportOf } from '../support/figures';
import { asksSupport, type Standing, standingsOf } from './standings';

export interface GoalStanding extends Standing {
  /** In the previous period; missing if there is none or it did not have the goal. */
  readonly before?: Light;
  /** The attainment in the previous period (0–100), if its figures gave one. */
  readonly beforePercent?: number;
  /** Ids of the people who still have to answer a part of the goal. */
  readonly missing: readonly string[];
}

/** Leaves out contact details. Worst first: red, asking for support, yellow, not answered, not assessable, green. */
export function goalStandings(source: DigestSource): GoalStanding[] {
  const { form, replies, round, previous } = source;
  const earlier = byId(
    previous ? standingsOf(previous.form, previous.replies, { ...previous, status: 'closed' }) : [],
  );
  const missing = missingByGoal(source);
  return standingsOf(form, replies, round)
    .filter(({ aside }) => aside !== 'contact')
    .map((standing) => {
      const { light: before, percent } = earlier.get(standing.id) ?? {};
      return {
        ...standing,
        ...(before && { before }),
        ...(percent !== undefined && { beforePercent: percent }),
        missing: missing.get(standing.id) ?? [],
      };
    })
    .sort((a, b) => urgency(a) - urgency(b));
}

/** The round as if it had only these goals, so that a reader without access to the others learns nothing of them. */
export function onlyGoals(source: DigestSource, ids: ReadonlySet<string>): DigestSource {
  const { form, previous, questions, support } = source;
  const isIn = ({ id }: { readonly id: string }) => ids.has(id);
  return {
    ...source,
    form: { ...form, goals: form.goals.filter(isIn) },
    ...(questions && { questions: askedAbout(questions, ids) }),
    ...(support && { support: supportOf(support, ids) }),
    ...(previous && {
      previous: { ...previous, form: { ...previous.form, goals: previous.form.goals.filter(isIn) } },
    }),
  };
}

function missingByGoal(source: DigestSource): ReadonlyMap<string, readonly string[]> {
  const missing = new Map<string, string[]>();
  for (const { personId, goal, isMissing } of heldGoals(source))
    if (isMissing) missing.set(goal.id, [...(missing.get(goal.id) ?? []), personId]);
  return missing;
}

function urgency(standing: Standing): number {
  const { light } = standing;
  return light !== 'red' && asksSupport(standing) ? 0.5 : order.indexOf(light);
}

const order: readonly Light[] = ['red', 'yellow', 'not-answered', 'not-assessable', 'green'];
