/** Narrows a digest to some units of a programme. Pure. */
import { type Goal, type Register } from '../goals/schema';
import { unitNameOf, unitsOf } from '../goals/unit';
import { askedAbout } from '../questions/question';
import { type DigestSource } from './digest';
import { supportOf } from '../support/figures';

/**
 * All goals of these units, and nothing of the others. A goal is compared with itself even if it belonged to another
 * unit in the previous period.
 * @param units names in the programme's main language; units without goals are left out
 */
export function narrowed(source: DigestSource, units: ReadonlySet<string>): DigestSource {
  const { form, previous, questions, support, comments } = source;
  const { programme } = form;
  const isOfThem = (goal: Goal) => units.has(unitNameOf(goal, programme));
  const goals = form.goals.filter(isOfThem);
  const ids = new Set(goals.map(({ id }) => id));
  const others = new Set(form.goals.map(({ id }) => id).filter((id) => !ids.has(id)));
  const before = ({ goals: all }: Register) =>
    all.filter((goal) => ids.has(goal.id) || (isOfThem(goal) && !others.has(goal.id)));
  return {
    ...source,
    form: { ...form, goals },
    ...(previous && { previous: { ...previous, form: { ...previous.form, goals: before(previous.form) } } }),
    ...(questions && { questions: askedAbout(questions, ids) }),
    ...(support && { support: supportOf(support, ids) }),
    ...(comments && { comments: comments.filter(({ unit }) => units.has(unit)) }),
    only: [...unitsOf(goals, programme).values()],
  };
}
