/** The parts of an office file as XML, and the texts of slides, unpacked in memory. */
import { unzipSync } from 'fflate';
import { type Document, type Element, parseXml } from '../../src/report/office/xml';

export interface OfficeParts {
  readonly names: readonly string[];
  readonly part: (name: string) => Document;
  /** A part's XML as it is in the file. */
  readonly xml: (name: string) => string;
  /** The parts whose names match, in the order of the numbers in their names. */
  readonly parts: (pattern: RegExp) => Document[];
  /** The office files within this one. */
  readonly embedded: readonly OfficeParts[];
}

export function officeParts(file: Uint8Array): OfficeParts {
  const parts = unzipSync(file);
  const names = Object.keys(parts);
  const xml = (name: string) => textOf(parts[name]!);
  const part = (name: string) => parseXml(xml(name));
  return {
    names,
    part,
    xml,
    parts: (pattern) => inOrder(names.filter((name) => pattern.test(name))).map(part),
    embedded: names.filter((name) => name.endsWith('.xlsx')).map((name) => officeParts(parts[name]!)),
  };
}

const textOf = (part: Uint8Array) => Buffer.from(part).toString('utf8');

function inOrder(names: readonly string[]): string[] {
  const number = (name: string) => Number(/\d+/.exec(name)?.[0] ?? 0);
  return [...names].sort((a, b) => number(a) - number(b));
}

/** Each slide's XML, in the order of the slides. */
export function slideXmls(file: Uint8Array): string[] {
  const slides = unzipSync(file, { filter: ({ name }) => /^ppt\/slides\/slide\d+\.xml$/.test(name) });
  return inOrder(Object.keys(slides)).map((name) => textOf(slides[name]!));
}

/** Each slide's paragraphs, in the order of the slides; a paragraph without text is an empty string. */
export function slideParagraphs(file: Uint8Array): string[][] {
  return slideXmls(file).map((xml) => xml.split('</a:p>').slice(0, -1).map(slideText));
}

/** The text in a piece of a slide's XML. */
export function slideText(xml: string): string {
  return unescaped([...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => text).join(''));
}

/** A text of an XML part with its entities and character references replaced. */
export function unescaped(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(
    /&(?:(lt|gt|quot|apos|amp)|#(\d+)|#x([\da-fA-F]+));/g,
    (_, name?: string, decimal?: string, hex?: string) =>
      name ? named[name]! : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex!, 16)),
  );
}

export const all = (parent: Document | Element, name: string): Element[] => [
  ...parent.getElementsByTagName(name),
];

export const textIn = (parent: Document | Element, name: string): string =>
  all(parent, name)
    .map((element) => element.textContent)
    .join('');
