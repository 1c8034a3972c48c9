/** What is wrong with several cards at once, so that one expectation lists all of it. */
import { type Card } from '../../cards/render';
import { type Node, nodesOf, stringsOf } from './card-faults';

/** By the name of a card in its test. */
export type NamedCards = readonly (readonly [string, Card])[];

/** Each fault after the name of its card. */
export function faultsIn(cards: NamedCards, faultsOf: (card: Card) => readonly unknown[]): string[] {
  if (cards.length === 0) throw new Error('there is no card to look at');
  return cards.flatMap(([name, card]) =>
    faultsOf(card).map((fault) => `${name}: ${typeof fault === 'string' ? fault : JSON.stringify(fault)}`),
  );
}

/** Places of what people wrote, which holds `evil.example`, in anything but text runs and what is harmless too. */
export function writtenElsewhere(
  card: Card,
  isHarmless: (place: string, node: Node) => boolean = () => false,
): string[] {
  return stringsOf(card)
    .filter(
      ([place, text, node]) =>
        text.includes('evil.example') &&
        !(node['type'] === 'TextRun' && place.endsWith('.text')) &&
        !isHarmless(place, node),
    )
    .map(([place]) => place);
}

/** Whether it is what an input holds. */
export function isInputValue(place: string, { type }: Node): boolean {
  return String(type).startsWith('Input.') && place.endsWith('.value');
}

/** Names that several of the card's buttons have, or several of its inputs. */
export function sharedNames(card: Card): unknown[] {
  const nodes = nodesOf(card).map(([, node]) => node);
  const buttons = nodes.filter(({ type }) => type === 'Action.Execute');
  const inputs = nodes.filter(({ type }) => String(type).startsWith('Input.'));
  return [
    ...repeated(buttons.map(({ title, tooltip }) => tooltip ?? title)),
    ...repeated(inputs.map(({ label }) => label)),
  ];
}

/** Those that occur before already. */
export function repeated(names: readonly unknown[]): unknown[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
