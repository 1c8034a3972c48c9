/** An upcoming step of a programme's calendar as one line. Pure. */
import { type Rung } from '../../src/periods/calendar-schema';
import { type ForecastStep } from '../../src/schedule/forecast';
import { type Wording } from './wording';

const escalatedTo = {
  substitute: 'step.toSubstitute',
  'unit-head': 'step.toUnitHead',
  coordinator: 'step.toCoordinator',
} as const satisfies Readonly<Record<Rung, string>>;

/** "ma 2.2.2026 klo 9.00: muistutus 2025 H2, enintään 17 saajaa", and when it is sent if quiet hours delay it. */
export function stepText(step: ForecastStep, wording: Wording): string {
  const key = step.what === 'escalate' ? escalatedTo[step.to] : (`step.${step.what}` as const);
  const line = wording.text('step.line', {
    at: wording.weekdayMoment(step.at.toISOString()),
    what: wording.text(key, { period: wording.period(step.period) }),
    to: wording.text(recipientsOf(step), { count: step.recipients }),
  });
  if (step.sentFrom <= step.at || step.recipients === 0) return line;
  return wording.text('step.held', { line, moment: wording.weekdayMoment(step.sentFrom.toISOString()) });
}

function recipientsOf({ what }: ForecastStep) {
  if (what === 'close') return 'step.finalDigest';
  return what === 'digest' ? 'step.channels' : 'step.persons';
}
