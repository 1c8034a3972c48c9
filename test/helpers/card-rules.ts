/** The rules for our cards beyond what Teams requires: few actions, a heading, text for old clients. */
import { type Card } from '../../cards/render';

type Node = Readonly<Record<string, unknown>>;

/** Microsoft's store validation: at most six actions on a card. */
const mostActions = 6;
/** In a row of a list, or under a round. */
const mostInRow = 3;

/** Broken rules of one card. */
export function brokenRules(card: Card): string[] {
  return [...headingFaults(card), ...actionFaults(card), ...fallbackFaults(card), ...problemFaults(card)];
}

/** Elements in the order in which they are read, outermost first. */
function readingOrder(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(readingOrder);
  return Array.isArray(value) ? inner : [value as Node, ...inner];
}

const isHeading = ({ type, style, text }: Node) =>
  type === 'TextBlock' && style === 'heading' && typeof text === 'string' && text.trim() !== '';
const isInput = ({ type }: Node) => String(type).startsWith('Input.');

/** People's text is interpreted as Markdown in a heading; that it is not there, the tests with a marker check. */
function headingFaults(card: Card): string[] {
  const elements = readingOrder(card['body']);
  const heading = elements.findIndex(isHeading);
  if (heading < 0) return ['no heading'];
  const input = elements.findIndex(isInput);
  return input >= 0 && input < heading ? ['an input comes before the first heading'] : [];
}

/**
 * Actions as the platform counts them: the buttons in sight, and one for an overflow menu. A row of a list has its own
 * button, which belongs to the row and is counted there.
 */
function actionFaults(card: Card): string[] {
  const inSight = (actions: readonly Node[]) => {
    const primary = actions.filter(({ mode }) => mode !== 'secondary');
    return primary.length + (primary.length < actions.length ? 1 : 0);
  };
  const sets = actionSets(card).map(({ actions, inRow }) => ({
    count: inSight(actions),
    all: actions.length,
    inRow,
  }));
  const own = sets.filter(({ inRow }) => !inRow).reduce((sum, { count }) => sum + count, 0);
  return [
    ...(own > mostActions ? [`${own} actions in sight`] : []),
    ...sets
      .filter(({ count, inRow }) => inRow && count > mostInRow)
      .map(({ count }) => `${count} actions in a row`),
  ];
}

interface Actions {
  readonly actions: readonly Node[];
  readonly inRow: boolean;
}

function actionSets(value: unknown, inRow = false): Actions[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => actionSets(each, inRow));
  const node = value as Node;
  if (node['isVisible'] === false) return [];
  const own = Array.isArray(node['actions']) ? [{ actions: node['actions'] as Node[], inRow }] : [];
  return [...own, ...Object.values(node).flatMap((each) => actionSets(each, inRow || isInside(node)))];
}

/** A row of a list, or a round on a programme's card: what has a place of its own on the card. */
const isInside = ({ type }: Node) => type === 'Column' || type === 'Container';

/** Clients that do not know the card's version show this instead. */
function fallbackFaults(card: Card): string[] {
  return typeof card['fallbackText'] === 'string' && card['fallbackText'] !== '' ? [] : ['no fallbackText'];
}

/** What is wrong with an answer is said directly under its input. */
function problemFaults(card: Card): string[] {
  return readingOrder(card)
    .filter(isInput)
    .flatMap(({ id, isRequired, min, max, regex, errorMessage }) =>
      (isRequired === true || min !== undefined || max !== undefined || regex !== undefined) && !errorMessage
        ? [`${String(id)} is checked and has no errorMessage`]
        : [],
    );
}
