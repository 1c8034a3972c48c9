/** Opens a round by hand: first shows what opening would do, then opens. */
import { roundNameOf } from '../../../src/rounds/round-name';
import { loadGoals } from '../../../src/goals/register';
import { type ConfirmCardSource } from '../../../cards/confirm/data';
import { openingLines, type OpeningLinesSource } from '../../../cards/confirm/round-act-lines';
import { RefusedError } from '../../../src/errors';
import { type Programme, type Register } from '../../../src/goals/schema';
import { loadDirectory } from '../../../src/people/directory';
import { loadAllLeft } from '../../../src/people/left';
import { personName } from '../../../src/people/names';
import { loadActiveSubstitutions } from '../../../src/people/substitutions';
import { fitsRhythm, roundCalendar, roundSteps, type RoundTimes } from '../../../src/periods/calendar';
import { localDay } from '../../../src/periods/local-time';
import { openRound as openIt } from '../../../src/rounds/open-round';
import { planOpening } from '../../../src/rounds/plan-opening';
import { takesReplies } from '../../../src/rounds/round';
import { readRound, type RoundName } from '../../../src/rounds/round-store';
import { openingTimes } from '../../../src/schedule/opening-times';
import { type AdminTurn, coordinatedProgramme, wordingOf } from '../../views/admin-turn';
import { sendFromOf, sendingLines } from '../../views/sending';
import { coordinators } from '../may/running';
import { action } from '../parts/action';
import { roundData } from '../parts/data';
import { confirmation } from '../parts/results';
import { doneToRound } from './round-acts';

/** @throws RefusedError if the round cannot be opened. */
export const openAsk = action('open-ask', roundData, coordinators, async (turn, name) => {
  const { programme, lines } = await loadOpening(turn, name);
  const wording = wordingOf(turn, programme);
  const source: ConfirmCardSource = {
    title: wording.text('openRound.title', { period: wording.period(name.period) }),
    lines: [...openingLines(lines, wording), ...sendingLines(turn, programme, lines.messages)],
    confirm: { title: wording.text('programme.open'), verb: 'open', data: roundNameOf(name) },
    back: { verb: 'programme', data: { programmeId: name.programmeId } },
  };
  return confirmation(source, wording);
});

/** @throws RefusedError as openAsk; `round-already-open` for a second press. */
export const open = action('open', roundData, coordinators, async (turn, name) => {
  const { deps, actor, now } = turn;
  const { programme, times, lines } = await loadOpening(turn, name);
  const sendFrom = sendFromOf(turn, programme);
  const round = await openIt(deps.store, { ...roundNameOf(name), ...times, ...actor, sendFrom }, now);
  const opening = round.events.find(({ what }) => what === 'opened');
  // Somebody else, or the calendar, opened it at the same moment.
  if (opening?.by !== actor.by || opening.at !== now.toISOString())
    throw new RefusedError('round-already-open');
  const wording = wordingOf(turn, programme);
  return doneToRound(turn, name, [
    wording.text('openRound.done', { period: wording.period(name.period) }),
    wording.text('openRound.messages', { count: lines.messages }),
    ...sendingLines(turn, programme, lines.messages),
  ]);
});

interface LoadedOpening {
  readonly programme: Programme;
  readonly times: RoundTimes;
  readonly lines: OpeningLinesSource;
}

/** A dry run: nothing is written. */
async function loadOpening(turn: AdminTurn, { programmeId, period }: RoundName): Promise<LoadedOpening> {
  const { store, holidays } = turn.deps;
  const programme = await coordinatedProgramme(turn, programmeId);
  if (!fitsRhythm(programme, period)) throw new RefusedError('wrong-rhythm');
  const known = (await readRound(store, { programmeId, period }))?.value;
  if (known && takesReplies(known)) throw new RefusedError('round-already-open');
  if (known?.status === 'closed') throw new RefusedError('round-closed');
  if (known?.status === 'closing') throw new RefusedError('round-closing');
  if (known?.discarded?.unfinished) throw new RefusedError('round-discarding');
  const computed = computable(() => {
    const times = openingTimes(programme, period, turn.now, holidays);
    const steps = roundSteps(programme, { ...times, opens: turn.now }, holidays);
    const planned = roundCalendar(programme, period, holidays).opens;
    return { times, planned, reminders: steps.filter(({ what }) => what === 'remind').map(({ at }) => at) };
  });
  const register = { programme, goals: await loadGoals(store, programmeId) };
  return { programme, times: computed.times, lines: await dryRun(turn, register, { period, ...computed }) };
}

interface ComputedOpening {
  readonly period: string;
  readonly times: RoundTimes;
  readonly planned: Date;
  readonly reminders: readonly Date[];
}

async function dryRun(
  { deps, now, wording }: AdminTurn,
  register: Register,
  { period, times, planned, reminders }: ComputedOpening,
): Promise<OpeningLinesSource> {
  const { programme } = register;
  const directory = await loadDirectory(deps.store);
  const today = await loadActiveSubstitutions(deps.store, localDay(now, programme.timeZone));
  const plan = planOpening(register, directory, today, await loadAllLeft(deps.store));
  if (plan.requests.length === 0) throw new RefusedError('nothing-to-ask');
  const named = (ids: readonly string[]) =>
    ids.map((id) => personName(directory.persons.get(id), id, wording));
  return {
    ...{ programme, period, now: now.toISOString() },
    ...{ persons: plan.requests.length, goals: plan.goals, messages: plan.prompts, unasked: plan.unasked },
    substitutes: named(plan.requests.flatMap(({ substitute }) => substitute ?? [])),
    unreachable: named(plan.requests.flatMap((each) => (each.isReachable ? [] : [each.personId]))),
    times: { deadline: times.deadline.toISOString(), closes: times.closes.toISOString() },
    ...(planned > now && { early: planned.toISOString() }),
    reminders: reminders.map((at) => at.toISOString()),
  };
}

/** @throws RefusedError `unusable-schedule` if the calendar gives no times. */
function computable<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) throw new RefusedError('unusable-schedule');
    throw error;
  }
}
