/**
 * Notes the first press on each message to a person. A card carries the key of its message in the data of its buttons; the
 * card that replaces it after a press does not, so later presses find nothing to note.
 */
import { type Logger } from 'pino';
import { z } from 'zod';
import { bytesOf, neverRefused } from '../../cards/parts/limits';
import { type Card } from '../../cards/render';
import { omit } from '../../src/omit';
import { recordFirstPress } from '../../src/outbox/first-press';
import { peoplePartition } from '../../src/people/directory';
import { periodSchema } from '../../src/periods/period';
import { roundOfKey, roundPartition } from '../../src/rounds/round-name';
import { type EntityStore } from '../../src/storage/store';
import { safeParse } from '../views/parts/safe-parse';

const dataKey = 'message';

/** The card with the message's key in the data of every button; without it, and so without a record, if there is no room. */
export function withMessageKey(card: Card, key: string): Card {
  const marked = marking(card, key) as Card;
  return bytesOf(marked) < neverRefused ? marked : card;
}

function marking(node: unknown, key: string): unknown {
  if (Array.isArray(node)) return node.map((each) => marking(each, key));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([name, value]) => [name, marking(value, key)] as const);
  const copy: Record<string, unknown> = Object.fromEntries(entries);
  if (copy['type'] !== 'Action.Execute') return copy;
  return { ...copy, data: { ...(copy['data'] as object | undefined), [dataKey]: key } };
}

const pressSchema = z.object({ data: z.object({ [dataKey]: z.string().min(1).max(400) }) });

/** Takes the key out of what a button sent, so that no further card carries it. */
export function withoutMessageKey(action: unknown): { readonly action: unknown; readonly key?: string } {
  const press = safeParse(pressSchema, action);
  if (!press) return { action };
  const sent = action as { readonly data: Readonly<Record<string, unknown>> };
  return { action: { ...sent, data: omit(sent.data, dataKey) }, key: press.data[dataKey] };
}

export interface FirstPresses {
  /** To be called when the press is answered; returns at once. */
  note(press: PressOnMessage): void;
  /** Resolves when all presses are recorded. */
  settled(): Promise<void>;
}

export interface PressOnMessage {
  readonly personId: string;
  /** As the card sent it. */
  readonly key: string;
  readonly at: Date;
}

/** By then the answer is on its way, so that it does not wait for this write. */
const delayMs = 50;

/** Keys that are remembered, so that a card that stays as it is causes no further reads. */
const mostKnown = 5_000;

export function createFirstPresses(store: EntityStore, log: Logger): FirstPresses {
  const known = new Set<string>();
  const running = new Set<Promise<void>>();
  return {
    note: (press) => {
      if (known.has(nameOf(press))) return;
      remember(known, nameOf(press));
      const work: Promise<void> = new Promise((resolve) => setTimeout(resolve, delayMs))
        .then(() => recordFirstPress(store, partitionOf(press.key), press, press.at))
        .catch((error: unknown) => {
          known.delete(nameOf(press));
          log.warn({ err: error }, 'a first press was not recorded');
        })
        .finally(() => running.delete(work));
      running.add(work);
    },
    settled: async () => void (await Promise.all(running)),
  };
}

function nameOf({ personId, key }: PressOnMessage): string {
  return `${personId} ${key}`;
}

/** Sets keep insertion order: the one noted longest ago is forgotten. */
function remember(known: Set<string>, name: string): void {
  known.add(name);
  for (const oldest of known) {
    if (known.size <= mostKnown) break;
    known.delete(oldest);
  }
}

/** A message's key begins with its round, unless the message belongs to no round. */
function partitionOf(key: string): string {
  const round = roundOfKey(key);
  return periodSchema.safeParse(round.period).success ? roundPartition(round) : peoplePartition;
}
