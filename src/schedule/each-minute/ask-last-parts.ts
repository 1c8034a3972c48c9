/** What each minute does in a first stage: goals whose parts of it are in no longer wait for its end. */
import { type Programme } from '../../goals/schema';
import { sendableFrom } from '../../periods/quiet-hours';
import { askWhatNoLongerWaits } from '../../replies/stages/ask-last-parts';
import { isInFirstStage } from '../../rounds/round';
import { type Survey } from '../../rounds/settled/survey-rounds';
import { type EachMinute } from './each-minute';

/** In quiet hours everything waits for the morning, so that a person gets one message of what came in. */
export async function askLastParts(
  { store, holidays, mayGoOn, onFailure }: EachMinute,
  programmes: readonly Programme[],
  { looked }: Pick<Survey, 'looked'>,
  now: Date,
): Promise<void> {
  for (const { round } of looked) {
    if (mayGoOn?.() === false) return;
    const { value } = round;
    if (!isInFirstStage(value) || now.toISOString() >= value.stage.until) continue;
    const programme = programmes.find(({ id }) => id === value.programmeId);
    if (!programme || sendableFrom(now, programme, holidays) > now) continue;
    await askWhatNoLongerWaits(store, value, now).catch((error: unknown) =>
      onFailure(`stage ${value.programmeId} ${value.period}`, error, value),
    );
  }
}
