/** Lights as a digest shows them: with a word, and a sign for those who do not see the colour. Pure. */
import { type LightCounts } from '../../src/digest/digest';
import { type SupportFlag } from '../../src/goals/judging/support';
import { type Light } from '../../src/goals/schema';
import { type Wording } from './wording';

export interface Mark {
  readonly light: Light;
  readonly name: string;
  readonly sign: string;
  /** Colour name in a chart. */
  readonly color: string;
}

const signs: Readonly<Record<Light, readonly [sign: string, color: string]>> = {
  green: ['🟢', 'good'],
  yellow: ['🟡', 'warning'],
  red: ['🔴', 'attention'],
  'not-assessable': ['⚪', 'categoricalBlue'],
  'not-answered': ['◌', 'neutral'],
};

/** How far a goal without a light is answered. */
export const completenessMarks = { answered: '✓', partly: '◐', unanswered: '○' } as const;

/** In reading order. In a programme that judges nothing, a goal is answered or not. */
export function marksOf(judged: boolean, wording: Wording): Mark[] {
  if (!judged)
    return [
      { light: 'not-assessable', name: wording.text('state.answered'), sign: '✓', color: 'good' },
      { light: 'not-answered', name: wording.text('state.unanswered'), sign: '○', color: 'neutral' },
    ];
  const order: readonly Light[] = ['green', 'yellow', 'red', 'not-assessable', 'not-answered'];
  return order.map((light) => {
    const [sign, color] = signs[light];
    return { light, name: wording.text(`light.${light}`), sign, color };
  });
}

/** "🔴 punainen", with no line break inside. */
export function shownLight(light: Light, wording: Wording): string {
  return unparted(`${signs[light][0]} ${wording.text(`light.${light}`)}`);
}

/** "✋ 2/3 tehtävää ei etene": a flag beside the light, never a colour. */
export function supportFlagText({ asking, of }: SupportFlag, wording: Wording): string {
  return wording.text('light.support', { asking, of });
}

/** "🟢 vihreä 23 (+2)": every light with its count and its change since last period, with no line break inside. */
export function lightsLine(
  { lights, previousLights }: { readonly lights: LightCounts; readonly previousLights?: LightCounts },
  marks: readonly Mark[],
  wording: Wording,
): string {
  return marks
    .filter(({ light }) => lights[light] > 0 || (previousLights?.[light] ?? 0) > 0)
    .map(({ light, name, sign }) => {
      const change = previousLights && signed(lights[light] - previousLights[light], wording);
      return unparted(`${sign} ${name} ${wording.number(lights[light])}${change ? ` (${change})` : ''}`);
    })
    .join('   ');
}

export function slices(counts: LightCounts, marks: readonly Mark[]) {
  return marks
    .filter(({ light }) => counts[light] > 0)
    .map(({ light, name, color }) => ({ legend: name, value: counts[light], color }));
}

function signed(difference: number, wording: Wording): string {
  if (difference === 0) return '±0';
  return (difference > 0 ? '+' : '') + wording.number(difference);
}

function unparted(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
