/** Lights as a strip shows them: signs of one width in a fixed-width font, told apart without their colours. Pure. */
import { type Light } from '../../src/goals/schema';
import { lightRun, type LightRun, lightSigns } from '../parts/light-marks';
import { type Wording } from '../parts/wording';

export type StripRun = LightRun;

/** No light: no round was opened, or the goal was not asked about. */
export type StripState = Light | 'skipped' | 'none';

const others = { skipped: '−', none: '·' } as const;

export function stripMark(state: StripState, judged: boolean): StripRun {
  if (state === 'skipped' || state === 'none') return { text: others[state], color: 'default' };
  // If nothing is judged, a full circle means an answer.
  if (!judged && state === 'not-assessable') return { text: lightSigns.green, color: 'default' };
  return lightRun(state);
}

export function stripWord(state: StripState, judged: boolean, wording: Wording): string {
  if (state === 'skipped') return wording.text('year.skipped');
  if (state === 'none') return wording.text('year.none');
  return wording.text(!judged && state === 'not-assessable' ? 'state.answered' : `light.${state}`);
}

/** Merges neighbouring runs of the same colour. */
export function joined(runs: readonly StripRun[]): StripRun[] {
  const together: StripRun[] = [];
  for (const run of runs) {
    const last = together.at(-1);
    if (last?.color === run.color) together[together.length - 1] = { ...last, text: last.text + run.text };
    else together.push(run);
  }
  return together;
}
