/** The buttons of a digest: three in sight, the rest behind "more"; at most six in all. Pure. */
import { type Digest } from '../../src/digest/digest';
import { digestPlace, divisionsButton } from '../parts/goals/divisions';
import { listButton } from '../parts/goals/lists';
import { buttonsIn, type ListButton } from '../parts/list-row';
import { type Wording } from '../parts/wording';
import { mostActions } from '../parts/limits';

/** Those who ask for support or else the red goals, what changed, and all goals; without changes, the divisions. */
export function digestButtons(digest: Digest, back: ListButton | undefined, wording: Wording) {
  const button = (list: Parameters<typeof listButton>[0]) => listButton(list, digest, wording);
  const [byDivision, ...others] = otherButtons(digest, wording);
  const changes = button('changes');
  const inSight = [button('support') ?? button('reds'), changes ?? byDivision, button('all')];
  const rest = [...(changes ? [byDivision, ...others] : others), back];
  const has = (each: ListButton | undefined): each is ListButton => each !== undefined;
  const buttons = [...buttonsIn('primary', inSight.filter(has)), ...buttonsIn('secondary', rest.filter(has))];
  // Readers of a channel seldom need the list of who has not answered, and it is also a command.
  return buttons.length <= mostActions ? buttons : buttons.filter(({ verb }) => verb !== 'missing');
}

/** By division, the earlier periods, and who has not answered; in an own digest the units instead. */
function otherButtons(digest: Digest, wording: Wording): ListButton[] {
  const { programmeId, period, only, asked, answered, status, untranslated = 0 } = digest;
  const place = digestPlace(digest, wording.locale);
  const year: ListButton = {
    ...{ verb: 'year', title: wording.text('digest.showYear') },
    data: { ...place, page: 0 },
  };
  const divisions = divisionsButton(digest, place, wording);
  if (only) {
    const title = wording.text('digest.showUnits', { count: only.length });
    return [divisions, year, { verb: 'follow', title, data: { programmeId } }];
  }
  const count = asked - answered;
  if (status === 'closed' || (count === 0 && untranslated === 0)) return [divisions, year];
  const title =
    count > 0
      ? wording.text('digest.showMissing', { count })
      : wording.text('translation.show', { count: untranslated });
  return [divisions, year, { verb: 'missing', title, data: { programmeId, period } }];
}
