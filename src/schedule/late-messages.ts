/** What is late, such as after a pause or a downtime, does not reach people at night. */
import { loadProgramme } from '../goals/register';
import { keptByName } from '../kept';
import { type Message } from '../outbox/message';
import { sendableOrNow } from '../periods/quiet-hours';
import { type HolidayCalendar } from '../periods/working-days';
import { type EntityStore } from '../storage/store';

/**
 * Tells for each due message of a programme whether it waits until the quiet hours are over: they have begun since it
 * was due. What became due during quiet hours was meant to be sent at once, such as a hand-over in the evening.
 */
export function lateMessages(
  store: EntityStore,
  programmeId: string,
  now: Date,
  holidays: HolidayCalendar,
): (message: Pick<Message, 'notBefore'>) => Promise<boolean> {
  // Read with the first due message: mostly there is none.
  let isQuiet: Promise<(moment: Date) => boolean> | undefined;
  const known = keptByName<boolean>(1_000);
  return async ({ notBefore }) => {
    isQuiet ??= quietHoursOf(store, programmeId, holidays);
    const quietAt = await isQuiet;
    return known(notBefore, () => quietAt(now) && !quietAt(new Date(notBefore)));
  };
}

async function quietHoursOf(store: EntityStore, programmeId: string, holidays: HolidayCalendar) {
  const programme = await loadProgramme(store, programmeId);
  return (moment: Date): boolean =>
    programme !== undefined && sendableOrNow(moment, programme, holidays) > moment;
}
