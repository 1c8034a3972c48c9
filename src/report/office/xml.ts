/** Reads, edits and writes the XML of a file's parts. */
import {
  type Document,
  DOMParser,
  type Element,
  type Node,
  onErrorStopParsing,
  XMLSerializer,
} from '@xmldom/xmldom';

export { type Document, type Element };

/** @throws ParseError if it is not well-formed. */
export function parseXml(text: string): Document {
  return new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'application/xml');
}

export function xmlText(document: Document): string {
  return new XMLSerializer().serializeToString(document);
}

/** All elements with this prefixed name, in document order. */
export function elementsIn(parent: Document | Element, name: string): Element[] {
  return [...parent.getElementsByTagName(name)];
}

export function childrenOf(parent: Element, name?: string): Element[] {
  return [...parent.childNodes].filter(
    (node): node is Element => isElement(node) && (name === undefined || node.tagName === name),
  );
}

export function childOf(parent: Element, name: string): Element | undefined {
  return childrenOf(parent, name)[0];
}

/** Replaces the attributes of these names; an undefined one is removed. */
export function setAttributes(
  element: Element,
  attributes: Readonly<Record<string, string | undefined>>,
): void {
  for (const [name, value] of Object.entries(attributes))
    if (value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value);
}

/**
 * An element from markup of this project's own, with its namespaces.
 * @param near an element of the document that it will belong to
 */
export function elementFrom(markup: string, near: Element): Element {
  const parsed = parseXml(markup).documentElement!;
  return near.ownerDocument!.importNode(parsed, true);
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}
