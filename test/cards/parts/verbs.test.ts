/** Templates contain no verbs, since the compiler does not check templates. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { verbs } from '../../../cards/parts/verbs';

const cards = path.join(__dirname, '../../../cards');
const templates = readdirSync(cards, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('card.json'))
  .map((file) => [file, readFileSync(path.join(cards, file), 'utf8')] as const);

describe('verbs', () => {
  it('come into every template with its data, where their type is checked', () => {
    const found = templates.flatMap(([file, text]) =>
      [...text.matchAll(/"verb": "([^"]*)"/g)].map(([, verb]) => `${file}: ${verb}`),
    );
    expect(found.length).toBeGreaterThan(50);
    expect(
      found.filter((each) => !/: \$\{(\$root\.verbs\.\w+|(confirm\.|back\.|button\.)?verb)\}$/.test(each)),
    ).toEqual([]);
  });
  it('are listed once', () => {
    expect(new Set(verbs).size).toBe(verbs.length);
  });
});
