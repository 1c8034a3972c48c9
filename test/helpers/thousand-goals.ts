/** An open round of many persons with a goal each, with every prompt waiting in the outbox. */
import { objectIdFor } from '../../seeds/load';
import { schedule } from '../../src/audit/audit';
import { peopleSchema } from '../../src/people/schema';
import { periodContaining, previousPeriod } from '../../src/periods/period';
import { openRound } from '../../src/rounds/open-round';
import { type RoundName } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { estimate, goalWith, manyPersons, programmeWith, saveSetting, text } from './fixtures';

const day = 24 * 3600 * 1000;

export const goalIdOf = (personId: string) => `goal-${personId.split('@')[0]}`;

/** A yearly round, which works on any date: last year's is the only one that a yearly calendar can open by itself. */
export async function openLargeRound(
  store: EntityStore,
  count: number,
): Promise<{ readonly name: RoundName; readonly persons: readonly string[] }> {
  const now = new Date();
  const persons = manyPersons(count);
  const programme = programmeWith({
    rhythm: 'year',
    calendar: {
      opens: { date: '01-01', at: '00:00' },
      deadline: { date: '12-31', at: '23:59' },
      digest: { weekday: 1, at: '08:00' },
    },
    channels: [],
  });
  await saveSetting(store, {
    register: {
      programme,
      goals: persons.map((id) =>
        goalWith(goalIdOf(id), { owners: [id], fields: [estimate('value'), text('note')] }),
      ),
    },
    people: peopleSchema.parse({
      persons: persons.map((id) => ({ id, name: id.split('@')[0], aadObjectId: objectIdFor(id) })),
    }),
  });
  const name = {
    programmeId: programme.id,
    period: previousPeriod(periodContaining('year', now, programme.timeZone)),
  };
  const deadline = new Date(now.getTime() + 7 * day);
  await openRound(store, { ...name, opens: now, deadline, ...schedule }, now);
  return { name, persons };
}
