/** The figures of a goal that a card names: "50 → 49 %". Pure. */
import { type LightChange } from '../../../src/digest/changes';
import { type GoalFacts } from '../../../src/digest/goal-facts';
import { lightSigns } from '../light-marks';
import { shorten } from '../shorten';
import { type Wording } from '../wording';

const longestFigure = 28;

/** In the previous period and now, of the measure if the goal has only one, else in per cent; empty without figures. */
export function figuresText(
  { fromPercent, toPercent }: Pick<LightChange, 'fromPercent' | 'toPercent'>,
  facts: GoalFacts | undefined,
  wording: Wording,
): string {
  const { figure } = facts ?? {};
  const said = (answer: Parameters<Wording['answer']>[1]) =>
    shorten(quoted(wording.answer(figure!.field, answer, { workStates: [] }), wording), longestFigure);
  // Without last period's answer the attainments are compared: the goal was judged by something else then.
  if (figure && (figure.before || fromPercent === undefined))
    return fromTo(figure.before && said(figure.before), said(figure.now));
  if (toPercent === undefined) return '';
  const places = fromPercent === undefined ? 0 : placesOf(fromPercent, toPercent);
  const percent = (value: number) => wording.percent(rounded(value, places));
  return fromTo(fromPercent === undefined ? undefined : percent(fromPercent), percent(toPercent));
}

/** "LAS-1 0 %". */
export function plainGoalText(change: LightChange, facts: GoalFacts | undefined, wording: Wording): string {
  return [codeText(change), figuresText(change, facts, wording)].filter(Boolean).join(' ');
}

/** "RAH-8 ■ 50 → 49 %"; without figures the two lights, "1.1 ● → ■". */
export function goalText(change: LightChange, facts: GoalFacts | undefined, wording: Wording): string {
  const figures = figuresText(change, facts, wording);
  const { from, to } = change;
  const lights = from === to ? lightSigns[to] : `${lightSigns[from]}\u00a0→ ${lightSigns[to]}`;
  return `${codeText(change)} ${figures === '' ? lights : `${lightSigns[to]}\u00a0${figures}`}`;
}

/** No line break between a code's number and its letter. */
export function codeText({ code }: { readonly code: string }): string {
  return shorten(code, 24).replaceAll(' ', '\u00a0');
}

/** A unit that both have is written once. */
function fromTo(before: string | undefined, now: string): string {
  if (before === undefined || before === now) return now;
  const unit = /[^\d]*$/.exec(now)![0];
  const isShared = unit !== now && unit !== '' && before.endsWith(unit);
  return `${isShared ? before.slice(0, -unit.length) : before}\u00a0→ ${now}`;
}

/** As many decimals as it takes to tell the figures apart, at most two: a change below rounding is still a change. */
function placesOf(one: number, other: number): number {
  const apart = [0, 1].find((places) => rounded(one, places) !== rounded(other, places));
  return one === other ? 0 : (apart ?? 2);
}

function rounded(value: number, places: number): number {
  return Math.round(value * 10 ** places) / 10 ** places;
}

/** An answer in words, such as "no", is marked as such. */
function quoted(text: string, wording: Wording): string {
  return /\d/.test(text) ? text : wording.text('digest.words', { text });
}
