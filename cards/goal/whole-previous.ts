/** The whole of a previous answer that is shortened under its input: folded, and only if the card has room. Pure. */
import { type Field } from '../../src/goals/schema';
import { fieldNames } from '../parts/field-labels';
import { type CardElement, smallLine } from '../parts/goals/field-elements';
import { previousValue } from '../parts/goals/input-texts';
import { bytesOf, longestShown } from '../parts/limits';
import { own } from '../parts/own';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { type GoalCardSource, isAsFilledIn } from './source';

/** Last period's answer; `undefined` if there was none, or if it is in the input. */
export function previousOf(field: Field, source: GoalCardSource, wording: Wording): string | undefined {
  const { previous, programme } = source;
  const before = own(previous?.answers, field.id);
  if (!before || isAsFilledIn(field, source)) return undefined;
  return previousValue(field, before, previous?.isOfOtherForm ?? false, programme, wording);
}

/** "Tehtiin … (vielä 1 200 merkkiä)": what does not fit is counted. @param length most characters */
export function shortenCounted(text: string, length: number, wording: Wording): string {
  if (text.length <= length) return text;
  const shown = shorten(text, length - longestCount);
  const left = wording.number(text.length - shown.length + 1);
  return wording.text('field.previousRest', { text: shown, left });
}

/** Characters of the count with its words, in the longest language. */
const longestCount = 30;

/** Less than this more than the note has is not worth a button. */
const leastMore = 100;

/**
 * The elements to put under each input whose note is shortened, by field id. A text for which there is not enough room
 * is cut off, and says so.
 * @param room bytes left on the card; asked for only if a note is shortened
 */
export function wholePrevious(
  fields: readonly Field[],
  source: GoalCardSource,
  room: () => number,
  wording: Wording,
): ReadonlyMap<string, readonly CardElement[]> {
  const wholes = new Map<string, readonly CardElement[]>();
  let left: number | undefined;
  for (const field of fields) {
    const text = previousOf(field, source, wording);
    if (text === undefined || text.length <= longestShown.previous) continue;
    left ??= room();
    const name = fieldNames(source.goal, wording).get(field.id)!;
    const draw = (shown: string) => folded(field, name, shown, wording);
    const over = bytesOf(draw(text)) - left;
    const length = text.length - (over > 0 ? over + longestCount : 0);
    if (length < longestShown.previous + leastMore) continue;
    const elements = draw(shortenCounted(text, length, wording));
    left -= bytesOf(elements);
    wholes.set(field.id, elements);
  }
  return wholes;
}

/** A line break within a text run is not drawn everywhere, so each paragraph is an element. */
function folded({ id }: Field, name: string, text: string, wording: Wording): CardElement[] {
  const title = wording.text('field.showPrevious');
  const tooltip = `${title}: ${shorten(name, longestShown.name)}`;
  const paragraphs = text.split(/[\r\n]+/).filter((each) => each.trim() !== '');
  return [
    {
      ...{ type: 'ActionSet', spacing: 'None' },
      actions: [{ type: 'Action.ToggleVisibility', title, tooltip, targetElements: [`whole_${id}`] }],
    },
    {
      ...{ type: 'Container', id: `whole_${id}`, isVisible: false, style: 'emphasis', spacing: 'Small' },
      items: paragraphs.map((each) => ({ ...smallLine(each), spacing: 'Small' })),
    },
  ];
}
