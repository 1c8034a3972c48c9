/** The effects of a schedule: a proposed one before saving, or the present one for people who may not change it. */
import { type Card, render } from '../../../cards/render';
import { previewCardData, type ShownStep } from '../../../cards/schedule-preview/data';
import { type Banner } from '../../../cards/parts/banner';
import { type Wording } from '../../../cards/parts/wording';
import { type Programme } from '../../../src/goals/schema';
import { loadAdmins } from '../../../src/people/access';
import { type Person } from '../../../src/people/schema';
import { type RoundSchedule } from '../../../src/periods/calendar';
import { takesReplies } from '../../../src/rounds/round';
import { listRounds } from '../../../src/rounds/round-store';
import { dueAtOnce } from '../../../src/schedule/due-at-once';
import { forecast, type ForecastStep } from '../../../src/schedule/forecast';
import { scheduleOf } from '../../../src/goals/schedule-of';
import { type ScheduleProblem, scheduleTexts } from '../../../src/periods/schedule-form';
import { wordingFor } from '../wording';
import { type CardActionDeps } from '../turn';
import { scheduleName } from './schedule-inputs';
import { sendingTime } from '../sending';

/** Enough steps to show a round from its opening to its closing. */
const stepsShown = 8;

export interface Proposal {
  readonly schedule: RoundSchedule;
  readonly warnings: readonly ScheduleProblem[];
}

export async function proposalCard(
  deps: CardActionDeps,
  { language }: Pick<Person, 'language'>,
  programme: Programme,
  { schedule, warnings }: Proposal,
  banner?: Banner,
): Promise<Card> {
  const { store, clock, holidays, sendRate } = deps;
  const wording = wordingFor(language, schedule.timeZone);
  const options = { programmeId: programme.id, schedule, from: clock.now(), holidays, sendRate };
  const shown = (steps: readonly ForecastStep[]) => withSending(steps, deps, wording);
  const proposal = {
    from: scheduleTexts(scheduleOf(programme)),
    to: scheduleTexts(schedule),
    warnings,
    openRounds: (await listRounds(store, programme.id)).filter(takesReplies),
    atOnce: shown(await dueAtOnce(store, options)),
    proposed: scheduleName(schedule),
  };
  const steps = shown(await forecast(store, { ...options, count: stepsShown }));
  const source = { programme, proposal, steps, ...(banner && { banner }) };
  return render('schedule-preview', previewCardData(source, wording));
}

/** For people who may not change the schedule. */
export async function nextStepsCard(
  deps: CardActionDeps,
  { language }: Pick<Person, 'language'>,
  programme: Programme,
): Promise<Card> {
  const wording = wordingFor(language, programme.timeZone);
  const steps = await nextSteps(deps, programme, stepsShown);
  const admins = await loadAdmins(deps.store, deps.admins);
  const names = admins.map(({ name }) => name).join(', ') || '–';
  const source = { programme, steps: withSending(steps, deps, wording), admins: names };
  return render('schedule-preview', previewCardData(source, wording));
}

/** The next steps of the saved schedule. */
export function nextSteps(
  { store, clock, holidays, sendRate }: CardActionDeps,
  { id }: Pick<Programme, 'id'>,
  count: number,
): Promise<ForecastStep[]> {
  return forecast(store, { programmeId: id, from: clock.now(), count, holidays, sendRate });
}

function withSending(
  steps: readonly ForecastStep[],
  { sendRate }: CardActionDeps,
  wording: Wording,
): ShownStep[] {
  return steps.map((step) => {
    const takes = sendingTime(step.recipients, sendRate, wording);
    return { ...step, ...(takes !== undefined && { takes }) };
  });
}
