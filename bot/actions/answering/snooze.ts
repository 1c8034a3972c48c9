/** Postpones the next reminder to a chosen day. */
import { render } from '../../../cards/render';
import { snoozeCardData } from '../../../cards/snooze/data';
import { RefusedError } from '../../../src/errors';
import { daySchema } from '../../../src/periods/working-days';
import { dueAt, takesRepliesAt } from '../../../src/rounds/round';
import { snooze as putOff, snoozeDays } from '../../../src/rounds/snooze';
import { requestCard } from '../../views/round-cards';
import { readAgain } from '../../views/turn';
import { theAsked } from '../may/asked';
import { action } from '../parts/action';
import { roundData } from '../parts/data';
import { doneCard, shownOnce } from '../parts/results';

/** Asks for the day. @throws RefusedError `no-such-day` if no working day is left before the deadline. */
export const snooze = action(
  'snooze',
  roundData,
  theAsked,
  ({ asked: { programme, round }, deps, now, wording }) => {
    if (!takesRepliesAt(round, now)) throw new RefusedError('round-not-open');
    const days = snoozeDays(round, programme, now, deps.holidays);
    if (days.length === 0) throw new RefusedError('no-such-day');
    const source = { programme, round, dueAt: dueAt(round, now), days };
    return shownOnce(render('snooze', snoozeCardData(source, wording)));
  },
);

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
