/** Lights as cards show them: a shape of its own for each, the same as in reports, with its word and colour. Pure. */
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

/** A piece of text in one colour. */
export interface LightRun {
  readonly text: string;
  readonly color: 'good' | 'warning' | 'attention' | 'default';
}

/** The signs of the published reports; emoji would differ by their colours alone. */
export const lightSigns: Readonly<Record<Light, string>> = {
  green: '●',
  yellow: '▲',
  red: '■',
  'not-assessable': '◊',
  'not-answered': '○',
};

const textColors: Readonly<Record<Light, LightRun['color']>> = {
  ...{ green: 'good', yellow: 'warning', red: 'attention' },
  ...{ 'not-assessable': 'default', 'not-answered': 'default' },
};

const chartColors: Readonly<Record<Light, string>> = {
  ...textColors,
  'not-assessable': 'categoricalBlue',
  'not-answered': 'neutral',
};

/** Only the sign of a light, in its colour. */
export function lightRun(light: Light): LightRun {
  return { text: lightSigns[light], color: textColors[light] };
}

const lightOfSign = new Map(Object.entries(lightSigns).map(([light, sign]) => [sign, light as Light]));

/** Our own text with the signs of lights in their colours. People's bullets are no signs: those are part of a word. */
export function lightRuns(text: string): LightRun[] {
  const parts = text.split(/([●▲■](?=[\u00a0,]|$))/);
  return parts.flatMap((part): LightRun[] => {
    const light = lightOfSign.get(part);
    return light ? [lightRun(light)] : part === '' ? [] : [{ text: part, color: 'default' }];
  });
}

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
  return order.map((light) => ({
    light,
    name: wording.text(`light.${light}`),
    sign: lightSigns[light],
    color: chartColors[light],
  }));
}

/** "■ punainen", with no line break inside. */
export function shownLight(light: Light, wording: Wording): string {
  return unparted(`${lightSigns[light]} ${wording.text(`light.${light}`)}`);
}

/** "✋ 2/3 tehtävää ei etene": a flag beside the light, never a colour. */
export function supportFlagText({ asking, of }: SupportFlag, wording: Wording): string {
  return wording.text('light.support', { asking, of });
}

/** "● vihreä 23   ▲ keltainen 4": every light that a goal has, with no line break inside. */
export function lightsLine(
  { lights }: { readonly lights: LightCounts },
  marks: readonly Mark[],
  wording: Wording,
): string {
  return marks
    .filter(({ light }) => lights[light] > 0)
    .map(({ light, name, sign }) => unparted(`${sign} ${name} ${wording.number(lights[light])}`))
    .join('   ');
}

export function slices(counts: LightCounts, marks: readonly Mark[]) {
  return marks
    .filter(({ light }) => counts[light] > 0)
    .map(({ light, name, color }) => ({ legend: name, value: counts[light], color }));
}

export function unparted(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
