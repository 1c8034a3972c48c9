/** The divisions of a round, or the goals of one of them, as data for `card.json`. Pure. */
import { type GoalStanding } from '../../src/digest/goal-standings';
import { divisionNameOf } from '../../src/goals/division';
import { bannerData } from '../parts/banner';
import { allDivisions, allFit, type DigestPlace, worstFirst } from '../parts/divisions';
import { lightsLine, type Mark, marksOf } from '../parts/light-marks';
import { buttonData, type ListButton } from '../parts/list-row';
import { shorten } from '../parts/shorten';
import { listTurns } from '../parts/turns';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';
import { type DrillDownRow, type DrillDownSource, goalRow, type GoalsCardSource } from './rows';

export { type DrillDownSource, type GoalsCardSource } from './rows';

const rowsOnPage = 10;

export function divisionsCardData(source: DrillDownSource, page: number, wording: Wording) {
  const { digest, place } = source;
  const marks = marksOf(digest.judged, wording);
  const lightsTitle = wording.text(digest.judged ? 'digest.lights' : 'digest.answers');
  const rows = worstFirst(digest.divisions).map(({ name, division, ...figures }): DrillDownRow => {
    const shown = shorten(wording.of(division), 120);
    const show = wording.text('programmes.show');
    const data = { ...place, division: name };
    return {
      heading: shown,
      lines: [divisionLine(figures, marks, wording)],
      actions: [buttonData({ verb: 'division', title: show, tooltip: `${show}: ${shown}`, data })],
    };
  });
  return cardData(source, wording, {
    title: `${lightsTitle}: ${wording.of(digest.divisionName)}`,
    lead: lightsLine(digest, marks, wording),
    rows,
    page,
    turn: { verb: 'divisions', data: place },
    buttons: [],
  });
}

/** @param division name as given by `divisionNameOf`, of a division that has a goal */
export function goalsCardData(source: GoalsCardSource, division: string, page: number, wording: Wording) {
  const { digest, place } = source;
  const goals = goalsOf(source, division);
  const figures = digest.divisions.find(({ name }) => name === division)!;
  return cardData(source, wording, {
    title: wording.of(goals[0]!.division),
    lead: divisionLine(figures, marksOf(digest.judged, wording), wording),
    rows: goals.map((goal) => goalRow(goal, source, wording)),
    page,
    turn: { verb: 'division', data: { ...place, division } },
    buttons: allFit(digest.divisions) ? [] : [allDivisions(place, digest.divisions.length, wording)],
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

/** Buttons from a goal's history back to its place in the list of its division, and to the digest. */
export function historyButtons(source: DrillDownSource, goalId: string, wording: Wording): ListButton[] {
  const { goals, programme, place } = source;
  const goal = goals.find(({ id }) => id === goalId);
  if (!goal) return [backToDigest(place, wording)];
  const division = divisionNameOf(goal.division, programme);
  const page = Math.floor(goalsOf(source, division).indexOf(goal) / rowsOnPage);
  return [
    { verb: 'division', title: wording.text('drill.toGoals'), data: { ...place, division, page } },
    backToDigest(place, wording),
  ];
}

/** The text in the chat list. */
export function drillDownSummary({ digest }: DrillDownSource, wording: Wording): string {
  return `${wording.of(digest.name)} ${wording.period(digest.period)}`;
}

/** The goals of a division that the reader may see. */
export function goalsOf({ goals, programme }: DrillDownSource, division: string): GoalStanding[] {
  return goals.filter((goal) => divisionNameOf(goal.division, programme) === division);
}

interface Listed {
  readonly title: string;
  readonly lead: string;
  readonly rows: readonly DrillDownRow[];
  readonly page: number;
  readonly turn: { readonly verb: Verb; readonly data: object };
  readonly buttons: readonly ListButton[];
}

function cardData({ banner, digest, isPart, place }: DrillDownSource, wording: Wording, listed: Listed) {
  const { rows, turn } = listed;
  const pages = Math.max(1, Math.ceil(rows.length / rowsOnPage));
  const page = Math.min(listed.page, pages - 1);
  const subtitle = digest.status === 'closed' ? 'drill.subtitleClosed' : 'drill.subtitle';
  return {
    ...bannerData(banner),
    title: shorten(listed.title, 160),
    subtitle: wording.text(subtitle, {
      programme: shorten(wording.of(digest.name), 160),
      period: wording.period(digest.period),
      asOf: wording.moment(digest.asOf),
    }),
    lead: listed.lead,
    rows: rows.slice(page * rowsOnPage, (page + 1) * rowsOnPage),
    notes: [
      ...(pages > 1 ? [wording.text('missing.page', { page: page + 1, pages })] : []),
      ...(isPart ? [wording.text('drill.part')] : []),
    ],
    turns: listTurns({ page, pages }, wording).map(({ title, to }) =>
      buttonData({ verb: turn.verb, title, data: { ...turn.data, page: to } }),
    ),
    buttons: [...listed.buttons, backToDigest(place, wording)].map(buttonData),
  };
}

function backToDigest(place: DigestPlace, wording: Wording): ListButton {
  return { verb: 'digest', title: wording.text('drill.toDigest'), data: place };
}
