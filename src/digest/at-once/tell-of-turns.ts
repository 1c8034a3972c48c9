/** What each minute does about goals that turned: nothing but a look at the rounds' marks, unless some did. */
import { takeTurned } from './take-turned';
import { tellAtOnce, unmarkTold } from './tell-at-once';
import { type HolidayCalendar } from '../../periods/working-days';
import { roundNameOf, type RoundName } from '../../rounds/round-name';
import { type Survey } from '../../rounds/settled/survey-rounds';
import { type EntityStore } from '../../storage/store';

interface Telling {
  readonly store: EntityStore;
  readonly holidays: HolidayCalendar;
  readonly admins?: ReadonlySet<string>;
  readonly mayGoOn?: () => boolean;
  readonly onFailure: (what: string, error: unknown, round?: RoundName) => void;
}

/** A round whose turns could not be passed on keeps its mark, and the next tick does it. */
export async function tellOfTurns(
  { store, holidays, admins = new Set(), mayGoOn, onFailure }: Telling,
  { looked }: Pick<Survey, 'looked'>,
  now: Date,
): Promise<void> {
  const marked = looked.filter(({ round }) => round.value.turned !== undefined);
  const passedOn: RoundName[] = [];
  for (const { round } of marked) {
    if (mayGoOn?.() === false) return;
    const name = roundNameOf(round.value);
    const failed = (error: unknown) =>
      onFailure(`turned goals ${name.programmeId} ${name.period}`, error, name);
    await takeTurned(store, name, admins).then(() => passedOn.push(name), failed);
  }
  if (marked.length === 0 || mayGoOn?.() === false) return;
  try {
    const left = await tellAtOnce(store, now, holidays);
    for (const name of passedOn) await unmarkTold(store, name, left);
  } catch (error) {
    onFailure('turned goals', error);
  }
}
