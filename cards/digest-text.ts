import { type Digest } from '../src/digest/digest';
import { digestCardData } from './digest-data';
import { type Wording } from './wording';

/** The digest as lines of text, with the same figures as the card. */
export function digestText(digest: Digest, wording: Wording): string[] {
  const data = digestCardData(digest, wording);
  return [
    data.title,
    data.subtitle,
    '',
    data.lead,
    ...data.facts.map(({ name, value }) => `${name}: ${value}`),
    '',
    `${data.lightsTitle}: ${data.lightsLine}`,
    '',
    data.unitsTitle,
    ...data.units.map(({ name, lights }) => `  ${name}: ${lights}`),
    '',
    data.missingTitle,
    ...data.missing.map(({ name, value }) => `  ${name}: ${value}`),
    ...data.lists.flatMap(({ title, lines }) => ['', title, ...lines.map((line) => `  ${line}`)]),
  ];
}
