import { type ListButton } from '../../../cards/parts/list-row';
import { type Wording } from '../../../cards/parts/wording';

/** The button from a list back to the programme that it is about. */
export function backToProgramme(programmeId: string, wording: Wording): ListButton {
  return { verb: 'programme', title: wording.text('form.back'), data: { programmeId } };
}
