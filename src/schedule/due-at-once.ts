/** What a schedule makes due as soon as it is saved or started: openings and steps whose time has passed. */
import { withSchedule } from '../goals/schedule-of';
import { existingProgramme } from '../goals/register';
import { listRounds } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { dueWork, type Work } from './due-work';
import { started } from './start-programme';
import { forecast, type ForecastOptions, type ForecastStep } from './forecast';

/** More than the steps of one round and a half-year of weekly digests. */
const mostSteps = 100;

/**
 * The earliest first, without the steps that the tick skips because a later one of their kind is due.
 * @param options with `from` as the current time; `count` is ignored
 * @throws RefusedError `unknown-programme`; RangeError as `forecast` does.
 */
export async function dueAtOnce(
  store: EntityStore,
  options: Omit<ForecastOptions, 'count'>,
): Promise<ForecastStep[]> {
  const { programmeId, schedule, from: now, holidays } = options;
  const { value: programme } = await existingProgramme(store, programmeId);
  const wanted = started(schedule ? withSchedule(programme, schedule) : programme);
  const rounds = await listRounds(store, programmeId);
  const due = new Set(dueWork([wanted], rounds, now, holidays).flatMap(nameOf));
  if (due.size === 0) return [];
  const earliest = [...due].map((name) => name.split('|')[0]!).sort()[0]!;
  const steps = await forecast(store, { ...options, from: new Date(earliest), count: mostSteps });
  return steps.filter((step) => due.has(`${step.at.toISOString()}|${step.what}|${step.period}`));
}

/** Closings are left out, since they follow the round's own times, whatever the schedule says. */
function nameOf(work: Work): string[] {
  switch (work.type) {
    case 'open':
      return [`${work.opens.toISOString()}|open|${work.period}`];
    case 'stage':
    case 'remind':
    case 'escalate':
    case 'digest':
      return [`${work.step}|${work.type}|${work.period}`];
    case 'close':
    case 'skip':
    case 'finish-discard':
    case 'refresh-posts':
    case 'post-fronts':
    case 'tell-followers':
      return [];
  }
}
