/** What heads wrote about their units, as reports publish it. Pure. */
import { type UnitComment } from '../../comments/unit-comment';
import { divisionNameOf, longestDivisionName } from '../../goals/division';
import { type Goal } from '../../goals/schema';
import { type ReportContent } from './report-content';

/** Nobody is named: a report is read outside the organisation. */
export interface PublishedComment {
  readonly unit: string;
  readonly text: string;
}

/** In the form's order. */
export function unitComments({ source, textOf }: ReportContent): PublishedComment[] {
  return (source.comments ?? []).map((comment) => published(comment, textOf));
}

/** The comment on the unit that is the goal's division; `undefined` if there is none. */
export function commentOnDivision(
  { headings }: Pick<Goal, 'headings'>,
  { source, textOf }: ReportContent,
): PublishedComment | undefined {
  const division = divisionNameOf(headings[0]!, source.form.programme);
  const found = source.comments?.find((comment) => divisionOf(comment) === division);
  return found && published(found, textOf);
}

/** The comments on units that are no division, and so have no heading of their own. */
export function otherComments({ source, textOf }: ReportContent): PublishedComment[] {
  const { goals, programme } = source.form;
  const divisions = new Set(goals.map(({ headings }) => divisionNameOf(headings[0]!, programme)));
  const others = (source.comments ?? []).filter((comment) => !divisions.has(divisionOf(comment)));
  return others.map((comment) => published(comment, textOf));
}

function divisionOf({ unit }: UnitComment): string {
  return unit.slice(0, longestDivisionName);
}

function published({ unitText, text }: UnitComment, textOf: ReportContent['textOf']): PublishedComment {
  return { unit: textOf(unitText), text };
}
