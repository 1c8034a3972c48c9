/** The divisions of a round, or the goals of one of them, as data for `card.json`. Pure. */
import { type GoalStanding } from '../../src/digest/goal-standings';
import { divisionNameOf } from '../../src/goals/division';
import { type Goal } from '../../src/goals/schema';
import { type RoundName } from '../../src/rounds/round-name';
import { divisionsButton, divisionsTitle, worstFirst } from '../parts/goals/divisions';
import { type GoalList } from '../parts/goals/lists';
import { overviewTitle } from '../parts/is-question';
import { lightsLine, type Mark, marksOf, slices } from '../parts/light-marks';
import { buttonsIn, type ListButton } from '../parts/list-row';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { commentButton, commentData, commentNote, commentOn, commentRow, otherComments } from './comments';
import { listedGoals } from './lists';
import { backToDigest, onPage, pagedCardData, rowsOnPage } from './paged';
import { type DrillDownSource, goalRow, type GoalsCardSource, rowLine } from './rows';

export { type DrillDownSource, type GoalsCardSource } from './rows';

export function divisionsCardData(source: DrillDownSource, page: number, wording: Wording) {
  const { digest, place } = source;
  const marks = marksOf(digest.judged, wording);
  const show = wording.text('programmes.show');
  const divisions = worstFirst(digest.divisions);
  const rows = [
    ...divisions.map((division) => ({ division })),
    ...otherComments(source).map((comment) => ({ comment })),
  ];
  const data = pagedCardData(source, wording, {
    title: divisionsTitle(digest, wording),
    lead: lightsLine(digest, marks, wording),
    rows,
    row: (row) => {
      if ('comment' in row) return commentRow(row.comment, source, wording);
      const { name, division, ...figures } = row.division;
      const shown = shorten(wording.of(division), 120);
      const button: ListButton = {
        ...{ verb: 'division', title: show, tooltip: `${show}: ${shown}` },
        data: { ...place, division: name },
      };
      const lines = [rowLine(divisionLine(figures, marks, wording))];
      const notes = commentNote(commentOn(name, source), wording);
      return { heading: shown, lines, notes, actions: buttonsIn('primary', [button]) };
    },
    page,
    turn: { verb: 'divisions', data: place },
    buttons: commentButton(source, source.goals, wording),
  });
  const bars = onPage(rows, page).flatMap((row) =>
    'comment' in row
      ? []
      : [{ title: shorten(wording.of(row.division.division), 60), data: slices(row.division.lights, marks) }],
  );
  return { ...data, bars, barsTitle: wording.text(digest.judged ? 'digest.lights' : 'digest.answers') };
}

/** @param division name as given by `divisionNameOf`, of a division that has a goal */
export function goalsCardData(source: GoalsCardSource, division: string, page: number, wording: Wording) {
  const { digest, place } = source;
  const goals = goalsOf(source, division);
  const figures = digest.divisions.find(({ name }) => name === division)!;
  return pagedCardData(source, wording, {
    title: wording.of(goals[0]!.division),
    lead: divisionLine(figures, marksOf(digest.judged, wording), wording),
    said: commentData(commentOn(division, source), source, wording),
    rows: goals,
    row: (goal) => goalRow(goal, source, wording),
    page,
    turn: { verb: 'division', data: { ...place, division } },
    buttons: [...commentButton(source, goals, wording), divisionsButton(digest, place, wording)],
  });
}

/** If no goal of the division has to be answered, there are no lights to count. */
function divisionLine(
  figures: Parameters<typeof lightsLine>[0],
  marks: readonly Mark[],
  wording: Wording,
): string {
  return lightsLine(figures, marks, wording) || wording.text('survey.voluntary');
}

/**
 * Buttons from a goal's history back to its place in the list that it was opened from, and to the digest.
 * @param list default: the list of the goal's division
 */
export function historyButtons(
  source: DrillDownSource,
  goalId: string,
  list: GoalList | undefined,
  wording: Wording,
): ListButton[] {
  const { goals, programme, place } = source;
  const back = backToDigest(source, wording);
  const pageIn = (listed: readonly GoalStanding[]) =>
    Math.max(0, Math.floor(listed.findIndex(({ id }) => id === goalId) / rowsOnPage));
  const goal = goals.find(({ id }) => id === goalId);
  if (list) {
    const page = pageIn(listedGoals(source, list));
    return [{ verb: 'goals', title: wording.text('drill.toList'), data: { ...place, list, page } }, ...back];
  }
  if (!goal) return back;
  const division = divisionNameOf(goal.division, programme);
  const page = pageIn(goalsOf(source, division));
  return [
    { verb: 'division', title: wording.text('drill.toGoals'), data: { ...place, division, page } },
    ...back,
  ];
}

/** From a goal's history back to the request from which it was opened. */
export function backToRequest(goal: Goal, { programmeId, period }: RoundName, wording: Wording): ListButton {
  return { verb: 'overview', title: overviewTitle(goal, wording), data: { programmeId, period } };
}

/** The text in the chat list. */
export function drillDownSummary({ digest }: DrillDownSource, wording: Wording): string {
  return `${wording.of(digest.name)} ${wording.period(digest.period)}`;
}

/** The goals of a division that the reader may see. */
export function goalsOf({ goals, programme }: DrillDownSource, division: string): GoalStanding[] {
  return goals.filter((goal) => divisionNameOf(goal.division, programme) === division);
}
