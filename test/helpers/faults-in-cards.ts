/** The faults of several cards at once, so that one expectation lists all of them. */
import { type Card } from '../../cards/render';
import { type Node, nodesOf, stringsOf } from './card-faults';

/** Cards with their names in the test. */
export type NamedCards = readonly (readonly [string, Card])[];

/** Each fault, prefixed with the name of its card. */
export function faultsIn(cards: NamedCards, faultsOf: (card: Card) => readonly unknown[]): string[] {
  if (cards.length === 0) throw new Error('there is no card to look at');
  return cards.flatMap(([name, card]) =>
    faultsOf(card).map((fault) => `${name}: ${typeof fault === 'string' ? fault : JSON.stringify(fault)}`),
  );
}

/** Paths of people's text, which contains `evil.example`, outside of text runs and other harmless places. */
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

/** Whether the path is an input's value. */
export function isInputValue(place: string, { type }: Node): boolean {
  return String(type).startsWith('Input.') && place.endsWith('.value');
}

/** Names shared by several of the card's buttons, or by several of its inputs. */
export function sharedNames(card: Card): unknown[] {
  const nodes = nodesOf(card).map(([, node]) => node);
  const buttons = nodes.filter(({ type }) => type === 'Action.Execute');
  const inputs = nodes.filter(({ type }) => String(type).startsWith('Input.'));
  return [
    ...repeated(buttons.map(({ title, tooltip }) => tooltip ?? title)),
    ...repeated(inputs.map(({ label }) => label)),
  ];
}

/** The second and later occurrences of each name. */
export function repeated(names: readonly unknown[]): unknown[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
