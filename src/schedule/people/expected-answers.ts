/** Who has something to answer soon: in the open rounds, and in those that the calendar is about to open. */
import { loadProgrammes, loadRegister } from '../../goals/register';
import { type Programme } from '../../goals/schema';
import { type Directory } from '../../people/directory';
import { isBeforeFirst, periodsAround, type PlannedRound, roundCalendar } from '../../periods/calendar';
import { localDay, usualZone } from '../../periods/local-time';
import { addDays, type HolidayCalendar } from '../../periods/working-days';
import { heldGoals, loadAskedPersonsSource } from '../../replies/asked-persons';
import { fanOut } from '../../rounds/asked';
import { closingOf, isLeftToPeople } from '../../rounds/round';
import { listOpenRounds, readRound } from '../../rounds/round-store';
import { type EntityStore } from '../../storage/store';

/** The days of a round, `yyyy-mm-dd`, both inclusive. */
export interface Expected {
  readonly programme: Programme;
  readonly from: string;
  readonly to: string;
}

/** Longer than most holidays: a round may open while somebody is away. */
const daysAhead = 31;

/** By the person's id; those with something unanswered in an open round first. */
export async function expectedAnswers(
  store: EntityStore,
  directory: Directory,
  holidays: HolidayCalendar,
  now: Date,
): Promise<ReadonlyMap<string, readonly Expected[]>> {
  const expected = new Map<string, Expected[]>();
  const add = (persons: Iterable<string>, round: Expected) => {
    for (const id of new Set(persons)) expected.set(id, [...(expected.get(id) ?? []), round]);
  };
  for (const round of await listOpenRounds(store)) {
    const source = await loadAskedPersonsSource(store, round);
    if (!source) continue;
    const times = daysOf({ opens: new Date(round.opens), closes: new Date(closingOf(round)) });
    const open = heldGoals(source).filter(
      ({ isMissing, stage, isAnswered }) => isMissing || (stage === 'later' && !isAnswered),
    );
    const persons = open.map(({ personId }) => personId);
    add(persons, { programme: source.form.programme, ...times });
  }
  for (const programme of await loadProgrammes(store)) {
    const next = nextOpening(programme, holidays, now);
    const register =
      next && (await willOpen(store, programme, next)) && (await loadRegister(store, programme.id));
    if (register) add(fanOut(register, directory).keys(), { programme, ...daysOf(next) });
  }
  return expected;
}

function daysOf({ opens, closes }: Pick<PlannedRound, 'opens' | 'closes'>) {
  return { from: localDay(opens, usualZone), to: localDay(closes, usualZone) };
}

/** The programme's next round by its calendar, if it is near. */
function nextOpening(programme: Programme, holidays: HolidayCalendar, now: Date): PlannedRound | undefined {
  if (programme.awaitsStart) return undefined;
  const latest = addDays(localDay(now, usualZone), daysAhead);
  try {
    for (const period of periodsAround(programme, now)) {
      const times = roundCalendar(programme, period, holidays);
      if (localDay(times.opens, usualZone) > latest) return undefined;
      if (times.opens > now && !isBeforeFirst(programme, period)) return { ...times, period };
    }
  } catch (error) {
    // An unusable calendar opens nothing.
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

/** Unless it was opened, or taken back, by hand. */
async function willOpen(
  store: EntityStore,
  { id: programmeId }: Programme,
  { period, opens }: PlannedRound,
): Promise<boolean> {
  const round = (await readRound(store, { programmeId, period }))?.value;
  return !round || (round.status === 'planned' && !isLeftToPeople(round, opens));
}
