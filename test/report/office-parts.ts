/** The parts of an office file as XML, unpacked in memory. */
import { unzipSync } from 'fflate';
import { type Document, type Element, parseXml } from '../../src/report/office/xml';

export interface OfficeParts {
  readonly names: readonly string[];
  readonly part: (name: string) => Document;
  /** The parts whose names match, in the order of the numbers in their names. */
  readonly parts: (pattern: RegExp) => Document[];
  /** The office files within this one. */
  readonly embedded: readonly OfficeParts[];
}

export function officeParts(file: Uint8Array): OfficeParts {
  const parts = unzipSync(file);
  const names = Object.keys(parts);
  const number = (name: string) => Number(/\d+/.exec(name)?.[0] ?? 0);
  const part = (name: string) => parseXml(Buffer.from(parts[name]!).toString('utf8'));
  return {
    names,
    part,
    parts: (pattern) =>
      names
        .filter((name) => pattern.test(name))
        .sort((a, b) => number(a) - number(b))
        .map(part),
    embedded: names.filter((name) => name.endsWith('.xlsx')).map((name) => officeParts(parts[name]!)),
  };
}

export const all = (parent: Document | Element, name: string): Element[] => [
  ...parent.getElementsByTagName(name),
];

export const textIn = (parent: Document | Element, name: string): string =>
  all(parent, name)
    .map((element) => element.textContent)
    .join('');
