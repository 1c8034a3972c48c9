/** Programmes with an open round each, in which everybody has their own goal. */
import { objectIdFor } from '../../seeds/load';
import { schedule } from '../../src/audit/audit';
import { saveRegister } from '../../src/goals/register';
import { savePeople } from '../../src/people/directory';
import { peopleSchema } from '../../src/people/schema';
import { periodContaining, previousPeriod } from '../../src/periods/period';
import { openRound } from '../../src/rounds/open-round';
import { type EntityStore } from '../../src/storage/store';
import { estimate, goalWith, manyPersons, programmeWith, text } from '../helpers/fixtures';
import { goalIdOf } from '../helpers/thousand-goals';
import { type Answerer } from './answering-load';

const week = 7 * 24 * 3600 * 1000;
const calendar = {
  opens: { date: '01-01', at: '00:00' },
  deadline: { date: '12-31', at: '23:59' },
  digest: { weekday: 1 as const, at: '08:00' },
};

/** @param deadlines one per round; `undefined` is a week from now */
export async function openRounds(
  store: EntityStore,
  personCount: number,
  deadlines: readonly (Date | undefined)[] = [undefined],
): Promise<Answerer[]> {
  const now = new Date();
  const persons = manyPersons(personCount);
  const people = persons.map((id) => ({ id, name: id.split('@')[0], aadObjectId: objectIdFor(id) }));
  await savePeople(store, peopleSchema.parse({ persons: people }));
  const answerers: Answerer[] = [];
  for (const [index, deadline = new Date(now.getTime() + week)] of deadlines.entries()) {
    const programme = programmeWith({ id: `chaos-${index}`, rhythm: 'year', calendar, channels: [] });
    const fields = [estimate('value'), text('note')];
    const goals = persons.map((id) => goalWith(goalIdOf(id), { owners: [id], fields }));
    await saveRegister(store, { programme, goals });
    const period = previousPeriod(periodContaining('year', now, programme.timeZone));
    const name = { programmeId: programme.id, period };
    await openRound(store, { ...name, opens: now, deadline, ...schedule }, now);
    answerers.push(...persons.map((personId) => ({ ...name, personId, goalId: goalIdOf(personId) })));
  }
  return answerers;
}
