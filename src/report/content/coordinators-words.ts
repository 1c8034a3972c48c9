/** What the coordinator writes for the report of one round, in plain text. Pure. */
import { type Goal, type Programme } from '../../goals/schema';
import { type Question } from '../../questions/question';
import { divisionNameOf } from '../../goals/division';

/** In characters: about a page of A4. */
export const longestWords = 4000;

export interface CoordinatorsWords {
  /** Empty if there is none. */
  readonly preface: string;
  /** Comments by the division's name (`divisionNameOf`). */
  readonly comments: ReadonlyMap<string, string>;
  /** The questions that the coordinator publishes, by goal; none by default. */
  readonly questions?: ReadonlyMap<string, readonly Question[]>;
}

/** The programme's divisions, in the register's order; contact details are not a division. */
export function divisionNames(
  goals: readonly Goal[],
  programme: Pick<Programme, 'languages'>,
): readonly string[] {
  const named = goals.filter(({ contact }) => !contact).map(({ headings }) => headings[0]!);
  return [...new Set(named.map((division) => divisionNameOf(division, programme)))];
}
