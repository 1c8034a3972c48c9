/** The next steps of a programme's calendar, with the number of recipients and the sending time. */
import { withSchedule } from '../goals/schedule-of';
import { existingRegister } from '../goals/register';
import { unitsOf } from '../goals/unit';
import { type Register } from '../goals/schema';
import { loadDirectory, personsOf } from '../people/directory';
import { loadGrants } from '../people/grants';
import { loadActiveSubstitutions } from '../people/substitutions';
import { type RoundSchedule } from '../periods/calendar';
import { type FirstStage } from '../periods/calendar-schema';
import { localDay } from '../periods/local-time';
import { sendableFrom } from '../periods/quiet-hours';
import { type HolidayCalendar } from '../periods/working-days';
import { climb, type LadderSource } from '../reminders/escalate-round';
import { type AskedPersonsSource, holdings, loadAskedPersonsSource } from '../replies/asked-persons';
import { type MissingUnit, missingByUnit } from '../replies/missing';
import { waitsForOthers } from '../replies/stage-part';
import { fanOut } from '../rounds/asked';
import { planOpening } from '../rounds/plan-opening';
import { type Round, takesReplies } from '../rounds/round';
import { listRounds } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { type PlannedStep, plannedSteps } from './preview';

export interface ForecastOptions {
  readonly programmeId: string;
  /** A proposed schedule to use instead of the programme's own. */
  readonly schedule?: RoundSchedule;
  readonly from: Date;
  readonly count: number;
  readonly holidays: HolidayCalendar;
  /** Messages a second. */
  readonly sendRate: number;
}

export type ForecastStep = PlannedStep & {
  /** When its messages go out: later than `at` if that is in quiet hours. */
  readonly sentFrom: Date;
  /** An upper bound, as if nobody answered any more from now on. */
  readonly recipients: number;
  /** Seconds, rounded up. */
  readonly sending: number;
};

/** Nothing is written. @throws RefusedError `unknown-programme`; RangeError as plannedSteps does. */
export async function forecast(store: EntityStore, options: ForecastOptions): Promise<ForecastStep[]> {
  const { programmeId, from, count, holidays, sendRate } = options;
  const register = await existingRegister(store, programmeId);
  const { schedule } = options;
  const programme = schedule ? withSchedule(register.programme, schedule) : register.programme;
  const rounds = await listRounds(store, programmeId);
  const audience = await loadAudience(store, register, rounds, from);
  return plannedSteps(programme, rounds, from, count, holidays).map((step) => {
    const recipients = recipientsOf(step, audience);
    const sentFrom = sendableFrom(step.at, programme, holidays);
    return { ...step, sentFrom, recipients, sending: Math.ceil(recipients / sendRate) };
  });
}

interface Audience {
  /** Prompts of an opening. */
  readonly prompts: number;
  /** Those whose parts wait for the first stage. */
  readonly waiting: number;
  readonly channels: number;
  readonly ladder: LadderSource;
  /** The people who have not answered in each open round. */
  readonly missing: ReadonlyMap<string, readonly MissingUnit[]>;
  /** Everybody; used for future rounds. */
  readonly everybody: readonly MissingUnit[];
}

async function loadAudience(
  store: EntityStore,
  register: Register,
  rounds: readonly Round[],
  from: Date,
): Promise<Audience> {
  const { programme, goals } = register;
  const [directory, grants, substitutions] = await Promise.all([
    loadDirectory(store),
    loadGrants(store),
    loadActiveSubstitutions(store, localDay(from, programme.timeZone)),
  ]);
  const missing = new Map<string, readonly MissingUnit[]>();
  for (const round of rounds.filter(takesReplies)) {
    const source = await loadAskedPersonsSource(store, round);
    if (source) missing.set(round.period, missingByUnit(source));
  }
  const requests = [...fanOut(register, directory)].map(([personId, goalIds]) => ({
    ...{ personId, goalIds, createdAt: '' },
  }));
  const form = { programme, goals, roles: [...directory.roles.values()] };
  const source = { form, requests, replies: new Map(), handovers: [] };
  return {
    waiting: personsWaiting(source, programme.calendar.stage?.of),
    prompts: planOpening(register, directory, substitutions).prompts,
    channels: programme.channels.length,
    ladder: {
      programmeId: programme.id,
      ...{ grants, substitutions },
      coordinators: personsOf(directory, programme.coordinator),
    },
    missing,
    everybody: missingByUnit(source),
  };
}

/** How many persons are asked for the rest of their goals at the end of the first stage, if none of it is in earlier. */
function personsWaiting(source: AskedPersonsSource, of: FirstStage | undefined): number {
  if (!of) return 0;
  const waiting = holdings(source).filter(({ goal, fields }) => waitsForOthers(goal, fields, { of }));
  return new Set(waiting.map(({ personId }) => personId)).size;
}

function recipientsOf(step: PlannedStep, audience: Audience): number {
  const missing = audience.missing.get(step.period) ?? audience.everybody;
  switch (step.what) {
    case 'open':
      return audience.prompts;
    case 'stage':
      return audience.waiting;
    case 'remind':
      return new Set(missing.flatMap(({ persons }) => persons.map(({ personId }) => personId))).size;
    case 'escalate':
      return climb(step.to, missing, audience.ladder).size;
    case 'digest':
    case 'close':
      return audience.channels;
  }
}

/** Units of a programme without a head, in the register's order. */
export async function unitsWithoutHead(
  store: EntityStore,
  { programme, goals }: Register,
): Promise<string[]> {
  const grants = await loadGrants(store);
  const headed = new Set(
    grants.flatMap((each) =>
      each.programmeId === programme.id && each.role === 'unit-head' ? (each.unit ?? []) : [],
    ),
  );
  return [...unitsOf(goals, programme).keys()].filter((unit) => !headed.has(unit));
}
