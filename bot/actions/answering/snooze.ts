/** Postpones the next reminder to a chosen day. */
import { daySchema } from '../../../src/periods/working-days';
import { snooze as putOff } from '../../../src/rounds/snooze';
import { snoozeCard } from '../../views/people/snooze';
import { requestCard } from '../../views/round-cards';
import { readAgain } from '../../views/turn';
import { theAsked } from '../may/asked';
import { action } from '../parts/action';
import { roundData } from '../parts/data';
import { doneCard, shownOnce } from '../parts/results';

/** Asks for the day. @throws RefusedError `no-such-day` if no working day is left before the deadline. */
export const snooze = action('snooze', roundData, theAsked, (turn) => shownOnce(snoozeCard(turn)));

export const snoozeUntil = action(
  'snooze-until',
  roundData.extend({ day: daySchema }),
  theAsked,
  async (turn, data) => {
    const { deps, person, now, wording } = turn;
    await putOff(deps.store, { ...data, personId: person.id }, now, deps.holidays);
    return doneCard(wording.text('snooze.done', { day: wording.day(data.day) }), async (banner) =>
      requestCard(await readAgain(turn), { banner }),
    );
  },
);
