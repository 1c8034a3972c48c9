/** Opens and closes rounds by hand: first what it would do is shown, then it is done. */
import { closingLines, openingLines, type OpeningLinesSource } from '../../../cards/parts/round-act-lines';
import { buildDigest } from '../../../src/digest/build-digest';
import { RefusedError } from '../../../src/errors';
import { type Programme, type Register } from '../../../src/goals/schema';
import { loadDirectory } from '../../../src/people/directory';
import { loadAllLeft } from '../../../src/people/left';
import { personName } from '../../../src/people/names';
import { loadActiveSubstitutions } from '../../../src/people/substitutions';
import { fitsRhythm, roundCalendar, roundSteps, type RoundTimes } from '../../../src/periods/calendar';
import { localDay } from '../../../src/periods/local-time';
import { countDrafts } from '../../../src/replies/draft';
import { closeRound } from '../../../src/rounds/close-round';
import { openRound } from '../../../src/rounds/open-round';
import { planOpening } from '../../../src/rounds/plan-opening';
import { closingOf, takesReplies } from '../../../src/rounds/round';
import { readRound, type RoundName } from '../../../src/rounds/round-store';
import { openingTimes } from '../../../src/schedule/opening-times';
import { type AdminData } from '../schema';
import { type ActionResult } from '../../views/turn';
import { type AdminTurn, coordinatedProgramme, wordingOf } from '../../views/admin-turn';
import { asClosed, asking, done, lastChange, nameOf, openRoundOf, requireSeen } from './round-acts';
import { sendFromOf, sendingLines } from '../../views/sending';

/** @throws RefusedError `not-permitted`, and why the round cannot be opened. */
export async function askToOpen(turn: AdminTurn, name: AdminData<'open-ask'>): Promise<ActionResult> {
  const { programme, lines } = await loadOpening(turn, name);
  const wording = wordingOf(turn, programme);
  const source = {
    title: wording.text('openRound.title', { period: wording.period(name.period) }),
    lines: [...openingLines(lines, wording), ...sendingLines(turn, programme, lines.messages)],
    confirm: { title: wording.text('programme.open'), verb: 'open' as const, data: nameOf(name) },
    back: { verb: 'programme' as const, data: { programmeId: name.programmeId } },
  };
  return asking(source, wording);
}

/** @throws RefusedError as askToOpen; `round-already-open` for a second press. */
export async function open(turn: AdminTurn, name: AdminData<'open'>): Promise<ActionResult> {
  const { deps, actor, now } = turn;
  const { programme, times, lines } = await loadOpening(turn, name);
  const sendFrom = sendFromOf(turn, programme);
  const round = await openRound(deps.store, { ...nameOf(name), ...times, ...actor, sendFrom }, now);
  const opening = round.events.find(({ what }) => what === 'opened');
  // Somebody else, or the calendar, opened it at the same moment.
  if (opening?.by !== actor.by || opening.at !== now.toISOString())
    throw new RefusedError('round-already-open');
  const wording = wordingOf(turn, programme);
  return done(turn, name, [
    wording.text('openRound.done', { period: wording.period(name.period) }),
    wording.text('openRound.messages', { count: lines.messages }),
    ...sendingLines(turn, programme, lines.messages),
  ]);
}

/** @throws RefusedError `not-permitted`; `round-closed`, `unknown-round`. */
export async function askToClose(turn: AdminTurn, name: AdminData<'close-ask'>): Promise<ActionResult> {
  const { store } = turn.deps;
  const { programme } = await coordinatedProgramme(turn, name.programmeId);
  const round = await openRoundOf(turn, name);
  const { asked, answered, persons } = await buildDigest(store, name, turn.now);
  const closing = closingOf(round);
  const shown = {
    ...{ programme, round, drafts: await countDrafts(store, name) },
    missing: { goals: asked - answered, persons: persons.asked - persons.done },
    ...(closing > turn.now.toISOString() && { closing }),
  };
  const wording = wordingOf(turn, programme);
  const source = {
    title: wording.text('closeRound.title', { period: wording.period(name.period) }),
    lines: [...closingLines(shown, wording), ...sendingLines(turn, programme, programme.channels.length)],
    confirm: {
      title: wording.text('programme.close'),
      verb: 'close' as const,
      data: { ...nameOf(name), seen: lastChange(round) },
      style: 'destructive' as const,
    },
    back: { verb: 'programme' as const, data: { programmeId: name.programmeId } },
  };
  return asking(source, wording);
}

/** @throws RefusedError as askToClose; `round-changed` where the card shows it as it was before. */
export async function close(turn: AdminTurn, data: AdminData<'close'>): Promise<ActionResult> {
  const { deps, actor, now } = turn;
  const name = nameOf(data);
  const { programme } = await coordinatedProgramme(turn, name.programmeId);
  requireSeen(await openRoundOf(turn, name), data.seen);
  const sendFrom = sendFromOf(turn, programme);
  await closeRound(deps.store, { ...name, ...actor, sendFrom }, now).catch(asClosed);
  const { asked, answered } = await buildDigest(deps.store, name, now);
  const { length: count } = programme.channels;
  const wording = wordingOf(turn, programme);
  return done(turn, name, [
    wording.text('closeRound.done', { period: wording.period(name.period), answered, asked }),
    ...(count > 0 ? [wording.text('closeRound.digests', { count })] : []),
    ...sendingLines(turn, programme, count),
  ]);
}

interface LoadedOpening {
  readonly programme: Programme;
  readonly times: RoundTimes;
  readonly lines: OpeningLinesSource;
}

/** A dry run: nothing is written. */
async function loadOpening(turn: AdminTurn, { programmeId, period }: RoundName): Promise<LoadedOpening> {
  const { store, holidays } = turn.deps;
  const register = await coordinatedProgramme(turn, programmeId);
  const { programme } = register;
  if (!fitsRhythm(programme, period)) throw new RefusedError('wrong-rhythm');
  const known = (await readRound(store, { programmeId, period }))?.value;
  if (known && takesReplies(known)) throw new RefusedError('round-already-open');
  if (known?.status === 'closed') throw new RefusedError('round-closed');
  if (known?.status === 'closing') throw new RefusedError('round-closing');
  const computed = computable(() => {
    const times = openingTimes(programme, period, turn.now, holidays);
    const steps = roundSteps(programme, { ...times, opens: turn.now }, holidays);
    const planned = roundCalendar(programme, period, holidays).opens;
    return { times, planned, reminders: steps.filter(({ what }) => what === 'remind').map(({ at }) => at) };
  });
  return { programme, times: computed.times, lines: await dryRun(turn, register, { period, ...computed }) };
}

interface ComputedOpening {
  readonly period: string;
  readonly times: RoundTimes;
  readonly planned: Date;
  readonly reminders: readonly Date[];
}

async function dryRun(
  { deps, now, wording: { locale } }: AdminTurn,
  register: Register,
  { period, times, planned, reminders }: ComputedOpening,
): Promise<OpeningLinesSource> {
  const { programme } = register;
  const directory = await loadDirectory(deps.store);
  const today = await loadActiveSubstitutions(deps.store, localDay(now, programme.timeZone));
  const plan = planOpening(register, directory, today, await loadAllLeft(deps.store));
  if (plan.requests.length === 0) throw new RefusedError('nothing-to-ask');
  const named = (ids: readonly string[]) =>
    ids.map((id) => personName(directory.persons.get(id), id, locale));
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

/** @throws RefusedError `unusable-schedule` where the calendar gives no times. */
function computable<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) throw new RefusedError('unusable-schedule');
    throw error;
  }
}
