/** The buttons of a digest that lead to the goals of its divisions. Pure. */
import { type Digest, type DivisionFigures } from '../../src/digest/digest';
import { type Locale } from '../../src/goals/schema';
import { type ListButton } from '../list/data';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';

/** What every button below a digest carries. */
export interface DigestPlace {
  readonly programmeId: string;
  readonly period: string;
  /** Of the digest, which is the channel's: the way back leads to the same. */
  readonly language: Locale;
}

/** No client shows fewer side by side, and on a phone they stand below each other. */
const mostButtons = 5;

/** More is cut off on a phone. */
const longestTitle = 40;

export function digestPlace({ programmeId, period }: Digest, language: Locale): DigestPlace {
  return { programmeId, period, language };
}

/** One for each division; of many those that need help most, and one for all. */
export function divisionButtons(digest: Digest, wording: Wording): ListButton[] {
  const { divisions } = digest;
  const place = digestPlace(digest, wording.locale);
  const shown = allFit(divisions) ? divisions : worstFirst(divisions).slice(0, mostButtons - 1);
  return [
    ...shown.map(({ name, division }) => ({
      verb: 'division' as const,
      title: shorten(wording.of(division), longestTitle),
      tooltip: wording.of(division),
      data: { ...place, division: name },
    })),
    ...(allFit(divisions) ? [] : [allDivisions(place, divisions.length, wording)]),
  ];
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
