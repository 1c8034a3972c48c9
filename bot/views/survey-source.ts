/** A survey as its coordinator sees it, with the owners of its questions; checks the permission first. */
import { type Wording } from '../../cards/parts/wording';
import { type Banner } from '../../cards/parts/banner';
import { questionCardData } from '../../cards/question/data';
import { type Card, render } from '../../cards/render';
import { surveyCardData } from '../../cards/survey/data';
import { RefusedError } from '../../src/errors';
import { asAsked, isAskedOf, isVoluntary } from '../../src/goals/answers/asked-fields';
import { type Goal, type Owner } from '../../src/goals/schema';
import { type Directory, loadDirectory, personsOf } from '../../src/people/directory';
import { namesOf, personName } from '../../src/people/names';
import { noAnswers, wasCorrectedSince } from '../../src/replies/reply';
import { longestComment } from '../../src/replies/review';
import { loadSurvey, type ReviewedGoal, type Survey } from '../../src/replies/survey/send-answer';
import { ownersOfField } from '../../src/rounds/asked';
import { sendingOf, takesRepliesAt } from '../../src/rounds/round';
import { type RoundName } from '../../src/rounds/round-store';
import { type GoalName } from '../../src/rounds/open-goal';
import { ownersText } from './owner-lines';
import { type AdminTurn, coordinatedProgramme, wordingOf } from './admin-turn';

export interface LoadedSurvey extends Survey {
  readonly directory: Directory;
  /** Whether replies are accepted now. */
  readonly open: boolean;
}

/** @throws RefusedError `not-permitted`, `unknown-round`, `not-coordinated`. */
export async function loadCoordinated(
  turn: AdminTurn,
  { programmeId, period }: RoundName,
): Promise<LoadedSurvey> {
  const { store } = turn.deps;
  await coordinatedProgramme(turn, programmeId);
  const [survey, directory] = await Promise.all([
    loadSurvey(store, { programmeId, period }),
    loadDirectory(store),
  ]);
  return { ...survey, directory, open: takesRepliesAt(survey.round, turn.now) };
}

/** @throws RefusedError `unknown-goal`, also where the question is put to others. */
export function reviewedGoal({ goals }: Survey, { goalId }: Pick<GoalName, 'goalId'>): ReviewedGoal {
  const found = goals.find(({ goal }) => goal.id === goalId);
  if (!found) throw new RefusedError('unknown-goal');
  return found;
}

interface Shown {
  readonly page?: number;
  readonly banner?: Banner;
}

export function drawSurvey(turn: AdminTurn, survey: LoadedSurvey, shown: Shown = {}): Card {
  const { round, form, goals, directory } = survey;
  const sending = sendingOf(round);
  const nobody = goals.flatMap(({ goal }) => (hasNobody(goal, directory) ? [goal.id] : []));
  const source = {
    ...survey,
    now: turn.now.toISOString(),
    unassigned: new Set(nobody),
    notAsked: form.goals.filter((goal) => !isAskedOf(goal, form.programme)),
    ...(sending && { sent: { by: nameInDirectory(directory, sending.by, turn.wording), at: sending.at } }),
    ...shown,
  };
  return render('survey', surveyCardData(source, wordingOf(turn, form.programme)));
}

export function drawQuestion(
  turn: AdminTurn,
  survey: LoadedSurvey,
  { goal, state, reply, review }: ReviewedGoal,
  shown: Shown & { readonly typed?: string } = {},
): Card {
  const { form, round, directory, open, goals } = survey;
  const wording = wordingOf(turn, form.programme);
  const index = goals.findIndex((each) => each.goal.id === goal.id);
  const following = [...goals.slice(index + 1), ...goals.slice(0, index)];
  const next = following.find((each) => each.state === 'answered')?.goal.id;
  const source = {
    ...{ programme: form.programme, period: round.period, state, open, longestComment },
    ...{ form: goal, goal: asAsked(goal, reply?.answers ?? noAnswers) },
    ...(reply && { reply }),
    ...(review && { review }),
    isCorrected: wasCorrectedSince(goal, reply),
    isVoluntary: isVoluntary(goal),
    owners: allOwners(goal).map((owner) => ownersText([owner], directory, wording)),
    names: namesOf(directory.persons.values(), wording),
    ...(next !== undefined && { next }),
    ...shown,
  };
  return render('question', questionCardData(source, wording));
}

export function nameInDirectory({ persons }: Directory, personId: string, wording: Wording): string {
  return personName(persons.get(personId), personId, wording);
}

/** Owners of the goal and of its parts who answer for some field. */
export function allOwners(goal: Goal): Owner[] {
  return [...new Set(goal.fields.flatMap((field) => ownersOfField(goal, field)))];
}

function hasNobody(goal: Goal, directory: Directory): boolean {
  return goal.fields.some((field) =>
    ownersOfField(goal, field).every((owner) => personsOf(directory, owner).length === 0),
  );
}
