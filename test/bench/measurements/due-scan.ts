/** A tick with nothing to do: reads every programme, the index of rounds and the open rounds. */
import { saveRegister } from '../../../src/goals/register';
import { holidayCalendar } from '../../../src/periods/working-days';
import { doDueWork } from '../../../src/schedule/tick';
import { insert } from '../../../src/storage/rows';
import { type EntityStore } from '../../../src/storage/store';
import { type Round, type RoundEvent } from '../../../src/rounds/round';
import {
  indexKey,
  indexPartition,
  roundKey,
  roundPartition,
  type Settled,
} from '../../../src/rounds/round-store';
import { deadline, during, name, openTempStore, opens, programmeWith } from '../../helpers/fixtures';
import { manyGoals } from '../large-programme';
import { type Timing } from '../measurement';

const goalsPerProgramme = 100;
const warmUp = 50;
/** Five years of rounds before the open one. */
const pastPeriods = [2022, 2023, 2024, 2025].flatMap((year) => [1, 2, 3, 4].map((q) => `${year}-Q${q}`));

const aYearAgo = new Date(opens.getTime() - 365 * 24 * 3600 * 1000).toISOString();

export default {
  name: 'due scan',
  of: 'goals',
  sizes: [1_000, 10_000, 100_000],
  growth: 1.1,
  prepare: async (size) => {
    const { store, remove } = await openTempStore();
    const goals = manyGoals(goalsPerProgramme);
    for (let number = 0; number < size / goalsPerProgramme; number++) {
      const programme = programmeWith({ id: `prog-${number}` });
      await saveRegister(store, { programme, goals });
      await saveRounds(store, programme.id);
    }
    const holidays = holidayCalendar();
    const failed = (what: string, error: unknown) => {
      throw new Error(what, { cause: error });
    };
    const options = { store, holidays, clock: { now: () => during }, onFailure: failed };
    const deliver = () => Promise.reject(new Error('nothing is due'));
    const run = () => doDueWork({ ...options, deliver });
    // A bot ticks for weeks, so that the first ticks, slow from compiling, do not count.
    for (let tick = 0; tick < warmUp; tick++) await run();
    return { run, end: remove };
  },
} satisfies Timing;

async function saveRounds(store: EntityStore, programmeId: string): Promise<void> {
  const times = { opens: opens.toISOString(), deadline: deadline.toISOString() };
  const event = { by: 'schedule', at: opens.toISOString() };
  const opened: RoundEvent = { ...event, what: 'opened' };
  const open: Round = { programmeId, period: name.period, status: 'open', ...times, events: [opened] };
  const closed: RoundEvent = { ...event, what: 'closed', at: aYearAgo };
  const past = pastPeriods.map((period): Round => ({ ...open, period, status: 'closed', events: [closed] }));
  const settled: Settled = { closedAt: aYearAgo, auditFrom: aYearAgo };
  await store.commit(indexPartition, [
    insert(indexKey(open), { programmeId, period: open.period }),
    ...past.map(({ period }) => insert(indexKey({ programmeId, period }), { programmeId, period, settled })),
  ]);
  for (const round of [...past, open]) await store.commit(roundPartition(round), [insert(roundKey, round)]);
}
