import { describe, expect, it } from '@jest/globals';
import { defined, omit } from '../src/omit';

describe('an object without some of its properties', () => {
  it('keeps the others, in their order, and leaves the object as it was', () => {
    const round = { id: 'q', period: '2026-Q3', closes: 'late' };
    expect(JSON.stringify(omit(round, 'closes', 'id'))).toBe('{"period":"2026-Q3"}');
    expect(Object.keys(round)).toEqual(['id', 'period', 'closes']);
  });

  it('has no property that is undefined, since stores keep none', () => {
    expect(Object.keys(omit({ a: 1, b: undefined, c: null }, 'a'))).toEqual(['c']);
    expect(Object.keys(defined({ a: undefined, b: 0, c: '' }))).toEqual(['b', 'c']);
  });

  it('may be a record, whose names are typed by people', () => {
    const typed: Record<string, string> = { constructor: '5', toString: '6' };
    expect(omit(typed, ...['toString'])).toEqual({ constructor: '5' });
  });
});
