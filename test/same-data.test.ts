import { describe, expect, it } from '@jest/globals';
import { sameData } from '../src/same-data';

describe('the same data', () => {
  it('may have its keys in any order, at any depth, but not its lists', () => {
    expect(sameData({ a: 1, b: { c: [1, 2], d: null } }, { b: { d: null, c: [1, 2] }, a: 1 })).toBe(true);
    expect(sameData({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  });

  it('is read as it is stored, where undefined is nothing', () => {
    expect(sameData({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(sameData({ a: 1, b: null }, { a: 1 })).toBe(false);
  });
});
