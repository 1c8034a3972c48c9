/** What follows from people's acts, looked at each minute after the calendar's work. */
import { tellOfTurns } from '../../digest/at-once/tell-of-turns';
import { type Programme } from '../../goals/schema';
import { type HolidayCalendar } from '../../periods/working-days';
import { type RoundName } from '../../rounds/round-store';
import { type Survey } from '../../rounds/settled/survey-rounds';
import { type EntityStore } from '../../storage/store';
import { askLastParts } from './ask-last-parts';
import { tellOfQuestions } from './tell-of-questions';

export interface EachMinute {
  readonly store: EntityStore;
  readonly holidays: HolidayCalendar;
  readonly admins?: ReadonlySet<string>;
  readonly mayGoOn?: () => boolean;
  /** What fails for one round does not keep the others from being looked at, and is done by the next tick. */
  readonly onFailure: (what: string, error: unknown, round?: RoundName) => void;
}

export async function doEachMinute(
  options: EachMinute,
  programmes: readonly Programme[],
  survey: Pick<Survey, 'looked'>,
  now: Date,
): Promise<void> {
  await askLastParts(options, programmes, survey, now);
  await tellOfQuestions(options, survey, now);
  await tellOfTurns(options, survey, now);
}
