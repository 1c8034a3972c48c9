import { existingRegister } from '../../../src/goals/register';
import { type Programme, type Register } from '../../../src/goals/schema';
import { RefusedError } from '../../../src/errors';
import { loadDirectory } from '../../../src/people/directory';
import { loadAllLeft } from '../../../src/people/left';
import { loadActiveSubstitutions } from '../../../src/people/substitutions';
import { roundSteps, type RoundTimes } from '../../../src/periods/calendar';
import { localDay } from '../../../src/periods/local-time';
import { sendableFrom } from '../../../src/periods/quiet-hours';
import { openRound } from '../../../src/rounds/open-round';
import { planOpening } from '../../../src/rounds/plan-opening';
import { type Round, takesReplies } from '../../../src/rounds/round';
import { readRound } from '../../../src/rounds/round-store';
import { openingTimes } from '../../../src/schedule/opening-times';
import { readConfig } from '../../config/config';
import { type CliContext } from '../parts/cli-command';
import { nameOf, requireRhythm, type RoundOptions, withCalendar } from '../parts/known';
import { deadlineIn, localText } from '../parts/moments';
import { agreeToSend, people } from '../parts/consent';
import { type DryRun, dryRunLines } from './opening-dry-run';
import { roundStatusCommand } from './round-status';

type RoundStatus = Round['status'];

export interface OpenOptions extends RoundOptions {
  readonly deadline?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export async function roundOpenCommand(context: CliContext, options: OpenOptions): Promise<void> {
  const { store, clock, holidays, actor, output } = context;
  const now = clock.now();
  const register = await existingRegister(store, options.programme);
  requireRhythm(register, options.period);
  const times = await withCalendar(options.programme, () => timesOf(register.programme, options, context));
  const planned = await planOf(context, register, options, times);
  const isNew = typeof planned !== 'string';
  const preview = isNew ? dryRunLines(planned, register.programme.timeZone) : [];
  if (options.dryRun) return isNew ? output(planned, preview) : output(...alreadyOpen(options, planned));
  if (register.programme.awaitsStart)
    throw new RefusedError('programme-not-started', { programme: options.programme });
  const { messages, persons } = isNew ? planned : { messages: 0, persons: 0 };
  await agreeToSend(context, options.yes, { what: `asks ${people(persons)} to answer`, messages, preview });
  const sendFrom = sendableFrom(now, register.programme, holidays);
  await openRound(store, { ...nameOf(options), ...times, ...actor, sendFrom }, now);
  await roundStatusCommand(context, options);
}

/** The calendar's times; a given deadline is also the closing. @throws RangeError as openingTimes does. */
function timesOf(
  programme: Programme,
  { period, deadline }: OpenOptions,
  { clock, holidays }: CliContext,
): RoundTimes {
  const now = clock.now();
  const times = openingTimes(programme, period, now, holidays);
  if (deadline === undefined) return times;
  const wanted = deadlineIn(deadline, programme.timeZone);
  if (wanted <= now) throw new RefusedError('deadline-in-the-past');
  return { ...times, deadline: wanted, closes: wanted };
}

/** For a round that is open already. */
function alreadyOpen(
  { programme, period }: OpenOptions,
  status: RoundStatus,
): [document: object, lines: string[]] {
  const line = `${programme} ${period} is open already; opening it again changes nothing`;
  return [{ programme, period, status, messages: 0 }, [line]];
}

/** Refuses whatever opening would refuse; writes nothing. @returns the round's status if it is open already */
async function planOf(
  context: CliContext,
  register: Register,
  options: OpenOptions,
  times: RoundTimes,
): Promise<DryRun | RoundStatus> {
  const { store, clock, holidays } = context;
  const { programme: id, period } = options;
  const now = clock.now();
  const round = (await readRound(store, nameOf(options)))?.value;
  if (round?.status === 'closed') throw new RefusedError('round-closed', { period });
  if (round?.status === 'closing') throw new RefusedError('round-closing', { period });
  if (round?.discarded?.unfinished) throw new RefusedError('round-discarding', { period });
  if (round && takesReplies(round)) return round.status;
  const { programme } = register;
  const directory = await loadDirectory(store);
  const substitutions = await loadActiveSubstitutions(store, localDay(now, programme.timeZone));
  const plan = planOpening(register, directory, substitutions, await loadAllLeft(store));
  if (plan.requests.length === 0) throw new RefusedError('nothing-to-ask', { programme: id });
  const local = (at: Date) => localText(at, programme.timeZone);
  const steps = roundSteps(programme, times, holidays).filter(({ at }) => at > now);
  const all = [...steps, { at: times.closes, what: 'close' as const }];
  return {
    ...{ programme: id, period, status: 'planned', opens: now.toISOString() },
    ...{ deadline: times.deadline.toISOString(), closes: times.closes.toISOString() },
    ...{ goals: plan.goals, persons: plan.requests.length, messages: plan.prompts },
    sendingSeconds: Math.ceil(plan.prompts / readConfig().sendRate),
    sentFrom: sendableFrom(now, programme, holidays).toISOString(),
    requests: plan.requests.map(({ personId, isReachable, ...request }) => ({
      ...{ person: personId, name: directory.persons.get(personId)?.name ?? '' },
      ...{ ...request, reachable: isReachable },
    })),
    unasked: plan.unasked.map(({ code }) => code),
    steps: all.map(({ at, ...step }) => ({ at: at.toISOString(), local: local(at), ...step })),
  };
}
