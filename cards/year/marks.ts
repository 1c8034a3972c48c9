/** Lights as a strip shows them: signs of one width in a fixed-width font, told apart without their colours. Pure. */
import { type Light } from '../../src/goals/schema';
import { type Wording } from '../parts/wording';

/** A piece of text in one colour. */
export interface StripRun {
  readonly text: string;
  readonly color: 'good' | 'warning' | 'attention' | 'default';
}

/** No light: no round was opened, or the goal was not asked about. */
export type StripState = Light | 'skipped' | 'none';

/** The signs of the published slides. Emoji are wider than letters and differ by their colours alone. */
const marks: Readonly<Record<StripState, readonly [sign: string, color: StripRun['color']]>> = {
  green: ['●', 'good'],
  yellow: ['▲', 'warning'],
  red: ['■', 'attention'],
  'not-assessable': ['◊', 'default'],
  'not-answered': ['○', 'default'],
  skipped: ['−', 'default'],
  none: ['·', 'default'],
};

export function stripMark(state: StripState, judged: boolean): StripRun {
  // If nothing is judged, a full circle means an answer.
  const [sign, color] =
    !judged && state === 'not-assessable' ? [marks.green[0], 'default' as const] : marks[state];
  return { text: sign, color };
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
