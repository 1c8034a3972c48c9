/** What one person's card of a goal has filled in from the period before. */
import { type GoalName } from '../../rounds/open-goal';
import { type EntityStore } from '../../storage/store';
import { type Typed } from '../draft';
import { type Reply } from '../reply';
import { readVersion } from '../reply-store';
import { filledIn, type FilledFrom, type FilledPart, readFilledFrom } from './filled-in';

export interface FilledCard extends FilledPart {
  readonly store: EntityStore;
  readonly name: GoalName;
  /** The goal's current reply. */
  readonly reply: Reply | undefined;
  /** Whether a summary is drafted from what the tasks' owners have answered. */
  readonly offersDraft: boolean;
}

/** What is filled in, and from which reply. */
export interface Filled extends FilledFrom {
  readonly values: Typed;
}

/** Works it out again from what the card carries, which is not trusted: it only tells what was not typed. */
export function filledOn(card: FilledCard, from: FilledFrom) {
  return async (seen: Promise<Reply | undefined>): Promise<Typed> => {
    const [before, current] = await Promise.all([readFilledFrom(card.store, card.name, from), seen]);
    return filledIn(card, before, current, from);
  };
}

/** What a card that was pressed had filled in. @param version the version of the reply that it showed */
export async function filledBefore(
  card: FilledCard,
  { filled, version }: { readonly filled?: FilledFrom | undefined; readonly version: number },
): Promise<Typed> {
  return filled ? filledOn(card, filled)(readVersion(card.store, card.name, version, card.reply)) : {};
}

/**
 * What a card that is drawn now has filled in; `undefined` for nothing.
 * @param last the goal's reply of the period before
 * @param from the reply that the pressed card was filled in from, or `last` for a card that is opened
 */
export async function filledNow(
  card: FilledCard,
  last: { readonly period: string; readonly reply: Reply } | undefined,
  from: FilledFrom | 'last' | undefined,
): Promise<Filled | undefined> {
  const opened = last
    ? { period: last.period, version: last.reply.version }
    : { period: card.name.period, version: 0 };
  const shown = from === 'last' ? { ...opened, ...(card.offersDraft && { drafted: true as const }) } : from;
  if (!shown) return undefined;
  const isLast = shown.period === opened.period && shown.version === opened.version;
  const before = isLast ? last?.reply : await readFilledFrom(card.store, card.name, shown);
  const values = filledIn(card, before, card.reply, shown);
  return Object.keys(values).length > 0 ? { ...shown, values } : undefined;
}
