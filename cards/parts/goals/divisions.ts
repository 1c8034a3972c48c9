/** How a digest and its drill-down lead to the divisions. Pure. */
import { type Digest, type DivisionFigures } from '../../../src/digest/digest';
import { type Locale } from '../../../src/goals/schema';
import { type ListButton } from '../list-row';
import { shorten } from '../shorten';
import { type Wording } from '../wording';

/** What every button below a digest carries. */
export interface DigestPlace {
  readonly programmeId: string;
  readonly period: string;
  /** The digest's language, which is the channel's, so that the way back leads to the same digest. */
  readonly language: Locale;
  /** The digest is the reader's own: only of the units that they follow. */
  readonly own?: true | undefined;
}

export function digestPlace({ programmeId, period, only }: Digest, language: Locale): DigestPlace {
  return { programmeId, period, language, ...(only && { own: true }) };
}

/** "Jaottelu: toimiala". */
export function divisionsTitle({ divisionName }: Pick<Digest, 'divisionName'>, wording: Wording): string {
  return wording.text('digest.byDivision', { name: inSentence(wording.of(divisionName)) });
}

/** The way to all divisions. */
export function divisionsButton(digest: Digest, place: DigestPlace, wording: Wording): ListButton {
  const title = divisionsTitle(digest, wording);
  return { verb: 'divisions', title: shorten(title, longestTitle), tooltip: title, data: place };
}

/** A phone cuts off longer titles. */
const longestTitle = 40;

/** Without the capital letter of a heading; abbreviations keep theirs. */
function inSentence(heading: string): string {
  const [first = '', second = ''] = heading;
  return second === second.toLowerCase() ? first.toLowerCase() + heading.slice(first.length) : heading;
}

/** By their red goals, then the yellow ones, then those not answered. */
export function worstFirst(divisions: readonly DivisionFigures[]): DivisionFigures[] {
  return [...divisions].sort(
    ({ lights: a }, { lights: b }) =>
      b.red - a.red || b.yellow - a.yellow || b['not-answered'] - a['not-answered'],
  );
}
