import { type Digest } from '../../src/digest/digest';
import { digestCardData } from './data';
import { whole } from './limits';
import { type Wording } from '../parts/wording';

/** The whole digest as lines of text, with the same figures as the card; nothing is left out. */
export function digestText(digest: Digest, wording: Wording): string[] {
  const data = digestCardData(digest, wording, whole);
  return [
    data.title,
    data.subtitle,
    '',
    data.lead,
    ...data.facts.map(({ name, value }) => `${name}: ${value}`),
    '',
    `${data.lightsTitle}: ${data.lightsLine}`,
    '',
    data.divisionsTitle,
    ...data.divisions.map(({ name, lights }) => `  ${name}${lights}`),
    ...data.lists.flatMap(({ title, lines }) => ['', title, ...lines.map((line) => `  ${line}`)]),
    '',
    data.unitsTitle,
    ...data.units.map(({ name, value }) => `  ${name}${value}`),
  ];
}
