/** How a digest and its drill-down lead to the divisions. Pure. */
import { type Digest, type DivisionFigures } from '../../src/digest/digest';
import { type Locale } from '../../src/goals/schema';
import { type ListButton } from './list-row';
import { type Wording } from './wording';

/** What every button below a digest carries. */
export interface DigestPlace {
  readonly programmeId: string;
  readonly period: string;
  /** The digest's language, which is the channel's, so that the way back leads to the same digest. */
  readonly language: Locale;
}

/** Every client shows at least this many side by side; phones stack them. */
export const mostButtons = 5;

export function digestPlace({ programmeId, period }: Digest, language: Locale): DigestPlace {
  return { programmeId, period, language };
}

/** Whether the digest has a button for each of them. */
export function allFit({ length }: readonly DivisionFigures[]): boolean {
  return length <= mostButtons;
}

export function allDivisions(place: DigestPlace, count: number, wording: Wording): ListButton {
  return { verb: 'divisions', title: wording.text('drill.all', { count }), data: place };
}

/** By their red goals, then the yellow ones, then those not answered. */
export function worstFirst(divisions: readonly DivisionFigures[]): DivisionFigures[] {
  return [...divisions].sort(
    ({ lights: a }, { lights: b }) =>
      b.red - a.red || b.yellow - a.yellow || b['not-answered'] - a['not-answered'],
  );
}
