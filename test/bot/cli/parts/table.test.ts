import { describe, expect, it } from '@jest/globals';
import { table, texts } from '../../../../bot/cli/parts/table';

const rows = [
  ['CODE', 'TITLE', 'FIELDS', 'SINCE', 'OWNERS'],
  ['1.1', 'Shorter waiting times in primary care', 1200, 'Mon 12.10.2026 08:00', 'anna@example.org'],
  ['1.2', 'Costs', 3, 'Tue 13.10.2026 08:00', 'bo@example.org, cia@example.org'],
];
const at = (width?: number) => texts(table(rows), width);

describe('a table', () => {
  it('is as wide as its cells where nothing says how wide the terminal is', () => {
    expect(at()).toEqual([
      'CODE  TITLE                                  FIELDS  SINCE                 OWNERS',
      '1.1   Shorter waiting times in primary care    1200  Mon 12.10.2026 08:00  anna@example.org',
      '1.2   Costs                                       3  Tue 13.10.2026 08:00  bo@example.org, cia@example.org',
    ]);
  });

  it('fits a narrow terminal by cutting texts between words; numbers and moments stay whole', () => {
    expect(at(84)).toEqual([
      'CODE  TITLE                    FIELDS  SINCE                 OWNERS',
      '1.1   Shorter waiting times…     1200  Mon 12.10.2026 08:00  anna@example.org',
      '1.2   Costs                         3  Tue 13.10.2026 08:00  bo@example.org,…',
    ]);
    for (let width = 20; width < 120; width++) {
      const shown = at(width).join('\n');
      for (const whole of ['1200', 'Mon 12.10.2026 08:00', 'anna@example.org', '1.2'])
        expect(shown).toContain(whole);
    }
  });

  it.each([80, 90, 100, 110, 200])('is never wider than a terminal of %d characters', (width) => {
    expect(Math.max(...at(width).map((line) => line.length))).toBeLessThanOrEqual(width);
  });

  it('keeps other lines as they are', () => {
    const line = 'a line that is longer than the terminal is';
    expect(texts([line, ...table([['A'], ['one']])], 10)).toEqual([line, 'A', 'one']);
  });

  it('of nothing is nothing', () => {
    expect(texts(table([]), 80)).toEqual([]);
  });
});
