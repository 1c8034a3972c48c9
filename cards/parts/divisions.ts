/** The divisions of a digest as the digest and its drill-down lead to them. Pure. */
import { type Digest, type DivisionFigures } from '../../src/digest/digest';
import { type Locale } from '../../src/goals/schema';
import { type ListButton } from './list-row';
import { type Wording } from './wording';

/** What every button below a digest carries. */
export interface DigestPlace {
  readonly programmeId: string;
  readonly period: string;
  /** Of the digest, which is the channel's: the way back leads to the same. */
  readonly language: Locale;
}

/** No client shows fewer side by side, and on a phone they stand below each other. */
export const mostButtons = 5;

export function digestPlace({ programmeId, period }: Digest, language: Locale): DigestPlace {
  return { programmeId, period, language };
}

/** Whether the digest has a button for each. */
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
