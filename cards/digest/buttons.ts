/** The buttons of a digest that lead to the goals of its divisions. Pure. */
import { type Digest } from '../../src/digest/digest';
import { allDivisions, allFit, digestPlace, mostButtons, worstFirst } from '../parts/divisions';
import { type ListButton } from '../parts/list-row';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';

/** A phone cuts off longer titles. */
const longestTitle = 40;

/** A button for each division; if there are too many, those that need help most and one for all of them. */
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
