/** The button that pauses sending, or takes a pause back. Pure. */
import { isSameScope, type Pause, pauseOver, type Scope } from '../../../src/brake/scope';
import { type ListButton } from '../list-row';
import { type Wording } from '../wording';

/** Each pause is taken back where it was made, so nothing is shown for what a wider pause holds. */
export function brakeButtons(pauses: readonly Pause[], scope: Scope, wording: Wording): ListButton[] {
  const pause = pauseOver(pauses, scope);
  if (pause && !isSameScope(pause, scope)) return [];
  const { programmeId, period } = scope;
  const toPause = programmeId === undefined ? 'brake.pauseAll' : 'brake.pause';
  const title = wording.text(pause ? 'brake.resume' : toPause);
  return [
    {
      ...{ verb: pause ? 'resume-ask' : 'pause-ask', title, data: scope },
      ...(period !== undefined && { tooltip: `${title}: ${wording.period(period)}` }),
    },
  ];
}
