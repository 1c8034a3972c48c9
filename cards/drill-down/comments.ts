/** What heads wrote about their units: below the title of a division, or in a row of its own. Pure. */
import { type UnitComment } from '../../src/comments/unit-comment';
import { type GoalStanding } from '../../src/digest/goal-standings';
import { longestDivisionName } from '../../src/goals/division';
import { textIn } from '../../src/goals/text';
import { unitToken } from '../../src/goals/unit';
import { type ListButton } from '../parts/list-row';
import { shorten } from '../parts/shorten';
import { briefComment, commentAuthor } from '../parts/goals/unit-comments';
import { type Wording } from '../parts/wording';
import { type DrillDownRow, type DrillDownSource } from './rows';

/** Characters of a comment in a division's row; the division's own card has all of it. */
const longestInRow = 160;

/** The comment on the unit that is the division. @param division name as given by `divisionNameOf` */
export function commentOn(division: string, { digest }: DrillDownSource): UnitComment | undefined {
  return digest.comments?.find(({ unit }) => unit.slice(0, longestDivisionName) === division);
}

/** The comments on units that are no division. */
export function otherComments({ digest }: DrillDownSource): UnitComment[] {
  const divisions = new Set(digest.divisions.map(({ name }) => name));
  return (digest.comments ?? []).filter(({ unit }) => !divisions.has(unit.slice(0, longestDivisionName)));
}

/** As the note of a division's row. */
export function commentNote(comment: UnitComment | undefined, wording: Wording): string[] {
  if (!comment) return [];
  return [wording.text('unitComment.said', { text: briefComment(comment, longestInRow) })];
}

export function commentRow(comment: UnitComment, source: DrillDownSource, wording: Wording): DrillDownRow {
  return {
    heading: wording.text('unitComment.ofUnit'),
    title: shorten(wording.of(comment.unitText), 120),
    lines: [{ runs: [{ text: comment.text, color: 'default' }] }],
    notes: [commentAuthor(comment, source.writers ?? new Map(), wording)],
    actions: [],
  };
}

/** The whole comment, for a card about the division. */
export function commentData(comment: UnitComment | undefined, source: DrillDownSource, wording: Wording) {
  if (!comment) return [];
  const author = commentAuthor(comment, source.writers ?? new Map(), wording);
  return [{ label: wording.text('unitComment.ofUnit'), text: comment.text, author }];
}

/** The way to comment; one unit is opened at once, of several the reader chooses one. Nothing if they may not. */
export function commentButton(
  { commentable, place, programme }: DrillDownSource,
  goals: readonly Pick<GoalStanding, 'unit'>[],
  wording: Wording,
): ListButton[] {
  const all = new Set(goals.map(({ unit }) => textIn(unit, programme.languages[0]!)));
  const own = [...all].filter((unit) => commentable?.has(unit));
  if (own.length === 0) return [];
  const { programmeId, period } = place;
  const data = { programmeId, period, ...(own.length === 1 && { unit: unitToken(own[0]!) }) };
  return [{ verb: 'unit-comment', title: wording.text('unitComment.button'), data }];
}
