/** What Teams would not accept in a card: parsing, labels, size, unfilled placeholders, unknown actions. */
import { jest } from '@jest/globals';
import type * as AdaptiveCards from 'adaptivecards';
import { actions } from '../../bot/actions';
import { verbs } from '../../cards/parts/verbs';
import { type Card } from '../../cards/render';
import { brokenRules } from './card-rules';

// The package's main file is an ES module without extensions; its bundle is what Node can load.
const ac = jest.requireActual<typeof AdaptiveCards>('adaptivecards/dist/adaptivecards.js');

export type Node = Readonly<Record<string, unknown>>;
/** Bytes in UTF-16; Teams accepts 100 KB. */
const largestSent = 80 * 1024;

/** Bytes on the wire below which nothing is ever refused. */
export const neverRefused = 28 * 1024;

/** What is wrong with a card's size: on the wire, and as Teams counts it, in UTF-16. */
export function tooLarge(card: Card, largest = neverRefused): string[] {
  const json = JSON.stringify(card);
  const wire = Buffer.byteLength(json);
  return [
    ...(wire < largest ? [] : [`${wire} bytes on the wire`]),
    ...(2 * json.length < largestSent ? [] : [`${2 * json.length} bytes in UTF-16`]),
  ];
}

type Placed = readonly [place: string, node: Node];

/** All objects in a card with their paths, outermost first. */
export function nodesOf(value: unknown): readonly Placed[] {
  const found: Placed[] = [];
  const collect = (inside: unknown, place: string): void => {
    if (typeof inside !== 'object' || inside === null) return;
    const isList = Array.isArray(inside);
    if (!isList) found.push([place, inside as Node]);
    for (const [key, item] of Object.entries(inside))
      collect(item, isList ? `${place}[${key}]` : `${place}.${key}`);
  };
  collect(value, '$');
  return found;
}

export function stringsOf(card: Card): (readonly [string, string, Node])[] {
  return nodesOf(card).flatMap(([place, node]) =>
    Object.entries(node)
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      .map(([key, value]) => [`${place}.${key}`, value, node] as const),
  );
}

export const chartTypes = ['Chart.HorizontalBar.Stacked', 'Chart.Line'];

/** The package's elements, and Teams' charts, whose content the package does not know. */
function registry() {
  const known = new ac.CardObjectRegistry<AdaptiveCards.CardElement>();
  ac.GlobalRegistry.populateWithDefaultElements(known);
  for (const type of chartTypes) {
    class Chart extends ac.CardElement {
      getJsonTypeName() {
        return type;
      }
      protected override internalRender(): undefined {
        return undefined;
      }
    }
    known.register(type, Chart, ac.Versions.v1_5);
  }
  return known;
}
const elements = registry();

const peoplePicker = JSON.stringify({ type: 'Data.Query', dataset: 'graph.microsoft.com/users' });

/** Teams accepts its people picker in a card of version 1.5 and fills in the choices; the package requires 1.6. */
function withPeople(card: Card): Card {
  const json = JSON.stringify(card);
  if (!json.includes('choices.data')) return card;
  const filled: unknown = JSON.parse(json, (_, value: Node) => {
    if (typeof value !== 'object' || value === null || !('choices.data' in value)) return value;
    const { 'choices.data': query, ...rest } = value;
    if (JSON.stringify(query) !== peoplePicker) return value;
    return { ...rest, choices: [{ title: 'Anna', value: 'anna' }] };
  });
  return filled as Card;
}

/** Teams shows six actions of a set; the package's default is five. */
const teams = new ac.HostConfig({ actions: { maxActions: 6 } });

/** What the parser of Adaptive Cards 1.5 reports about a card. */
function faultsOf(card: Card): string[] {
  const context = new ac.SerializationContext(ac.Versions.v1_5);
  context.setElementRegistry(elements);
  const parsed = new ac.AdaptiveCard();
  parsed.hostConfig = teams;
  parsed.parse(withPeople(card), context);
  const read = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return [...read, ...parsed.validateProperties().validationEvents.map((event) => event.message)];
}

/** The card as a client without charts draws it. */
export function withoutCharts(card: Card): Card {
  const replaced: unknown = JSON.parse(JSON.stringify(card), (_, value: Node) =>
    typeof value?.['type'] === 'string' && chartTypes.includes(value['type']) ? value['fallback'] : value,
  );
  return replaced as Card;
}

/** What an action sends if the inputs were not changed. */
function sentBy(action: Node, inputs: readonly (readonly [string, Node])[]): Node {
  if (action['associatedInputs'] === 'none') return action;
  const values = inputs.map(([, { id, value }]) => [String(id), value ?? ''] as const);
  return { ...action, data: { ...(action['data'] as Node), ...Object.fromEntries(values) } };
}

function isKnown({ verb, data }: Node): boolean {
  return verbs.some((each) => each === verb && actions[each].data.safeParse(data).success);
}

/** Everything that is wrong with a card, so that one comparison with an empty list shows all of it. */
export function wrongWith(card: Card, largest = neverRefused): string[] {
  const nodes = nodesOf(card);
  const inputs = nodes.filter(([, node]) => String(node['type']).startsWith('Input.'));
  const ids = inputs.map(([, node]) => String(node['id']));
  const lacks = ([place, node]: readonly [string, Node]) =>
    ['id', 'label', ...(node['isRequired'] === true ? ['errorMessage'] : [])]
      .filter((key) => typeof node[key] !== 'string' || node[key] === '')
      .map((key) => `${place} has no ${key}`);
  const actions = nodes.filter(([, node]) => node['type'] === 'Action.Execute');
  return [
    ...faultsOf(card),
    ...stringsOf(card).flatMap(([place, text]) => (text.includes('${') ? [`${place} is "${text}"`] : [])),
    ...inputs.flatMap(lacks),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is used twice`),
    ...actions
      .filter(([, action]) => !isKnown(sentBy(action, inputs)))
      .map(([place]) => `${place} is not an action the bot takes`),
    ...brokenRules(card),
    ...tooLarge(card, largest),
  ];
}
