import { type z } from 'zod';
import { type Programme } from '../../../src/goals/schema';
import { type calendarSchema } from '../../../src/periods/calendar-schema';
import { programmeWith } from '../../helpers/fixtures';

/** The programme of the fixtures with changes to its calendar. */
export function fromSchedule(changes: Partial<z.input<typeof calendarSchema>>): Programme {
  return programmeWith({ calendar: { ...programmeWith().calendar, ...changes } });
}
